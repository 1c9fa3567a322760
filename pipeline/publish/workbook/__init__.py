"""``yearbook.xlsx``: cover, contents with links, notes, and one sheet a table."""

from pipeline.publish.workbook.book import write_workbook

__all__ = ["write_workbook"]
