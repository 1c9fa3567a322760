"""findings.csv opens in Excel without mojibake and without running anything."""

from __future__ import annotations

import csv

import pytest

from pipeline.validate import findings_csv, validate
from pipeline.validate.listing import harmless
from tests.edit_rules.given import NANNING, catalogue, chronicle, sheet, stage


@pytest.mark.parametrize("live", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_quoted(live):
    assert harmless(live) == f"'{live}"


@pytest.mark.parametrize("plain", ["-1", "+0.5", "-0.01", "418", "MT2", "年末=12月", ""])
def test_numbers_and_plain_text_stay_as_they_are(plain):
    assert harmless(plain) == plain


def test_blanks_and_flags_are_written_plainly():
    assert [harmless(cell) for cell in (None, True, 7)] == ["", "true", "7"]


def listed(warehouse, target, *sent):
    stage(warehouse, *sent)
    validate(warehouse, catalogue())
    count = findings_csv(warehouse, 2024, target)
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == count
    return rows


def test_only_the_findings_of_the_year_are_listed(warehouse, tmp_path):
    sent = (sheet(NANNING, "MT1", year, "117=11.65") for year in (2023, 2024))
    rows = listed(warehouse, tmp_path / "internal" / "findings.csv", *sent)
    assert {row["period"] for row in rows} == {"2024"}
    (error,) = (row for row in rows if row["severity"] == "error")
    assert (error["rule"], error["observed"], error["is_current"]) == ("V01", "11.65", "true")
    assert (error["sheet"], error["line"], error["column_no"]) == ("", "7", "4")


def test_a_negative_difference_is_still_a_number(warehouse, tmp_path):
    sent = sheet(NANNING, "MT2", 2024, "201=418 202=48 216=371")
    rows = listed(warehouse, tmp_path / "findings.csv", sent)
    assert [row["difference"] for row in rows if row["rule"] == "S201"] == ["-1"]


def test_an_older_list_is_replaced_whole(warehouse, tmp_path):
    target = tmp_path / "findings.csv"
    target.write_text("half a li", encoding="utf-8")
    rows = listed(warehouse, target, chronicle(NANNING, 2024, "2023-12-31"))
    assert "V09" in {row["rule"] for row in rows}
    assert list(tmp_path.iterdir()) == [target]
