"""`pipeline diff`: the figures that differ from an earlier book: by how much, why, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.model import Catalogue
from pipeline.commands.current import demand_known
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.lineage import Lineage, leaves
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.publish.printed import (
    Address,
    Edition,
    Printed,
    editions,
    printed_now,
    read_printed,
)
from pipeline.vocabulary import ConfStatus, Measure, Text
from pipeline.yearbook.places import Place, places
from pipeline.yearbook.reading import read_edition

_YEAR = 4  # digits
_PROTECTION = Text("保密处理", "disclosure control")
_METHOD = Text("目录或程序", "catalogue or program")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs; none on one side where it was or is not printed.

    ``causes`` are the files, with their revisions, whose figures moved it, or what else did.
    """

    address: Address
    old: Printed | None
    new: Printed | None
    causes: tuple[Text, ...]
    places: tuple[Place, ...]

    @property
    def size(self) -> str:
        """By how much, and by how many per cent of what it was."""
        if not self.old or not self.new or self.old.value is None or self.new.value is None:
            return ""
        by = self.new.value - self.old.value
        share = f" ({by / self.old.value:+.2%})" if self.old.value else ""
        return f"{by:+f}{share}"


def diff(data: Path, year: int, lang: str, *, against: str) -> Report:
    """What would be printed now, against a book of before.

    ``against``: another reference year (its last book; only years that both print are compared), or
    the beginning of a kept book's hash; blank: the last book of ``year`` that was different. Raises
    UsageError where there is none.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    with edition_warehouse(season) as warehouse:
        now = printed_now(warehouse)
        former, old = _former(season, against, now)
        lineage = Lineage(warehouse, season.catalogue)
        editorial = season.workspace.editorial
        model = read_edition(warehouse, season.catalogue, editorial, year)
        stands = places(model)
        changes = [
            Change(
                address, old.get(address), now.get(address),
                _causes(lineage, address, old, now),
                tuple(stands.get((*address[:2], Measure(address[2]), address[3]), ())),
            )
            for address in _changed(old, now, former.year, year)
        ]  # fmt: skip
    facts = (
        ("against", Text("对比", "against"), f"{former.year} #{former.ordinal} {former.digest}"),
        ("changed", Text("变动（个）", "figures changed"), len(changes)),
    )
    return Report(Exit.DONE, facts, (_grid(changes, season.catalogue, lang),))


def _former(
    season: Season, against: str, now: Mapping[Address, Printed]
) -> tuple[Edition, dict[Address, Printed]]:
    is_year = len(against) == _YEAR and against.isdigit()
    kept = editions(season.workspace, int(against) if is_year else season.year)
    if against and not is_year:
        kept = [one for one in kept if one.digest.startswith(against)]
    for one in reversed(kept):
        old = read_printed(one)
        if against or old != now:
            return one, old
    raise UsageError(
        "没有可以对比的旧版" if not kept else "与已有的各版相同，没有变动",
        "there is no earlier book to compare with" if not kept else "no book was different",
        where=str(season.workspace.editions(season.year)),
        remedy_zh="成书一次（pipeline build）即留下一版；--against 可用年份或校验码开头。",
        remedy_en="every pipeline build keeps one; --against takes a year or the start of a hash",
    )


def _changed(
    old: Mapping[Address, Printed], now: Mapping[Address, Printed], former: int, year: int
) -> Iterator[Address]:
    """Addresses in their order whose value, mark, status or protection differs."""
    latest = min(former, year)
    for address in sorted({*old, *now}):
        if address[3] <= latest and _said(old.get(address)) != _said(now.get(address)):
            yield address


def _said(figure: Printed | None) -> tuple[object, ...] | None:
    return (figure.value, figure.mark, figure.status, figure.conf) if figure else None


def _causes(
    lineage: Lineage,
    address: Address,
    old: Mapping[Address, Printed],
    now: Mapping[Address, Printed],
) -> tuple[Text, ...]:
    """The files of its sources that are not those of the former book; else protection or method."""
    area, indicator, measure, period = address
    at = (area, indicator, Measure(measure), period)
    found = []
    for leaf in leaves(lineage.of(at)) if lineage.knows(at) else ():
        before = old.get((leaf.area, leaf.indicator, str(leaf.measure), leaf.period))
        source = f"{leaf.origin.file_name} #{leaf.origin.revision}" if leaf.origin else ""
        if source != (before.source if before else ""):
            found.append(source or (before.source if before else ""))
    if files := tuple(dict.fromkeys(filter(None, found))):
        return tuple(Text(file, file) for file in files)
    confs = {book[address].conf for book in (old, now) if address in book}
    return (_PROTECTION if ConfStatus.WITHHELD in confs else _METHOD,)


def _grid(changes: list[Change], catalogue: Catalogue, lang: str) -> Grid:
    heads = (
        Text("地区", "area"),
        Text("指标", "indicator"),
        Text("年份", "period"),
        Text("原数", "old"),
        Text("新数", "new"),
        Text("变动", "change"),
        Text("起因", "cause"),
        Text("刊载处", "printed in"),
    )
    return Grid("changes", heads, tuple(_row(one, catalogue, lang) for one in changes))


def _row(change: Change, catalogue: Catalogue, lang: str) -> tuple[str, ...]:
    area, code, measure, period = change.address
    line = catalogue.indicator(code)
    kind = "" if measure == Measure.LEVEL else f" {measure}"
    return (
        f"{catalogue.area(area).short.told(lang)}",
        f"{code} {line.short.told(lang)}{kind}",
        str(period),
        change.old.told if change.old else "",
        change.new.told if change.new else "",
        change.size,
        "; ".join(cause.told(lang) for cause in change.causes),
        " ".join(place.told(lang) for place in change.places),
    )
