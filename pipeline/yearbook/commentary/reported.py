"""What may be said where only some cities reported: how much, by whom, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.catalogue.model import Area
from pipeline.tables.assembly import addresses
from pipeline.tables.figures import Figure
from pipeline.tables.model import Table
from pipeline.vocabulary import Mark, Measure, Text
from pipeline.yearbook.commentary.facts import Facts, level
from pipeline.yearbook.commentary.grammar import amount
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.commentary.words import Phrase, called, number, spaced, spoken, words
from pipeline.yearbook.edition import EditionModel

_MARKS = {
    Mark.MORE: ("多于 ", "more than "),
    Mark.AT_LEAST: ("不少于 ", "at least "),
    Mark.LESS: ("少于 ", "less than "),
    Mark.AT_MOST: ("不多于 ", "at most "),
    Mark.ABOUT: ("约 ", "about "),
    Mark.NONE: ("", ""),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The published levels of one year, by cities."""

    cities: tuple[Area, ...]
    figures: tuple[Figure, ...]


def coverage(facts: Facts) -> Coverage:
    """What the cities reported for the edition's year."""
    areas = {area.code: area for area in facts.model.catalogue.cities}
    told = [f for f in facts.model.figures if f.area in areas and _tells(facts, f)]
    here = {figure.area for figure in told}
    return Coverage(tuple(a for code, a in areas.items() if code in here), tuple(told))


def _tells(facts: Facts, figure: Figure) -> bool:
    level = (figure.period, figure.measure) == (facts.model.year, Measure.LEVEL)
    return level and figure.value is not None and facts.indicator(figure.indicator).on_form


def reported(table: Table, model: EditionModel) -> Headline | None:
    """The finding over a list of what was reported: by how many cities, how many figures."""
    cities = {city.code for city in model.catalogue.cities}
    told = {a for a, cell in addresses(table) if cell.text and a.split("/")[0] in cities}
    here = {address.split("/")[0] for address in told}
    if not told:
        return None
    figures = tuple(f.address for f in model.figures if "/".join(_key(f)) in told)
    return Headline(
        Text(
            f"已报 {len(here)} 市，{len(told)} 个数据；",
            f"{_plural(len(told), 'figure')} reported by {_plural(len(here), 'city')}; ",
        ),
        Text("未报各市不作推算", "nothing is inferred for the others"),
        figures,
    )


def _plural(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun.removesuffix('y')}{'ies' if noun.endswith('y') else 's'}"


def _key(figure: Figure) -> tuple[str, str, str, str]:
    return figure.area, figure.indicator, str(figure.measure), str(figure.period)


def stated(facts: Facts, figure: Figure) -> Phrase:
    """One figure as it was stated: 网格员多于 3 000 人 / grid workers: more than 3 000."""
    indicator = facts.indicator(figure.indicator)
    name, (zh, en) = called(indicator), _MARKS[figure.mark]
    value = level(figure)
    step = figure.precision if figure.exact else _known_to(value)
    written = amount(value, spoken(indicator), figure.decimals, step)
    told = number(written.text, (figure.address,), strong=True)
    return words(f"{name.zh}{zh}" if zh else spaced(name.zh), f"{name.en}: {en}") + told


def _known_to(value: Decimal) -> Decimal:
    """The step of a rounded figure: 450 000 as a bound is known to ten thousands."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def listed(facts: Facts, figures: Iterable[Figure]) -> Phrase:
    """Several figures in one sentence."""
    whole = words("", "")
    for at, figure in enumerate(figures):
        whole += (words("，", "; ") if at else words("", "")) + stated(facts, figure)
    return whole
