"""The schema ``staged`` by example: what the spool holds becomes typed rows, or the build stops."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest

from pipeline.collect.spool import COLUMNS
from pipeline.queries import queries
from pipeline.warehouse import open_warehouse, write_spool

SUBMISSION = {
    "submission_id": "450100-MT2-2024-aaaaaaaa",
    "sha256": "a" * 64,
    "area": "450100",
    "form": "MT2",
    "year": "2024",
    "revision": "1",
    "seq": "1",
    "ledger_on": "2026-11-23",
    "stated_on": "2025-02-18",
    "ref_date": "2024-12-31",
    "file_name": "raw/2024/450100/mt2.csv",
    "sheet": None,
    "encoding": "utf-8",
    "remark": None,
    "nature": "报送",
    "source_note": None,
    "is_sample": "false",
    "origin": "form",
    "digest": "d" * 64,
}
OBSERVATION = {
    "submission_id": "450100-MT2-2024-aaaaaaaa",
    "area": "450100",
    "form": "MT2",
    "indicator": "201",
    "period": "2024",
    "role": "this",
    "raw_text": " 418",
    "value": "418",
    "lower": "418",
    "upper": None,
    "lower_open": "true",
    "upper_open": "true",
    "precision": None,
    "decimals": "0",
    "qualifier": "more_than",
    "obs_status": "A",
    "ref_date": "2024-12-31",
    "remark": '含"县级",\n等',
    "given_name": "服务平台总数",
    "given_unit": "个",
    "given_nature": "多于",
    "sheet": None,
    "line": "6",
    "column_no": "4",
    "is_sample": "false",
}


@contextmanager
def staged(folder, **tables):
    """A warehouse whose ``staged`` is built from these rows; the other tables are empty."""
    for name, columns in COLUMNS.items():
        write_spool(folder / f"{name}.csv", columns, tables.get(name, []))
    with open_warehouse(folder / "w.duckdb") as warehouse:
        warehouse.materialise("staged", spool=str(folder))
        yield warehouse


def received(seq, ledger_on, nature="报送", stated_on="2025-02-18", **fields):
    return SUBMISSION | {
        "submission_id": f"s{seq}",
        "seq": str(seq),
        "ledger_on": ledger_on,
        "nature": nature,
        "stated_on": stated_on,
        **fields,
    }


def revisions(warehouse):
    rows = warehouse.rows("select submission_id, revision, received_on from staged.submission")
    return {r["submission_id"]: (r["revision"], r["received_on"]) for r in rows}


def test_every_spooled_table_has_its_file_and_every_file_its_spool():
    assert {q.name for q in queries("staged")} == {f"staged.{name}" for name in COLUMNS}


def test_an_observation_is_typed_and_its_text_kept(tmp_path):
    with staged(tmp_path, observation=[OBSERVATION]) as warehouse:
        (row,) = warehouse.rows("select * from staged.observation")
    assert (row["value"], row["lower"], row["upper"]) == (Decimal(418), Decimal(418), None)
    assert (row["period"], row["line"], row["ref_date"]) == (2024, 6, date(2024, 12, 31))
    assert (row["lower_open"], row["is_sample"]) == (True, False)
    assert (row["raw_text"], row["remark"]) == (" 418", '含"县级",\n等')


def test_a_blank_cell_is_an_empty_text_and_no_value(tmp_path):
    blank = OBSERVATION | {"raw_text": "", "value": None, "lower": None, "obs_status": "L"}
    with staged(tmp_path, observation=[blank]) as warehouse:
        (row,) = warehouse.rows("select raw_text, value, remark from staged.observation")
    assert (row["raw_text"], row["value"]) == ("", None)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("value", "4,18"),
        ("period", "MMXXIV"),
        ("ref_date", "2024-02-30"),
        ("is_sample", "vielleicht"),
    ],
)
def test_a_text_that_is_not_of_its_type_stops_the_build(tmp_path, column, text):
    with (
        pytest.raises(Exception, match=text),
        staged(tmp_path, observation=[OBSERVATION | {column: text}]),
    ):
        pass


def test_a_revision_keeps_the_number_that_the_ledger_gave_it(tmp_path):
    """Revision 2 was withdrawn: it is not staged, and 3 stays 3."""
    rows = [received(1, "2026-11-23"), received(4, "2026-12-01", revision="3")]
    with staged(tmp_path, submission=rows) as warehouse:
        found = {name: revision for name, (revision, _) in revisions(warehouse).items()}
    assert found == {"s1": 1, "s4": 3}


@pytest.mark.parametrize(
    ("nature", "day"),
    [
        ("报送", date(2026, 11, 23)),
        ("示例", date(2025, 2, 18)),
        ("公开资料整理", date(2025, 2, 18)),
    ],
)
def test_only_what_was_really_sent_counts_from_the_ledger(tmp_path, nature, day):
    with staged(tmp_path, submission=[received(1, "2026-11-23", nature)]) as warehouse:
        assert revisions(warehouse) == {"s1": (1, day)}


def test_narratives_events_and_findings_are_staged(tmp_path):
    common = {"submission_id": "s1", "area": "450100", "period": "2024", "line": "6"}
    paragraph = common | {
        "paragraph": "0", "heading_zh": "题", "heading_en": None, "text_zh": "文[[201]]",
        "text_en": None, "is_sample": "true",
    }  # fmt: skip
    event = common | {
        "event_no": "1", "date": "2024-05-01", "place_zh": "南宁市", "place_en": None,
        "text_zh": "座谈", "text_en": None, "is_sample": "true",
    }  # fmt: skip
    finding = dict.fromkeys(COLUMNS["reading_finding"]) | common | {"rule": "D63"}
    with staged(
        tmp_path, narrative=[paragraph], event=[event], reading_finding=[finding]
    ) as warehouse:
        (told,) = warehouse.rows("select text_zh, paragraph, is_sample from staged.narrative")
        (held,) = warehouse.rows("select date, event_no from staged.event")
        (found,) = warehouse.rows("select rule, line, period from staged.reading_finding")
    assert told == {"text_zh": "文[[201]]", "paragraph": 0, "is_sample": True}
    assert held == {"date": date(2024, 5, 1), "event_no": 1}
    assert found == {"rule": "D63", "line": 6, "period": 2024}


def test_what_texts_tell_is_staged(tmp_path):
    common = {"submission_id": "s1", "area": "450100", "period": "2024", "line": "6"}
    word = common | {
        "column_name": "正文", "indicator": None, "place": "1", "wrong": "僮族", "piece": "…僮族…",
    }  # fmt: skip
    figure = common | {
        "column_name": "正文", "paragraph": "2", "place": "1", "indicator": "204",
        "piece": "服务站360多个", "lower": "360", "upper": None, "lower_open": "true",
        "upper_open": "false",
    }  # fmt: skip
    method = common | {"name_zh": "“五同”", "name_en": "", "n_promised": None, "n_parts": "5"}
    with staged(tmp_path, wording=[word], plain_figure=[figure], method=[method]) as warehouse:
        (found,) = warehouse.rows("select wrong, indicator, place from staged.wording")
        (bounds,) = warehouse.rows("select lower, upper, lower_open from staged.plain_figure")
        (named,) = warehouse.rows("select name_zh, n_promised, n_parts from staged.method")
    assert found == {"wrong": "僮族", "indicator": None, "place": 1}
    assert bounds == {"lower": Decimal(360), "upper": None, "lower_open": True}
    assert named == {"name_zh": "“五同”", "n_promised": None, "n_parts": 5}
