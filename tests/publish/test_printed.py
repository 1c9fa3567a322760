"""The ledger of editions: which book counts as the edition of its year, and what it printed."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from pipeline.publish.printed import COLUMNS, editions, printed_before
from pipeline.workspace import Workspace

CLOSED = date(2024, 3, 31)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def kept(workspace: Workspace, year: int, ordinal: int, closes_on: str, *lines: str) -> None:
    text = "\n".join((",".join(COLUMNS), *lines)) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    folder = workspace.editions(year)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{ordinal:04}-{closes_on}-{digest}.csv").write_text(text, encoding="utf-8")


def level(value: str, conf: str = "F", period: int = 2023, mark: str = "") -> str:
    return f"450100,201,N,{period},{value},0,{mark},A,{conf},mt2.csv #1"


def told(workspace: Workspace, year: int = 2024) -> list[tuple[str, ...]]:
    rows = printed_before(workspace, year, {2023: CLOSED})
    return [(r["period"], r["conf"], r["mark"] + r["value"]) for r in rows]


def test_the_edition_is_the_last_book_of_what_had_come_when_it_closed(workspace):
    kept(workspace, 2023, 1, "20240301", level("400"))
    kept(workspace, 2023, 2, "20240330", level("401", mark=">"))
    kept(workspace, 2023, 3, "20240511", level("403"))
    assert told(workspace) == [("2023", "F", ">401")]


def test_a_book_that_was_first_printed_later_is_no_edition_but_was_printed(workspace):
    kept(workspace, 2023, 1, "20240511", level("403"))
    assert told(workspace) == [("2023", "F", "")]


def test_levels_of_other_years_are_known_and_no_edition_of_theirs(workspace):
    kept(workspace, 2023, 1, "20240301", level("400", period=2022))
    assert told(workspace) == [("2022", "F", "")]


def test_what_any_book_withheld_stays_withheld(workspace):
    kept(workspace, 2022, 1, "20230301", level("", "C", period=2022))
    kept(workspace, 2023, 1, "20240301", level("7", period=2022))
    assert told(workspace) == [("2022", "C", "")]


def test_of_the_year_itself_only_released_books_are_known_to_readers(workspace):
    kept(workspace, 2024, 1, "20250301", level("", "C", period=2024))
    kept(workspace, 2024, 2, "20250302", level("400", period=2024))
    (first, second) = editions(workspace, 2024)
    told = [
        [row["conf"] for row in printed_before(workspace, 2024, {}, {one.digest})]
        for one in (first, second)
    ]
    assert told == [["C"], ["F"]]
    assert printed_before(workspace, 2024, {}) == []


def test_books_of_the_year_itself_and_later_ones_do_not_count(workspace):
    kept(workspace, 2024, 1, "20250301", level("400"))
    assert told(workspace) == []


def test_books_are_in_their_order_beyond_four_digits(workspace):
    for ordinal in (10_000, 9_999, 2):
        kept(workspace, 2023, ordinal, "20240301", level(str(ordinal)))
    assert [one.ordinal for one in editions(workspace, 2023)] == [2, 9_999, 10_000]
