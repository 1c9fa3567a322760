"""Formulas are parsed: what they say is understood, and nothing else is let in."""

from __future__ import annotations

import pytest

from pipeline.catalogue.formula import Diversity, Ratio, parse_formula


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("103 / 101 * 100", Ratio("103", "101", 100)),
        ("406/404", Ratio("406", "404", 1)),
        (" A1 /B_2*  10000 ", Ratio("A1", "B_2", 10_000)),
        ("diversity(122, 124)", Diversity(("122", "124"))),
        ("diversity( 122,124 , 125 )", Diversity(("122", "124", "125"))),
    ],
)
def test_a_formula_is_understood(text, meaning):
    assert parse_formula(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "", "103", "103 / 101 * 0", "103 / 101 * -1", "103 / 101 * 1.5", "103 / 101 * 100 + 1",
        "103 / (101)", "103 // 101", "103 / 101 / 102", "diversity(122)", "diversity(122, 122)",
        "diversity(122; 124)", "simpson(122, 124)", "__import__('os')", "103 / 101 * 9999999999",
    ],
)  # fmt: skip
def test_anything_else_is_no_formula(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_formula(text)


def test_a_formula_prints_as_in_a_book():
    assert str(Ratio("201", "101", 100_000)) == "201 ÷ 101 × 100\u00a0000"
    assert str(Ratio("406", "404", 1)) == "406 ÷ 404"
    assert str(Diversity(("1", "2", "3"))) == "1 − Σp² (1, 2, 3)"
    assert str(Diversity(tuple("123456"))) == "1 − Σp² (1, 2, …, 6)"
