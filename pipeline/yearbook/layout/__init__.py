"""Looks at a finished PDF as a proof-reader would: what stands where it should not?"""

from pipeline.yearbook.layout.check import check_layout
from pipeline.yearbook.layout.flaw import Flaw, Kind

__all__ = ["Flaw", "Kind", "check_layout"]
