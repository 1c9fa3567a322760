"""Widths known before anything is set, and heads that break between words."""

from __future__ import annotations

import pytest

from pipeline.yearbook import measure
from pipeline.yearbook.measure import Breaker

BREAKER = Breaker(
    [
        "少数民族流动人口",
        "流动人口服务平台",
        "服务平台总数",
        "服务中心",
        "少数民族人口",
        "流动人口",
        "平台",
    ]
)


def test_chinese_is_one_em_wide_and_figures_are_all_alike() -> None:
    assert measure.ems("平台") == 2
    assert {measure.ems(digit) for digit in "0123456789"} == {measure.DIGIT}


def test_a_head_that_fits_stays_on_one_line() -> None:
    assert BREAKER.lines("服务平台", 4.0) == ("服务平台",)


def test_a_head_breaks_between_words() -> None:
    assert BREAKER.lines("流动人口服务平台", 4.5) == ("流动人口", "服务平台")


def test_a_bracket_begins_a_line_and_a_closing_one_never_does() -> None:
    lines = BREAKER.lines("服务中心（联络站）", 5.5)
    assert lines == ("服务中心", "（联络站）")


def test_no_line_is_wider_than_its_room() -> None:
    lines = BREAKER.lines("少数民族流动人口服务平台总数", 4.0)
    assert "".join(lines) == "少数民族流动人口服务平台总数"
    assert max(map(measure.ems, lines)) <= 4.0


def test_english_wraps_at_spaces_and_after_hyphens() -> None:
    assert measure.latin_lines("Start-up streets", 20.0) == 1
    assert measure.latin_lines("Start-up streets", 4.0) == 2


@pytest.mark.parametrize(("text", "size"), [("短", 17.0), ("长" * 30, 15.72), ("长" * 60, 17.0)])
def test_a_headline_shrinks_a_little_to_stay_on_one_line(text: str, size: float) -> None:
    """One that would need more than a sixth less keeps its size and takes two lines."""
    assert measure.fitted_pt(text, 168.0, 17.0) == pytest.approx(size, abs=0.2)


def test_a_text_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert measure.cut_to("Legal services", 60, 6.6) == "Legal services"
    cut = measure.cut_to("法治与诉求：分市已报数据", 18, 8)
    assert cut == "法治与诉求…"
    assert measure.mm(cut, 8) <= 18


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Service stations", True), ("服务站（个）", False), ("2021年", False), ("", False)],
)
def test_english_breaks_between_words_and_chinese_anywhere(text: str, latin: bool) -> None:
    assert measure.is_latin(text) is latin


def test_an_english_head_breaks_between_its_words() -> None:
    assert BREAKER.lines("Share of large reservoirs", 8.0) == ("Share of large", "reservoirs")
    assert BREAKER.lines("Reservoirs", 2.0) == ("Reservoirs",)
    assert measure.halves("Population and Ethnic Composition") == (
        "Population and",
        "Ethnic Composition",
    )


def test_lines_are_counted_in_either_language() -> None:
    assert measure.lines("少数民族流动人口", 4.0) == 2
    assert measure.lines("floating population", 6.0) == 2
    assert measure.lines("", 4.0) == 1
