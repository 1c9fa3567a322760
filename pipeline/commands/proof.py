"""`pipeline proof`: the next numbered proof of the book and the list by which it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.commands.current import demand_known
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import DataError, Exit, UsageError
from pipeline.publish.printed import digest_now
from pipeline.publish.proofs.checklist import CHANGES, write_checklist
from pipeline.publish.proofs.collation import Change, Collated, collate
from pipeline.publish.proofs.leaves import Leaf, read_leaves
from pipeline.publish.proofs.ledger import Proof, next_proof, proofs
from pipeline.vocabulary import Text

_TOLD = 3  # lines of a page that are told


def proof(data: Path, year: int, lang: str, *, quiet: bool) -> Report:
    """Prints what has been received as the next proof, and collates it with the one before.

    Every page bears the number of the proof and the day. Writes the checklist beside it.
    """
    from pipeline.cache import Cache
    from pipeline.yearbook.book import print_book
    from pipeline.yearbook.chapters import binding
    from pipeline.yearbook.reading import read_edition

    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        demand_known(season)
        workspace, editorial = season.workspace, season.workspace.editorial
        with edition_warehouse(season) as warehouse:
            digest = digest_now(warehouse)
            made = next_proof(workspace, year, today(), digest)
            with steps.step("edition", Text("编排", "Composing")):
                stamp = stamp_of(season, made.number, made.printed_on)
                model = read_edition(warehouse, season.catalogue, editorial, year, stamp=stamp)
            with steps.step("pdf", Text("排印", "Printing")) as tell:
                print_book(model, binding(model), made.path, Cache(workspace.cache), tell)
        former = next((one for one in reversed(proofs(workspace, year)) if one != made), None)
        with steps.step("collate", Text("对照", "Collating")):
            pages = _collated(season, former, made)
        target = made.path.with_name(f"{made.path.stem}-校对清单.xlsx")
        write_checklist(made, former, pages, season.catalogue.edition.title, target)
    paths = ("paths", Text("文件", "files"), [str(made.path), str(target)])
    return _report(made, former, pages, lang, paths)


def compare_proofs(data: Path, year: int, lang: str, number: int) -> Report:
    """The last proof against an earlier one, page by page; UsageError where there is none."""
    season = open_season(data, year, Steps(lang, quiet=True))
    kept = proofs(season.workspace, year)
    former = next((one for one in kept[:-1] if one.number == number), None)
    if former is None:
        raise UsageError(
            f"没有可以对照的校样 {number}",
            f"there is no earlier proof {number} to compare the last one with",
            remedy_zh="运行 pipeline proof 印出校样；至少两次才能对照。",
            remedy_en="pipeline proof prints one; it takes two to compare",
        )
    return _report(kept[-1], former, _collated(season, former, kept[-1]), lang)


def stamp_of(season: Season, number: int, day: date) -> Text:
    """What stands on every page of a proof."""
    mark = season.catalogue.edition.proof_mark
    return Text(f"{mark.zh} {number}　{day}", f"{mark.en} {number}")


def _collated(season: Season, former: Proof | None, made: Proof) -> list[Collated]:
    return collate(_leaves(season, former) if former else [], _leaves(season, made))


def _leaves(season: Season, one: Proof) -> list[Leaf]:
    """Raises DataError where the proof was damaged in its drawer."""
    from pypdfium2 import PdfiumError

    try:
        stamp = stamp_of(season, one.number, one.printed_on)
        return read_leaves(one.path, (*stamp.zh.split("　"), stamp.en))
    except (OSError, PdfiumError):
        raise DataError(
            "校样文件读不出",
            "a proof cannot be read",
            where=str(one.path),
            remedy_zh="从备份恢复，或删除该文件。",
            remedy_en="restore it from a backup, or delete it",
        ) from None


def _report(
    made: Proof,
    former: Proof | None,
    pages: Sequence[Collated],
    lang: str,
    *more: tuple[str, Text, object],
) -> Report:
    counts = Counter(page.change for page in pages)
    against = f"{former.number}（{former.printed_on}）" if former else ""
    facts = (
        ("proof", Text("校样", "proof"), made.number),
        *((("against", Text("对照校样", "against proof"), against),) if former else ()),
        *(
            (change.value, Text(f"{CHANGES[change].zh}（页）", f"pages {CHANGES[change].en}"), n)
            for change, n in sorted(counts.items(), key=lambda item: list(Change).index(item[0]))
        ),
        *more,
    )
    heads = (
        Text("页", "page"), Text("上次页", "before"), Text("所载", "what stands here"),
        Text("改动", "change"), Text("内容", "lines"),
    )  # fmt: skip
    changed = [p for p in pages if p.change is not Change.SAME] if former else []
    return Report(Exit.DONE, facts, (Grid("pages", heads, tuple(_row(p, lang) for p in changed)),))


def _row(page: Collated, lang: str) -> tuple[str, ...]:
    leaf = page.now or page.before
    told = [f"{before} → {now}" for before, now in page.lines[:_TOLD]]
    told += ["…"] if len(page.lines) > _TOLD else []
    return (
        str(page.now.number) if page.now else "",
        str(page.before.number) if page.before else "",
        "; ".join(leaf.marks) if leaf else "",
        CHANGES[page.change].told(lang),
        " | ".join(told),
    )
