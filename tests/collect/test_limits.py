"""Nothing that can be put into a folder stops the reader: each is refused soon, in little memory.

Every file is read in a process of its own, whose processor time and peak memory are measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.collect import receive
from pipeline.workspace import HOUSE, Workspace
from tests.collect.defects.books import book, books, packed, parts, rewritten
from tests.collect.mini import CATALOGUE, HEAD, ROWS, TODAY, figures, one, titles

SECONDS, MEGABYTES = 10, 1000
MEGA = 1024 * 1024
PROBE = r"""
import json, os, re, resource, sys
from pathlib import Path
sys.path.insert(0, ".")
from pipeline.collect.dropfolder import Refused, take
from tests.collect.mini import read, this_year

def probed(path):
    before = resource.getrusage(resource.RUSAGE_SELF)
    content = take(Path(path))
    if isinstance(content, Refused):
        findings, forms, value = (), (), None
    else:
        reading = read(content)
        findings, forms = reading.findings, reading.forms
        value = str(this_year(reading).reading.value) if forms else None
    after = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status").read_text()
    return {
        "rules": sorted({f.rule for f in findings}), "forms": len(forms), "value": value,
        "findings": len(findings), "told": max([len(f.message.zh) for f in findings], default=0),
        "seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "megabytes": int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024,
    }

for line in sys.stdin:  # a child for each file, which has imported everything already
    if os.fork() == 0:
        print(json.dumps(probed(line.rstrip("\n"))), flush=True)
        os._exit(0)
    if os.wait()[1]:
        print(json.dumps({"died": True}), flush=True)
"""
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk", strict=True))
    + "]>"
)  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def table(*rows: str) -> str:
    return titles() + "\n".join((HEAD, *rows)) + "\n"


def bomb(inflated: int) -> bytes:
    """A workbook of some kilobytes whose sheet unpacks to ``inflated`` megabytes."""
    from io import BytesIO

    target, members = BytesIO(), parts(book())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            head, _, rest = members[SHEET].partition(b"<sheetData>")
            sheet.write(head + b"<sheetData>")
            for _ in range(inflated):
                sheet.write(b" " * MEGA)
            sheet.write(rest)
    return target.getvalue()


def understated(content: bytes) -> bytes:
    """The bomb, whose directory says that the sheet unpacks to a hundred bytes."""
    at = content.rindex(SHEET.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    return content[: at + 24] + (100).to_bytes(4, "little") + content[at + 28 :]


def with_entities(doctype: str, entity: str) -> bytes:
    made = rewritten(book(), "xl/sharedStrings.xml", DECLARATION, DECLARATION + doctype)
    return rewritten(made, "xl/sharedStrings.xml", "服务平台总数", entity)


def deep(levels: int) -> bytes:
    nested = "<x>" * levels + "</x>" * levels
    return rewritten(book(), SHEET, "<sheetData>", f"{nested}<sheetData>")


def filled(rows: int) -> bytes:
    """A workbook in which one short text stands in every cell of many rows."""
    row = "".join(f'<c r="{c}{{0}}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    many = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(20, 20 + rows))
    return rewritten(book(), SHEET, "</sheetData>", many + "</sheetData>")


FILES: dict[str, Callable[[], str | bytes]] = {
    "a million columns": lambda: titles() + ",".join([HEAD, *["x"] * 10**6]) + "\n",
    "a million blank columns": lambda: titles() + HEAD + "," * 10**6 + "\n" + "\n".join(ROWS),
    "a row of a million cells": lambda: table(*ROWS, "," * 10**6),
    "a title of a million cells": lambda: "表号," + "MT2," * 10**6 + "\n" + figures(),
    "a million rows": lambda: table(*["x,x,x,x,x,x,x"] * 10**6),
    "a million rows with a person each": lambda: table(*["x,x,x,x,x,x,13800138000"] * 600_000),
    "a million lines of one word": lambda: "张三\n" * 10**6,
    "a field of 100 MB": lambda: one("9" * 100 * MEGA),
    "a field of 19 MB": lambda: one("9" * 19 * MEGA),
    "a remark of 19 MB": lambda: figures().replace("含县级", "长" * 6 * MEGA),
    "a quote that never ends": lambda: one('"' + "9\n" * 9 * MEGA),
    "nothing but quotes": lambda: figures() + '"' * 19 * MEGA,
    "nothing but commas": lambda: "," * 19 * MEGA,
    "nothing but NUL": lambda: b"\0" * 19 * MEGA,
    "one NUL at the end": lambda: figures() + "注：" + "长" * MEGA + "\0",
    "nothing but byte order marks": lambda: "\ufeff" * 6 * MEGA,
    "bytes of no encoding": lambda: b"\x81\xff" * 9 * MEGA,
    "a number beyond all bounds": lambda: one("1E999999999"),
    "its negative power": lambda: one("1E-999999999"),
    "a number of a million digits": lambda: one("9" * 10**6),
    "a million groups of digits": lambda: one('"' + "1," * 10**6 + '"'),
    "groups with a flaw at the end": lambda: one('"1' + ",000" * 10**6 + ',00"'),
    "a million numerals": lambda: one("九千" * 10**6),
    "ten thousand 万": lambda: one("1" + "万" * 10**4),
    "a million spaces in a figure": lambda: one("4" + " " * 10**6 + "18"),
    "digits and gaps without end": lambda: figures().replace("含县级", "4 5 0 1 0 1 " * 10**6),
    "telephone numbers that never are": lambda: figures().replace("含县级", "1-3-8-" * 2 * 10**6),
    "colons without end": lambda: figures() + "注" + "：" * 4 * 10**6,
    "signatures without end": lambda: figures() + "填表人：" * 10**6,
    "notes without end": lambda: figures() + "注：说明\n" * 10**6,
    "brackets without end": lambda: titles("MTN") + "序号,标题,正文\n0,题," + "[[2" * 10**6,
    "declarations without end": lambda: one("5", "精确到" + "1" * 10**6),
    "a year without end": lambda: figures(统计年度="二〇" * 10**6),
    "a code without end": lambda: table("0" * 10**6 + "201,服务平台总数,个,418,,,"),
    "a sheet that unpacks to a gigabyte": lambda: bomb(1000),
    "which denies that it does": lambda: understated(bomb(1000)),
    "entities of entities": lambda: with_entities(LAUGHS, "&k;"),
    "an entity from outside": lambda: with_entities(OUTSIDE, "&e;"),
    "half a million cells": lambda: filled(20_000),
    "a text in the last cell of a sheet": lambda: book(
        None, lambda _, sheet: sheet.write_string(1_048_575, 16_383, "x")
    ),
}
BORNE: dict[str, Callable[[], str | bytes]] = {  # may be read, if they are read right
    "three million empty lines": lambda: "\n" * 3 * 10**6 + figures(),
    "tags in tags": lambda: deep(10**6),
    "an attribute without end": lambda: rewritten(
        book(), SHEET, "<row ", f'<row x="{"9" * 10**7}" '
    ),
    "styles without end": lambda: rewritten(
        book(), "xl/styles.xml", "<cellXfs", "<x/>" * 10**6 + "<cellXfs"
    ),
    "a thousand sheets": lambda: books(
        {"民统2表": figures()} | {f"表{n}": "随手记\n" for n in range(1000)}
    ),
    "shared texts that nobody uses": lambda: rewritten(
        book(), "xl/sharedStrings.xml", "</sst>", "<si><t>x</t></si>" * 10**6 + "</sst>"
    ),
    "ten thousand files in the archive": lambda: packed(
        parts(book()) | {f"xl/media/{n}.png": b"" for n in range(10**4)}
    ),
}


@cache
def _probe() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROBE], cwd=HOUSE, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _probe_ends():
    yield
    probe = _probe()
    probe.stdin.close()
    assert probe.wait(timeout=30) == 0


def read_aside(folder: Path, content: str | bytes) -> dict[str, object]:
    path = folder / "x.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    probe = _probe()
    probe.stdin.write(f"{path}\n")
    probe.stdin.flush()
    told = json.loads(probe.stdout.readline())
    path.unlink()
    assert "died" not in told
    return told


@pytest.mark.parametrize("kind", FILES)
def test_a_file_beyond_all_bounds_is_refused_in_time(kind, tmp_path):
    told = read_aside(tmp_path, FILES[kind]())
    assert told["forms"] == 0, told
    assert told["seconds"] < SECONDS, told
    assert told["megabytes"] < MEGABYTES, told
    assert told["findings"] < 5000, told
    assert told["told"] < 400, told


@pytest.mark.parametrize("kind", BORNE)
def test_a_file_that_is_merely_strange_is_refused_or_read_right_in_time(kind, tmp_path):
    told = read_aside(tmp_path, BORNE[kind]())
    assert told["value"] in (None, "418"), told
    assert told["seconds"] < SECONDS, told
    assert told["megabytes"] < MEGABYTES, told


def test_the_content_of_a_file_outside_is_never_told(tmp_path):
    told = read_aside(tmp_path, with_entities(OUTSIDE, "&e;"))
    assert told["forms"] == 0


def test_a_gigabyte_is_not_even_read(tmp_path):
    workspace = Workspace(tmp_path)
    path = workspace.raw(2024) / "450100" / "x.csv"
    path.parent.mkdir(parents=True)
    with path.open("wb") as handle:
        handle.truncate(1024 * MEGA)
    received = receive(workspace, CATALOGUE, 2024, TODAY)
    assert [finding.rule for finding in received.findings] == ["D52"]


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1", "A1:A1", "Z9:A1"])
def test_what_a_sheet_says_of_its_size_is_not_believed(reference, tmp_path):
    from tests.collect.mini import read, this_year

    made = rewritten(book(), SHEET, f'ref="A1:G{5 + len(ROWS)}"', f'ref="{reference}"')
    assert read_aside(tmp_path, one("—"))["seconds"] < SECONDS
    reading = read(made)
    assert not reading.forms or this_year(reading).reading.value == 418


def test_a_format_over_whole_columns_is_no_content(tmp_path):
    """Clerks format columns down to the last row; not a cell of it holds anything."""
    styled = "".join(f'<row r="{n}"><c r="D{n}" s="0"/></row>' for n in range(20, 60_000))
    made = rewritten(book(one("—")), SHEET, "</sheetData>", styled + "</sheetData>")
    told = read_aside(tmp_path, made)
    assert (told["forms"], told["rules"]) == (1, ["D32"]), told
    assert told["seconds"] < SECONDS
