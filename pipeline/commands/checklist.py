"""What must be true before an edition may leave the house, computed and not ticked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.audit import audit
from pipeline.commands.findings import OPEN, older_lines, stop_lines
from pipeline.commands.leaks import leak_told
from pipeline.commands.log import flaws
from pipeline.commands.season import Season
from pipeline.commands.wording import wording_flaws
from pipeline.publish.printed import (
    Edition,
    digest_now,
    editions,
    printed_now,
    read_printed,
)
from pipeline.publish.proofs.ledger import proofs
from pipeline.publish.web.links import broken_links
from pipeline.vocabulary import NOTHING, Text
from pipeline.warehouse import Warehouse
from pipeline.yearbook.front import NAMES
from pipeline.yearbook.layout import check_layout

_MISSING = """
    select area, form from validated.board
    where year = $year and state = 'missing' order by area, form
"""
_QUERIES = f"""
    select count(*) as n from validated.finding
    where period = $year and outcome = 'fails' and is_current and severity = 'query' and {OPEN}
"""
_REVISED = "select count(*) as n from disseminated.revision"
_SAMPLES = "select count(*) as n from disseminated.figure where is_sample and period = $year"
_NAMED = 6  # cities and forms told one by one


class Grade(StrEnum):
    """An error refuses the release, a warning stands in it."""

    PASSED = "passed"
    WARNING = "warning"
    ERROR = "error"


GRADES = {
    Grade.PASSED: Text("通过", "passed"),
    Grade.WARNING: Text("提醒", "warning"),
    Grade.ERROR: Text("不通过", "error"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what was looked at, how it is, and what was found."""

    code: str
    name: Text
    grade: Grade
    found: Text = NOTHING


def checklist(season: Season, warehouse: Warehouse) -> Iterator[Check]:
    """Every check of a release, in the order in which they are worth mending."""
    yield from _data(season, warehouse)
    yield _audited(season, warehouse)
    yield _revisions(warehouse)
    yield _samples(season, warehouse)
    yield from _files(season, warehouse)
    found = tuple(flaws(season.workspace))
    yield _check("log", Text("操作日志", "log of what was done"), Grade.ERROR, found)


def book_of(season: Season, warehouse: Warehouse) -> Edition | None:
    """The kept book that is what would be printed now; none where nobody has printed it."""
    kept = editions(season.workspace, season.year)
    return kept[-1] if kept and read_printed(kept[-1]) == printed_now(warehouse) else None


def _data(season: Season, warehouse: Warehouse) -> Iterator[Check]:
    stops = stop_lines(warehouse, season)
    yield _check("errors", Text("强制性错误", "open errors"), Grade.ERROR, stops)
    older = older_lines(warehouse, season)
    name = Text("未通过而仍用旧版", "older versions in use")
    yield _check("older", name, Grade.WARNING, older)
    (queries,) = warehouse.rows(_QUERIES, year=season.year)
    told = Text(f"{queries['n']} 项", f"{queries['n']}")
    name = Text("未说明的核实", "queries without explanation")
    yield _check("queries", name, Grade.WARNING, (told,) if queries["n"] else ())
    missing = tuple(_named(season, row) for row in warehouse.rows(_MISSING, year=season.year))
    yield _check("missing", Text("未报的市和表", "forms not received"), Grade.WARNING, missing)


def _named(season: Season, row: dict[str, str]) -> Text:
    area, form = season.catalogue.area(row["area"]), season.catalogue.form(row["form"])
    return Text(f"{area.short.zh}{form.table_no}", f"{area.short.en} {form.code}")


def _audited(season: Season, warehouse: Warehouse) -> Check:
    found = audit(warehouse, season.catalogue.edition.average_years)
    leaks = tuple(leak_told(leak, season.catalogue) for leak in found.leaks)
    return _check("audit", Text("保密检验", "disclosure audit"), Grade.ERROR, leaks)


def _revisions(warehouse: Warehouse) -> Check:
    (revised,) = warehouse.rows(_REVISED)
    n = revised["n"]
    told = Text(f"{n} 个数订正了往年年鉴，见附录", f"{n} figures of earlier books, see appendix")
    name = Text("往年数订正", "revisions of earlier years")
    return _check("revisions", name, Grade.WARNING, (told,) if n else ())


def _samples(season: Season, warehouse: Warehouse) -> Check:
    (sample,) = warehouse.rows(_SAMPLES, year=season.year)
    mark = season.catalogue.edition.sample_mark
    told = Text(f"每页标“{mark.zh}”", f"every page says {mark.en}")
    name = Text("示例数据", "sample data")
    return _check("samples", name, Grade.WARNING, (told,) if sample["n"] else ())


def _files(season: Season, warehouse: Warehouse) -> Iterator[Check]:
    public = season.workspace.public(season.year)
    wanted = ("yearbook.pdf", "yearbook.xlsx", "data/datapackage.json", "html/index.html")
    absent = tuple(Text(name, name) for name in wanted if not (public / name).is_file())
    yield _check("files", Text("成书各件", "files of the edition"), Grade.ERROR, absent)
    links = tuple(Text(link, link) for link in broken_links(public / "html"))
    yield _check("links", Text("网页链接", "links of the pages"), Grade.ERROR, links)
    yield _laid_out(public / "yearbook.pdf")
    stale = Text("现有数据与所印不同，请重新成书", "the data are not those printed: build again")
    is_current = book_of(season, warehouse) is not None
    name = Text("成书为最新", "the book is current")
    yield _check("current", name, Grade.ERROR, () if is_current else (stale,))
    yield _proofed(season, warehouse)
    texts = tuple(
        Text(f"{name}.md", f"{name}.md")
        for name in NAMES
        if not (season.workspace.editorial / f"{name}.md").is_file()
    )
    yield _check("texts", Text("卷首文字", "texts of the editors"), Grade.ERROR, texts)
    flaws = tuple(wording_flaws(season, warehouse))
    yield _check("wording", Text("规范用语", "words of the term list"), Grade.WARNING, flaws)


def _proofed(season: Season, warehouse: Warehouse) -> Check:
    """Whether somebody could have read a proof with these figures."""
    kept = proofs(season.workspace, season.year)
    read = bool(kept) and kept[-1].digest == digest_now(warehouse)
    told = Text(
        f"校样 {kept[-1].number} 之后数据又有改动" if kept else "没有印过校样",
        f"figures changed after proof {kept[-1].number}" if kept else "no proof was printed",
    )
    return _check("proof", Text("校样", "proof"), Grade.WARNING, () if read else (told,))


def _laid_out(book: Path) -> Check:
    """Whether every page of the book is as a page should be."""
    flaws = check_layout(book) if book.is_file() else []
    told = tuple(
        Text(f"第 {flaw.page} 页：{flaw.what.zh}", f"page {flaw.page}: {flaw.what.en}")
        for flaw in flaws
    )
    return _check("layout", Text("版面检查", "layout of the pages"), Grade.ERROR, told)


def _check(code: str, name: Text, grade: Grade, found: tuple[Text, ...]) -> Check:
    if not found:
        return Check(code, name, Grade.PASSED)
    more = len(found) - _NAMED
    rest = (Text(f"等 {len(found)} 项", f"and {more} more"),) if more > 0 else ()
    told = (*found[:_NAMED], *rest)
    return Check(
        code, name, grade, Text("；".join(t.zh for t in told), "; ".join(t.en for t in told))
    )
