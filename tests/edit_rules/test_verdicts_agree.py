"""Verdicts of sql/ are those of a second implementation, on thousands of forms drawn by lot."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from decimal import Decimal
from random import Random

import pytest

from pipeline.queries import queries
from pipeline.rules.book import kind_of
from pipeline.rules.finding import JUDGED_COLUMNS
from tests.edit_rules.given import REGION, catalogue, sheet, stage
from tests.edit_rules.independent import (
    BLANK,
    FAILS,
    HOLDS,
    UNJUDGED,
    YEAR_END,
    Filed,
    Judge,
    Typed,
)

CATALOGUE = catalogue()
VERDICTS = ("relation_verdict", "ratio_verdict", "cross_verdict")
AREAS = (REGION, *(city.code for city in CATALOGUE.cities[:7]))
YEARS = range(2005, 2025)
FORMS = [form.code for form in CATALOGUE.forms if form.kind == "table"]
JUDGED = {term.indicator for relation in CATALOGUE.relations for term in relation.terms}
SPREADS = ("1", "2", "10", "0.5")


def written(value: Decimal, decimals: int) -> str:
    return format(value, f".{decimals}f")


class Draw:
    """Forms of one area and year: consistent at first, then disturbed more or less."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def forms(self, area: str, year: int) -> list[Filed]:
        true = self.figures()
        disturbance = self.random.choice((0.0, 0.02, 0.05, 0.15, 0.4))
        odd = self.random.choice((*FORMS, "", "", ""))  # one form may be of another day
        sample = self.random.random() > 0.1
        return [
            form
            for code in FORMS
            if self.random.random() > 0.04
            for form in self.revisions(
                Filed(
                    area, code, year, 1,
                    {k: self.cell(k, true[k], disturbance) for k in self.lines(code, disturbance)},
                    day="09-26" if code == odd else YEAR_END,
                    is_sample=sample if self.random.random() > 0.05 else not sample,
                ),
                true,
            )
        ]  # fmt: skip

    def revisions(self, first: Filed, true: dict[str, Decimal]) -> list[Filed]:
        if self.random.random() > 0.1:
            return [first]
        cells = {code: self.cell(code, true[code], 0.1) for code in first.cells}
        return [first, replace(first, revision=2, cells=cells)]

    def lines(self, form: str, disturbance: float) -> list[str]:
        """The lines that stand on the file at all."""
        codes = sorted(c for c in JUDGED if CATALOGUE.indicator(c).form == form)
        return [c for c in codes if self.random.random() > disturbance / 8]

    def figures(self) -> dict[str, Decimal]:
        """Figures that meet nearly all relations, some of them nothing at all."""
        true = {code: self.figure(code) for code in sorted(JUDGED)}
        true["101"] += 10 * true["406"]
        for _ in range(6):
            for relation in CATALOGUE.relations:
                self.settle(relation, true)
        for code in true:
            if parts := CATALOGUE.indicator(code).ratio:
                below = true[parts.denominator]
                true[code] = true[parts.numerator] * 100 / below if below else Decimal(0)
        return true

    def figure(self, code: str) -> Decimal:
        if self.random.random() < 0.12:
            return Decimal(0)
        whole = round(10 ** self.random.uniform(0, 4))
        return Decimal(whole).scaleb(-CATALOGUE.indicator(code).decimals)

    def settle(self, relation, true: dict[str, Decimal]) -> None:
        codes = [term.indicator for term in relation.terms]
        if relation.kind == "sum":
            true[codes[0]] = sum((true[code] for code in codes[1:]), Decimal(0))
        if relation.kind == "subset":
            true[codes[0]] = min(true[codes[0]], true[codes[1]])

    def cell(self, code: str, value: Decimal, disturbance: float) -> Typed:
        """The figure as it is, or near it, or known to some extent, or not given."""
        about = CATALOGUE.indicator(code)
        digits = self.random.choice((2, 2, 2, 1, 0)) if about.ratio else about.decimals
        plain = Typed(written(value, digits))
        if self.random.random() >= disturbance:
            return plain
        unit = Decimal(1).scaleb(-digits)
        near = written(max(Decimal(0), value + self.random.choice((-1, 1)) * unit), digits)
        off = written(self.random.randint(1, 4) * unit, digits)
        if about.ratio:
            return self.random.choice((BLANK, Typed(near), Typed(near, ">"), Typed(near, off=off)))
        return self.random.choice(
            (BLANK, Typed("-"), Typed("?"), Typed("0"), Typed(near), Typed(plain.text, ">"),
             Typed(near, "≥"), Typed(plain.text, off=off), Typed(near, off=off))
        )  # fmt: skip


def drawn(seed: int) -> list[Filed]:
    draw = Draw(Random(seed))  # noqa: S311 -- not for secrets
    sent = [form for year in YEARS for area in AREAS for form in draw.forms(area, year)]
    return carried_on(sent, draw.random)


def carried_on(sent: list[Filed], random: Random) -> list[Filed]:
    """Cumulative grievances that are last year's plus the flow, or nearly, in most forms."""
    newest = {(form.area, form.year): form for form in sent if form.form == "MT3"}
    return [_carried(form, newest, random) for form in sent]


def _carried(form: Filed, newest: dict, random: Random) -> Filed:
    last = newest.get((form.area, form.year - 1))
    flow, stock = form.cells.get("307", BLANK), (last.cells if last else {}).get("311", BLANK)
    if form.form != "MT3" or not (flow.is_figure and stock.is_figure) or random.random() < 0.1:
        return form
    total = Decimal(flow.text) + Decimal(stock.text) + random.choice((0, 0, 0, 0, 0, 1, -1))
    signs = (
        Typed(str(total)),
        Typed(str(total)),
        Typed(str(total), off="2"),
        Typed(str(total), ">"),
    )
    carried = replace(form, cells={**form.cells, "311": random.choice(signs)})
    if (form.area, form.year) in newest and form is newest[form.area, form.year]:
        newest[form.area, form.year] = carried
    return carried


def judged(warehouse, *sent: Filed) -> dict[tuple[str, str], str]:
    """The verdicts of sql/ by submission and relation."""
    warehouse._connection.begin()  # one transaction: rows are staged one by one
    stage(warehouse, *map(as_sent, sent))
    warehouse._connection.commit()
    warehouse.load("validated.found", JUDGED_COLUMNS, [])
    wanted = {f"validated.{name}" for name in VERDICTS}
    needed = wanted | {"validated.finding", "validated.submission", "validated.reported"}
    assert needed <= {query.name for query in queries("validated")}
    warehouse.materialise("validated", needed, **asdict(CATALOGUE.edition.edits))
    rows = [row for name in VERDICTS for row in warehouse.rows(f"select * from validated.{name}")]
    verdicts = {(row["submission_id"], row["relation_id"]): row["outcome"] for row in rows}
    assert len(verdicts) == len(rows)
    return verdicts


def as_sent(form: Filed):
    typed = " ".join(cell.written(code) for code, cell in form.cells.items())
    day = f"{form.year}-{form.day}"
    return sheet(form.area, form.form, form.year, typed, ref=day, sample=form.is_sample)


def expected(*sent: Filed) -> dict[tuple[str, str], str]:
    return {(key, code): verdict for key, code, verdict in Judge(CATALOGUE, sent).verdicts()}


@pytest.fixture(scope="module")
def both(warehouse):
    sent = drawn(20241231)
    return sent, judged(warehouse, *sent), expected(*sent)


def test_every_verdict_is_that_of_the_second_implementation(both):
    sent, judged_so, expected_so = both
    by_key = {form.key: form for form in sent}
    assert judged_so.keys() == expected_so.keys()
    differing = [
        (code, judged_so[key, code], verdict, key, as_sent(by_key[key]).rows["observation"])
        for (key, code), verdict in expected_so.items()
        if judged_so[key, code] != verdict
    ]
    assert [one[:4] for one in differing] == []


def test_thousands_were_compared_of_all_kinds_and_outcomes(both):
    kinds = {relation.code: kind_of(relation, CATALOGUE) for relation in CATALOGUE.relations}
    counted = Counter((kinds[code], verdict) for (_, code), verdict in both[2].items())
    assert sum(counted.values()) > 4000
    for kind in ("sum", "subset", "implies", "ratio", "cumulative", "cross_form"):
        for outcome in (HOLDS, FAILS, UNJUDGED):
            assert counted[kind, outcome] >= 10, (kind, outcome, counted)


def test_every_relation_held_and_failed_somewhere(both):
    seen = {(code, verdict) for (_, code), verdict in both[2].items()}
    lacking = {(r.code, o) for r in CATALOGUE.relations for o in (HOLDS, FAILS)} - seen
    assert lacking == set()
