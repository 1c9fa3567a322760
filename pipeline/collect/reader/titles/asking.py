"""One title, asked for its value: read, read with a note on how it was written, or wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles.preamble import Preamble, Title
from pipeline.vocabulary import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A title that cannot be read: the rule that says why, and what it wants instead."""

    rule: str
    expected: str | Text


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A title that was read; with ``rule`` there is something to say about how it was written."""

    value: T
    rule: str = ""
    expected: str | Text = ""


def read_title(title: Title, parse: Callable[[str], Read[T] | Wrong], report: Report) -> T | None:
    """The title as ``parse`` reads it; none, and told of, if it cannot."""
    outcome = parse(title.value)
    if outcome.rule:
        report.add(
            outcome.rule,
            line=title.line,
            column=title.key,
            column_no=title.column_no,
            observed=title.value,
            expected=outcome.expected,
        )
    return outcome.value if isinstance(outcome, Read) else None


def read_optional(
    preamble: Preamble,
    key: str,
    usual: T,
    parse: Callable[[str], Read[T] | Wrong],
    report: Report,
) -> T | None:
    title = preamble.titles.get(key)
    return usual if title is None else read_title(title, parse, report)
