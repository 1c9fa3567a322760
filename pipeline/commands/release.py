"""`pipeline release`: the checklist, and if nothing is wrong, the release that it stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.commands.checklist import GRADES, Check, Grade, book_of, checklist
from pipeline.commands.current import demand_known
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.journal import Journal
from pipeline.publish.archive import write_archive
from pipeline.publish.pages import table_pages
from pipeline.publish.printed import Address, Edition, Printed, editions, printed_now, read_printed
from pipeline.publish.record import versions
from pipeline.publish.release import Released, released_as_is, releases, write_release
from pipeline.vocabulary import ConfStatus, Measure, Text
from pipeline.warehouse import Warehouse
from pipeline.yearbook.places import Kind, places
from pipeline.yearbook.reading import read_edition

_HEADS = (Text("检查", "check"), Text("结果", "result"), Text("说明", "found"))
Lines = Sequence[Sequence[str]]


def release(data: Path, year: int, lang: str, *, check: bool) -> Report:
    """Computes the checklist; unless one line is an error, or ``check`` asks for no more, releases.

    Exit 1 where it refuses: nothing is written then.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    with edition_warehouse(season) as warehouse:
        found = list(checklist(season, warehouse))
        refused = any(one.grade is Grade.ERROR for one in found)
        if refused or check:
            paths: tuple[Path, ...] = ()
        else:
            paths = _released(season, warehouse, found)
    grid = Grid("checklist", _HEADS, tuple(_row(one, lang) for one in found))
    facts = (("paths", Text("发布", "released"), [str(path) for path in paths]),)
    lines = (Text("未发布：有不通过的检查。", "not released: a check failed."),) if refused else ()
    return Report(Exit.DATA if refused else Exit.DONE, facts if paths else (), (grid,), lines)


def _row(one: Check, lang: str) -> tuple[str, ...]:
    return (one.name.told(lang), GRADES[one.grade].told(lang), one.found.told(lang))


def _released(season: Season, warehouse: Warehouse, found: list[Check]) -> tuple[Path, ...]:
    """The release and its archive; one that was interrupted before its archive is completed."""
    workspace, year = season.workspace, season.year
    book = book_of(season, warehouse)
    if same := released_as_is(workspace, year, book.digest if book else ""):
        return same.folder, write_archive(workspace, same.folder, year)
    former = releases(workspace, year)
    errata = list(_errata(season, warehouse, former[-1])) if former else []
    head = Journal(workspace.log).head()
    record = {
        "log": {"line": head.number, "sha256": head.digest},
        "released_on": today().isoformat(),
        "edition": book.digest if book else "",
        "is_sample": any(c.code == "samples" and c.grade is Grade.WARNING for c in found),
        "checklist": {one.code: [str(one.grade), one.found.zh, one.found.en] for one in found},
        "errata": len(errata),
        "versions": versions(),
    }
    folder = write_release(workspace, year, record, _notes(season, found, errata), errata)
    return folder, write_archive(workspace, folder, year)


def _errata(season: Season, warehouse: Warehouse, former: Released) -> Iterator[list[str]]:
    """What the release before printed differently, with table and page in that release.

    Figures that either of the two withholds are not listed: together they could tell.
    """
    old, now = _printed(season, former), printed_now(warehouse)
    editorial = season.workspace.editorial
    model = read_edition(warehouse, season.catalogue, editorial, season.year)
    stands = places(model)
    pages = table_pages(former.folder / "public" / "yearbook.pdf")
    for address in sorted({*old, *now}):
        was, is_now = old.get(address), now.get(address)
        if _said(was) == _said(is_now) or _withheld(was) or _withheld(is_now):
            continue
        at = (*address[:2], Measure(address[2]), address[3])
        tables = [p.number for p in stands.get(at, ()) if p.kind is Kind.TABLE] or [""]
        for table in tables:
            yield _erratum(season, address, (table, pages.get(table)), (was, is_now))


def _erratum(
    season: Season,
    address: Address,
    place: tuple[str, int | None],
    both: tuple[Printed | None, Printed | None],
) -> list[str]:
    area, code, measure, period = address
    names = season.catalogue.area(area).short, season.catalogue.indicator(code).name
    told = [one.told if one else "" for one in both]
    named = [text for name in names for text in (name.zh, name.en)]
    return [place[0], str(place[1] or ""), *named, str(measure), str(period), *told]


def _printed(season: Season, former: Released) -> dict[Address, Printed]:
    kept: list[Edition] = editions(season.workspace, season.year)
    return next((read_printed(one) for one in kept if one.digest == former.edition), {})


def _said(one: Printed | None) -> str:
    return one.told if one else ""


def _withheld(one: Printed | None) -> bool:
    return one is not None and one.conf == ConfStatus.WITHHELD


def _notes(season: Season, found: list[Check], errata: Lines) -> str:
    """The release notes: what it is, what the checklist has to remark, what was corrected."""
    edition, year = season.catalogue.edition, season.year
    lines = [f"# {edition.title.zh} {year + 1}", "", f"{edition.title.en} {year + 1}", ""]
    remarks = [one for one in found if one.grade is Grade.WARNING]
    lines += ["## 提示 Remarks", ""] if remarks else []
    lines += [
        f"- {one.name.zh}：{one.found.zh}。 {one.name.en}: {one.found.en}." for one in remarks
    ]
    if errata:
        lines += ["", "## 勘误 Errata", "", f"{len(errata)}，见 see `errata.csv`"]
    return "\n".join(lines) + "\n"
