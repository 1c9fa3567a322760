"""Cells as the second reader takes them: plain figures, plain days, words that can be read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipeline.catalogue.model import Indicator

_QUALIFIERS = {
    "准确": "exact", "多于": "more_than", "不少于": "at_least", "约": "about", "转述": "stated",
}  # fmt: skip
_STATUSES = {"初步": "P", "估计": "E", "不详": "O", "不适用": "M"}
_FIGURE = re.compile(r"(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{1,4})?")
_STEP = re.compile(r"精确到([0-9]{1,12}(?:\.[0-9]{1,4})?)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ERRORS = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)|#{3,}")
_ROW = re.compile(r"^(?:[0-9]{1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2})[,;\t|]", re.MULTILINE)
_NOBODYS = ("Cc", "Cf", "Co", "Cs", "Cn")
_LEAST = Decimal("0.0001")  # bounds are kept to four decimals


class NotCanonicalError(Exception):
    """Something is not written as the template has it."""


def must(condition: object) -> None:
    if not condition:
        raise NotCanonicalError


def as_day(said: str) -> date:
    must(_DAY.fullmatch(said))
    return date.fromisoformat(said)


def as_text(said: str, *, breaks: bool = False) -> str:
    """Words that can be read, whatever they say: no broken characters, no swallowed rows."""
    told = re.sub("\r\n?|\f", "\n", said)
    must(breaks or "\n" not in told)
    plain = re.sub("[\n\t]", "", told)
    must(not any(unicodedata.category(c) in _NOBODYS for c in plain))
    must(not _ERRORS.fullmatch(told) and not _ROW.search(told) and not _is_mojibake(plain))
    return told


def _is_mojibake(said: str) -> bool:
    """Whether the bytes of another encoding shine through: read back, they are Chinese."""
    for wrong in ("gb18030", "cp1252", "latin-1"):
        try:
            right = said.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if any("\u4e00" <= c <= "\u9fff" for c in right):
            return True
    return False


def as_figure(said: str, declared: str, line: Indicator) -> dict[str, object]:
    """The value, its bounds, its status and what is declared of it."""
    words = [word.strip() for word in re.split("[;；]", declared) if word.strip()]
    steps = [Decimal(found[1]) for word in words if (found := _STEP.fullmatch(word))]
    qualifiers = [_QUALIFIERS[word] for word in words if word in _QUALIFIERS]
    statuses = [_STATUSES[word] for word in words if word in _STATUSES]
    must(len(steps) + len(qualifiers) + len(statuses) == len(words))
    must(max(map(len, (steps, qualifiers, statuses))) <= 1 and 0 not in steps)
    qualifier, status = (*qualifiers, "exact")[0], (*statuses, "A")[0]
    step = steps[0] if steps else None
    told = {"qualifier": qualifier, "declared": (status, step)}
    if not said:
        must(status in "AOM" and qualifier == "exact" and step is None)
        nothing = {"value": None, "lower": (None, False), "upper": (None, False)}
        return told | nothing | {"status": "L" if status == "A" else status}
    must(_FIGURE.fullmatch(said))
    must(status not in "OM" and (qualifier != "about" or step))
    lower, upper = _bounds(Decimal(said), qualifier, step, is_rate=line.kind == "ratio")
    return told | {"value": Decimal(said), "lower": lower, "upper": upper, "status": status}


def _bounds(value: Decimal, qualifier: str, step: Decimal | None, *, is_rate: bool):
    """The bounds with whether they are open; never below zero."""
    if qualifier in ("more_than", "at_least"):
        return (value, qualifier == "more_than"), (None, True)
    last = Decimal(1).scaleb(value.as_tuple().exponent)
    spread = (step or last) / 2 if is_rate or step else Decimal(0)
    lower = (value - spread).quantize(_LEAST, ROUND_FLOOR)
    upper = (value + spread).quantize(_LEAST, ROUND_CEILING)
    return (max(lower, Decimal(0)), False), (upper, False)
