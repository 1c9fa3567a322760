"""A PDF of what is set in one go: an extract, a report, a paper to sign. No flaw is tolerated."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.workspace import write_whole
from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.typesetting import typeset

_TOLD = 8  # complaints that fit into one message


def write_pdf(html: str, target: Path, enclosures: Iterable[Enclosure] = ()) -> int:
    """Sets ``html`` and writes it whole to ``target``; gives the number of pages.

    Raises RenderError for any flaw.
    """
    made = typeset(html, enclosures)
    demand_sound(made.flaws)
    write_whole(target, made.content)
    return made.n_pages


def pdf_bytes(html: str) -> tuple[bytes, int]:
    """As :func:`write_pdf`, but the file is handed back, with its number of pages."""
    made = typeset(html)
    demand_sound(made.flaws)
    return made.content, made.n_pages


def demand_sound(flaws: Iterable[str]) -> None:
    """Raises RenderError where pages were set with flaws."""
    each = list(dict.fromkeys(flaws))
    if not each:
        return
    told = "; ".join(each[:_TOLD]) + (" …" if len(each) > _TOLD else "")
    raise RenderError(
        f"排版有 {len(each)} 处问题：{told}",
        f"The pages were set with {len(each)} flaws: {told}",
        remedy_zh="缺字时请改正文本或安装所列字体；其他问题请连同日志报告。",
        remedy_en="For a missing glyph correct the text or install the fonts; report the rest.",
    )
