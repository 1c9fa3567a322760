"""`pipeline build` and `pipeline render`: from the drop folder or the archive to the book."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.commands.board import board_grid, read_board
from pipeline.commands.findings import (
    LABELS,
    counts,
    older_lines,
    stop_lines,
    write_findings,
)
from pipeline.commands.report import Report
from pipeline.commands.season import (
    Season,
    fill,
    fresh_warehouse,
    open_season,
    receive_all,
    reckon,
    rejections,
    today,
)
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.publish.observations import write_observations
from pipeline.publish.printed import keep_printed
from pipeline.publish.record import write_record
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a run printed: pages of the book, published figures, and where they are."""

    pages: int
    observations: int
    paths: tuple[Path, ...]


def build(data: Path, year: int, lang: str, *, draft: bool, quiet: bool) -> Report:
    """Receives what is new, judges it and prints the book.

    Exit 1, with the city-forms named, when one has an open error and no accepted revision; then
    no book is printed unless ``draft`` asks for it.
    """
    return _run(data, year, Steps(lang, quiet), draft=draft, receiving=True)


def render(data: Path, year: int, lang: str, *, draft: bool, quiet: bool) -> Report:
    """Prints the book from what has been received before; takes nothing new from ``raw``."""
    return _run(data, year, Steps(lang, quiet), draft=draft, receiving=False)


def _run(data: Path, year: int, steps: Steps, *, draft: bool, receiving: bool) -> Report:
    with steps.shown():
        season = open_season(data, year, steps)
        rejected = rejections(season, receive_all(season) if receiving else {})
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            stops = stop_lines(warehouse, season)
            outputs = _print(season, warehouse, draft=draft) if draft or not stops else None
            return _report(season, warehouse, stops, outputs)


def _print(season: Season, warehouse: Warehouse, *, draft: bool) -> Outputs:
    reckon(season, warehouse)
    workspace, year = season.workspace, season.year
    with season.steps.step("publish", Text("数据文件", "Data files")):
        table = workspace.public(year) / "data" / "observations.csv"
        observations = write_observations(warehouse, table)
    book = workspace.out(year) / "yearbook.pdf"
    report = workspace.internal(year) / "quality.pdf"
    pages = _book(season, warehouse, book, report, draft=draft)
    _offer(book, workspace.public(year) / book.name)
    if not draft:
        keep_printed(warehouse, workspace, year)
    return Outputs(pages, observations, (book, table, report))


def _book(season: Season, warehouse: Warehouse, target: Path, report: Path, *, draft: bool) -> int:
    """The report on quality that names the cities, and the book; gives the pages of the book."""
    from pipeline.yearbook.book import print_book
    from pipeline.yearbook.household import read_household
    from pipeline.yearbook.reading import read_edition
    from pipeline.yearbook.report import print_report

    editorial = season.workspace.editorial
    with season.steps.step("edition", Text("编排", "Composing")):
        model = read_edition(warehouse, season.catalogue, editorial, season.year, draft=draft)
    # The report first: the book leaves so much behind that whatever follows has to clear it away.
    with season.steps.step("quality", Text("质量报告", "Report on quality")):
        print_report(model, read_household(warehouse, season.year), report)
    with season.steps.step("book", Text("排印", "Printing")):
        return print_book(model, target)


def _offer(book: Path, target: Path) -> None:
    """The same book in the public folder: a link where the file system knows links, else a copy."""
    aside = target.with_name(f".{target.name}.new")
    aside.unlink(missing_ok=True)
    try:
        os.link(book, aside)
    except OSError:
        shutil.copyfile(book, aside)
    aside.replace(target)


def _report(
    season: Season, warehouse: Warehouse, stops: tuple[Text, ...], outputs: Outputs | None
) -> Report:
    exit_code = Exit.DATA if stops else Exit.DONE
    findings = write_findings(warehouse, season)
    facts: dict[str, Any] = counts(warehouse, season.year)
    if outputs:
        facts |= {"pages": outputs.pages, "observations": outputs.observations}
    facts["seconds"] = round(sum(season.steps.seconds.values()), 1)
    outcome = {"counts": facts, "seconds": season.steps.seconds, "exit": int(exit_code)}
    record = write_record(season.workspace, season.year, outcome, _inputs(warehouse))
    facts["paths"] = [str(p) for p in (*(outputs.paths if outputs else ()), findings, record)]
    named = tuple((key, LABELS[key], value) for key, value in facts.items())
    lines = (*stops, *older_lines(warehouse, season))
    grid = board_grid(read_board(warehouse, season, today()))
    return Report(exit_code, named, (grid,), lines)


def _inputs(warehouse: Warehouse) -> list[dict[str, Any]]:
    return warehouse.rows(
        "select submission_id, file_name, sha256, revision, received_on, verdict, in_force"
        " from validated.submission order by year, area, form, revision"
    )
