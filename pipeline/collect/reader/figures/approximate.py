"""The words that make a figure approximate, and what of 数据性质 says the same."""

from __future__ import annotations

from pipeline.collect.reader.figures.glyphs import SPACES
from pipeline.vocabulary import Qualifier, Text

# A word stands before the shorter ones that it begins or ends with.
_BEFORE = {
    **dict.fromkeys(("多于", "大于", "超过", "超", "逾", ">"), Qualifier.MORE_THAN),
    **dict.fromkeys(("不少于", "不低于", "至少", "≥"), Qualifier.AT_LEAST),
    **dict.fromkeys(("大约", "约为", "约", "≈"), Qualifier.ABOUT),
}
_AFTER = {
    **dict.fromkeys(("及以上", "以上"), Qualifier.AT_LEAST),
    **dict.fromkeys(("左右", "上下"), Qualifier.ABOUT),
}
_BETWEEN = dict.fromkeys("多余", Qualifier.MORE_THAN)
_SAID = {
    Qualifier.MORE_THAN: Text("多于 {}", "more than {}"),
    Qualifier.AT_LEAST: Text("不少于 {}", "at least {}"),
    Qualifier.ABOUT: Text("约 {}", "about {}"),
}


def cut_around(text: str) -> tuple[str, Qualifier | None]:
    """Without one word before the figure (约830) or after it and its unit (830个以上)."""
    for word, qualifier in _BEFORE.items():
        if text.startswith(word):
            return text[len(word) :].lstrip(SPACES), qualifier
    return _cut_end(text, _AFTER)


def cut_between(text: str) -> tuple[str, Qualifier | None]:
    """Without 多 or 余 after the figure (830多, once its unit is gone)."""
    return _cut_end(text, _BETWEEN)


def _cut_end(text: str, words: dict[str, Qualifier]) -> tuple[str, Qualifier | None]:
    for word, qualifier in words.items():
        if text.endswith(word):
            return text[: -len(word)].rstrip(SPACES), qualifier
    return text, None


def said(qualifier: Qualifier, number: str) -> Text:
    """What was read: 多于 830."""
    words = _SAID[qualifier]
    return Text(words.zh.format(number), words.en.format(number))
