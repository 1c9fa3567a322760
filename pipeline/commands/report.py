"""What a command says when it is done: a few named facts and tables, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import Exit, visible
from pipeline.vocabulary import Severity, Text, Verdict

Row = tuple[str, ...]

# severities and verdicts as people say them; in JSON they stay codes
WORDS: dict[str, Text] = {
    Severity.REJECT: Text("拒收", "rejects"),
    Severity.ERROR: Text("强制性", "errors"),
    Severity.QUERY: Text("核实性", "queries"),
    Severity.NOTE: Text("提示", "notes"),
    Verdict.ACCEPTED: Text("采用", "accepted"),
    Verdict.RETURNED: Text("返回", "returned"),
    Verdict.REJECTED: Text("拒收", "rejected"),
}


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table for the terminal: heads and rows of text; ``name`` is its key in JSON."""

    name: str
    heads: tuple[Text, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a command: its facts (key, label, value), its tables and its exit code.

    ``data`` is for programs only: it goes into the JSON, in place of a table of the same name.
    """

    exit: Exit
    facts: tuple[tuple[str, Text, Any], ...]
    grids: tuple[Grid, ...] = ()
    lines: tuple[Text, ...] = field(default_factory=tuple)
    data: Mapping[str, Any] = field(default_factory=dict)
    spoken: Callable[[str, str], str] | None = None  # all of it in words of its own (lang, shape)


def told(report: Report, lang: str, shape: str) -> str:
    """The report as it goes to stdout, in one piece; nothing in it speaks to the terminal."""
    if report.spoken is not None:
        words = report.spoken(lang, shape)
    else:
        words = _as_json(report) if shape == "json" else _as_text(report, lang)
    return _escaped(words) if shape == "json" else visible(words)


def _as_json(report: Report) -> str:
    content: dict[str, Any] = {"exit": int(report.exit)}
    content |= {key: value for key, _, value in report.facts}
    for grid in report.grids:
        keys = [head.en for head in grid.heads]
        content[grid.name] = [dict(zip(keys, row, strict=True)) for row in grid.rows]
    content |= report.data
    content["messages"] = [{"zh": line.zh, "en": line.en} for line in report.lines]
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _escaped(content: str) -> str:
    """JSON in which what cannot be seen is written as an escape, which says the same."""
    return "".join(c if visible(c) == c else json.dumps(c)[1:-1] for c in content)


def _as_text(report: Report, lang: str) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain  # text as it is, without markup

    console = Console(width=120, no_color=True, highlight=False)
    with console.capture() as captured:
        for grid in filter(lambda g: g.rows, report.grids):
            table = Table(box=None, pad_edge=False)
            for number, head in enumerate(grid.heads):
                # figures stand right, the words of the last column may wrap
                right = number > 0 and all(row[number].strip("-").isdigit() for row in grid.rows)
                table.add_column(
                    head.told(lang), justify="right" if right else "left", overflow="fold"
                )
            for row in grid.rows:
                table.add_row(*(Plain(visible(_word(cell, lang))) for cell in row))
            console.print(table)
            console.print()
        for line in report.lines:
            console.print(Plain(visible(line.told(lang))), soft_wrap=True)
        facts = Table(box=None, pad_edge=False, show_header=False)
        for _, label, value in report.facts:
            facts.add_row(label.told(lang), Plain(visible(_worded(value, lang))))
        console.print(facts)
    return captured.get().rstrip()


def _worded(value: Any, lang: str) -> str:
    if isinstance(value, dict):
        named = (f"{_word(key, lang)} {count}" for key, count in value.items())
        return "  ".join(named) or "0"
    if isinstance(value, (list, tuple)):
        return "\n".join(str(item) for item in value)
    return value.told(lang) if isinstance(value, Text) else str(value)


def _word(text: str, lang: str) -> str:
    """A code of ours as people say it; any other text as it is."""
    return WORDS[text].told(lang) if isinstance(text, (Severity, Verdict)) else text
