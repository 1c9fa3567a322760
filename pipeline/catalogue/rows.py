"""A record of a catalogue file: it knows its file and line, and reads its own cells by type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

from pipeline.catalogue.faults import broken
from pipeline.errors import CatalogueError
from pipeline.vocabulary import Text

T = TypeVar("T")
_DIGITS = frozenset("-.0123456789")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a CSV file, with the physical line on which it begins."""

    file: str
    line: int
    values: dict[str, str]

    def at(self, column: str = "") -> str:
        """The place as told to the user: ``areas.csv:7`` or ``areas.csv:7 tile_row``."""
        return f"{self.file}:{self.line} {column}".rstrip()

    def text(self, column: str) -> str:
        """The cell, which may be blank."""
        return self.values[column]

    def filled(self, column: str) -> str:
        """The cell, which must not be blank."""
        value = self.values[column]
        if not value:
            fault = (f"{column} 不能为空", f"{column} must not be blank")
            raise broken(self.at(column), fault, (f"请填写 {column}", f"Fill in {column}"))
        return value

    def both(self, stem: str, *, needed: bool = True) -> Text:
        """The texts ``<stem>_zh`` and ``<stem>_en``: both filled or, if not needed, both blank."""
        chinese, english = f"{stem}_zh", f"{stem}_en"
        if needed or self.values[chinese] or self.values[english]:
            return Text(self.filled(chinese), self.filled(english))
        return Text("", "")

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """The cell, which must be one of the words allowed (a blank may be one of them)."""
        words = tuple(allowed)
        value = self.values[column]
        if value not in words:
            listed = ", ".join(word or '""' for word in words)
            raise self._unreadable(column, f"只能是：{listed}", f"must be one of: {listed}")
        return value

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that lists several values with ``;`` between them."""
        return tuple(part.strip() for part in self.values[column].split(";") if part.strip())

    def flag(self, column: str) -> bool:
        """Y is true; N and blank are false."""
        return self.one_of(column, ("Y", "N", "")) == "Y"

    def integer(self, column: str, blank: int | None = None) -> int:
        """A whole number; ``blank`` is what a blank cell means, if it may be blank."""
        found = self.integer_or_none(column)
        if found is not None:
            return found
        return int(self.filled(column)) if blank is None else blank

    def integer_or_none(self, column: str) -> int | None:
        return self._number(column, int, ("应为整数", "must be a whole number"))

    def decimal_or_none(self, column: str) -> Decimal | None:
        return self._number(column, Decimal, ("应为数字", "must be a number"))

    def day(self, column: str) -> date:
        """A date such as 2024-12-31."""
        self.filled(column)
        return self.day_or_none(column) or date.min

    def day_or_none(self, column: str) -> date | None:
        value = self.values[column]
        remedy = ("应为日期，如 2024-12-31", "must be a date such as 2024-12-31")
        if len(value) not in (0, len("2024-12-31")):  # “20241231” is a date to Python, not to SQL
            raise self._unreadable(column, *remedy)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self._unreadable(column, *remedy) from None

    def _number(self, column: str, read: Callable[[str], T], remedy: tuple[str, str]) -> T | None:
        value = self.values[column]
        if not _DIGITS.issuperset(value):  # Decimal would take “nan” and “1e9”, int “1_000”
            raise self._unreadable(column, *remedy)
        try:
            return read(value) if value else None
        except (ValueError, InvalidOperation):
            raise self._unreadable(column, *remedy) from None

    def _unreadable(self, column: str, remedy_zh: str, remedy_en: str) -> CatalogueError:
        value = self.values[column]
        fault = (f"“{value}”不符合 {column} 的要求", f"“{value}” does not fit {column}")
        return broken(self.at(column), fault, (f"{column} {remedy_zh}", f"{column} {remedy_en}"))


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A value of the catalogue together with the row it was read from."""

    value: T
    row: Row


def pairs(entries: Iterable[Entry[T]]) -> Iterator[tuple[T, Row]]:
    """The values, each with its row."""
    return ((entry.value, entry.row) for entry in entries)


def unique(rows: Iterable[Row], *key: str) -> None:
    """Raises where two rows have the same key."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        value = tuple(row.text(column) for column in key)
        first = seen.setdefault(value, row)
        if first is not row:
            told, place = ", ".join(value), first.at()
            raise broken(
                row.at(key[0]),
                (f"“{told}”重复，已见于 {place}", f"“{told}” is there twice, first at {place}"),
                ("请删除其中一行或改正编码", "Delete one of the two lines or correct its code"),
            )
