"""Nothing of a file with personal data is left anywhere: not a byte, in no output of any command."""

from __future__ import annotations

import io
import re
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.commands.conftest import change

ID, PHONE, NAME, ADDRESS = "450101199003072316", "13800138000", "覃某某乙", "民族大道九百九十九号"
SECRETS = (ID, PHONE, NAME, ADDRESS, "4501 0119 9003", "138 0013")
COMMANDS = (
    ("collect", "2024"),
    ("collect", "2024", "--format", "json", "--lang", "en"),
    ("validate", "2024"),
    ("status", "2024", "--html"),
    ("status", "2024", "--format", "json"),
    ("remind", "2024"),
)


def as_text(path: Path) -> None:
    change(path, "备注\r\n", f"备注,姓名\r\n{NAME},{ADDRESS},{ID}\r\n")


def as_disguised(path: Path) -> None:
    change(
        path,
        "报出日期,",
        f"填表人,{NAME} {ADDRESS} ４５０１０１１９９００３０７２３１６\r\n报出日期,",
    )


def as_gbk(path: Path) -> None:
    as_text(path)
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))


def as_torn(path: Path) -> None:
    """No table at all: a quote that is never closed."""
    path.write_bytes(path.read_bytes() + f'"{NAME},{ID},{PHONE},{ADDRESS}\n'.encode())


def as_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    rows = path.read_bytes().decode("utf-8-sig").split("\r\n")
    for row in rows:
        book.active.append(row.split(","))
    book.create_sheet("人员").append(["姓名", NAME, ID, PHONE, ADDRESS])
    target = io.BytesIO()
    book.save(target)
    path.unlink()
    path.with_suffix(".xlsx").write_bytes(target.getvalue())


def as_name(path: Path) -> None:
    path.rename(path.with_name(f"{PHONE}.csv"))


def as_folder(path: Path) -> None:
    folder = path.parent / ID
    folder.mkdir()
    path.rename(folder / path.name)


@pytest.mark.parametrize(
    "hide", [as_text, as_disguised, as_gbk, as_torn, as_workbook, as_name, as_folder]
)
def test_nothing_of_a_refused_file_is_anywhere(sent, run, hide):
    before = {p.name for p in (sent / "raw/2024/450100").iterdir()}
    hide(sent / "raw/2024/450100/mt2.csv")
    said = ""
    for command in COMMANDS:
        ended = run(*command)
        assert ended.exit_code in (0, 1), ended.stderr
        said += ended.output + ended.stderr
    assert len(before) == 9
    assert "D50" in said
    written = b"".join(path.read_bytes() for path in everything(sent))
    dumped = "".join(rows(sent / "out/yearbook.duckdb"))
    leaks = [s for s in SECRETS if s.encode() in written or s in dumped or s in said]
    assert leaks == []
    assert not [path for path in everything(sent) if any(s in str(path) for s in SECRETS)]


def everything(folder: Path):
    """What the commands wrote: all but what the city sent."""
    return [
        p for p in folder.rglob("*") if p.is_file() and "raw" not in p.relative_to(folder).parts
    ]


def rows(warehouse: Path):
    """Every row of every table, as text (the file itself is compressed)."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.sql(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
        for schema, table in tables:
            yield from map(str, connection.sql(f"from {schema}.{table}").fetchall())


def test_nothing_of_a_file_is_in_the_log_of_our_own_mistakes(sent, run, monkeypatch):
    change(sent / "raw/2024/450100/mt2.csv", "备注\r\n", f"备注\r\n{NAME}")

    def fails(text: str, *_: object) -> None:
        raise ValueError(f"cannot make sense of {text}")

    monkeypatch.setattr("pipeline.collect.reader.reading.read_form_sheet", fails)
    ended = run("collect", "2024", "--lang", "en")
    log = Path(ended.stderr.split("log: ")[1].strip())
    told = log.read_text("utf-8")
    log.unlink()
    assert ended.exit_code == 70
    assert "ValueError" in told
    assert re.search(r"pipeline/collect/receiving\.py", told)
    assert NAME not in told + ended.output
