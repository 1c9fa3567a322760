"""Whether a family named in the styles is there: set a sign in it and look what is embedded."""

from __future__ import annotations

import re
from html import escape

_NAME = re.compile(rb"/BaseFont /(?:[A-Z]{6}\+)?([^\s/]+)")
_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><p style="font-family: \'{}\'">年Aa1'
)


def embedded_fonts(family: str) -> tuple[str, ...]:
    """The PostScript names of the fonts that a PDF set in ``family`` embeds.

    Raises OSError when WeasyPrint's native libraries are missing.
    """
    from pipeline.yearbook.engine import HTML

    pdf = HTML(string=_PAGE.format(escape(family))).write_pdf(uncompressed_pdf=True)
    return tuple(sorted({name.decode("ascii", "replace") for name in _NAME.findall(pdf or b"")}))
