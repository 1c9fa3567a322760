"""Reads one edition out of ``disseminated``, and of nothing else that submissions could reach."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.tables.figures import Address, Figures, read_figures
from pipeline.tables.writing import grouped, write
from pipeline.vocabulary import NOTHING, ConfStatus, Measure, ObsStatus, RuleClass, Text
from pipeline.warehouse import Warehouse
from pipeline.yearbook.edition import (
    ISOLATES,
    BoardEntry,
    CityFindings,
    Completeness,
    EditionModel,
    Event,
    FindingCount,
    Narrative,
    PrintedExplanation,
    Quality,
    Revision,
    Section,
)

Rows = list[dict[str, Any]]
_CORRECTED = Text("报送单位订正", "corrected by the reporting unit")
_RECKONED = Text("口径或计算方法调整", "other definition or method")
_REFERENCE = re.compile(r"\[\[(\w{1,8})(?:@(\d{4}))?\]\]")


def read_edition(
    warehouse: Warehouse, catalogue: Catalogue, editorial: Path, year: int, *, stamp: Text = NOTHING
) -> EditionModel:
    """The edition of ``year`` as it may leave the house; ``editorial`` is the folder of texts.

    An unfinished one says so in a ``stamp``.
    """
    figures = read_figures(warehouse)
    sample_years = frozenset(f.period for f in figures if f.is_sample)
    return EditionModel(
        year=year,
        catalogue=catalogue,
        figures=figures,
        narratives=_narratives(warehouse, figures),
        events=_events(warehouse, figures),
        quality=_quality(warehouse, catalogue, figures),
        editorial={p.stem: p.read_text(encoding="utf-8") for p in sorted(editorial.glob("*.md"))},
        is_sample=bool(sample_years),
        stamp=stamp,
        sample_years=sample_years,
    )


def printed(text: str, area: str, period: int, figures: Figures) -> str:
    """A narrative with each ``[[201]]`` or ``[[201@2023]]`` replaced by the figure as printed.

    What is withheld prints ×, what is unknown …, exactly as in a table. Each figure stands between
    the isolates of Unicode (``edition.ISOLATES``), so that the page can set it in its ink.
    """

    def figure(match: re.Match[str]) -> str:
        code, year = match.groups()
        cell = write(figures.get(area, code, int(year or period)))
        return f"{cell.prefix}{cell.text}".join(ISOLATES) if cell.text else "…"

    return _REFERENCE.sub(figure, text)


def cited(row: dict[str, Any], *names: str) -> tuple[Address, ...]:
    """The figures to which the texts of a row refer, each once."""
    texts = (row[f"{name}_{lang}"] or "" for name in names for lang in ("zh", "en"))
    found = (match.groups() for text in texts for match in _REFERENCE.finditer(text))
    addresses = ((row["area"], c, Measure.LEVEL, int(y or row["period"])) for c, y in found)
    return tuple(dict.fromkeys(addresses))


def _narratives(warehouse: Warehouse, figures: Figures) -> tuple[Narrative, ...]:
    rows = warehouse.rows("select * from disseminated.narrative order by area, period, paragraph")
    return tuple(
        Narrative(area, period, tuple(_section(row, figures) for row in told), _any_sample(told))
        for (area, period), group in groupby(rows, key=itemgetter("area", "period"))
        for told in [list(group)]
    )


def _section(row: dict[str, Any], figures: Figures) -> Section:
    heading, text = (_told(row, name, figures) for name in ("heading", "text"))
    return Section(row["paragraph"], heading, text, cited(row, "heading", "text"))


def _told(row: dict[str, Any], name: str, figures: Figures) -> Text:
    """A text of a row in both languages, its references printed."""
    zh, en = (row[f"{name}_{lang}"] or "" for lang in ("zh", "en"))
    area, period = row["area"], row["period"]
    return Text(printed(zh, area, period, figures), printed(en, area, period, figures))


def _events(warehouse: Warehouse, figures: Figures) -> tuple[Event, ...]:
    rows = warehouse.rows("select * from disseminated.event order by area, date, event_no")
    return tuple(
        Event(
            row["area"],
            row["date"],
            Text(row["place_zh"] or "", row["place_en"] or ""),
            _told(row, "text", figures),
            row["is_sample"],
            cited(row, "text"),
        )
        for row in rows
    )


def _any_sample(rows: Rows) -> bool:
    return any(row["is_sample"] for row in rows)


def _quality(warehouse: Warehouse, catalogue: Catalogue, figures: Figures) -> Quality:
    return Quality(
        board=tuple(
            _entry(row) for row in warehouse.rows("from disseminated.board order by area, form")
        ),
        completeness=_completeness(warehouse),
        findings=_finding_counts(warehouse),
        spread=_spread(warehouse),
        revisions=_revisions(warehouse, figures),
        explanations=_explanations(warehouse, catalogue),
    )


def _finding_counts(warehouse: Warehouse) -> tuple[FindingCount, ...]:
    rows = warehouse.rows("from disseminated.finding_count order by n_found desc, rule, severity")
    return tuple(
        FindingCount(
            r["rule"],
            Text(r["title_zh"], r["title_en"]),
            RuleClass(r["class"]),
            r["severity"],
            n_found=r["n_found"],
            n_corrected=r["n_corrected"],
            n_explained=r["n_explained"],
            n_open=r["n_open"],
        )
        for r in rows
    )


def _entry(row: dict[str, Any]) -> BoardEntry:
    return BoardEntry(
        row["area"],
        row["form"],
        row["state"],
        row["revision"],
        row["late_days"],
        n_query=row["n_query"],
        n_explained=row["n_explained"],
        n_error=row["n_error"],
        is_sample=row["is_sample"],
    )


def _completeness(warehouse: Warehouse) -> tuple[Completeness, ...]:
    by_area: dict[str, Rows] = defaultdict(list)
    for row in warehouse.rows("from disseminated.completeness order by all"):
        by_area[row["area"]].append(row)
    return tuple(_complete(area, rows) for area, rows in by_area.items())


def _complete(area: str, rows: Rows) -> Completeness:
    by_status = {s: sum(r["n_cells"] for r in rows if r["obs_status"] == s) for s in ObsStatus}
    missing = by_status[ObsStatus.NOT_REPORTED] + by_status[ObsStatus.UNKNOWN]
    total = sum(by_status.values())
    return Completeness(
        area,
        n_expected=total,
        n_reported=total - missing,
        by_status={status: n for status, n in by_status.items() if n},
        n_withheld=sum(r["n_cells"] for r in rows if r["conf_status"] == ConfStatus.WITHHELD),
        n_bounded=sum(r["n_cells"] for r in rows if r["is_bounded"]),
    )


def _spread(warehouse: Warehouse) -> tuple[CityFindings, ...]:
    rows = warehouse.rows("from disseminated.finding_spread order by place")
    return tuple(CityFindings(r["n_found"], r["n_open"]) for r in rows)


def _explanations(warehouse: Warehouse, catalogue: Catalogue) -> tuple[PrintedExplanation, ...]:
    """In the order of the catalogue: areas, then indicators."""
    areas = {area.code: at for at, area in enumerate(catalogue.areas)}
    indicators = {indicator.code: at for at, indicator in enumerate(catalogue.indicators)}
    rows = warehouse.rows("from disseminated.explanation order by period, text_zh, text_en")
    rows.sort(key=lambda r: (areas[r["area"]], indicators[r["indicator"]]))
    return tuple(
        PrintedExplanation(r["area"], r["indicator"], r["period"], Text(r["text_zh"], r["text_en"]))
        for r in rows
    )


def _revisions(warehouse: Warehouse, figures: Figures) -> tuple[Revision, ...]:
    rows = warehouse.rows("from disseminated.revision order by period, area, indicator")
    return tuple(_revision(row, figures) for row in rows)


def _revision(row: dict[str, Any], figures: Figures) -> Revision:
    """A row as it is printed; a difference is told between two exact figures only."""
    now = figures.get(row["area"], row["indicator"], row["period"])
    cell = write(now)
    old = row["before_value"].quantize(Decimal(1).scaleb(-row["before_decimals"]))
    difference = ""
    if now is not None and now.exact and now.value is not None and not row["before_mark"]:
        difference = grouped((now.value - old).quantize(Decimal(1).scaleb(-now.decimals)))
    return Revision(
        row["area"],
        row["indicator"],
        row["period"],
        row["before_mark"] + grouped(old),
        cell.prefix + cell.text,
        _CORRECTED if row["revised"] else _RECKONED,
        difference,
    )
