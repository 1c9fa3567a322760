"""The names by which a text may speak of a line of the forms, and how its amounts are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.collect.reader.prose.amounts import Measure, amount_pattern, measure

QUOTES = "“”‘’「」『』\"'"
_DRESS = str.maketrans("", "", QUOTES + " \u3000")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_SHORTEST = 3  # 律师, 支出 are words of every day
_FLOW = "flow"
# between a name and its amount: 服务站[总数已达到]362个
_LINK = (
    "的?(?:总数|总量|合计|总计|数量|人数|数)?[已现]?"
    "(?:共有|共计|共|有|为|是|达到|达|增至|增加到|升至|扩大到|发展到|降至)?"
)
_END = r"(?=[，。；：、！？（）和及与]|以及|$)"  # so that 服务站5个获评示范 tells of no total


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line of the forms as texts tell of it."""

    code: str
    measure: Measure
    is_flow: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """All names, undressed, with the two patterns in which name and amount stand together."""

    lines: dict[str, NamedLine]
    name_first: re.Pattern[str]  # 服务站共362个
    amount_first: re.Pattern[str]  # 362个服务站
    counties: tuple[str, ...]


def naming(catalogue: Catalogue) -> Naming:
    """The names that tell one line from all others; bare names of groups and areas tell none."""
    named: dict[str, set[str]] = {}
    by_code = {i.code: i for i in catalogue.indicators if i.on_form}
    for code, line in by_code.items():
        for name in _names(line):
            named.setdefault(name, set()).add(code)
    taken = {group.name.zh for group in catalogue.ethnic_groups}
    taken |= {name for area in catalogue.areas for name in (area.name.zh, area.short.zh)}
    lines = {
        name: _line(by_code[next(iter(codes))])
        for name, codes in sorted(named.items())
        if len(codes) == 1 and len(name) >= _SHORTEST and name not in taken
    }
    units = {word for line in lines.values() for word in line.measure.words}
    names = "|".join(map(re.escape, sorted(lines, key=len, reverse=True))) or "(?!)"
    amount = amount_pattern(units)
    return Naming(
        lines,
        re.compile(f"(?P<name>{names}){_LINK}{amount}{_END}"),
        re.compile(f"{amount}的?(?P<name>{names}){_END}"),
        tuple(row["name_zh"] for row in catalogue.registers.get("counties", ())),
    )


def undressed(name: str) -> str:
    return name.translate(_DRESS)


def _names(line: Indicator) -> Iterator[str]:
    for name in (line.name.zh, line.short.zh):
        yield undressed(name)
        yield undressed(_BRACKETS.sub("", name))


def _line(indicator: Indicator) -> NamedLine:
    told = measure(indicator.unit.zh, indicator.decimals)
    return NamedLine(indicator.code, told, indicator.kind == _FLOW)
