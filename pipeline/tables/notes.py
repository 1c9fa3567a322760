"""The notes under a table, each derived from its written cells and present only where true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from pipeline.tables.dates import day_of, days_of, is_year_end
from pipeline.tables.draft import NOTHING, Ask, is_partial_total
from pipeline.tables.rounding import direct_gaps, off_by_rounding
from pipeline.tables.view import View, Written
from pipeline.tables.words import listed
from pipeline.tables.writing import MINUS, WITHHELD, grouped
from pipeline.vocabulary import Mark, Measure, ObsStatus, Text

_PARTS = frozenset({"city", "own_level", "item"})
_NAMED = 4  # more cells than that are not named one by one


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


def _coverage(view: View) -> Iterator[Text]:
    """How many cities stand behind each sum over reporting cities, column by column."""
    every = len(view.source.cities)
    counted: dict[int, list[Text]] = {}
    for written in view.levels():
        if is_partial_total(written.figure) and written.cell.kind != "blank":
            name = _name(view, written.ask, of_area=False)
            counted.setdefault(_reporting(view, written.ask), []).append(name)
    for count, names in sorted(counted.items()):
        chosen = list(dict.fromkeys(names))
        told = listed(chosen) if len(chosen) <= _NAMED or len(counted) > 1 else NOTHING
        yield _covered(count, every, told)


def _covered(count: int, every: int, names: Text) -> Text:
    """The note on sums over ``count`` of ``every`` cities; no names: on all sums of the table."""
    zh, en = (f"：{names.zh}", f": {names.en}") if names.zh else ("", "")
    if count == every:
        return Text(
            f"“已报市合计”中不含自治区本级{zh}。",
            f"Sums over reporting cities without the region's own level{en}.",
        )
    return Text(
        f"“已报市合计”不代表全区；共{every}市，已报{count}市{zh}。",
        f"Sums over reporting cities do not stand for the region; {count} of {every} cities{en}.",
    )


def _reporting(view: View, ask: Ask) -> int:
    return sum(view.source.shows(replace(ask, area=city.code)) for city in view.source.cities)


def _matched(view: View) -> Iterator[Text]:
    """Growth of a total over those cities only that reported both years."""
    found = [
        w for w in view if w.ask.measure is Measure.GROWTH and w.figure.partial and w.cell.text
    ]
    for count, group in groupby(sorted(found, key=_count), key=_count):
        names = listed(list(dict.fromkeys(_name(view, w.ask) for w in group)))
        yield Text(
            f"增长按上下年均有数的{count}市计算：{names.zh}。",
            f"Growth over the {count} cities with figures in both years: {names.en}.",
        )


def _count(written: Written) -> int:
    return written.figure.n_reported


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
    names = list(dict.fromkeys(_name(view, w.ask) for w in found))
    told = listed(names) if len(names) <= _NAMED else NOTHING
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
    if ask.measure not in (Measure.GROWTH, Measure.CHANGE) or figure.value is None:
        return False
    now = view.source.answer(replace(ask, measure=Measure.LEVEL))
    before = view.source.answer(replace(ask, measure=Measure.LEVEL, period=ask.period - 1))
    return bool(now and before and now.is_sample and not before.is_sample)


def _direct(view: View) -> Iterator[Text]:
    """Newest totals of the region, observed directly, that differ from the sum of the cities."""
    gaps = [gap for gap in direct_gaps(view) if gap.whole and _is_newest(view, gap.whole.ask)]
    told = listed([_gap(view, gap.whole.ask, gap.true_gap) for gap in gaps if gap.whole])
    if told.zh:
        yield Text(
            f"全区数为直接掌握数，与各市之和不等：{told.zh}。",
            "Figures of the region are observed directly and differ from the sum of the cities:"
            f" {told.en}.",
        )


def _is_newest(view: View, ask: Ask) -> bool:
    asks = view.draft.asks()
    newest = max(a.period for a in asks if a.indicator == ask.indicator)
    return ask.measure is Measure.LEVEL and ask.period == newest


def _gap(view: View, ask: Ask, gap: Decimal) -> Text:
    name, unit = (
        _name(view, ask, of_area=False),
        view.source.catalogue.indicator(ask.indicator).unit,
    )
    amount = grouped(abs(gap).normalize() + 0)
    more, sign = ("多", "+") if gap > 0 else ("少", MINUS)
    return Text(f"{name.zh}{more}{amount}{unit.zh}", f"{name.en} {sign}{amount}")


def _rounding(view: View) -> Iterator[Text]:
    if off_by_rounding(view):
        yield Text(
            "由于数值修约，分项之和与总数略有出入。",
            "Parts may not add up to totals because of rounding.",
        )


def _ranks(view: View) -> Iterator[Text]:
    if any(w.ask.measure is Measure.RANK and w.cell.text for w in view):
        yield Text(
            "位次在各市中由高到低排列，并列的同位。",
            "Rank 1 is the highest of the cities; ties share a rank.",
        )


def _name(view: View, ask: Ask, *, of_area: bool = True) -> Text:
    """Area and indicator of a cell, as short as the table allows."""
    asks = view.draft.asks()
    area = next(a for a in view.source.catalogue.areas if a.code == ask.area).short
    indicator = view.source.catalogue.indicator(ask.indicator).short
    if len({a.indicator for a in asks}) == 1 and of_area:
        return area
    if len({a.area for a in asks}) == 1 or not of_area:
        return indicator
    return Text(f"{indicator.zh}（{area.zh}）", f"{indicator.en} ({area.en})")


_RULES: tuple[Callable[[View], Iterator[Text]], ...] = (
    _hashed,
    _coverage,
    _matched,
    _direct,
    _bounds,
    _flags,
    _withheld,
    _unknown,
    _days,
    _sample,
    _ranks,
    _rounding,
)
