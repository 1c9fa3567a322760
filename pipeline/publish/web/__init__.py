"""The edition as a folder of HTML pages: what a site is made of, and how it is written."""

from pipeline.publish.web.writing import write_site

__all__ = ["write_site"]
