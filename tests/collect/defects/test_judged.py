"""D22, D25, D27, D30 and D45–D49: read without a doubt, and judged afterwards.

Real files of a small workspace go the whole way: received, staged, validated.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from pipeline.collect import receive, stage
from pipeline.validate import validate
from pipeline.warehouse import open_warehouse
from pipeline.workspace import HOUSE, Workspace
from tests.collect.defects import shipped
from tests.collect.mini import TODAY, drop

CITY = "450100"
COLUMNS = "rule, severity, indicator, observed, expected, message_zh, message_en, line, column_name"


class Case(NamedTuple):
    """Forms of several years, and what one rule finds in them: ``error 117 11.65 ·``."""

    defect: str
    why: str
    rule: str
    forms: dict[int, str]
    finds: str = ""  # nothing: a near miss
    says: str = ""  # words of the Chinese message

    def __str__(self) -> str:
        return f"{self.defect} {self.why}"


def sheet(
    form: str, figures: str, year: int = 2024, last: str = "", **changed: str
) -> dict[int, str]:
    """One form, its figures written ``201=418 202=78``."""
    this, before = (
        {k: v for k, _, v in (t.partition("=") for t in text.split())} for text in (figures, last)
    )
    usual = {"统计年度": str(year), "报出日期": f"{year + 1}-02-18"} | changed
    return {year: shipped.form(form, this, before, **usual)}


SUMS = "201=419 202=48 216=371 203=171 204=200"

CASES = (
    Case("D22", "ten thousands under persons", "V01", sheet("MT1", "117=11.65"),
         "error 117 11.65 ·", "应为整数（单位：人），实填“11.65”"),
    Case("D22", "persons under persons", "V01", sheet("MT1", "117=116500")),
    Case("D22", "funds have decimals", "V01", sheet("MT7", "709=11.65")),
    Case("D25", "a rate below one", "V04", sheet("MT2", "212=0.94"), "query 212 0.94 94", "0.94"),
    Case("D25", "a rate with its sign", "V04", sheet("MT2", "212=94%")),
    Case("D25", "a low rate whose parts agree", "V04", sheet("MT2", "212=0.94 211=94 210=10000")),
    Case("D27", "three decimals where two are asked for", "V02", sheet("MT2", "212=94.125"),
         "query 212 94.125 2", "2"),
    Case("D27", "decimals where none are allowed", "V01", sheet("MT2", "201=4.5"), "error 201 4.5 ·", "整数"),
    Case("D27", "two decimals", "V02", sheet("MT2", "212=94.12")),
    Case("D30", "a line that must not be blank", "V05", sheet("MT2", "201= 202=3"), "query 201 · ·", "201"),
    Case("D30", "zero is an answer", "V05", sheet("MT2", SUMS + " 205=1 206=0 207=0 208=0 209=0 210=0 211=0 212=0 213=0 214=0 215=0")),
    Case("D46", "a total that is not the sum of its parts", "S201", sheet("MT2", SUMS.replace("419", "418")),
         "error 201 418 419", "应等于"),
    Case("D46", "a total that is", "S201", sheet("MT2", SUMS)),
    Case("D47", "a part larger than the whole", "P205", sheet("MT2", "203=171 205=172"),
         "error 205 172 171", "不应大于"),
    Case("D47", "a part as large as the whole", "P205", sheet("MT2", "203=171 205=171")),
    Case("D47", "a rate above a hundred", "V03", sheet("MT2", "212=194"), "error 212 194 100", "100"),
    Case("D48", "a jump", "V12", sheet("MT1", "117=100", 2023) | sheet("MT1", "117=200"),
         "query 117 200 100", "117"),
    Case("D48", "a rise within the limit", "V12", sheet("MT1", "117=100", 2023) | sheet("MT1", "117=120")),
    Case("D48", "a cumulative count that falls", "V13", sheet("MT3", "311=116500", 2023) | sheet("MT3", "311=116000"),
         "query 311 116000 116500", "311"),
    Case("D48", "one that stands still", "V13", sheet("MT3", "311=116500", 2023) | sheet("MT3", "311=116500")),
    Case("D49", "last year's column against last year's form", "V14",
         sheet("MT1", "117=100", 2023) | sheet("MT1", "117=110", last="117=101"), "query 117 101 100", "100"),
    Case("D49", "the same figure in both", "V14", sheet("MT1", "117=100", 2023) | sheet("MT1", "117=110", last="117=100")),
)  # fmt: skip


@pytest.fixture(scope="module")
def codelists(tmp_path_factory):
    """The code lists are the same for every case; the rest is built anew."""
    path = tmp_path_factory.mktemp("judged") / "judged.duckdb"
    catalogue = HOUSE / "data" / "catalogue"
    with open_warehouse(path, reads=(catalogue,)) as warehouse:
        warehouse.materialise("codelist", folder=str(catalogue))
        yield warehouse


def send(workspace: Workspace, forms: dict[int, str], name: str = "x.csv", today: date = TODAY):
    """Puts each form into its year's folder and receives it."""
    for year, form in forms.items():
        drop(workspace, f"{year}/{CITY}/{name}", form)
        received = receive(workspace, shipped.catalogue(), year, today)
        assert received.rejections == ()
    return received


def judged(warehouse, workspace: Workspace) -> list[dict[str, object]]:
    stage(workspace, shipped.catalogue(), warehouse)
    validate(warehouse, shipped.catalogue())
    return warehouse.rows(f"select {COLUMNS} from validated.finding where is_current")


def verdicts(warehouse) -> list[tuple[object, ...]]:
    rows = warehouse.rows(
        "select revision, verdict, in_force from validated.submission order by seq"
    )
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_read_is_judged(case, codelists, tmp_path):
    workspace = Workspace(tmp_path)
    send(workspace, case.forms)
    rows = [row for row in judged(codelists, workspace) if row["rule"] == case.rule]
    shown = ("severity", "indicator", "observed", "expected")
    made = [" ".join(str(row[name] or "·") for name in shown) for row in rows]
    if not case.finds:
        assert made == []
        return
    assert case.finds in made
    (row,) = (row for row, text in zip(rows, made, strict=True) if text == case.finds)
    assert case.says in row["message_zh"]
    assert str(row["observed"] or row["indicator"]) in row["message_en"]
    verdict = "returned" if row["severity"] == "error" else "accepted"
    assert verdicts(codelists)[-1][1] == verdict


def test_a_returned_form_is_loaded_all_the_same(codelists, tmp_path):
    """D46: an error is no reason not to keep what was sent; it is not in force, that is all."""
    workspace = Workspace(tmp_path)
    send(workspace, sheet("MT2", SUMS.replace("419", "418")))
    judged(codelists, workspace)
    assert verdicts(codelists) == [(1, "returned", False)]
    (row,) = codelists.rows(
        "select value from staged.observation where indicator = '201' and role = 'this'"
    )
    assert row["value"] == 418


def test_the_same_file_again_is_no_revision(codelists, tmp_path):
    """D45: under its old name, another name, or in another run."""
    workspace = Workspace(tmp_path)
    send(workspace, sheet("MT2", SUMS))
    again = send(workspace, sheet("MT2", SUMS), "copy.csv")
    assert (again.fresh, again.known) == ((), 2)
    judged(codelists, workspace)
    assert verdicts(codelists) == [(1, "accepted", True)]


def test_a_corrected_file_is_the_next_revision_and_the_old_one_is_kept(codelists, tmp_path):
    """D45: both are in the archive, the newer one is in force."""
    workspace = Workspace(tmp_path)
    first, second = sheet("MT2", SUMS), sheet("MT2", SUMS + " 205=3")
    send(workspace, first)
    send(workspace, second)
    judged(codelists, workspace)
    assert verdicts(codelists) == [(1, "accepted", False), (2, "accepted", True)]
    kept = {path.read_bytes() for path in workspace.received.glob("objects/*/*")}
    assert kept == {form.encode() for form in (first[2024], second[2024])}


def test_an_accepted_revision_holds_until_its_correction_clears(codelists, tmp_path):
    workspace = Workspace(tmp_path)
    send(workspace, sheet("MT2", SUMS))
    send(workspace, sheet("MT2", SUMS.replace("419", "418")))
    judged(codelists, workspace)
    assert verdicts(codelists) == [(1, "accepted", True), (2, "returned", False)]


def test_last_years_published_figure_is_kept_until_it_is_revised(codelists, tmp_path):
    """D49: the column is evidence; the figure of 2023 is what the form of 2023 says."""
    workspace = Workspace(tmp_path)
    send(workspace, sheet("MT1", "117=100", 2023) | sheet("MT1", "117=110", last="117=101"))
    judged(codelists, workspace)
    rows = codelists.rows(
        "select period, value from validated.observation where indicator = '117' order by period"
    )
    assert [(row["period"], row["value"]) for row in rows] == [(2023, 100), (2024, 110)]
