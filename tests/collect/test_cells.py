"""A plain figure, a symbol or a blank becomes what 数据性质 declares of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect.reader.figures.cells import Defect, Line, Reading, parse_cell
from pipeline.collect.reader.figures.declared import UNDECLARED, Declared, read_declared
from pipeline.vocabulary import ObsStatus, Qualifier
from tests.collect.typed import cell, defect, told

D = Decimal


def test_a_count_is_exact():
    reading = cell("362")
    assert (reading.value, reading.lower, reading.upper) == (D(362), D(362), D(362))
    assert (reading.precision, reading.decimals, reading.status) == (D(1), 0, ObsStatus.NORMAL)


def test_zero_is_a_value_and_blank_is_not():
    assert cell("0").value == 0
    assert (cell("").value, cell("").status) == (None, ObsStatus.NOT_REPORTED)


def test_more_than_is_open_above():
    reading = cell("830", "多于")
    assert (reading.value, reading.lower, reading.upper) == (D(830), D(830), None)
    assert reading.lower_open
    assert reading.upper_open


def test_a_figure_known_to_the_hundred_is_half_a_hundred_either_way():
    reading = cell("116500", "精确到100")
    assert (reading.lower, reading.upper, reading.precision) == (D(116450), D(116550), D(100))


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("94", "93.5", "94.5"), ("94.12", "94.115", "94.125"), ("0", "0", "0.5")],
)
def test_a_rate_is_known_to_the_last_digit_typed(text, lower, upper):
    reading = cell(text, rounded=True)
    assert (reading.lower, reading.upper) == (D(lower), D(upper))


def test_bounds_beyond_four_decimals_are_rounded_away_from_the_value():
    reading = cell("94.1234", rounded=True)
    assert (reading.lower, reading.upper) == (D("94.1233"), D("94.1235"))


def test_bounds_never_fall_below_zero():
    assert cell("30", "约;精确到100").lower == 0


def test_money_is_exact_although_it_has_decimals():
    reading = cell("1172.50")
    assert (reading.lower, reading.upper, reading.decimals) == (D("1172.5"), D("1172.5"), 2)


@pytest.mark.parametrize(
    ("nature", "status"),
    [
        ("初步", ObsStatus.PROVISIONAL),
        ("估计", ObsStatus.ESTIMATED),
        ("准确", ObsStatus.NORMAL),
        ("转述", ObsStatus.NORMAL),
    ],
)
def test_a_figure_has_the_status_that_is_declared(nature, status):
    assert cell("5", nature).status is status


@pytest.mark.parametrize(
    ("text", "nature", "status", "remark"),
    [
        ("", "不详", ObsStatus.UNKNOWN, ""),
        ("", "不适用", ObsStatus.NOT_APPLICABLE, ""),
        ("—", "", ObsStatus.NOT_APPLICABLE, "D32"),
        ("-", "不适用", ObsStatus.NOT_APPLICABLE, "D32"),
        ("无", "", ObsStatus.NOT_REPORTED, "D33"),
        ("无", "不适用", ObsStatus.NOT_APPLICABLE, ""),
        ("N/A", "", ObsStatus.UNKNOWN, "D34"),
    ],
)
def test_a_missing_figure_says_why(text, nature, status, remark):
    reading = cell(text, nature)
    assert (reading.value, reading.status, told(reading)) == (None, status, remark)


@pytest.mark.parametrize(
    ("text", "nature", "rule"),
    [
        ("5", "不详", "D61"),
        ("5", "不适用", "D61"),
        ("5", "约", "D60"),
        ("", "约", "D61"),
        ("", "多于", "D61"),
        ("", "初步", "D61"),
        ("", "精确到100", "D61"),
        ("—", "不详", "D61"),
    ],
)
def test_a_declaration_that_contradicts_the_cell_is_refused(text, nature, rule):
    assert defect(text, nature) == rule


@pytest.mark.parametrize("text", [" 5", "5\u3000", "\u00a05", "5\u200b", "\ufeff5"])
def test_spaces_and_invisible_characters_at_the_ends_mean_nothing(text):
    assert cell(text).value == 5


@pytest.mark.parametrize(
    "nature",
    [
        "大约",
        "准确;约",
        "初步;估计",
        "精确到",
        "精确到0",
        "精确到-1",
        "精确到100;精确到10",
        "多于;多于",
    ],
)
def test_unknown_or_doubled_words_cannot_be_declared(nature):
    assert read_declared(nature) is None


def test_words_may_be_separated_by_either_semicolon():
    expected = Declared(Qualifier.ABOUT, ObsStatus.ESTIMATED, D(100))
    assert read_declared("约；精确到100 ; 估计") == expected


@given(st.text())
def test_any_text_is_read_or_refused(text):
    assert isinstance(parse_cell(text, UNDECLARED, Line("个")), Reading | Defect)


@given(st.text())
def test_any_declaration_is_read_or_refused(text):
    assert read_declared(text) is None or isinstance(read_declared(text), Declared)


@given(
    st.decimals(min_value=0, max_value=10**13 - 1, places=4),
    st.sampled_from([Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.STATED, Qualifier.ABOUT]),
    st.decimals(min_value=D("0.0001"), max_value=10**9, places=4),
    st.booleans(),
)
def test_the_bounds_contain_the_value_and_fit_the_warehouse(value, qualifier, step, rounded):
    declared = Declared(qualifier, precision=step)
    reading = parse_cell(format(value, "f"), declared, Line("个", rounded=rounded))
    assert isinstance(reading, Reading)
    assert reading.value == value
    assert reading.lower is not None
    assert 0 <= reading.lower <= value
    assert reading.upper is None or value <= reading.upper < 10**14
    for bound in (reading.lower, reading.upper):
        assert bound is None or bound == bound.quantize(D("0.0001"))
