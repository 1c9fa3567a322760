"""Relations that repeat or contradict each other are found before any form is judged by them."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rules.conflicts import (
    Implied,
    Linear,
    contradictions,
    implications,
    implied_by_others,
    repeats,
)


def relations(text: str, tolerance: int = 0) -> list[Linear]:
    """`A:201=202+216 B:205<=203`: code, left side, sense, right side."""
    return [_relation(word, Decimal(tolerance)) for word in text.split()]


def _relation(word: str, tolerance: Decimal) -> Linear:
    code, left, sense, right = re.fullmatch(r"(\w+):(.+?)(<=|=)(.+)", word).groups()
    terms = [*((key, Decimal(1)) for key in left.split("+"))]
    terms += [(key, Decimal(-1)) for key in right.split("+")]
    return Linear(code, tuple(terms), sense, tolerance)


def test_a_part_in_an_exhaustive_sum_is_at_most_its_whole_anyway():
    assert repeats(relations("S:1=2+3 P:2<=1")) == (("S", "P"),)


def test_two_relations_that_say_the_same_are_named_once():
    assert repeats(relations("A:1=2+3 B:2+3=1")) == (("A", "B"),)


def test_a_wider_tolerance_is_implied_by_a_narrower_one():
    narrow, wide = relations("A:1=2", 1)[0], relations("B:1=2", 3)[0]
    assert repeats([wide, narrow]) == (("A", "B"),)


def test_independent_relations_repeat_nothing():
    assert repeats(relations("A:201=202+216 B:216=203+204 C:205<=203")) == ()


def test_what_always_holds_repeats_nothing_but_needs_no_others():
    always = [Linear("T", (("1", Decimal(-1)),), "<="), *relations("A:1=2")]
    assert repeats(always) == ()
    assert implications(always) == (Implied("T", ()),)


def test_a_chain_of_parts_implies_its_ends():
    found = implications(relations("A:1<=2 B:2<=3 C:7<=8 D:1<=3"))
    assert found == (Implied("D", ("A", "B")),)


def test_implied_relations_are_also_told_by_code_alone():
    assert implied_by_others(relations("A:1<=2 B:2<=3 C:7<=8 D:1<=3")) == ("D",)


def test_a_sum_of_sums_is_implied_by_them():
    found = implications(relations("A:1=2+6 B:6=3+4 D:1=2+3+4 E:9<=1"))
    assert {one.code: one.by for one in found} == {
        "A": ("B", "D"),
        "B": ("A", "D"),
        "D": ("A", "B"),
    }


def test_a_total_that_leaves_nothing_for_a_part_is_a_contradiction_in_itself():
    assert contradictions([Linear("Z", (("1", Decimal(1)),), "="), *relations("A:2<=3")]) == (
        ("Z",),
    )


def test_two_sums_of_which_one_has_a_part_more_contradict_each_other():
    assert contradictions(relations("A:1=2+3 B:1=2+3+4 C:5<=4")) == (("A", "B"),)


def test_what_only_several_relations_together_forbid_is_found():
    assert contradictions(relations("A:1=2+3 B:1<=5 C:5<=2 D:8=9")) == (("A", "B", "C"),)


def test_every_pair_is_named_and_a_larger_set_beside_it():
    found = contradictions(relations("A:1=2+3 B:1=2 C:4=5+6 D:4<=7 E:7<=5"))
    assert found == (("A", "B"), ("C", "D", "E"))


def test_consistent_relations_contradict_nothing():
    assert contradictions(relations("A:201=202+216 B:216=203+204 C:205<=203")) == ()


def test_no_relations_have_no_conflicts():
    assert (repeats([]), implications([]), contradictions([])) == ((), (), ())


def test_nothing_is_written_to_the_terminal(capfd):
    contradictions(relations("A:1=2+3 B:1=2"))
    repeats(relations("A:1=2+3 B:1=2"))
    assert capfd.readouterr() == ("", "")


KEYS = st.sampled_from("abcd")
TERMS = st.dictionaries(KEYS, st.sampled_from([-2, -1, 1, 2]), min_size=2, max_size=3)
RELATIONS = st.lists(st.tuples(TERMS, st.sampled_from(["=", "<="])), min_size=2, max_size=4)


def _linear(drawn) -> list[Linear]:
    return [
        Linear(f"L{n}", tuple((key, Decimal(c)) for key, c in sorted(terms.items())), sense)
        for n, (terms, sense) in enumerate(drawn)
    ]


def _holds(relation: Linear, figures: dict[str, int]) -> bool:
    total = sum(c * figures[key] for key, c in relation.terms)
    return total == 0 if relation.sense == "=" else total <= 0


@settings(max_examples=60, deadline=None)
@given(RELATIONS, st.fixed_dictionaries({key: st.integers(0, 4) for key in "abcd"}))
def test_no_figures_meet_what_implies_a_relation_and_break_it(drawn, figures):
    known = {relation.code: relation for relation in _linear(drawn)}
    for implied in implications(list(known.values())):
        if all(_holds(known[code], figures) for code in implied.by):
            assert _holds(known[implied.code], figures)


@settings(max_examples=60, deadline=None)
@given(RELATIONS, st.fixed_dictionaries({key: st.integers(1, 4) for key in "abcd"}))
def test_no_figures_meet_a_contradiction(drawn, figures):
    known = {relation.code: relation for relation in _linear(drawn)}
    for codes in contradictions(list(known.values())):
        assert not all(_holds(known[code], figures) for code in codes)
