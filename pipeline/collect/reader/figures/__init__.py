"""One cell becomes a figure with its bounds, a missing symbol, or a defect.

``cells`` is the entrance; ``dress`` takes off what a figure wears, ``notations`` and ``numerals``
read what is left, ``diagnosis`` says what is wrong where nothing can be read.
"""
