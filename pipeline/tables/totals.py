"""Notes on totals: how many cities stand behind them, and where they differ from the cities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from pipeline.catalogue.model import Catalogue
from pipeline.tables.draft import NOTHING, Ask, is_partial_total
from pipeline.tables.rounding import direct_gaps
from pipeline.tables.view import View, Written, named
from pipeline.tables.words import listed
from pipeline.tables.writing import MINUS, grouped
from pipeline.vocabulary import OWN_LEVEL_KIND, Measure, Text

MOST_NAMED = 4  # more cells than that are not named one by one


def coverage(view: View) -> Iterator[Text]:
    """How many cities stand behind each sum over reporting cities, column by column."""
    every = len(view.source.cities)
    counted: dict[int, list[Text]] = {}
    for written in view.levels():
        if is_partial_total(written.figure) and written.cell.kind != "blank":
            name = named(view, written.ask, of_area=False)
            counted.setdefault(_reporting(view, written.ask), []).append(name)
    for count, names in sorted(counted.items()):
        chosen = list(dict.fromkeys(names))
        told = listed(chosen) if len(chosen) <= MOST_NAMED or len(counted) > 1 else NOTHING
        yield _covered(view.source.catalogue, count, every, told)


def _covered(catalogue: Catalogue, count: int, every: int, names: Text) -> Text:
    """The note on sums over ``count`` of ``every`` cities; no names: on all sums of the table."""
    zh, en = (f"：{names.zh}", f": {names.en}") if names.zh else ("", "")
    region = catalogue.edition.unit_of_region.zh
    own = next((a.name.zh for a in catalogue.areas if a.kind == OWN_LEVEL_KIND), "")
    if count == every:
        return Text(
            f"“已报市合计”中不含{own}{zh}。",
            f"Sums over reporting cities without the region's own level{en}.",
        )
    return Text(
        f"“已报市合计”不代表{region}；共{every}市，已报{count}市{zh}。",
        f"Sums over reporting cities do not stand for the region; {count} of {every} cities{en}.",
    )


def _reporting(view: View, ask: Ask) -> int:
    return sum(view.source.shows(replace(ask, area=city.code)) for city in view.source.cities)


def matched(view: View) -> Iterator[Text]:
    """Growth of a total over those cities only that reported both years."""
    found = [
        w for w in view if w.ask.measure is Measure.GROWTH and w.figure.partial and w.cell.text
    ]
    for count, group in groupby(sorted(found, key=_count), key=_count):
        names = listed(list(dict.fromkeys(named(view, w.ask) for w in group)))
        yield Text(
            f"增长按上下年均有数的{count}市计算：{names.zh}。",
            f"Growth over the {count} cities with figures in both years: {names.en}.",
        )


def _count(written: Written) -> int:
    return written.figure.n_reported


def direct(view: View) -> Iterator[Text]:
    """Newest totals of the region, observed directly, that differ from the sum of the cities."""
    gaps = [gap for gap in direct_gaps(view) if gap.whole and _is_newest(view, gap.whole.ask)]
    told = listed([_gap(view, gap.whole.ask, gap.true_gap) for gap in gaps if gap.whole])
    region = view.source.catalogue.edition.unit_of_region.zh
    if told.zh:
        yield Text(
            f"{region}数为直接掌握数，与各市之和不等：{told.zh}。",
            "Figures of the region are observed directly and differ from the sum of the cities:"
            f" {told.en}.",
        )


def _is_newest(view: View, ask: Ask) -> bool:
    asks = view.draft.asks()
    newest = max(a.period for a in asks if a.indicator == ask.indicator)
    return ask.measure is Measure.LEVEL and ask.period == newest


def _gap(view: View, ask: Ask, gap: Decimal) -> Text:
    name, unit = (
        named(view, ask, of_area=False),
        view.source.catalogue.indicator(ask.indicator).unit,
    )
    amount = grouped(abs(gap).normalize() + 0)
    more, sign = ("多", "+") if gap > 0 else ("少", MINUS)
    return Text(f"{name.zh}{more}{amount}{unit.zh}", f"{name.en} {sign}{amount}")
