"""What stands in words: plain figures in texts, words of the term list, the name of a method.

``told`` is the entrance; ``names`` and ``figures`` find a line and its amount; ``amounts`` reads
that.
"""
