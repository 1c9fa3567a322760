"""A short hand for what cities sent: `sheet("450100", "MT2", 2024, "201=418 202=48 216=371")`.

A figure is written `201=418`, `213>100` (more than), `213≥100` (at least), `311=116500±50` (known
to ±50), `201=` (blank), `412=-` (not applicable), `117=?` (unknown). Cells are read as collect reads
them, so a rate is known to the last digit typed only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.events import Event
from pipeline.collect.reader.figures.cells import Line, Reading, parse_cell
from pipeline.collect.reader.figures.declared import UNDECLARED
from pipeline.collect.reader.narrative import Paragraph
from pipeline.collect.reader.prose.figures import Setting
from pipeline.collect.reader.prose.names import Naming, naming
from pipeline.collect.reader.prose.spooled import told_rows
from pipeline.collect.reader.prose.told import Prose, read_prose
from pipeline.rules.finding import FINDING_COLUMNS
from pipeline.vocabulary import NOTHING, Qualifier, Text
from pipeline.warehouse import Warehouse

CATALOGUE = Path(__file__).resolve().parents[2] / "data" / "catalogue"
NANNING, LIUZHOU, REGION, OWN_LEVEL = "450100", "450200", "450000", "459900"
_TOKEN = re.compile(r"(\w+)([=>≥])([^±\s]*)(?:±(\S+))?")
_SIGNS = {"=": Qualifier.EXACT, ">": Qualifier.MORE_THAN, "≥": Qualifier.AT_LEAST}
_FIRST_LINE = 7
_AT_ONCE = 100  # rows of one statement
_COLUMN_NO = {"this": 4, "last": 5}

_NUMBER = "decimal(18, 4)"
_TABLES = {
    "submission": {
        "submission_id": "varchar", "sha256": "varchar", "area": "varchar", "form": "varchar",
        "year": "integer", "revision": "integer", "seq": "integer", "received_on": "date",
        "stated_on": "date", "ref_date": "date", "file_name": "varchar", "sheet": "varchar",
        "encoding": "varchar",
        "nature": "varchar", "source_note": "varchar", "is_sample": "boolean",
    },
    "observation": {
        "submission_id": "varchar", "area": "varchar", "form": "varchar", "indicator": "varchar",
        "period": "integer", "role": "varchar", "raw_text": "varchar", "value": _NUMBER,
        "lower": _NUMBER, "upper": _NUMBER, "lower_open": "boolean", "upper_open": "boolean",
        "precision": _NUMBER, "decimals": "integer", "qualifier": "varchar",
        "obs_status": "varchar", "ref_date": "date", "remark": "varchar",
        "given_name": "varchar", "given_unit": "varchar", "line": "integer",
        "sheet": "varchar", "column_no": "integer", "is_sample": "boolean",
    },
    "narrative": {
        "submission_id": "varchar", "area": "varchar", "period": "integer",
        "paragraph": "integer", "heading_zh": "varchar", "heading_en": "varchar",
        "text_zh": "varchar", "text_en": "varchar", "line": "integer", "is_sample": "boolean",
    },
    "event": {
        "submission_id": "varchar", "area": "varchar", "period": "integer",
        "event_no": "integer", "date": "date", "place_zh": "varchar", "place_en": "varchar",
        "text_zh": "varchar", "text_en": "varchar", "line": "integer", "is_sample": "boolean",
    },
    "wording": {
        "submission_id": "varchar", "area": "varchar", "period": "integer", "line": "integer",
        "column_name": "varchar", "indicator": "varchar", "place": "integer", "wrong": "varchar",
        "piece": "varchar",
    },
    "plain_figure": {
        "submission_id": "varchar", "area": "varchar", "period": "integer", "line": "integer",
        "column_name": "varchar", "paragraph": "integer", "place": "integer",
        "indicator": "varchar", "piece": "varchar", "lower": _NUMBER, "upper": _NUMBER,
        "lower_open": "boolean", "upper_open": "boolean",
    },
    "method": {
        "submission_id": "varchar", "area": "varchar", "period": "integer", "line": "integer",
        "name_zh": "varchar", "name_en": "varchar", "n_promised": "integer", "n_parts": "integer",
    },
    "reading_finding": dict.fromkeys((*FINDING_COLUMNS, "sha256"), "varchar"),
}  # fmt: skip

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Sent:
    """One file as staged: who, what, when, and its rows by table."""

    area: str
    form: str
    year: int
    received: str
    ref: str
    sample: bool
    workbook_sheet: str = ""
    stated: str | None = None
    rows: Rows = field(default_factory=dict)


@cache
def catalogue() -> Catalogue:
    return load(CATALOGUE)


@cache
def names() -> Naming:
    return naming(catalogue())


def sheet(
    area: str,
    form: str,
    year: int,
    this: str = "",
    last: str = "",
    *,
    received: str = "",
    stated: str | None = None,
    ref: str = "",
    sample: bool = True,
    remark: str = "",
) -> Sent:
    """A figures form; ``this`` and ``last`` hold the cells of this year and of last year.

    ``remark`` stands beside the first of them.
    """
    sent = _sent(area, form, year, received=received, ref=ref, sample=sample)
    sent = replace(sent, stated=stated)
    cells = [*_cells(this, "this", year, sent.ref), *_cells(last, "last", year - 1, sent.ref)]
    sent.rows["observation"] = [
        cell | {"area": area, "form": form, "is_sample": sample} for cell in cells
    ]
    beside = [cells[0] | {"remark": remark, "column": "本年"}] if remark else []
    return _told(sent, Prose(observations=[SimpleNamespace(**cell) for cell in beside]))


def narrative(
    area: str, year: int, *texts: str, titles: tuple[str, ...] = (), sample: bool = True
) -> Sent:
    """A narrative of these paragraphs, from 0; those without a title of their own are called 做法."""
    sent = _sent(area, "MTN", year, sample=sample)
    headings = (*titles, *["做法"] * (len(texts) - len(titles)))
    sent.rows["narrative"] = [
        {"area": area, "period": year, "paragraph": n, "text_zh": text, "line": _FIRST_LINE + n}
        for n, text in enumerate(texts)
    ]
    paragraphs = [
        Paragraph(n, Text(heading, ""), Text(text, ""), _FIRST_LINE + n)
        for n, (heading, text) in enumerate(zip(headings, texts, strict=True))
    ]
    return _told(sent, Prose(paragraphs=paragraphs))


def chronicle(
    area: str, year: int, *days: str, texts: tuple[str, ...] = (), sample: bool = True
) -> Sent:
    """A chronicle of these days; what happened is told by ``texts``, if at all."""
    sent = _sent(area, "MTE", year, sample=sample)
    told = (*texts, *(f"事项{n}" for n in range(len(texts) + 1, len(days) + 1)))
    sent.rows["event"] = [
        {"area": area, "period": year, "event_no": n, "date": day, "text_zh": text,
         "line": _FIRST_LINE + n}
        for n, (day, text) in enumerate(zip(days, told, strict=True), 1)
    ]  # fmt: skip
    events = [
        Event(n, date.fromisoformat(day), NOTHING, Text(text, ""), _FIRST_LINE + n)
        for n, (day, text) in enumerate(zip(days, told, strict=True), 1)
    ]
    return _told(sent, Prose(events=events))


def _told(sent: Sent, prose: Prose) -> Sent:
    """With what stands in its words, as collect reads it."""
    setting = Setting(catalogue().area(sent.area), sent.year, is_event=bool(prose.events))
    told = read_prose(prose, setting, catalogue().usages, names())
    for table, rows in told_rows(told):
        sent.rows[table] = [{"area": sent.area, "period": sent.year, **row} for row in rows]
    return sent


def stage(warehouse: Warehouse, *sent: Sent) -> None:
    """Puts the files into ``staged``, numbered in the order in which they are given."""
    tables: Rows = {name: [] for name in _TABLES}
    for seq, one in enumerate(sent, 1):
        revision = sum(
            (o.area, o.form, o.year) == (one.area, one.form, one.year) for o in sent[:seq]
        )
        key = f"{one.area}-{one.form}-{one.year}-{revision}"
        tables["submission"].append(
            {"submission_id": key, "sha256": key, "area": one.area, "form": one.form,
             "year": one.year, "revision": revision, "seq": seq, "received_on": one.received,
             "stated_on": one.stated, "ref_date": one.ref, "file_name": f"{one.form.lower()}-{revision}.csv",
             "sheet": one.workbook_sheet or None,
             "nature": "示例" if one.sample else "报送", "is_sample": one.sample}
        )  # fmt: skip
        for table, rows in one.rows.items():
            tables[table] += [row | {"submission_id": key} for row in rows]
        for row in tables["observation"]:
            row.setdefault("sheet", one.workbook_sheet or None)
    for table, rows in tables.items():
        _fill(warehouse, table, rows)


def report(warehouse: Warehouse, **columns: str) -> None:
    """Adds a finding of the reader."""
    blank = dict.fromkeys(_TABLES["reading_finding"])
    _insert(warehouse, "reading_finding", [blank | columns])


def _sent(
    area: str, form: str, year: int, *, received: str = "", ref: str = "", sample: bool
) -> Sent:
    return Sent(area, form, year, received or f"{year + 1}-02-01", ref or f"{year}-12-31", sample)


def _cells(text: str, role: str, period: int, ref: str) -> Iterator[dict[str, Any]]:
    for line, match in enumerate(_TOKEN.finditer(text), _FIRST_LINE):
        indicator, sign, typed, spread = match.groups()
        yield {
            "indicator": indicator, "role": role, "period": period, "line": line,
            "column_no": _COLUMN_NO[role], "raw_text": typed, "ref_date": ref,
            **_read(indicator, sign, typed, spread),
        }  # fmt: skip


def _read(indicator: str, sign: str, typed: str, spread: str | None) -> dict[str, Any]:
    """The cell as collect reads it."""
    known_to = Decimal(spread) * 2 if spread else None
    about = catalogue().indicator(indicator)
    line = Line(about.unit.zh, about.decimals, rounded=about.kind == "ratio")
    declared = replace(UNDECLARED, qualifier=_SIGNS[sign], precision=known_to)
    reading = parse_cell("不详" if typed == "?" else typed, declared, line)
    assert isinstance(reading, Reading)
    cell = {f.name: getattr(reading, f.name) for f in fields(reading)}
    return cell | {"qualifier": _SIGNS[sign].value, "obs_status": reading.status.value}


def _fill(warehouse: Warehouse, table: str, rows: list[dict[str, Any]]) -> None:
    declared = ", ".join(f"{name} {kind}" for name, kind in _TABLES[table].items())
    warehouse._connection.execute(f"create or replace table staged.{table} ({declared})")
    _insert(warehouse, table, rows)


def _insert(warehouse: Warehouse, table: str, rows: list[dict[str, Any]]) -> None:
    columns = _TABLES[table]
    one = "(" + ", ".join("?" * len(columns)) + ")"
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        values = [row.get(name) for row in some for name in columns]
        places = ", ".join([one] * len(some))
        warehouse._connection.execute(f"insert into staged.{table} values {places}", values)
