"""`pipeline template`: the pre-filled forms of a year, for every reporting unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.model import Area
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.templates.csv_files import csv_files
from pipeline.collect.templates.delivery import deliver_file, deliver_folder
from pipeline.collect.templates.drawing_up import Template, draw_up, reporting_units
from pipeline.collect.templates.last_year import Accepted, accepted_figures
from pipeline.collect.templates.workbook import workbook
from pipeline.commands.report import Report
from pipeline.commands.season import Season, fill, open_season, own_warehouse
from pipeline.commands.steps import Steps
from pipeline.errors import EnvironmentLacks, Exit, UsageError
from pipeline.vocabulary import Text

XLSX, CSV = "xlsx", "csv"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: a path for every unit, and how many figures of last year stand there."""

    paths: tuple[Path, ...]
    n_rolled_on: int


def template(
    data: Path, year: int, lang: str, *, select: Sequence[str], to: str, out: Path | None
) -> Report:
    """Writes the templates of the year; changes nothing that was received or judged."""
    steps = Steps(lang)
    with steps.shown():
        season = open_season(data, year, steps)
        written = write_templates(season, select, to=to, out=out)
    facts = (
        ("templates", Text("模板", "templates"), len(written.paths)),
        ("rolled_on", Text("转入上年数", "figures rolled on"), written.n_rolled_on),
        ("paths", Text("文件", "files"), [str(path) for path in written.paths]),
    )
    return Report(Exit.DONE, facts, lines=() if written.n_rolled_on else (_nothing(year - 1),))


def write_templates(
    season: Season, select: Sequence[str] = (), *, to: str = XLSX, out: Path | None = None
) -> Written:
    """Writes the template of every unit, or of those that ``select`` names by code or name.

    They go to ``out``, or to ``internal/templates`` of the year. Each appears whole or not at all,
    and none is written over one that somebody has begun to fill in. Raises UsageError for an
    unknown unit, and for a year in which nothing is owed; EnvironmentLacks where it cannot write.
    """
    lexicon = build_lexicon(season.catalogue)
    folder = out or season.workspace.internal(season.year) / "templates"
    drawn = _drawn_up(season, _selected(season, lexicon, select))
    paths = []
    with season.steps.step("template", Text("编制模板", "Templates")) as progress:
        for one in drawn:
            progress(one.name)
            paths.append(_write(one, folder, lexicon, to))
    return Written(tuple(paths), sum(one.n_rolled_on for one in drawn))


def _write(one: Template, folder: Path, lexicon: Lexicon, to: str) -> Path:
    target = folder / (one.name if to == CSV else f"{one.name}.xlsx")
    try:
        if to == CSV:
            deliver_folder(target, csv_files(one), lexicon)
        else:
            deliver_file(target, workbook(one), lexicon)
    except OSError as problem:
        raise _unwritable(target, problem) from problem
    return target


def _unwritable(target: Path, problem: OSError) -> EnvironmentLacks:
    why = problem.strerror or type(problem).__name__
    return EnvironmentLacks(
        f"无法写入模板：系统提示“{why}”",
        f"the template cannot be written: {why}",
        where=str(target),
        remedy_zh="检查目录是否存在、有无写权限、磁盘是否已满，或用 --out 另指定目录。",
        remedy_en="see that the folder may be written and the disk is not full, or use --out",
    )


def _drawn_up(season: Season, units: Sequence[Area]) -> list[Template]:
    before = _accepted(season)
    drawn = [
        draw_up(season.catalogue, unit, season.year, before.get(unit.code, {})) for unit in units
    ]
    if not any(one.sheets for one in drawn):
        raise UsageError(
            f"{season.year} 年没有要报送的表",
            f"no form is owed for {season.year}",
            where="forms.csv expected_from",
            remedy_zh="核对年份；要补报以前年度的，请改 expected_from。",
            remedy_en="check the year; change expected_from to ask for earlier years",
        )
    return drawn


def _accepted(season: Season) -> dict[str, dict[str, Accepted]]:
    """Last year's figures in force, from a warehouse made for this alone and left behind nowhere.

    So they are those of what has been received by now, whatever the last run built.
    """
    with own_warehouse(season, "template") as warehouse:
        fill(season, warehouse, ())
        return accepted_figures(warehouse, season.year - 1)


def _selected(season: Season, lexicon: Lexicon, names: Sequence[str]) -> tuple[Area, ...]:
    """The units of these names, each once, in the catalogue's order; all where none is named."""
    units = reporting_units(season.catalogue, season.year)
    if not names:
        return units
    wanted = {name: lexicon.unit(name) for name in names}
    for name, area in wanted.items():
        if area not in units:
            raise _unknown(name, units)
    return tuple(unit for unit in units if unit in wanted.values())


def _unknown(name: str, units: Sequence[Area]) -> UsageError:
    listed = "、".join(f"{unit.code} {unit.name.zh}" for unit in units)
    return UsageError(
        f"没有这个填报单位：{name}",
        f"no such reporting unit: {name}",
        remedy_zh=f"请用代码或名称：{listed}。",
        remedy_en="name one of: " + ", ".join(f"{unit.code} {unit.name.en}" for unit in units),
    )


def _nothing(year: int) -> Text:
    return Text(
        f"没有已采用的 {year} 年数据，“上年”列留空；有报送文件的，先运行 pipeline collect {year}。",
        f"nothing of {year} is in force, so last year's column is blank;"
        f" if there are files, run pipeline collect {year} first",
    )
