"""`pipeline init`: opens a year: its deadline, a drop folder for every unit, the templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area
from pipeline.collect.folders import named_area
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.templates.drawing_up import reporting_units
from pipeline.commands.opening import FILE, add_year, rolled_on
from pipeline.commands.report import Report
from pipeline.commands.season import Season, open_season
from pipeline.commands.steps import Steps
from pipeline.commands.template import write_templates
from pipeline.errors import Exit, UsageError
from pipeline.vocabulary import Text


def init(data: Path, year: int, lang: str, *, quiet: bool) -> Report:
    """Makes what the year lacks and leaves what is there; run it as often as you like.

    Raises UsageError for a year in which no form is owed; then nothing is made.
    """
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        _demand_forms(season)
        added = add_year(
            season.workspace.catalogue, year, rolled_on(season.catalogue.edition, year)
        )
        season = open_season(data, year, steps)  # with the new row, checked like any other
        units = reporting_units(season.catalogue, year)
        folders, templates = _make_folders(season, units), _make_templates(season, units)
    return _report(season, units, added=added, folders=folders, templates=templates)


def _demand_forms(season: Season) -> None:
    first = min(form.expected_from for form in season.catalogue.forms)
    if season.year < first:
        raise UsageError(
            f"{season.year} 年没有要报送的表（各表自 {first} 年起报送）",
            f"no form is owed for {season.year} (the first year is {first})",
            where="forms.csv expected_from",
            remedy_zh="核对年份；要补报以前年度的，请改 expected_from。",
            remedy_en="check the year; change expected_from to ask for earlier years",
        )


def _make_folders(season: Season, units: Sequence[Area]) -> list[Path]:
    """A drop folder for every unit that has none yet, whatever it may be called."""
    lexicon, raw = build_lexicon(season.catalogue), season.workspace.raw(season.year)
    there = [path.name for path in raw.iterdir() if path.is_dir()] if raw.is_dir() else []
    has_one = {area.code for area in (named_area(name, lexicon) for name in there) if area}
    made = [raw / f"{unit.code}_{unit.short.zh}" for unit in units if unit.code not in has_one]
    for folder in made:
        folder.mkdir(parents=True)
    return made


def _make_templates(season: Season, units: Sequence[Area]) -> Sequence[Path]:
    """A template for every unit that has none yet, with last year's accepted figures."""
    folder = season.workspace.internal(season.year) / "templates"
    there = {path.name[:6] for path in folder.glob("*.xlsx")}
    lacking = [unit.code for unit in units if unit.code not in there]
    return write_templates(season, lacking).paths if lacking else ()


def _report(
    season: Season,
    units: Sequence[Area],
    *,
    added: bool,
    folders: Sequence[Path],
    templates: Sequence[Path],
) -> Report:
    deadline, year = season.catalogue.edition.deadlines.get(season.year), season.year
    where = (season.workspace.raw(year), season.workspace.internal(year) / "templates")
    facts: tuple[tuple[str, Text, Any], ...] = (
        ("deadline", Text("报送截止", "deadline"), str(deadline or "—")),
        ("folders", Text("新建收件目录", "folders made"), len(folders)),
        ("folders_kept", Text("原有收件目录", "folders kept"), len(units) - len(folders)),
        ("templates", Text("新编模板", "templates made"), len(templates)),
        ("templates_kept", Text("原有模板", "templates kept"), len(units) - len(templates)),
        ("paths", Text("位置", "where"), [str(path) for path in where]),
    )
    return Report(Exit.DONE, facts, lines=_told(year, deadline, added=added))


def _told(year: int, deadline: date | None, *, added: bool) -> tuple[Text, ...]:
    """What happened to the row of the year, and what the statistician has to look at."""
    if not added:
        return (
            Text(f"{FILE} 已有 {year} 年，未改动", f"{FILE} has {year} already; left as it is"),
        )
    if deadline is None:
        return (
            Text(
                f"{FILE} 新增 {year} 年；以前各年都没有截止日期，请填写 deadline",
                f"{year} was added to {FILE}; no earlier year has a deadline, so fill it in",
            ),
        )
    return (
        Text(
            f"{FILE} 新增 {year} 年，截止日期由上年顺延为 {deadline}，请核对",
            f"{year} was added to {FILE} with the deadline rolled on to {deadline}; check it",
        ),
    )
