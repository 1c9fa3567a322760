"""The computed finding over each table: chosen by its layout, worded unlike its neighbour's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import partial
from weakref import WeakKeyDictionary

from pipeline.catalogue.model import TableSpec
from pipeline.tables.figures import Figures
from pipeline.tables.model import Table
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.commentary.facts import Facts
from pipeline.yearbook.commentary.findings import (
    Finding,
    cities,
    concentration,
    ends,
    size,
    structure,
)
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.commentary.registers import by_class, census, in_register
from pipeline.yearbook.commentary.reported import reported
from pipeline.yearbook.commentary.tallies import peaks, since, steepest, tally
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.measure import ems

Maker = partial[Finding | None]
_LINE = 27.5  # em across a page
_ITEMS = Text("指标", "indicators")


def headline(table: Table, model: EditionModel) -> Headline | None:
    """What the table says in one line, or none when nothing may be stated as a fact."""
    spec = next((s for s in model.catalogue.tables if s.code == table.code), None)
    if spec is None:
        return reported(table, model)
    return chosen(Facts(model), spec.part).get(spec.code)


_chosen: WeakKeyDictionary[Figures, dict[tuple[int, int], dict[str, Headline]]] = (
    WeakKeyDictionary()
)


def chosen(facts: Facts, part: int) -> dict[str, Headline]:
    """The headlines of a part by table; made once for as long as the edition's figures live."""
    made = _chosen.setdefault(facts.model.figures, {})
    key = facts.model.year, part
    if key not in made:
        made[key] = _choose(facts, part)
    return made[key]


def _choose(facts: Facts, part: int) -> dict[str, Headline]:
    """For each table the most telling finding in a formula that is not used yet.

    When all formulas are used it is one that the table before does not use. What another table of
    the part has said is not said again.
    """
    found: dict[str, Headline] = {}
    used: list[str] = []
    said = set[Text]()
    for spec in facts.model.catalogue.tables:
        if spec.part != part:
            continue
        options = [(make, f) for make in makers(facts, spec) if (f := make())]
        fresh = [(make, f) for make, f in options if f.headline.finding not in said]
        if fresh:
            make, pick = min(fresh, key=lambda o: (o[1].formula in used, o[1].formula in used[-1:]))
            found[spec.code] = fitting(facts, make, pick)
            used.append(pick.formula)
            said.add(pick.headline.finding)
    return found


def fitting(facts: Facts, make: Maker, finding: Finding) -> Headline:
    """The headline of a finding, with short names where it would not fit on one line."""
    full = finding.headline
    if ems(facts.model.languages.lead(full.text)) <= _LINE:
        return full
    shorter: Finding | None = make.func(replace(facts, brief=True), *make.args[1:])
    return full if shorter is None else shorter.headline


def makers(facts: Facts, spec: TableSpec) -> Iterator[Maker]:
    """What may be found in a table, most telling first."""
    codes = tuple(dict.fromkeys(column.indicator for column in spec.columns))
    measures = {column.measure for column in spec.columns}
    if not codes:
        yield partial(in_register, facts, spec.layout)
    elif spec.layout == "classes":
        yield partial(by_class, facts, codes)
    elif spec.layout == "census":
        yield partial(census, facts, codes)
    elif spec.layout == "A":
        several = (partial(tally, facts, codes, _ITEMS), partial(steepest, facts, codes))
        yield from several[:: -1 if spec.part % 2 else 1]
        yield from (partial(since, facts, code) for code in codes)
    elif Measure.SHARE in measures:
        yield partial(peaks, facts, codes)
    elif Measure.GROWTH in measures:
        yield partial(steepest, facts, codes)
        yield from (partial(cities, facts, code) for code in codes)
    else:
        yield from _by_city(facts, codes)


def of_chart(
    facts: Facts, kind: str, codes: Sequence[str], whole: str, said: Container[Text]
) -> Headline | None:
    """The finding over a chart: the first that none of those already ``said`` repeats."""
    for make in _in_chart(facts, kind, codes, whole):
        finding = make()
        if finding is not None and finding.headline.finding not in said:
            return fitting(facts, make, finding)
    return None


def _in_chart(facts: Facts, kind: str, codes: Sequence[str], whole: str) -> Iterator[Maker]:
    """What a kind of chart shows best."""
    if kind == "heat":
        yield partial(peaks, facts, codes)
    formulas = {
        "bars": (ends, cities),
        "tiles": (ends,),
        "pair": (cities, ends),
        "trends": (since, cities, concentration),
    }.get(kind, ())
    for code in codes:
        yield from (partial(formula, facts, code) for formula in formulas)
    if whole:
        yield from (partial(formula, facts, whole) for formula in (structure, since, size))


def _by_city(facts: Facts, codes: Sequence[str]) -> Iterator[Maker]:
    rates = [code for code in codes if not facts.indicator(code).is_counted]
    counts = [code for code in codes if code not in rates]
    yield from (partial(structure, facts, code, codes) for code in counts)
    yield from (partial(ends, facts, code) for code in rates)
    for code in counts:
        yield partial(concentration, facts, code)
        yield partial(cities, facts, code)
        yield partial(since, facts, code)
        yield partial(size, facts, code)
    yield from (partial(cities, facts, code) for code in rates)
