"""One cell of a figure: exactly one of a value with its bounds, a missing symbol, or a defect.

How something was written may be normalised, and every normalisation is told; a value is never
changed. What has no one certain reading is a defect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipeline.collect.reader.figures.approximate import said
from pipeline.collect.reader.figures.declared import Declared
from pipeline.collect.reader.figures.diagnosis import is_formula
from pipeline.collect.reader.figures.dress import Figure, read_figure
from pipeline.collect.reader.figures.glyphs import bare, narrowed
from pipeline.collect.reader.figures.missing import missing_symbol
from pipeline.collect.reader.figures.notations import Number
from pipeline.collect.reader.figures.outcomes import Defect, Line, Reading, Remark
from pipeline.vocabulary import ObsStatus, Qualifier, Text

__all__ = ["Defect", "Line", "Reading", "Remark", "parse_cell"]

_STEP = Decimal("0.0001")  # bounds are kept to four decimals, rounded away from the value
_HALF = Decimal("0.5")
_LONGEST = 64
_APOSTROPHES = ("'", "＇")  # in front, a spreadsheet's sign that a text follows
_SHORTENING = ("D21", "D26")
_BOUNDS = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)


def parse_cell(typed: str, declared: Declared, line: Line) -> Reading | Defect:
    """Reads one cell of ``line``, of which 数据性质 says what is ``declared``.

    A cell of more than 64 characters is no figure; no pattern is tried on it.
    """
    text = bare(typed)
    if len(text) > _LONGEST:
        return Defect("D28")
    if not text:
        return _read_missing("", ObsStatus.NOT_REPORTED, declared)
    is_quoted = text.startswith(_APOSTROPHES)
    shown = bare(text[1:]) if is_quoted else text
    return _read_shown(shown, declared, line, is_quoted=is_quoted) if shown else Defect("D28")


def _read_shown(text: str, declared: Declared, line: Line, *, is_quoted: bool) -> Reading | Defect:
    """Reads what a spreadsheet shows of the cell."""
    symbol = missing_symbol(text)
    if symbol is not None:
        return _read_missing(*symbol, declared)
    if is_formula(narrowed(text)):
        return Defect("D29")
    figure = read_figure(text, line)
    if isinstance(figure, Defect):
        return figure
    if rule := _contradiction(figure, declared):
        return Defect(rule)
    reading = _bounded(figure.number, declared, line)
    rules = figure.rules | {"D18"} if is_quoted else figure.rules
    return replace(reading, remarks=tuple(_remarks(sorted(rules), reading, figure, declared)))


def _read_missing(rule: str, status: ObsStatus, declared: Declared) -> Reading | Defect:
    """Nothing is said of a figure that is not there; a symbol must mean what is declared."""
    settles = rule in ("", "D33") or (rule == "D34Q" and declared.status is status)
    if declared.explains_blank and settles:
        rule, status = "", declared.status
    bare_of_figure = declared.qualifier is Qualifier.EXACT and declared.precision is None
    agrees = declared.status in (ObsStatus.NORMAL, status)
    if not (bare_of_figure and agrees):
        return Defect("D61")
    return Reading(status, remarks=(Remark(rule),) if rule else ())


def _contradiction(figure: Figure, declared: Declared) -> str:
    """The rule that speaks where cell and declaration do not fit together, or ''."""
    if declared.explains_blank:
        return "D61"
    if figure.claim not in (None, declared.qualifier):
        return "D23"
    if declared.qualifier is Qualifier.ABOUT and declared.precision is None:
        return "D60"
    return f"{figure.number.rules[-1]}R" if _is_overstated(figure.number, declared) else ""


def _is_overstated(number: Number, declared: Declared) -> bool:
    """Whether more is declared than a shortened number shows.

    11.65万 to the nearest 10 hides a digit, and 精确到0.01 may be meant in 万. A display that has
    dropped digits may have rounded up, so it is no lower bound; 多于 11.65万 was said by somebody.
    """
    if not number.short:
        return False
    if declared.qualifier in _BOUNDS:
        return "D26" in number.rules
    return declared.precision is not None and declared.precision < number.step


def _bounded(number: Number, declared: Declared, line: Line) -> Reading:
    """The value between its bounds; what is declared of its precision goes before what is shown."""
    if declared.qualifier in _BOUNDS:
        return Reading(
            declared.status,
            number.value,
            lower=number.value,
            lower_open=declared.qualifier is Qualifier.MORE_THAN,
            upper_open=True,
            decimals=number.decimals,
        )
    step = declared.precision or number.step
    is_spread = line.rounded or number.short or declared.precision is not None
    lower, upper = _bounds(number.value, step * _HALF if is_spread else Decimal(0))
    return Reading(
        declared.status,
        number.value,
        lower=lower,
        upper=upper,
        precision=step,
        decimals=number.decimals,
    )


def _bounds(value: Decimal, spread: Decimal) -> tuple[Decimal, Decimal]:
    """The interval around a value; never below zero, since no figure on a form is."""
    lower = (value - spread).quantize(_STEP, ROUND_FLOOR)
    return max(lower, Decimal(0)), (value + spread).quantize(_STEP, ROUND_CEILING)


def _remarks(
    rules: Iterable[str], reading: Reading, figure: Figure, declared: Declared
) -> Iterator[Remark]:
    """What each rule says was read: the value, how exactly it is known, what is said of it."""
    value = format(figure.number.value, "f")
    for rule in rules:
        if rule == "D23N":
            yield Remark(rule, said(declared.qualifier, value))
        elif rule in _SHORTENING and figure.number.short and reading.precision is not None:
            step = format(reading.precision, "f")
            yield Remark(
                rule, Text(f"{value}（精确到 {step}）", f"{value} (to the nearest {step})")
            )
        else:
            yield Remark(rule, value)
