"""The board: every form of every city, in the state in which it is, on that day."""

from __future__ import annotations

import csv
import re
import shutil
from html.parser import HTMLParser

import openpyxl
import pytest

from tests.commands.conftest import DATA, break_figure, change, runner


def entry(answer, area, form):
    return next(e for e in answer["board"] if (e["area"], e["form"]) == (area, form))


@pytest.fixture(scope="module")
def mixed_once(collected_once, tmp_path_factory):
    """Nanning: MT2 returned, MT3 unreadable, MT4 with an older one in force, MT5 missing."""
    data = tmp_path_factory.mktemp("mixed")
    shutil.copytree(collected_once, data, dirs_exist_ok=True)
    folder, run = data / "raw/2024/450100", runner(data)
    for form in ("mt2", "mt3"):
        run("withdraw", "2024", "450100", form, "--reason", "试验")
    break_figure(folder / "mt2.csv", "201", "99999")
    change(folder / "mt3.csv", "本年", "今年数")
    (folder / "mt4_2.csv").write_bytes((folder / "mt4.csv").read_bytes())
    break_figure(folder / "mt4_2.csv", "403", "4499.5")
    run("withdraw", "2024", "450100", "MT5", "--reason", "试验")
    (folder / "odd.csv").write_bytes(b"%PDF-1.7")
    run("collect", "2024")
    return data


@pytest.fixture
def board(mixed_once, data, ask):
    shutil.copytree(mixed_once, data, dirs_exist_ok=True)
    return ask("status", "2024", "--today", "2025-03-10")


def test_each_form_is_in_the_state_in_which_it_is(board):
    states = {form: entry(board, "450100", form)["state"] for form in ("MT1", "MT2", "MT3", "MT5")}
    assert states == {"MT1": "accepted", "MT2": "returned", "MT3": "rejected", "MT5": "missing"}


def test_a_form_whose_newest_file_did_not_clear_tells_both_revisions(board):
    found = entry(board, "450100", "MT4")
    assert (found["state"], found["newest"]) == ("accepted", "returned")
    assert (found["revision"], found["revision_in_force"], found["open_errors"]) == (2, 1, 1)
    assert found["is_outstanding"]


def test_late_days_run_on_for_what_is_missing_or_unreadable(board):
    days = {form: entry(board, "450100", form)["late_days"] for form in ("MT1", "MT3", "MT5")}
    assert days == {"MT1": 0, "MT3": 10, "MT5": 10}


def test_totals_count_what_is_owed_and_agree_with_the_entries(board):
    total = board["totals"]
    assert total["owed"] == 14 * 9 == total["received"] + total["rejected"] + total["missing"]
    assert total["accepted"] == sum(e["state"] == "accepted" for e in board["board"]) == 15
    for name, count in total.items():
        assert sum(row[name] for row in board["areas"].values()) == count
        assert sum(row[name] for row in board["forms"].values()) == count


def test_a_file_of_which_not_even_the_form_is_known_is_listed(board):
    listed = {file["file_name"]: file for file in board["rejected_files"]}
    assert listed["raw/2024/450100/odd.csv"]["form"] == ""
    assert listed["raw/2024/450100/odd.csv"]["area"] == "450100"
    assert "PDF" in listed["raw/2024/450100/odd.csv"]["message"]["zh"]
    assert listed["raw/2024/450100/mt3.csv"]["form"] == "MT3"


def test_what_was_rejected_is_still_on_the_board_after_other_commands(board, data, run, ask):
    run("validate", "2024")
    run("collect", "2023")
    run("withdraw", "2024", "450200", "MT2", "--reason", "试验")
    again = ask("status", "2024", "--today", "2025-03-10")
    assert entry(again, "450100", "MT3")["state"] == "rejected"
    assert again["rejected_files"] == board["rejected_files"]


def test_a_corrected_file_takes_the_rejected_one_off_the_board(board, data, run, ask):
    change(data / "raw/2024/450100/mt3.csv", "今年数", "本年")
    run("withdraw", "2024", "450100", "MT3", "--undo", "--reason", "试验")
    run("collect", "2024")
    again = ask("status", "2024")
    assert entry(again, "450100", "MT3")["state"] == "accepted"
    assert "raw/2024/450100/mt3.csv" not in {f["file_name"] for f in again["rejected_files"]}


def test_without_its_warehouse_the_board_is_made_from_what_was_received(board, data, ask):
    (data / "out/yearbook.duckdb").unlink()
    again = ask("status", "2024", "--today", "2025-03-10")
    assert entry(again, "450100", "MT2")["state"] == "returned"
    assert not (data / "out/yearbook.duckdb").exists()


def test_a_changed_deadline_counts_at_once(board, data, ask):
    years = data / "catalogue/edition_years.csv"
    years.write_bytes(years.read_bytes().replace(b"2024,2025-02-28", b"2024,2025-03-05"))
    again = ask("status", "2024", "--today", "2025-03-10")
    assert entry(again, "450100", "MT5")["late_days"] == 5


def test_the_terminal_shows_signs_revisions_and_days(board, run):
    told = run("status", "2024", "--today", "2025-03-10").stdout
    (nanning,) = [line for line in told.splitlines() if line.startswith("450100 南宁")]
    assert nanning.split()[2:] == [
        "✓", "✗2", "⊘", "+10", "✓✗2", "·", "+10", "✓", "✓", "✓", "✓", "6/9", *nanning.split()[-2:],
    ]  # fmt: skip
    assert "采用" in told
    assert "accepted" in run("status", "2024", "--lang", "en").stdout


class Page(HTMLParser):
    """What a page holds: its elements, and everything that it would fetch or run."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.fetches, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.fetches += [v for k, v in attrs if k in ("src", "href", "action", "data", "poster")]


def test_the_page_needs_nothing_and_runs_nothing(board, data, run):
    run("status", "2024", "--html", "--today", "2025-03-10")
    text = (data / "out/2024/internal/board.html").read_text("utf-8")
    page = Page(text)
    assert page.fetches == []
    assert not {tag for tag, _ in page.elements} & {"script", "link", "iframe", "object", "img"}
    assert not re.search(r"url\(|@import|https?://|\bon\w+=", text)
    assert ("html", {"lang": "zh-CN"}) in page.elements
    assert "A4 landscape" in text


def test_the_page_names_day_deadline_and_everything_outstanding(board, data, run):
    run("status", "2024", "--out", str(data / "b.html"), "--today", "2025-03-10")
    text = (data / "b.html").read_text("utf-8")
    assert "2025-03-10" in text
    assert "2025-02-28" in text
    assert "1 份文件无法读取，需改正后重新报送" in text
    assert "raw/2024/450100/odd.csv" in text
    assert "⊘" in text
    assert "示例数据" in text


def test_a_hostile_file_name_stays_text_on_the_page(sent, run):
    hostile = sent / "raw/2024/450100/<img src=x onerror=alert(1)>{{ 7 * 7 }}.csv"
    hostile.write_bytes(b"%PDF-1.7")
    run("collect", "2024")
    run("status", "2024", "--html")
    text = (sent / "out/2024/internal/board.html").read_text("utf-8")
    assert Page(text).fetches == []
    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7 * 7 }}.csv" in text


def test_a_year_in_which_nothing_was_owed_shows_what_came(data, run, ask):
    answer = ask("status", "2021")
    assert (answer["board"], answer["totals"]["owed"]) == ([], 0)
    assert run("status", "2021", "--html").exit_code == 0


def test_of_a_workbook_that_is_refused_every_form_is_shown_as_rejected(data, run, ask):
    """One sheet keeps the others out; nobody shall be told that he sent nothing."""
    book = openpyxl.Workbook()
    for form, old, new in (("mt4", "本年", "今年数"), ("mt5", "本年", "本年")):
        sheet = book.create_sheet(form)
        text = (DATA / f"raw/2024/450100/{form}.csv").read_text("utf-8-sig")
        for row in csv.reader(text.replace(old, new, 1).splitlines()):
            sheet.append(row)
    (data / "raw/2024/450100").mkdir(parents=True)
    book.save(data / "raw/2024/450100/a.xlsx")
    run("collect", "2024")
    answer = ask("status", "2024")
    found = {form: entry(answer, "450100", form) for form in ("MT4", "MT5", "MT6")}
    assert {form: one["state"] for form, one in found.items()} == {
        "MT4": "rejected", "MT5": "rejected", "MT6": "missing",
    }  # fmt: skip
    assert (found["MT4"]["open_errors"] > 0, found["MT5"]["open_errors"]) == (True, 0)
