"""Figures as typed, written into a workbook so that untouched they are read as the same."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.catalogue.model import Indicator
from pipeline.collect.reader.wording import trimmed
from pipeline.collect.templates.drawing_up import Line

_NUMBER = re.compile(r"(0|[1-9]\d{0,14})(\.\d+)?", re.ASCII)
_DIGITS = 15  # a spreadsheet keeps no more


def as_read(text: str, line: Line) -> str:
    """What the reader will read where ``text`` is written: numbers lose zeros that say nothing."""
    number = as_number(text, line)
    return trimmed(text) if number is None else _plain(number)


def as_number(text: str, line: Line) -> Decimal | None:
    """The text as a number, where a spreadsheet holds it and no zero at its end says anything."""
    digits = trimmed(text)
    if not _NUMBER.fullmatch(digits) or len(digits.replace(".", "")) > _DIGITS:
        return None
    number = Decimal(digits)
    return None if _is_rate(line.indicator) and _plain(number) != digits else number


def _is_rate(indicator: Indicator) -> bool:
    return not indicator.is_counted


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
