"""Whatever a city writes is text: in the book, on pages, in workbooks, tables, on the terminal.

Every payload in every field is read and told of in the slow suite, each in one field in the quick
one; what the reader takes is printed in all media.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from pipeline.commands.report import visible
from pipeline.vocabulary import Medium
from pipeline.warehouse import open_warehouse
from tests.trust import inert
from tests.trust.planting import (
    CITY,
    FIELDS,
    YEAR,
    accepted_rows,
    as_book,
    as_csv,
    crowded,
    payloads,
    planted,
    read,
    sound,
)
from tests.workspaces import workspace_in

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202b\u202e\u2067\ufffd-\uffff\ue000\ufdd0]")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\U000e0000-\U000e007f]"
)


def run(*arguments: object):
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


def test_there_are_payloads_of_every_family_and_no_two_are_the_same():
    families = Counter(payload.family for payload in payloads())
    assert families.total() == len({payload.text for payload in payloads()}) > 300
    assert families.keys() >= {
        "html",
        "css",
        "svg",
        "sql",
        "formula",
        "terminal",
        "unseen",
        "template",
        "path",
    }


def test_the_file_of_payloads_shows_what_is_in_it():
    """It is written in ASCII, so that nothing hides in it from whoever reviews it."""
    assert all(
        payload.text
        == payload.text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
        for payload in payloads()
    )


@pytest.fixture(scope="module")
def sent(tmp_path_factory) -> Path:
    """A folder with every payload in some field; controls get in by workbooks, so both are there."""
    folder = tmp_path_factory.mktemp("sent")
    for at, (name, lines) in enumerate(crowded()):
        (folder / f"{name}.xlsx").write_bytes(as_book(lines))
        if at % 4 == 0:
            plain = [[CONTROLS.sub("", cell) for cell in row] for row in lines]
            (folder / f"{name}.csv").write_bytes(as_csv(plain))
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return workspace_in(tmp_path_factory.mktemp("data"), ())


@pytest.mark.parametrize(
    "how",
    [
        ("--lang", "zh"),
        *(
            pytest.param(w, marks=pytest.mark.slow)
            for w in (("--lang", "en"), ("--format", "json"))
        ),
    ],
)
def test_check_tells_of_them_without_speaking_to_the_terminal(sent, data, how):
    answered = run("check", sent, "--data", data, *how)
    assert answered.exit_code == 1
    assert len(answered.stdout) > 10_000
    assert inert.of_terminal(answered.stdout) == []
    assert answered.stderr == ""


def test_the_page_for_the_clerk_shows_them_as_text(sent, data, tmp_path):
    page = tmp_path / "page.html"
    assert run("check", sent, "--data", data, "--html", page).exit_code == 1
    content = page.read_bytes()
    assert inert.of_page(content) == []
    shown = inert.words_of_page(content)
    assert "<script>alert(1)</script>" in shown
    assert CONTROLS.search(shown.replace("�", "")) is None


def _names() -> list[str]:
    """The payloads that a file can be called."""
    names = [p.text.replace("/", "\u2215").replace("\0", "") for p in payloads()]
    return [n for n in names if len(n.encode("utf-8", "surrogateescape")) < 200 and n.strip(".")]


@pytest.fixture(scope="module")
def collected(sent, tmp_path_factory) -> Path:
    """A workspace into which all of them were dropped, under names that are payloads as well."""
    folder = workspace_in(tmp_path_factory.mktemp("planted"), ())
    raw = folder / "raw" / str(YEAR)
    names = cycle(_names())
    for at, source in enumerate(sorted(sent.iterdir())):
        into = raw / CITY / next(names) if at % 2 else raw / next(names) / CITY
        into.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, into / f"{at}{next(names)}{source.suffix}")
    for name in _names():  # and every payload as the name of a file
        (raw / CITY / f"{name}.csv").write_bytes(b"x")
    ended = run("collect", YEAR, "--data", folder)
    assert ended.exit_code == 1, ended.stderr
    assert inert.of_terminal(ended.stdout) == []
    assert len(ended.stdout.splitlines()) > 100
    return folder


@pytest.mark.parametrize(
    ("command", "shape"),
    [
        ("status", "text"),
        ("status", "json"),
        ("validate", "text"),
        pytest.param("validate", "json", marks=pytest.mark.slow),
        pytest.param("collect", "text", marks=pytest.mark.slow),
        pytest.param("collect", "json", marks=pytest.mark.slow),
    ],
)
def test_no_command_repeats_them_to_the_terminal(collected, command, shape):
    ended = run(command, YEAR, "--data", collected, "--format", shape)
    assert ended.exit_code in (0, 1, 2), ended.stderr
    assert inert.of_terminal(ended.stdout + ended.stderr) == []


def test_the_lists_for_the_house_compute_nothing(collected):
    internal = collected / "out" / str(YEAR) / "internal"
    if not (internal / "findings.csv").exists():
        run("validate", YEAR, "--data", collected)
    assert inert.of_table((internal / "findings.csv").read_bytes()) == []
    run("status", YEAR, "--data", collected, "--html")
    assert inert.of_page((internal / "board.html").read_bytes()) == []


def test_nothing_was_written_beside_the_workspace(collected):
    beside = {path.name for path in collected.parent.iterdir() if path.name.startswith("planted")}
    assert beside <= {collected.name, "plantedcurrent"}  # the latter is of pytest
    folders = {path.name for path in collected.iterdir()}
    assert folders <= {"catalogue", "editorial", "raw", "received", "out", "explanations", "log"}


# What the reader takes, in print. ------------------------------------------------------------


def edition(folder: Path, texts: list[str], media: tuple[Medium, ...]) -> dict[str, int]:
    """Builds the book of one city, whose every text is one of these; how many were refused."""
    data = workspace_in(folder, (YEAR,), (CITY,))
    raw = data / "raw" / str(YEAR) / CITY
    for path in raw.iterdir():
        path.unlink()
    (raw / "mt2.csv").write_bytes(as_csv(_remarked(texts)))
    refused = {}
    for form, rows in (("mtn", _fours(texts)), ("mte", _events(texts))):
        lines, refused[form] = accepted_rows(form, rows)
        (raw / f"{form}.xlsx").write_bytes(as_book(lines))
    ended = run("build", YEAR, "--data", data, *(part for m in media for part in ("--to", m.value)))
    assert ended.exit_code == 0, (ended.stdout[-3000:], ended.stderr)
    assert inert.of_terminal(ended.stdout) == []
    return refused


def _fours(texts: list[str]) -> list[list[str]]:
    """Four texts a row, and then all of them once more in the Chinese columns, which data hold."""
    turned = [*texts[2:], *texts[:2]]
    return [list(four) for one in (texts, turned) for four in batched(one)]


def batched(texts: list[str]) -> Iterator[list[str]]:
    whole = [*texts, *texts[: -len(texts) % 4]]
    return (whole[at : at + 4] for at in range(0, len(whole), 4))


def _events(texts: list[str]) -> list[list[str]]:
    days = [f"{YEAR}-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    return [[day, *four] for day, four in zip(cycle(days), _fours(texts), strict=False)]


def _remarked(texts: list[str]) -> list[list[str]]:
    """The form with a remark on every line, a source, and a note."""
    lines = [list(row) for row in sound("mt2")]
    takes = [t for t in texts if read(as_csv(planted("remark", t))).forms]
    for line, text in zip(lines[6:], takes, strict=False):
        line[6] = text
    source = next(t for t in takes if "<" in t)
    return [*lines[:5], ["资料来源", source], *lines[5:], [f"注：{takes[-1]}"]]


def assert_inert(public: Path) -> Counter[str]:
    """Every file that leaves the house, looked through by its kind."""
    looks = {
        ".html": inert.of_page, ".pdf": inert.of_pdf, ".xlsx": inert.of_book, ".csv": inert.of_table,
    }  # fmt: skip
    counted: Counter[str] = Counter()
    for path in sorted(p for p in public.rglob("*") if p.suffix in looks):
        counted[path.suffix] += 1
        assert looks[path.suffix](path.read_bytes()) == [], path.name
    return counted


def told_in(data: Path) -> list[str]:
    """The texts of narratives and events as the warehouse holds them."""
    with open_warehouse(data / "out" / "yearbook.duckdb", read_only=True) as warehouse:
        rows = warehouse.rows(
            "select text_zh as text from disseminated.narrative where area = $area"
            " union all select text_zh from disseminated.event where area = $area",
            area=CITY,
        )
    return [row["text"] for row in rows]


def assert_shown(data: Path) -> int:
    """Every text stands in the data files and on the page of the city, as it was read."""
    public, texts = data / "out" / str(YEAR) / "public", told_in(data)
    written = {
        cell.removeprefix("'")
        for name in ("narratives", "events")
        for row in csv.reader(
            io.StringIO((public / f"data/{name}.csv").read_text("utf-8-sig"), newline="")
        )
        for cell in row
    }
    assert [t for t in texts if t.removeprefix("'") not in written] == []
    pages = "".join(inert.words_of_page(p.read_bytes()) for p in (public / "html").glob("*.html"))
    assert [t for t in texts if "".join(t.split()) not in pages and "[[" not in t] == []
    assert all(HIDDEN.search(text) is None for text in texts)
    return len(texts)


SAMPLE = slice(0, None, 9)  # of the payloads


def test_what_the_reader_takes_is_text_in_every_medium_but_the_book(tmp_path):
    texts = [payload.text for payload in payloads()][SAMPLE]
    edition(tmp_path, texts, (Medium.DATA, Medium.HTML, Medium.WORKBOOK))
    counted = assert_inert(tmp_path / "out" / str(YEAR) / "public")
    assert counted.keys() == {".html", ".xlsx", ".csv"}
    assert assert_shown(tmp_path) > len(texts) // 4


@pytest.mark.slow
def test_every_payload_is_text_in_every_medium_and_in_what_goes_back(tmp_path, record_property):
    texts = [payload.text for payload in payloads()]
    refused = edition(tmp_path, texts, ())
    counted = assert_inert(tmp_path / "out" / str(YEAR) / "public")
    assert counted[".pdf"]
    record_property("shown", assert_shown(tmp_path))
    record_property("refused", refused)
    for command in (("return",), ("template",), ("remind",)):
        ended = run(*command, YEAR if command != ("template",) else YEAR + 1, "--data", tmp_path)
        assert ended.exit_code in (0, 1), ended.stderr
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix == ".xlsx":
            assert inert.of_book(path.read_bytes(), formulas=True) == [], path.name
        if path.suffix == ".pdf":
            assert inert.of_pdf(path.read_bytes()) == [], path.name
        if path.suffix == ".html":
            assert inert.of_page(path.read_bytes()) == [], path.name


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("field", FIELDS)
def test_every_payload_in_every_field_is_read_as_text_or_sent_back(field, kind, record_property):
    outcomes: Counter[str] = Counter()
    for payload in payloads():
        lines = planted(field, payload.text)
        reading = read(as_csv(lines) if kind == "csv" else as_book(lines), f"x.{kind}")
        outcomes["read" if reading.forms else "sent back"] += 1
        assert bool(reading.forms) != reading.is_rejected, payload.id
        for found in reading.findings:
            assert "{" not in payload.text or "49" not in found.message.zh, payload.id
            assert inert.of_terminal(visible(found.message.zh + found.message.en)) == []
        for form in reading.forms:
            for text in _texts_of(form.content):
                assert HIDDEN.search(text) is None, payload.id
    record_property("outcomes", dict(outcomes))


def _texts_of(content) -> list[str]:
    remarks = [seen.remark for seen in content.observations]
    told = [
        t for p in content.paragraphs for t in (p.heading.zh, p.heading.en, p.text.zh, p.text.en)
    ]
    told += [t for e in content.events for t in (e.place.zh, e.place.en, e.text.zh, e.text.en)]
    return [*remarks, *told, content.remark]


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_a_name_that_climbs_out_of_the_folder_stays_in_it(tmp_path):
    """A name with dots and backslashes is a name."""
    folder = workspace_in(tmp_path / "data", ())
    climbing = folder / "raw" / str(YEAR) / CITY / "..\\..\\..\\out.csv"
    climbing.parent.mkdir(parents=True)
    climbing.write_bytes(as_csv(sound("mt2")))
    assert run("collect", YEAR, "--data", folder).exit_code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
