"""What the self-check says of a file is what `build` says of it, finding for finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.check import Options, answer
from pipeline.commands.season import Season, fill, fresh_warehouse
from pipeline.rules.finding import Finding
from pipeline.rules.registry import edit_rules
from tests.commands.sent import cell, form, written
from tests.workspaces import season, workspace_in

CITIES, YEARS = ("450100", "451300"), (2023, 2024)
ACROSS = {rule.code for rule in edit_rules() if rule.looks_across_areas}
Told = tuple[str | None, list[str]]  # the verdict, the findings


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Two cities and the region, as shipped but for some changes; all of it received."""
    folder = workspace_in(tmp_path_factory.mktemp("ws"), (2022, *YEARS), (*CITIES, "450000"))
    for path in sorted((folder / "raw").rglob("*.csv")):
        _change(path)
    return season(folder, 2024)


def _change(path: Path) -> None:
    """Every other form gets errors, jumps, blanks or doubtful cells; some come a second time."""
    text, nth = path.read_text("utf-8-sig"), sum("/".join(path.parts[-3:]).encode()) % 4
    if path.stem.startswith("mt") and path.stem[2:].isdigit() and nth:
        codes = [line[:3] for line in text.splitlines() if line[:3].isdigit()]
        for code in codes[nth :: 3 + nth]:
            text = cell(text, code, {1: "7.5", 2: "123456", 3: ""}[nth])
        written(path, text)
    if path.stem == "mtn":
        written(path, text.replace("[[117]]", "[[102]]").replace("@2023]]", "@2022]]"))
    if nth == 2:
        again = cell(text, "201", "999") if path.stem == "mt2" else text
        written(path.with_name(f"{path.stem}_again.csv"), again.replace("报出日期,", "报出日期, "))


@pytest.fixture(scope="module")
def built(received: Season) -> dict[str, Told]:
    """By file, what `build` says of the form that it is."""
    with fresh_warehouse(received) as warehouse:
        fill(received, warehouse, ())
        sent = warehouse.rows("select * from validated.submission")
        rows = warehouse.rows("select * from validated.finding where submission_id is not null")
    told: dict[str, Told] = {row["submission_id"]: (row["verdict"], []) for row in sent}
    for row in rows:
        if row["rule"] not in ACROSS:
            told[row["submission_id"]][1].append(_words(Finding.of(row)))
    return {row["file_name"]: told[row["submission_id"]] for row in sent}


def _words(found: Finding) -> str:
    """A finding in full, whatever the file is called."""
    # what is suspected also depends on other forms and cities, which a file alone does not have
    suspected = dict.fromkeys(("suspects", "suspicion_zh", "suspicion_en"))
    return str({**found.row(), **suspected, "file_name": None, "submission_id": None})


def files(received: Season) -> list[Path]:
    folder = received.workspace.root
    return [p for year in YEARS for p in sorted((folder / "raw" / str(year)).rglob("*.csv"))]


def checked(received: Season, path: Path) -> Any:
    (told,) = answer(received.workspace, received.catalogue, [path], Options())
    return told


def test_every_file_is_judged_alike(received, built):
    compared = 0
    for path in files(received):
        name = path.relative_to(received.workspace.root).as_posix()
        if name not in built:
            continue  # it says what another file says, and is no revision
        told = checked(received, path)
        verdict, findings = built[name]
        assert (told.verdict, sorted(map(_words, told.findings))) == (verdict, sorted(findings))
        compared += len(findings)
    assert compared > 100


def test_a_file_that_was_not_received_yet_is_compared_with_what_was(received, tmp_path):
    jumped = written(tmp_path / "mt1.csv", cell(form("mt1"), "117", "9999999"))
    told = checked(received, jumped)
    assert "V12" in {found.rule for found in told.findings}
    assert told.remark is None


def test_files_that_are_checked_together_know_of_each_other(received, tmp_path):
    """A narrative may cite what stands in a form beside it."""
    narrative = written(tmp_path / "mtn.csv", form("mtn").replace("[[117]]", "[[213]]"))

    def cites_a_blank(this: str) -> bool:
        beside = written(tmp_path / "mt2.csv", cell(form("mt2"), "213", this))
        told = answer(received.workspace, received.catalogue, [narrative, beside], Options())
        return any((f.rule, f.indicator) == ("V16", "213") for f in told[0].findings)

    assert (cites_a_blank(""), cites_a_blank("65")) == (True, False)
