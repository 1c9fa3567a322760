"""Templates: the forms of a year, pre-filled for one reporting unit, as a workbook or as CSV files.

``drawing_up`` decides what stands in them, ``last_year`` which accepted figures are rolled on and
``checks`` which relations can be watched while somebody types; the ``*_sheet`` modules write one
kind of sheet each, and ``workbook`` and ``csv_files`` put the whole together. What the reader
wants, the templates take from the reader: its column names, its title lines, its words.
"""
