"""The symbols that stand in a cell where there is no figure. Zero is a figure, blank no symbol."""

from __future__ import annotations

from pipeline.collect.reader.figures.glyphs import DASHES, word
from pipeline.vocabulary import ObsStatus

_NOT_APPLICABLE = ("D32", ObsStatus.NOT_APPLICABLE)
_LONGEST_DASH = 4
_UNKNOWN = (
    "不详", "不詳", "不明", "未知", "不清楚", "无数据", "暂无数据", "没有数据", "未统计",
    "没有统计", "暂未统计", "n/a", "na", "null",
)  # fmt: skip
_SYMBOLS = {
    "不适用": _NOT_APPLICABLE,
    **dict.fromkeys(
        ("/", "\\", "无", "無", "没有", "沒有", "暂无", "暫無"), ("D33", ObsStatus.NOT_REPORTED)
    ),
    **dict.fromkeys(_UNKNOWN, ("D34", ObsStatus.UNKNOWN)),
    **dict.fromkeys(("…", "……", "⋯", "⋯⋯", "...", "......"), ("D34Q", ObsStatus.UNKNOWN)),
}


def missing_symbol(text: str) -> tuple[str, ObsStatus] | None:
    """The rule and the status that ``text`` stands for, in either width, spaced or not."""
    plain = word(text)
    if plain and len(plain) <= _LONGEST_DASH and DASHES.issuperset(plain):
        return _NOT_APPLICABLE
    return _SYMBOLS.get(plain)
