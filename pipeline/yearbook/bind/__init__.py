"""The book in units: each is set by itself, in a worker of its own, and all are bound into one PDF.

A unit (front matter, opener, part, city, appendix) depends on nothing but its own text, the number
of its first page and the pages that it cites; so it can be kept and used again.
"""
