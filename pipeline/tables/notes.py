"""The notes under a table, each derived from its written cells and present only where true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.tables.dates import day_of, days_of, is_year_end
from pipeline.tables.draft import NOTHING
from pipeline.tables.rounding import off_by_rounding
from pipeline.tables.totals import MOST_NAMED, coverage, direct, matched
from pipeline.tables.view import View, Written, named
from pipeline.tables.words import listed
from pipeline.tables.writing import WITHHELD
from pipeline.vocabulary import Mark, Measure, ObsStatus, Text

_PARTS = frozenset({"city", "own_level", "item"})


def notes_of(view: View) -> tuple[Text, ...]:
    """All notes of a table, in their fixed order."""
    return tuple(note for rule in _RULES for note in rule(view))


def _hashed(view: View) -> Iterator[Text]:
    draft = view.draft
    heads = [text.zh for c in draft.columns for text in (c.head, c.spanner)]
    if any(row.hashed for row in draft.rows) or any(head.startswith("#") for head in heads):
        yield Text(
            "#为其中的主要项，不是全部。", "# marks main items only, not all parts of the total."
        )


def _bounds(view: View) -> Iterator[Text]:
    meanings = (
        (Mark.MORE, Text("表示大于所列数", "more than the figure shown")),
        (Mark.AT_LEAST, Text("表示不少于所列数", "at least the figure shown")),
        (Mark.LESS, Text("表示小于所列数", "less than the figure shown")),
        (Mark.AT_MOST, Text("表示不多于所列数", "at most the figure shown")),
        (Mark.ABOUT, Text("为约数", "approximate")),
    )
    for mark, meaning in meanings:
        cells = [w for w in view.levels() if w.cell.prefix == mark]
        yield from _told(view, cells, Text(str(mark), str(mark)), meaning)


def _flags(view: View) -> Iterator[Text]:
    meanings = (
        ("p", Text("为初步数", "provisional")),
        ("e", Text("为估计数", "estimated")),
        ("r", Text("为订正数", "revised")),
    )
    for flag, meaning in meanings:
        cells = [w for w in view.levels() if flag in w.cell.flag]
        yield from _told(view, cells, Text(flag, flag), meaning)


def _imputed(view: View) -> Iterator[Text]:
    cells = [w for w in view.levels() if w.figure.status is ObsStatus.IMPUTED]
    sign, meaning = Text("缺报数", "Not reported and"), Text("由编者推算", "imputed")
    yield from _told(view, cells, sign, meaning)


def _withheld(view: View) -> Iterator[Text]:
    if any(w.cell.text == WITHHELD for w in view):
        yield Text("×为不予公布的数，总数中包括该数。", "× withheld; totals include it.")


def _unknown(view: View) -> Iterator[Text]:
    cells = [
        w
        for w in view.levels()
        if w.figure.status is ObsStatus.UNKNOWN and w.figure.value is None and not w.cell.text
    ]
    yield from _told(view, cells, Text("空格", "Blank"), Text("为不详", "unknown"))


def _told(view: View, cells: Iterable[Written], sign: Text, meaning: Text) -> Iterator[Text]:
    """What a sign means here, and at which cells it stands where they are few.

    A sign at a total comes from its parts, so that totals are named only without any part.
    """
    found = list(cells)
    if not found:
        return
    found = [w for w in found if w.row.kind in _PARTS] or found
    names = list(dict.fromkeys(named(view, w.ask) for w in found))
    told = listed(names) if len(names) <= MOST_NAMED else NOTHING
    yield Text(
        f"{sign.zh}{meaning.zh}" + (f"：{told.zh}。" if told.zh else "。"),
        f"{sign.en} {meaning.en}" + (f": {told.en}." if told.en else "."),
    )


def _days(view: View) -> Iterator[Text]:
    """The days that figures stand for where they are not the ends of their years."""
    days = days_of(view.draft, view.source)
    for period, day in sorted(days):
        if is_year_end(day):
            continue
        some = len([d for p, d in days if p == period]) > 1
        told = day_of(day)
        zh = f"{period}年部分数据" if some else f"{period}年数据"
        en = f"Some figures of {period}" if some else f"Figures of {period}"
        yield Text(f"{zh}的时点为{told.zh}。", f"{en} are as of {told.en}.")


def _sample(view: View) -> Iterator[Text]:
    if any(column.bar_before for column in view.draft.columns):
        yield Text(
            "竖线左侧为已公开的真实数据，右侧为示例数据。",
            "Left of the stroke are real, published figures; right of it are samples.",
        )
    if any(_against_real(view, w) for w in view):
        yield Text(
            "增减由示例数据与上年真实数据相比得出。",
            "Changes compare sample figures with real ones of the year before.",
        )


def _against_real(view: View, written: Written) -> bool:
    ask, figure = written.ask, written.figure
    edition = view.source.catalogue.edition
    years = {Measure.GROWTH: 1, Measure.CHANGE: 1, Measure.AVERAGE: edition.average_years}
    if ask.measure not in years or figure.value is None:
        return False
    now = view.source.answer(replace(ask, measure=Measure.LEVEL))
    first = ask.period - years[ask.measure]
    before = view.source.answer(replace(ask, measure=Measure.LEVEL, period=first))
    return bool(now and before and now.is_sample and not before.is_sample)


def _rounding(view: View) -> Iterator[Text]:
    if off_by_rounding(view):
        yield Text(
            "由于数值修约，分项之和与总数略有出入。",
            "Parts may not add up to totals because of rounding.",
        )


def _differences(view: View) -> Iterator[Text]:
    """In a column of changes, which of them are differences and not growth in per cent."""
    measures = {column: set[Measure]() for column in range(len(view.draft.columns))}
    for written in view:
        if written.cell.text:
            measures[written.column].add(written.ask.measure)
    if any({Measure.GROWTH, Measure.CHANGE} <= found for found in measures.values()):
        yield Text(
            "增减：比率为差数（单位为%的是百分点），其余为增长百分比。",
            "Change: differences for rates (percentage points where the unit is %),"
            " growth in per cent otherwise.",
        )


def _average(view: View) -> Iterator[Text]:
    last = max((w.ask.period for w in view if w.ask.measure is Measure.AVERAGE), default=0)
    if last:
        first = last - view.source.catalogue.edition.average_years
        yield Text(
            f"年均增长为{first}—{last}年平均每年的增长。",
            f"Average growth is that of a year from {first} to {last}.",
        )


def _ranks(view: View) -> Iterator[Text]:
    if any(w.ask.measure is Measure.RANK and w.cell.text for w in view):
        yield Text(
            "位次在各市中由高到低排列，并列的同位。",
            "Rank 1 is the highest of the cities; ties share a rank.",
        )


_RULES: tuple[Callable[[View], Iterator[Text]], ...] = (
    _hashed,
    coverage,
    matched,
    direct,
    _bounds,
    _flags,
    _imputed,
    _withheld,
    _unknown,
    _days,
    _sample,
    _differences,
    _average,
    _ranks,
    _rounding,
)
