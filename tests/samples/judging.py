"""Judges the sample forms in plain Python, without the pipeline, so that both can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.catalogue.model import Catalogue, Indicator, Relation
from tests.samples.outliers import unusual
from tests.samples.reading import SAMPLE_YEARS, Form, forms

Finding = tuple[str, str, str, int]  # rule, area, form, year
Figures = dict[tuple[str, int], dict[str, Decimal]]


def findings(catalogue: Catalogue) -> set[Finding]:
    """Every finding on the sample years."""
    sent = [form for year in SAMPLE_YEARS for form in forms(year) if form.form.startswith("MT")]
    tables = [form for form in sent if form.form not in ("MTN", "MTE")]
    broken = {id(form): list(_broken(catalogue, form)) for form in tables}
    standing = {(f.area, f.form, f.year): f for f in tables if not broken[id(f)]}
    in_force: Figures = {}
    for form in standing.values():
        in_force.setdefault((form.area, form.year), {}).update(form.figures())
    found = {(rule, f.area, f.form, f.year) for f in tables for rule in broken[id(f)]}
    found |= {
        (rule, f.area, f.form, f.year)
        for f in standing.values()
        for rule in _doubtful(catalogue, f, in_force)
    }
    found |= set(unusual(catalogue, list(standing.values())))
    return found | set(_unpunctual(catalogue, sent))


def _broken(catalogue: Catalogue, form: Form) -> Iterator[str]:
    """Binding relations within the form that fail."""
    figures = form.figures()
    for relation in catalogue.relations:
        if relation.severity == "error" and _fails(catalogue, relation, figures, {}):
            yield relation.code


def _doubtful(catalogue: Catalogue, form: Form, in_force: Figures) -> Iterator[str]:
    figures = form.figures()
    before = in_force.get((form.area, form.year - 1), {})
    for relation in catalogue.relations:
        if relation.severity == "query" and _fails(catalogue, relation, figures, before):
            yield relation.code
    last = {k: v for k, v in form.figures("上年").items() if k in before}
    if any(value != before[code] for code, value in last.items()):
        yield "V14"
    facts = next(r for r in catalogue.registers["area_facts"] if r["area"] == form.area)
    for line in catalogue.lines_of(form.form):
        this, was = figures.get(line.code), before.get(line.code)
        if line.register and this is not None and this != Decimal(facts[line.register]):
            yield "V06"
        if _owed(catalogue, form, line) and this is None:
            yield "V05"
        if this is not None and was is not None:
            yield from _moved(line, this, was)


def _owed(catalogue: Catalogue, form: Form, line: Indicator) -> bool:
    city = form.area != catalogue.region.code
    return city and line.mandatory and line.code not in form.natures()


def _moved(line: Indicator, this: Decimal, was: Decimal) -> Iterator[str]:
    change = abs(this - was)
    if line.monotone and this < was:
        yield "V13"
    limited = line.yoy_limit_pct is not None and change >= (line.min_abs_change or 0)
    if limited and change * 100 > was * (line.yoy_limit_pct or 0):
        yield "V12"


def _fails(
    catalogue: Catalogue,
    relation: Relation,
    figures: dict[str, Decimal],
    before: dict[str, Decimal],
) -> bool:
    values = [(before if t.lag else figures).get(t.indicator) for t in relation.terms]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return False
    if relation.kind == "ratio":
        typed, numerator, denominator = known
        if not denominator:
            return False
        return abs(typed - numerator / denominator * 100) > Decimal("0.005")
    if relation.kind == "implies":
        condition, *rest = known
        return condition > 0 and sum(rest) < 1
    pairs = zip(relation.terms, known, strict=True)
    balance = sum(term.coefficient * value for term, value in pairs)
    return balance > 0 if relation.sense == "<=" else balance != 0


def _unpunctual(catalogue: Catalogue, sent: list[Form]) -> Iterator[Finding]:
    first = {(f.area, f.form, f.year): f for f in reversed(sent)}
    for year in SAMPLE_YEARS:
        deadline = catalogue.edition.deadlines[year].isoformat()
        for city in catalogue.cities:
            for form in catalogue.forms:
                came = first.get((city.code, form.code, year))
                if came is None:
                    yield ("V07", city.code, form.code, year)
                elif came.titles["报出日期"] > deadline:
                    yield ("V08", city.code, form.code, year)
