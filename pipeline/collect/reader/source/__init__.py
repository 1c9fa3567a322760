"""Bytes become sheets of records: encodings, delimiters, workbooks, and how much is too much."""
