"""One cell of a figure: exactly one of a value with its bounds, a missing symbol, or a defect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipeline.collect.reader.declared import Declared
from pipeline.collect.reader.wording import trimmed, without_edges
from pipeline.vocabulary import ObsStatus, Qualifier, Text

_PLAIN = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,4})?")
_DIGITS_AND_POINT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\s[0-9]{3})+(?:\.[0-9]+)?")
_STEP = Decimal("0.0001")  # bounds are kept to four decimals, rounded away from the value
_HALF = Decimal("0.5")
_LONGEST = 64
_AMBIGUOUS = "D33"
_NUMERALS = frozenset("零〇一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰仟")

_MISSING = {
    **dict.fromkeys("-—–－", ("D32", ObsStatus.NOT_APPLICABLE)),
    **dict.fromkeys(("——", "--"), ("D32", ObsStatus.NOT_APPLICABLE)),
    **dict.fromkeys(("/", "\\", "无", "没有"), (_AMBIGUOUS, ObsStatus.NOT_REPORTED)),
    **dict.fromkeys(("不详", "N/A", "n/a", "NULL", "null"), ("D34", ObsStatus.UNKNOWN)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the catalogue says of a line: its unit in Chinese and how many decimals it has.

    ``rounded``: a rate, known to the last digit typed only.
    """

    unit: str
    decimals: int = 0
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule that has something to say although the cell could be read, and what was read."""

    rule: str
    expected: str | Text = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that was read. Without a value the status says why there is none.

    ``lower`` and ``upper`` enclose the value; no upper bound means none is known. ``precision`` is
    the step to which the figure is known, ``decimals`` how many were typed.
    """

    status: ObsStatus
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_open: bool = False
    upper_open: bool = False
    precision: Decimal | None = None
    decimals: int | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """A cell that cannot be read, the rule that says why, and what to write instead, if known."""

    rule: str
    expected: str = ""


def parse_cell(typed: str, declared: Declared, line: Line) -> Reading | Defect:
    """Reads one cell of ``line`` as ``declared``."""
    text = trimmed(typed)
    if _PLAIN.fullmatch(text):
        return _read_value(text, declared, rounded=line.rounded)
    if text and text not in _MISSING:
        return _defect(text)
    remark, status = _MISSING.get(text, ("", ObsStatus.NOT_REPORTED))
    if declared.explains_blank and remark in ("", _AMBIGUOUS):
        return _read_missing("", declared.status, declared)
    return _read_missing(remark, status, declared)


def _read_missing(remark: str, status: ObsStatus, declared: Declared) -> Reading | Defect:
    """Nothing is said of a figure that is not there; a symbol must mean what is declared."""
    bare = declared.qualifier is Qualifier.EXACT and declared.precision is None
    agrees = declared.status in (ObsStatus.NORMAL, status)
    remarks = (Remark(remark),) if remark else ()
    return Reading(status, remarks=remarks) if bare and agrees else Defect("D61")


def _read_value(text: str, declared: Declared, *, rounded: bool) -> Reading | Defect:
    if declared.explains_blank:
        return Defect("D61")
    if declared.qualifier is Qualifier.ABOUT and declared.precision is None:
        return Defect("D60")
    value = Decimal(text)
    decimals = len(text.partition(".")[2])
    if declared.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return Reading(
            declared.status,
            value,
            lower=value,
            lower_open=declared.qualifier is Qualifier.MORE_THAN,
            upper_open=True,
            decimals=decimals,
        )
    step = declared.precision or Decimal(1).scaleb(-decimals)
    spread = step * _HALF if rounded or declared.precision else Decimal(0)
    lower, upper = _bounds(value, spread)
    return Reading(
        declared.status, value, lower=lower, upper=upper, precision=step, decimals=decimals
    )


def _bounds(value: Decimal, spread: Decimal) -> tuple[Decimal, Decimal]:
    """The interval around a value; never below zero, since no figure on a form is."""
    lower = (value - spread).quantize(_STEP, ROUND_FLOOR)
    return max(lower, Decimal(0)), (value + spread).quantize(_STEP, ROUND_CEILING)


def _defect(text: str) -> Defect:
    """The rule that tells a clerk best what is wrong with a cell that is not a plain number."""
    if len(text) > _LONGEST:
        return Defect("D28")
    rule = next((rule for rule, shows in _SIGNS if shows(text)), "D28")
    return Defect(rule, unicodedata.normalize("NFKC", text) if rule == "D17" else "")


def _any_of(characters: str) -> Callable[[str], bool]:
    return lambda text: not set(characters).isdisjoint(text)


def _is_formula(text: str) -> bool:
    return text[0] in "=@+＝＋＠" or (text[0] == "-" and _any_of("(!:$")(text))


def _is_grouped(text: str) -> bool:
    return _any_of(",，'’‘`")(text) or _GROUPED.fullmatch(text) is not None


def _has_gap(text: str) -> bool:
    return without_edges(text) != text and _starts_with_digit(text)


def _is_full_width(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    return plain != text and plain.lstrip("-")[:1].isdigit()


def _has_unit(text: str) -> bool:
    return _starts_with_digit(text) and (text[-1].isalpha() or text[-1] in "%‰)）")


def _starts_with_digit(text: str) -> bool:
    return text[0] in "0123456789"


_SIGNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("D29", _is_formula),
    ("D28", _any_of("#")),
    ("D62", lambda text: _DIGITS_AND_POINT.fullmatch(text) is not None),
    ("D26", lambda text: _SCIENTIFIC.fullmatch(text) is not None),
    ("D23", _any_of("约余多近超逾左右≈>＞<＜~～")),
    ("D21", _any_of("万亿萬億")),
    ("D19", _is_grouped),
    ("D18", _has_gap),
    ("D17", _is_full_width),
    ("D24", _NUMERALS.issuperset),
    ("D20", _has_unit),
)
