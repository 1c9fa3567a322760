"""Key figures as cards: a figure, its change, its years; never a part for the region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.catalogue.model import Area, Indicator
from pipeline.tables.figures import Figure
from pipeline.tables.writing import write
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook.commentary.facts import Change, Facts, Kind, level
from pipeline.yearbook.commentary.grammar import NBSP, PER_CENT, amount, set_large
from pipeline.yearbook.commentary.model import NOTHING, KeyFigure, Point
from pipeline.yearbook.commentary.reported import coverage
from pipeline.yearbook.commentary.words import size_of

_MOST, _OVERVIEW = 8, 1
_FITS_ZH, _FITS_EN = 10, 30  # characters across a card of 39 mm
_NOTABLE = Decimal(20)  # a smaller figure of a single city makes no card
_SMALL_UNITS = {"亿": "100 million", "万": "10 000"}


def cards(facts: Facts, part: int) -> tuple[KeyFigure, ...]:
    """The key figures of a part that the region has; else those of the cities that reported."""
    found = tuple(card for code in facts.key(part) if (card := region_card(facts, code)))
    return found or tuple(_city_cards(facts, part))


def region_card(facts: Facts, code: str) -> KeyFigure | None:
    """One key figure of the region; none unless it is known, free, exact and complete."""
    figure = facts.firm(facts.region, code)
    if figure is None:
        return None
    change = facts.change(facts.region, code)
    return _card(facts, figure, _name(facts.indicator(code)), change)


def _name(indicator: Indicator) -> Text:
    """The name where it fits a card, otherwise the short one."""
    name, short = indicator.name, indicator.short
    return Text(
        name.zh if len(name.zh) <= _FITS_ZH else short.zh,
        name.en if len(name.en) <= _FITS_EN else short.en,
    )


def _card(facts: Facts, figure: Figure, name: Text, change: Change | None) -> KeyFigure:
    indicator = facts.indicator(figure.indicator)
    written = amount(level(figure), indicator.unit, figure.decimals, figure.precision)
    value, unit = set_large(written, indicator.unit, facts.model.languages)
    told = "" if change is None else ("down", "flat", "up")[change.sign + 1]
    sources = (figure.address, *(change.sources if change else ()))
    return KeyFigure(
        name=name,
        value=f"{figure.mark}{value}",
        unit=Text(unit.zh, _english(unit.zh, indicator)) if unit.zh else unit,
        change=_change(facts, change, indicator) if change else NOTHING,
        direction=told,
        series=_series(facts, figure),
        is_sample=figure.is_sample,
        figures=tuple(dict.fromkeys(sources)),
    )


def _english(zh: str, indicator: Indicator) -> str:
    """The English of the unit as it was scaled for print: 10 000 persons."""
    for sign, words in _SMALL_UNITS.items():
        if zh.startswith(sign) and zh != indicator.unit.zh:
            return f"{words} {'yuan' if zh.endswith('元') else f'{indicator.unit.en}s'}"
    return indicator.unit.en


def _change(facts: Facts, change: Change, indicator: Indicator) -> Text:
    """What stands behind the arrow: the size of the change; what follows says only what is new."""
    last = change.before.period
    if not change.sign:
        return Text("与上年持平", f"level with {last}")
    size = size_of(change, indicator)
    if size is None:
        return Text("与上年基本持平", f"almost level with {last}")
    points = change.kind is Kind.POINTS and indicator.unit.zh == PER_CENT
    if facts.model.languages.leading == "en":
        short = size.en.replace(f"percentage{NBSP}", "").replace(f"{NBSP}per cent", PER_CENT)
        return Text(
            "比上年", f"{short} {last}" if change.kind is Kind.TIMES else f"{short} on {last}"
        )
    if change.kind is Kind.TIMES:
        return Text(f"是上年的 {size.zh}", f"times {last}")
    return Text(size.zh, "percentage points" if points else f"on {last}")


def _series(facts: Facts, figure: Figure) -> tuple[Point, ...]:
    """The years of a figure; a single year is no series."""
    points = tuple(_points(facts, figure))
    return points if len(points) > 1 else ()


def _points(facts: Facts, figure: Figure) -> Iterator[Point]:
    """Every year from the first that has a figure; totals over some of the cities are blank."""
    begun = False
    for year in facts.model.years:
        found = facts.model.figures.get(figure.area, figure.indicator, year)
        shown = found is not None and not found.withheld and not found.partial
        value = found.value if found is not None and shown else None
        begun = begun or value is not None
        if begun:
            sample = found.is_sample if found is not None else year in facts.model.sample_years
            text = "" if value is None else _short(facts, found, figure)
            yield Point(year, value, text, sample)


def _short(facts: Facts, found: Figure | None, figure: Figure) -> str:
    """A year's figure in the unit of the card, to stand over a bar."""
    indicator = facts.indicator(figure.indicator)
    if found is None or found.value is None or figure.value is None:
        return ""
    written = amount(found.value, indicator.unit, found.decimals, found.precision)
    same = amount(figure.value, indicator.unit, figure.decimals, figure.precision)
    lead = facts.model.languages.lead
    text = lead(written.number) if lead(written.unit) == lead(same.unit) else write(found).text
    return f"{found.mark}{text}"


def _city_cards(facts: Facts, part: int) -> Iterator[KeyFigure]:
    """The most notable figures of the cities that reported, in turn, named by city."""
    told = coverage(facts)
    by_city = [_notable(facts, area) for area in told.cities]
    picked = [figure for rank in range(_MOST) for own in by_city for figure in own[rank : rank + 1]]
    for figure in picked[:_MOST] if part == facts.model.part_for(PartRole.SURVEY).number else []:
        area, name = (
            facts.model.catalogue.area(figure.area),
            facts.indicator(figure.indicator).short,
        )
        both = Text(f"{area.short.zh}：{name.zh}", f"{area.short.en}: {name.en}")
        yield _qualified(_card(facts, figure, both, None), area)


def _notable(facts: Facts, area: Area) -> list[Figure]:
    own = [f for f in coverage(facts).figures if f.area == area.code and f.value is not None]
    large = [f for f in own if (f.value or Decimal(0)) >= _NOTABLE]
    return sorted(large or own, key=lambda f: f.mark != "")


def _qualified(card: KeyFigure, area: Area) -> KeyFigure:
    words = Text(f"仅{area.short.zh}已报", f"reported by {area.short.en} only")
    return replace(card, qualifier=words)
