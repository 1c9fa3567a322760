"""Findings are put into words the way a clerk writes figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.messages import equals, figure, filled, signed, span


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("419.0000"), "419"),
        (Decimal("99.9900"), "99.99"),
        (Decimal(400), "400"),
        (Decimal("0.0000"), "0"),
        (Decimal("-0.0100"), "-0.01"),
        (7, "7"),
        (None, ""),
        ("约400", "约400"),
    ],
)
def test_figures_have_no_trailing_zeros(value, written):
    assert figure(value) == written


def test_an_interval_is_written_as_far_as_it_is_known():
    one, two = Decimal("1.50"), Decimal("2.00")
    assert (span(one, one), span(one, two), span(one, None)) == ("1.5", "1.5–2", "≥1.5")


def test_differences_carry_a_sign_and_a_true_minus():
    assert [signed(d) for d in ("3", "-3", "0", "")] == ["+3", "−3", "0", ""]


def test_a_bound_is_not_an_equality():
    assert [equals(e) for e in ("419", "≥419")] == ["=419", "≥419"]


def test_a_part_in_brackets_is_left_out_where_its_figure_is_unknown():
    template = "实填 {observed}[，差 {signed}]。"
    assert filled(template, {"observed": "3", "signed": "+1"}) == "实填 3，差 +1。"
    assert filled(template, {"observed": "3", "signed": ""}) == "实填 3。"


def test_what_a_clerk_typed_is_never_taken_for_a_template():
    facts = {"observed": "[[201]]{name}"}
    assert filled("引用 {observed}。", facts) == "引用 [[201]]{name}。"


def test_a_placeholder_without_a_fact_is_our_mistake():
    with pytest.raises(KeyError):
        filled("{nothing}", {})
