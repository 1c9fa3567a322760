"""Everything received becomes rows that know their file and line; the same again and again."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from pipeline.cache import Cache
from pipeline.collect import receive, stage
from pipeline.collect.reader import reading
from pipeline.collect.reader.source.decoding import decode
from pipeline.collect.spool import COLUMNS
from pipeline.errors import DataError
from pipeline.warehouse import open_warehouse
from pipeline.workspace import Workspace
from tests.collect.mini import CATALOGUE, ROWS, TODAY, drop, events, figures, narrative, one


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@contextmanager
def staged(workspace, catalogue=CATALOGUE, year=2024):
    """The warehouse after one run of collect."""
    received = receive(workspace, catalogue, year, TODAY)
    with open_warehouse(workspace.warehouse) as warehouse:
        stage(workspace, catalogue, warehouse, received.rejections)
        yield warehouse


def test_a_figure_can_be_traced_to_its_file_and_line(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace) as warehouse:
        (row,) = warehouse.rows(
            "select file_name, line, column_no, raw_text, sha256"
            " from staged.observation inner join staged.submission using (submission_id)"
            " where indicator = '201' and role = 'this'"
        )
    source = (workspace.root / row["file_name"]).read_text(encoding="utf-8").splitlines()
    assert source[row["line"] - 1].split(",")[row["column_no"] - 1] == row["raw_text"] == "418"


def test_last_years_cell_belongs_to_last_year_and_to_no_day(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace) as warehouse:
        rows = warehouse.rows(
            "select role, period, ref_date from staged.observation where indicator = '201'"
            " order by role"
        )
    assert [tuple(row.values()) for row in rows] == [
        ("last", 2023, None),
        ("this", 2024, date(2024, 12, 31)),
    ]


def test_all_years_are_staged_whichever_was_collected(workspace):
    drop(workspace, "2023/450100/mt2.csv", figures(统计年度="2023"))
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace, year=2023):
        pass
    with staged(workspace, year=2024) as warehouse:
        rows = warehouse.rows("select year from staged.submission order by year")
    assert [row["year"] for row in rows] == [2023, 2024]


def test_narratives_events_samples_and_remarks_are_staged(workspace):
    drop(workspace, "2024/450100/mtn.csv", narrative())
    drop(workspace, "2024/450100/mte.csv", events())
    drop(workspace, "2024/450100/mt2.csv", figures(*ROWS[:3], 资料性质="示例"))
    with staged(workspace) as warehouse:
        counts = {
            name: warehouse.rows(f"select count(*) as n from staged.{name}")[0]["n"]
            for name in COLUMNS
        }
        (remark,) = warehouse.rows("select rule, submission_id from staged.reading_finding")
        (sample,) = warehouse.rows("select * from staged.submission where is_sample")
    assert counts == {
        "submission": 3, "observation": 6, "narrative": 2, "event": 2, "wording": 0,
        "plain_figure": 0, "method": 0, "reading_finding": 1,
    }  # fmt: skip
    assert remark == {"rule": "D63", "submission_id": sample["submission_id"]}
    assert sample["received_on"] == date(2025, 2, 18)


def test_rejections_of_the_run_stand_among_the_findings(workspace):
    drop(workspace, "2024/450100/bad.csv", one("约4", last="4.5.6"))
    with staged(workspace) as warehouse:
        found = warehouse.rows(
            "select rule, severity, file_name, line, submission_id, length(sha256) as n"
            " from staged.reading_finding order by rule"
        )
        assert warehouse.rows("select * from staged.submission") == []
    assert [(f["rule"], f["severity"], f["line"], f["n"]) for f in found] == [
        ("D23", "reject", 6, 64),
        ("D28", "reject", 6, 64),
    ]
    assert {f["submission_id"] for f in found} == {None}


def test_the_same_receipts_give_the_same_rows(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    drop(workspace, "2024/450100/mte.csv", events())
    contents = []
    for _ in range(2):
        with staged(workspace) as warehouse:
            contents.append({t: warehouse.rows(f"select * from staged.{t}") for t in COLUMNS})
        workspace.warehouse.unlink()
    assert contents[0] == contents[1]


def test_the_drop_folder_is_not_needed_once_received(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    (workspace.root / "raw").rename(workspace.root / "gone")
    with staged(workspace) as warehouse:
        assert len(warehouse.rows("select * from staged.observation")) == 2 * len(ROWS)


def test_nothing_is_left_of_the_spool(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    assert [path.name for path in workspace.warehouse.parent.iterdir()] == ["yearbook.duckdb"]


def test_a_damaged_copy_stops_the_build(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    (copy,) = workspace.received.glob("objects/*/*")
    copy.chmod(0o644)
    copy.write_bytes(b"")
    (workspace.root / "raw").rename(workspace.root / "gone")
    with pytest.raises(DataError, match="damaged"), staged(workspace):
        pass


def test_a_form_that_the_catalogue_has_outgrown_is_told_of_and_not_staged(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    fewer = replace(CATALOGUE, indicators=CATALOGUE.indicators[1:])
    with staged(workspace, fewer) as warehouse:
        assert warehouse.rows("select * from staged.submission") == []
        (found,) = warehouse.rows("select rule, severity from staged.reading_finding")
    assert found == {"rule": "D56", "severity": "reject"}


def test_an_area_that_was_deleted_from_the_catalogue_stops_the_build(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    areas = tuple(area for area in CATALOGUE.areas if area.code != "450100")
    (workspace.root / "raw" / "2024" / "450100" / "mt2.csv").unlink()
    with (
        pytest.raises(DataError, match="no longer knows"),
        staged(workspace, replace(CATALOGUE, areas=areas)),
    ):
        pass


def test_a_season_of_files_is_read_once_to_receive_and_once_to_stage_it(workspace, monkeypatch):
    """14 cities × 9 forms × 3 years are some 400 files: none is read again for another's sake."""
    read: Counter[str] = Counter()

    def counted(data: bytes, *more: object, **options: object) -> object:
        read[sha256(data).hexdigest()] += 1
        return decode(data, *more, **options)

    monkeypatch.setattr(reading, "decode", counted)
    for number in range(420):
        drop(workspace, f"2024/450100/{number}.csv", one(str(number)))
    with staged(workspace) as warehouse:
        assert len(warehouse.rows("select * from staged.submission")) == 420
    assert len(read) == 420
    assert set(read.values()) == {2}


def _kept(workspace, catalogue=CATALOGUE):
    """All that is staged with the help of the cache, and the cache."""
    cache = Cache(workspace.cache)
    with open_warehouse(workspace.warehouse) as warehouse:
        stage(workspace, catalogue, warehouse, (), cache)
        return {name: warehouse.rows(f"from staged.{name}") for name in COLUMNS}, cache


def test_a_file_that_was_read_before_is_not_read_again(workspace, monkeypatch):
    drop(workspace, "2024/450100/mt2.csv", figures())
    drop(workspace, "2024/450100/mtn.csv", narrative())
    with staged(workspace) as warehouse:
        plainly = {name: warehouse.rows(f"from staged.{name}") for name in COLUMNS}
    first, made = _kept(workspace)
    monkeypatch.setattr("pipeline.collect.staging.read_file", None)
    again, used = _kept(workspace)
    assert plainly == first == again
    assert (made.made, used.used) == (2, 2)


def test_what_the_catalogue_says_now_is_read_into_it(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    workspace.catalogue.mkdir(parents=True)
    with staged(workspace):
        pass
    _kept(workspace)
    (workspace.catalogue / "indicators.csv").write_text("another", encoding="utf-8")
    _, cache = _kept(workspace)
    assert (cache.made, cache.used) == (1, 0)


def test_a_damaged_copy_is_told_even_if_it_was_read_before(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    with staged(workspace):
        pass
    _kept(workspace)
    (copy,) = (p for p in (workspace.received / "objects").rglob("*") if p.is_file())
    copy.chmod(0o644)
    copy.write_bytes(b"damaged")
    with pytest.raises(DataError, match="damaged"):
        _kept(workspace)
