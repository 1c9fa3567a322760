"""What makes the PDF fit for archives and for those who hear it: written as PDF/A-3a and PDF/UA-1.

WeasyPrint gives tags, output intent and metadata; the rest is mended before the file is written.
No validator of these standards is at hand, so nothing here claims that a file conforms.
"""
