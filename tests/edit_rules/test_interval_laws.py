"""Whatever the true figures are within their bounds, a verdict on bounds is right about them."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.vocabulary import Outcome
from tests.edit_rules.given import NANNING, sheet
from tests.edit_rules.judging import found

BOUNDED = st.tuples(st.integers(5, 12), st.integers(0, 3))  # a value, and how far it may be off


def outcome(warehouse, code: str, form: str, cells: dict[str, tuple[int, int]]) -> Outcome:
    typed = " ".join(
        f"{key}={value}" + f"±{off}" * bool(off) for key, (value, off) in cells.items()
    )
    findings = found(warehouse, code, sheet(NANNING, form, 2024, typed))
    return findings[0].outcome if findings else Outcome.HOLDS


def truths(law, cells: dict[str, tuple[int, int]]) -> set[bool]:
    """Whether the law holds, for all whole figures that the bounds allow."""
    choices = (range(value - off, value + off + 1) for value, off in cells.values())
    return {law(*figures) for figures in product(*choices)}


EXPECTED = {
    frozenset({True}): Outcome.HOLDS,
    frozenset({False}): Outcome.FAILS,
    frozenset({True, False}): Outcome.UNJUDGED,
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(whole=BOUNDED, one=BOUNDED, other=BOUNDED)
def test_a_sum_is_judged_as_its_possible_figures_are(warehouse, whole, one, other):
    cells = {"216": whole, "203": one, "204": other}
    possible = truths(lambda total, a, b: total == a + b, cells)
    assert outcome(warehouse, "S216", "MT2", cells) is EXPECTED[frozenset(possible)]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(part=BOUNDED, whole=BOUNDED)
def test_a_part_is_judged_as_its_possible_figures_are(warehouse, part, whole):
    cells = {"205": part, "203": whole}
    possible = truths(lambda a, total: a <= total, cells)
    assert outcome(warehouse, "P205", "MT2", cells) is EXPECTED[frozenset(possible)]
