"""`pipeline trace`: from a printed figure to the line of the file that it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.commands.current import demand_known
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.lineage import Address, Lineage, Origin, Step
from pipeline.commands.naming import area_called
from pipeline.commands.report import Report
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.tables.assembly import addresses
from pipeline.tables.model import Table
from pipeline.tables.program import program
from pipeline.vocabulary import Measure, Text

_WITHHELD = {
    "primary": Text("小数，不予公布", "small"),
    "secondary": Text("为保护小数", "hides a small one"),
}


def trace(
    data: Path,
    year: int,
    area: str,
    indicator: str,
    lang: str,
    *,
    measure: str = "N",
    table: str = "",
) -> Report:
    """The figure with everything behind it, down to file, line, column and raw text.

    With ``table``, all figures of ``area`` and ``indicator`` that this table prints. It shows what
    is withheld, and why: it stays in the house. Raises UsageError where there is no such figure.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    catalogue = season.catalogue
    unit = area_called(area, build_lexicon(catalogue)).code
    line = _line(indicator, catalogue)
    with edition_warehouse(season) as warehouse:
        lineage = Lineage(warehouse, catalogue)
        wanted = [(unit, line.code, Measure(measure), year)]
        if table:
            wanted = _printed(lineage, catalogue, year, table, unit, line.code)
        if not all(map(lineage.knows, wanted)):
            raise _unknown(unit, line, year, measure)
        steps = [lineage.of(address) for address in wanted]

    def spoken(lang: str, shape: str) -> str:
        if shape == "json":
            return json.dumps(
                [plain(step) for step in steps], ensure_ascii=False, indent=2, default=str
            )
        return "\n".join(row for step in steps for row in _told(step, catalogue, lang, 0))

    return Report(Exit.DONE, (), spoken=spoken)


def _line(name: str, catalogue: Catalogue) -> Indicator:
    """The indicator of a code or a name. Raises UsageError for another."""
    for one in catalogue.indicators:
        if name in (one.code, one.name.zh, one.name.en, one.short.zh):
            return one
    near = [i for i in catalogue.indicators if name in i.name.zh or name in i.name.en.casefold()]
    listed = "、".join(f"{i.code} {i.name.zh}" for i in near[:8]) or "data/catalogue/indicators.csv"
    raise UsageError(
        f"没有这个指标：{name}",
        f"no such indicator: {name}",
        remedy_zh=f"请用指标代码或名称，如：{listed}",
        remedy_en=f"give a code or a name, such as: {listed}",
    )


def _unknown(area: str, line: Indicator, year: int, measure: str) -> UsageError:
    return UsageError(
        f"没有这个数：{area} {line.code} {line.name.zh} {year} {measure}",
        f"no such figure: {area} {line.code} {line.name.en} {year} {measure}",
        remedy_zh="核对年份、地区和指标；--measure 可用 N、D1Y、G1Y、GAV、SHR、RNK。",
        remedy_en="check year, area and indicator; --measure is one of N, D1Y, G1Y, GAV, SHR, RNK",
    )


def _printed(
    lineage: Lineage, catalogue: Catalogue, year: int, number: str, area: str, indicator: str
) -> list[Address]:
    """The figures of an area and indicator in a table, by its printed number or its code.

    Raises UsageError where the table has none, naming those that have.
    """
    found = {
        (table.number, table.code): [*_of(table, area, indicator)]
        for table in program(catalogue, lineage.figures, year)
    }
    chosen = next((own for names, own in found.items() if number in names), [])
    if chosen:
        return chosen
    having = "、".join(names[0] for names, own in found.items() if own) or "—"
    raise UsageError(
        f"表 {number} 没有刊印 {area} 的 {indicator}",
        f"table {number} does not print {indicator} of {area}",
        where="--table",
        remedy_zh=f"刊印这个数的表：{having}",
        remedy_en=f"it is printed in {having}",
    )


def _of(table: Table, area: str, indicator: str) -> Iterator[Address]:
    for address, _ in addresses(table):
        where, code, measure, period = address.split("/")
        if (where, code) == (area, indicator):
            yield (where, code, Measure(measure), int(period))


def plain(step: Step) -> dict[str, Any]:
    """A figure and everything behind it, for programs."""
    origin = step.origin
    return {
        "area": step.area,
        "indicator": step.indicator,
        "measure": str(step.measure),
        "period": step.period,
        "printed": step.printed,
        "value": step.value,
        "obs_status": str(step.status),
        "withheld": step.withheld,
        "imputed": step.imputed,
        "formula": step.formula.en,
        "origin": {name: getattr(origin, name) for name in Origin.__slots__} if origin else None,
        "inputs": [plain(one) for one in step.inputs],
    }


def _told(step: Step, catalogue: Catalogue, lang: str, depth: int) -> Iterator[str]:
    area, line = catalogue.area(step.area), catalogue.indicator(step.indicator)
    printed = step.printed or Text("（空）", "(blank)").told(lang)
    notes = [
        f"= {step.value.normalize():f}" if step.value is not None and depth == 0 else "",
        step.formula.told(lang),
        _WITHHELD[step.withheld].told(lang) if step.withheld else "",
        Text(f"推算：{step.imputed}", f"imputed: {step.imputed}").told(lang)
        if step.imputed
        else "",
    ]
    measure = "" if step.measure is Measure.LEVEL else f" {step.measure}"
    head = f"{area.short.told(lang)} {step.period} {step.indicator} {line.name.told(lang)}{measure}"
    yield "  " * depth + "  ".join(filter(None, (head, printed, *notes)))
    if step.origin:
        yield from ("  " * (depth + 1) + text for text in _origin_told(step.origin, lang))
    for one in step.inputs:
        yield from _told(one, catalogue, lang, depth + 1)


def _origin_told(origin: Origin, lang: str) -> Iterator[str]:
    sheet = f" [{origin.sheet}]" if origin.sheet else ""
    place = Text(
        f"第 {origin.line} 行第 {origin.column} 列", f"line {origin.line}, column {origin.column}"
    )
    sent = Text(
        f"第 {origin.revision} 版，{origin.received_on} 收到",
        f"revision {origin.revision}, received {origin.received_on}",
    )
    yield f"← {origin.file_name}{sheet} {place.told(lang)}: “{origin.raw_text}”"
    yield f"  {sent.told(lang)}  sha256 {origin.sha256}"
    passed = Text("审核未提出问题", "no rule asks anything").told(lang)
    for found in origin.findings:
        answer = " ".join(filter(None, (found.get("reason_code"), found.get("explanation"))))
        yield f"  {found['rule']} {found['severity']} {found['outcome']} {answer}".rstrip()
    if not origin.findings:
        yield f"  {passed}"
