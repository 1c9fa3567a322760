"""The data folder: everything published, in files that describe themselves."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace

import pytest

from pipeline.commands.publication import publication_of
from pipeline.publish.data import write_data
from pipeline.tables.csv import harmless, table_csv
from pipeline.tables.joined import joined
from pipeline.tables.model import Cell
from pipeline.tables.tidy import TIDY, plain, tidy_csv
from pipeline.vocabulary import Measure, ObsStatus, Text
from pipeline.warehouse import open_warehouse
from tests.fakes import fake_catalogue, fake_edition
from tests.region import CITIES, Region


def lines_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def publication():
    return publication_of(fake_edition(fake_catalogue()))


@pytest.fixture
def folder(tmp_path, publication):
    """A region of three cities, published with the tables of the fake edition."""
    with open_warehouse(tmp_path / "test.duckdb") as warehouse:
        region = Region(warehouse, CITIES)
        region._run(
            "alter table codelist.area add column name_zh varchar;"
            "alter table codelist.area add column name_en varchar;"
            "alter table codelist.area add column valid_from date;"
            "alter table codelist.area add column valid_to date;"
            "update codelist.area set name_zh = '=市' || code, name_en = 'City'"
        )
        for name in ("name_zh", "name_en", "unit_zh", "formula", "definition_zh", "definition_en"):
            region._run(f"alter table codelist.indicator add column {name} varchar")
        region._run(
            "insert into codelist.indicator (id, form, kind, decimals, part_of, aggregation,"
            " region_reports, rankable, release, on_form, frequency)"
            " values ('201', 'MT2', 'stock', 0, '', 'sum', '', false, 'public', true, 'annual'),"
            " ('705', 'MT7', 'stock', 0, '', 'sum', '', false, 'internal', true, 'annual')"
        )
        for city, value in zip(CITIES, (10, 20, 30), strict=True):
            region.observe(city, "201", value)
        region.reckon()
        count = write_data(warehouse, publication, "450000", tmp_path / "data")
    assert count > 3
    return tmp_path / "data"


def test_observations_have_the_layout_of_sdmx_csv(folder):
    head, *rows = lines_of((folder / "observations.csv").read_bytes())
    assert head[:7] == [
        *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
        *("REF_AREA", "INDICATOR", "TRANSFORMATION", "TIME_PERIOD"),
    ]
    assert {tuple(row[:3]) for row in rows} == {("dataflow", "R450000:YEARBOOK(2024.0)", "I")}


def test_parquet_holds_the_same_rows_with_numbers_as_decimals(folder):
    import polars as pl

    frame = pl.read_parquet(folder / "observations.parquet")
    head, *rows = lines_of((folder / "observations.csv").read_bytes())
    at = head.index("OBS_VALUE")
    assert [None if v is None else float(v) for v in frame["OBS_VALUE"]] == [
        float(row[at]) if row[at] else None for row in rows
    ]
    assert frame.schema["OBS_VALUE"] == pl.Decimal(28, 4)


def test_every_file_is_described_with_its_size_and_hash(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"]: resource for resource in package["resources"]}
    files = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert files - {"datapackage.json"} == set(described)
    for path, resource in described.items():
        content = (folder / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_frictionless_finds_nothing_wrong(folder):
    frictionless = pytest.importorskip("frictionless")
    package = frictionless.Package(str(folder / "datapackage.json"))
    package.remove_resource("observations-parquet")  # it reads Parquet through pandas only
    report = package.validate()
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "message"])[:5]


def test_code_lists_explain_every_code_and_name_nothing_internal(folder):
    lists = {path.stem: lines_of(path.read_bytes()) for path in (folder / "codelists").iterdir()}
    assert {row[0] for row in lists["transformation"][1:]} == {str(m) for m in Measure}
    assert {row[0] for row in lists["obs_status"][1:]} == {str(s) for s in ObsStatus}
    assert [row[0] for row in lists["indicator"][1:]] == ["201"]
    assert all(row[3].startswith("'=") for row in lists["area"][1:])


def test_a_tidy_table_has_a_line_for_every_figure_of_the_printed_one(publication):
    for table in publication.tables:
        head, *rows = lines_of(tidy_csv(table))
        assert tuple(head) == TIDY
        cells = [c for row in joined(table).rows for c in row.cells if c.address]
        assert ["/".join(row[-4:]) for row in rows] == [cell.address for cell in cells]
        assert [row[8] for row in rows] == [harmless(plain(cell)) for cell in cells]


def test_narratives_are_told_section_by_section_as_they_are_printed(folder):
    head, *rows = lines_of((folder / "narratives.csv").read_bytes())
    told = [dict(zip(head, row, strict=True)) for row in rows if row[0] == "450100"]
    assert [row["section"] for row in told] == ["0", "1", "2"]
    assert [row["is_part_of_method"] for row in told] == ["false", "true", "true"]
    assert {row["method_zh"] for row in told} == {"“五同”工作法"}
    assert not [field for row in rows for field in row if "\u2068" in field or "[[" in field]


def test_events_are_told_with_their_day_and_place(folder):
    head, *rows = lines_of((folder / "events.csv").read_bytes())
    assert head[:4] == ["area", "date", "place_zh", "place_en"]
    assert ["450100", "2024-04-11"] in [row[:2] for row in rows]


def test_an_edition_without_texts_has_no_files_of_them(publication):
    bare = replace(fake_edition(fake_catalogue()), narratives=(), events=())
    assert publication_of(bare).listings == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("@x", "'@x"), ("\tx", "'\tx"), ("-1.5", "-1.5"),
        ("-5", "-5"), ("-5+3", "'-5+3"), ("-", "'-"), ("南宁", "南宁"), ("", ""),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_stays_text(text, written):
    assert harmless(text) == written


def test_a_hostile_title_is_quoted_in_every_csv(publication):
    row = replace(joined(publication.tables[0]).rows[0], label=Text("=cmd()", "@SUM(1)"))
    part = publication.tables[0].parts[0]
    table = replace(publication.tables[0], parts=(replace(part, rows=(row,)),))
    for content in (table_csv(table), tidy_csv(table)):
        fields = [field for line in lines_of(content) for field in line]
        assert not [field for field in fields if field.startswith(("=", "@"))]


def test_negative_figures_stay_numbers():
    assert harmless(plain(Cell("\u22121\u00a0234.5"))) == "-1234.5"
