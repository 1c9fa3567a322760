"""WeasyPrint, loaded without starting other programs.

Its libraries are tried under several names. Where the loader of the system does not know one,
Python would ask ldconfig, a compiler and a linker; on Linux the next name is the right one.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def _nowhere(name: str) -> str | None:  # noqa: ARG001
    return None


@contextmanager
def _asking_nobody() -> Iterator[None]:
    asked = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = asked


with _asking_nobody():
    import weasyprint
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.urls import URLFetcher

__all__ = ["CSS", "HTML", "Attachment", "URLFetcher", "weasyprint"]
