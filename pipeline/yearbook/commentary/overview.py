"""The leader's page: key figures as cards, the headline, and the sentences below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.catalogue.model import Area
from pipeline.tables.assembly import addresses
from pipeline.tables.program import program
from pipeline.tables.writing import address_of
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook.commentary.cards import cards
from pipeline.yearbook.commentary.cities import notable
from pipeline.yearbook.commentary.facts import Facts
from pipeline.yearbook.commentary.findings import (
    LEADERS,
    Finding,
    concentration,
    ends,
    size,
    structure,
)
from pipeline.yearbook.commentary.grammar import PER_CENT, en_list, grouped, zh_list
from pipeline.yearbook.commentary.model import Headline, KeyFigure, Sentence
from pipeline.yearbook.commentary.reported import coverage
from pipeline.yearbook.commentary.tallies import steepest, tally, volume
from pipeline.yearbook.commentary.words import words
from pipeline.yearbook.edition import EditionModel

_MAIN = Text("主要指标", "main indicators")
_MOST = 8
_FEW = 6  # so many cities are named


def key_figures(model: EditionModel) -> tuple[KeyFigure, ...]:
    """The cards of the survey in the order of the catalogue, those that can be shown.

    An edition without regional totals shows figures of its reporting cities, named as such.
    """
    return cards(Facts(model), model.part_for(PartRole.SURVEY).number)


def overview_headline(model: EditionModel) -> Headline | None:
    """How many of the key figures rose and fell; or who reported, where there are no totals."""
    facts = Facts(model)
    found = tally(facts, facts.key(facts.model.part_for(PartRole.SURVEY).number), _MAIN)
    if found is not None:
        return found.headline
    told = coverage(facts)
    if not told.figures:
        return None
    n_cities, n_figures = len(told.cities), grouped(Decimal(len(told.figures)), 0)
    few = n_cities <= _FEW
    zh = zh_list([area.short.zh for area in told.cities]) + "，" if few else ""
    en = ": " + en_list([area.short.en for area in told.cities]) if few else ""
    return Headline(
        Text(f"已报 {n_cities} 市，", f"{n_figures} figures reported "),
        Text(f"{zh}共 {n_figures} 个数据", f"by {n_cities} cities{en}"),
        tuple(figure.address for figure in told.figures),
    )


def overview_sentences(model: EditionModel) -> tuple[Sentence, ...]:
    """Up to eight sentences, the most telling first, each with the number of its table.

    Without regional totals: what each reporting city reported.
    """
    facts = Facts(model)
    found = list(_found(facts))
    if not found:
        return tuple(_city(facts, area) for area in coverage(facts).cities[:_MOST])
    tables = _Tables(model)
    return tuple(tables.cite(finding.sentence()) for finding in found[:_MOST])


def three_sentences(model: EditionModel) -> tuple[Sentence, ...]:
    """The three (of a city edition: four) sentences that fit beside the tile grid."""
    told = overview_sentences(model)
    return told[:3] if any(sentence.tables for sentence in told) else told[:4]


def _city(facts: Facts, area: Area) -> Sentence:
    """What one city reported, with its name in front."""
    told = words(f"{area.short.zh}：", f"{area.short.en}. ") + notable(facts, area, LEADERS)
    return (told + words("。", ".")).told()


def _found(facts: Facts) -> Iterator[Finding]:
    """Findings of different kinds about different things, the most telling first."""
    codes = facts.key(facts.model.part_for(PartRole.SURVEY).number)
    counts = [code for code in codes if facts.indicator(code).is_counted]
    later = [code for code in counts if facts.indicator(code).unit.en != "person"]
    said: set[Text] = set()
    for finding in (
        _first(size(facts, code) for code in later),
        _widest(facts),
        _first(_with_rate(facts, code, codes) for code in later),
        steepest(facts, _main(facts, "A")),
        _first(structure(facts, code) for code in reversed(later)),
        _first(concentration(facts, code) for code in (*later[2:], *later)),
        _first(size(facts, code) for code in counts if code not in later),
    ):
        if finding is not None and finding.headline.finding not in said:
            said.add(finding.headline.finding)
            yield finding


def _main(facts: Facts, layouts: str) -> tuple[str, ...]:
    """The indicators of the tables of part 1 in some layouts."""
    specs = [
        s
        for s in facts.model.catalogue.tables
        if s.part == facts.model.part_for(PartRole.SURVEY).number and s.layout in layouts
    ]
    return tuple(dict.fromkeys(column.indicator for s in specs for column in s.columns))


def _first(findings: Iterable[Finding | None]) -> Finding | None:
    return next((f for f in findings if f is not None), None)


def _with_rate(facts: Facts, code: str, codes: Iterable[str]) -> Finding | None:
    """A count together with the key rate that it is the base of."""
    for rate in codes:
        ratio = facts.indicator(rate).ratio
        if ratio is not None and ratio.denominator == code:
            return volume(facts, code, rate)
    return None


def _widest(facts: Facts) -> Finding | None:
    """The main rate per head in which the cities differ most."""
    spans = []
    for code in _main(facts, "AX"):
        indicator = facts.indicator(code)
        if not indicator.rankable or indicator.unit.zh == PER_CENT:
            continue
        ranking = facts.ranking(code)
        low = ranking.figures[-1].value if ranking else None
        high = ranking.figures[0].value if ranking else None
        if low and high:
            spans.append((high / low, code))
    return ends(facts, max(spans)[1]) if spans else None


class _Tables:
    """Where the figures of an edition are printed."""

    def __init__(self, model: EditionModel) -> None:
        self._figures = model.figures
        self._survey = model.part_for(PartRole.SURVEY).number
        self._places: dict[str, list[str]] = {}
        for table in program(model.catalogue, model.figures, model.year):
            for address, _ in addresses(table):
                self._places.setdefault(address, []).append(table.number)

    def cite(self, sentence: Sentence) -> Sentence:
        """The sentence with the first table outside the survey that prints its first figure."""
        for address in sentence.figures:
            area, indicator, measure, period = address
            figure = self._figures.get(area, indicator, period, measure)
            places = self._places.get(address_of(figure), []) if figure else []
            if places:
                own = [p for p in places if not p.startswith(f"{self._survey}-")]
                return Sentence(sentence.zh, sentence.en, ((own or places)[0],))
        return sentence
