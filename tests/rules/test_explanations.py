"""The files of explanations: added to whole, once, and read strictly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.errors import DataError
from pipeline.rules.explanation import EXPLANATION_COLUMNS, Explanation
from pipeline.rules.explanations import add_explanations, read_explanations
from pipeline.vocabulary import Text

REASONS = {"R1", "R5"}
ONE = Explanation(
    finding_id="f" * 16, values_hash="0" * 16, rule="V12", area="450100", form="MT5", period=2024,
    indicator="510", column_name="本年", observed="429", expected="193", reason_code="R1",
    text="本年活动并入“三月三”统计，口径扩大", printed=Text("口径扩大。", "Wider scope."),
    given_by="市级", given_on=date(2025, 2, 20),
)  # fmt: skip


def test_what_was_added_is_read_back(tmp_path):
    other = replace(ONE, period=2023, text='含"引号"、逗号,和 =公式')
    assert add_explanations(tmp_path, [ONE, other]) == [ONE, other]
    assert read_explanations(tmp_path, REASONS) == [other, ONE]
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["2023.csv", "2024.csv"]


def test_the_same_words_on_the_same_figures_are_added_once(tmp_path):
    add_explanations(tmp_path, [ONE])
    before = (tmp_path / "2024.csv").read_bytes()
    again = replace(ONE, given_on=date(2025, 3, 1), source_sha256="a" * 64)
    assert add_explanations(tmp_path, [again, again]) == []
    assert (tmp_path / "2024.csv").read_bytes() == before


def test_other_words_are_added_behind(tmp_path):
    add_explanations(tmp_path, [ONE])
    before = (tmp_path / "2024.csv").read_bytes()
    add_explanations(tmp_path, [replace(ONE, text="另有说明")])
    assert (tmp_path / "2024.csv").read_bytes().startswith(before)
    assert len(read_explanations(tmp_path, REASONS)) == 2


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(tmp_path):
    live = replace(ONE, text="=HYPERLINK(1)", observed="-9")
    add_explanations(tmp_path, [live])
    content = (tmp_path / "2024.csv").read_text("utf-8")
    assert content.startswith("\ufeffrule,area")
    assert "'=HYPERLINK(1)" in content
    assert read_explanations(tmp_path, REASONS) == [live]


def broken(tmp_path, old: str, new: str) -> str:
    add_explanations(tmp_path, [ONE])
    path = tmp_path / "2024.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(DataError) as caught:
        read_explanations(tmp_path, REASONS)
    return caught.value.told("zh")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2025-02-20", "20.2.2025", "2024.csv:2: 出错说明文件读不了：年份或日期不对"),
        (",R1,", ",R7,", "2024.csv:2: 出错说明文件读不了：没有原因代码“R7”"),
        (",450100,", ",", "2024.csv:2: 出错说明文件读不了：列数不对"),
        ("rule,area", "area,rule", "2024.csv:1: 出错说明文件读不了：表头不对"),
    ],
)
def test_a_row_that_is_none_is_named_and_not_passed_over(tmp_path, old, new, told):
    assert told in broken(tmp_path, old, new)


def test_without_a_folder_nothing_was_explained(tmp_path):
    assert read_explanations(tmp_path / "none", REASONS) == []


def test_a_row_has_the_columns_of_the_file():
    assert set(ONE.row()) >= set(EXPLANATION_COLUMNS)
