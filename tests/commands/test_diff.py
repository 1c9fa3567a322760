"""`pipeline diff`: what changed since a book was printed, why, and where it stands."""

from __future__ import annotations

import json

import pytest

from pipeline.commands.edition import edition_warehouse
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.publish.printed import editions, keep_printed, read_printed
from pipeline.workspace import Workspace
from tests.commands.conftest import break_figure

YEAR = 2024


def book_is_printed(data):
    """The ledger as a build leaves it, without the minutes of printing."""
    season = open_season(data, YEAR, Steps(quiet=True))
    with edition_warehouse(season) as warehouse:
        return keep_printed(warehouse, season.workspace, YEAR)


@pytest.fixture
def printed(collected):
    """Two cities' book of 2024 is printed, then Nanning sends another number of lawyers."""
    book_is_printed(collected)
    return collected


@pytest.fixture
def revised(printed, run):
    form = printed / "raw/2024/450100/mt2.csv"
    again = form.with_name("again.csv")
    again.write_bytes(form.read_bytes())
    break_figure(again, "209", "7")
    assert run("collect", "2024").exit_code == 0
    return printed


def test_the_same_book_is_kept_once(printed):
    first = editions(Workspace(printed), YEAR)
    book_is_printed(printed)
    assert editions(Workspace(printed), YEAR) == first
    assert len(first) == 1


def test_without_a_change_there_is_nothing_to_tell(printed, run):
    ended = run("diff", "2024")
    assert ended.exit_code == 2
    assert "没有变动" in ended.stderr


def test_a_changed_figure_is_told_with_size_file_and_tables(revised, run):
    answer = json.loads(run("diff", "2024", "--format", "json", "--lang", "en").stdout)
    (level,) = [
        c for c in answer["changes"]
        if c["area"] == "Nanning" and c["indicator"].startswith("209") and c["period"] == "2024"
        and "G1Y" not in c["indicator"] and "D1Y" not in c["indicator"]
    ]  # fmt: skip
    assert level["new"] == "7"
    assert level["change"].startswith(f"{7 - int(level['old']):+d} (")
    assert level["cause"] == "raw/2024/450100/again.csv #2"
    assert "table 3-" in level["printed in"]
    assert "table 9-1-1" in level["printed in"]


def test_what_was_computed_from_it_names_the_same_cause(revised, run):
    answer = json.loads(run("diff", "2024", "--format", "json", "--lang", "en").stdout)
    causes = {c["cause"] for c in answer["changes"]}
    assert causes == {"raw/2024/450100/again.csv #2"}
    assert {"Region", "Nanning"} & {c["area"] for c in answer["changes"]}


def test_a_kept_book_is_named_by_its_hash(revised, run):
    (edition,) = editions(Workspace(revised), YEAR)
    assert run("diff", "2024", "--against", edition.digest[:6]).exit_code == 0
    assert run("diff", "2024", "--against", "zzz").exit_code == 2
    assert run("diff", "2024", "--against", "1999").exit_code == 2


def test_a_ledger_that_was_changed_is_not_believed(revised, run):
    (edition,) = editions(Workspace(revised), YEAR)
    edition.path.write_bytes(edition.path.read_bytes().replace(b",F,", b",C,", 1))
    ended = run("diff", "2024")
    assert ended.exit_code == 1
    assert edition.path.name in ended.stderr


def test_a_withheld_figure_is_kept_as_withheld(printed):
    (edition,) = editions(Workspace(printed), YEAR)
    assert all(one.value is None for one in read_printed(edition).values() if one.conf == "C")
