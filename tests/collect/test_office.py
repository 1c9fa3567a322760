"""What a real spreadsheet program makes of our templates comes back as what was typed.

LibreOffice opens the workbook, somebody types into it as at a desk, and saves it in all the
formats that bureaus send. The whole file is one sitting of a few seconds.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from pipeline.collect.templates.workbook import workbook
from pipeline.vocabulary import Role
from tests.collect.templates.drawn import BEFORE, cell_of, drawn, read, sheet_of, this_year

pytestmark = [pytest.mark.slow, pytest.mark.office]

PYTHON = "/usr/bin/python3"  # the one that apt gives LibreOffice's bindings to
TYPIST = Path(__file__).parent / "office" / "typist.py"
TEMPLATE = drawn()
MT2, MT3, MT7 = (sheet_of(TEMPLATE, form) for form in ("MT2", "MT3", "MT7"))
SHEETS = ("民统2表", "民统7表", "民统附1表", "民统附2表")
ENCODINGS = {"utf-8": 76, "gb18030": 85}  # as LibreOffice numbers character sets
RARE = "㐀"  # in GB18030 a character of four bytes, in GBK none

TYPED = {
    "民统2表": {
        "B4": "2026-02-18",
        cell_of(MT2, "201"): "500",
        cell_of(MT2, "202"): "100",
        cell_of(MT2, "216"): "400",
        cell_of(MT2, "204", "F"): "不适用",
        cell_of(MT2, "205", "F"): "不详",
        cell_of(MT2, "212"): "94",
        cell_of(MT2, "214"): "1234567",
        cell_of(MT2, "214", "F"): "约；精确到100",
        cell_of(MT2, "214", "G"): f"含县级，{RARE}乡另计",
    },
    "民统7表": {
        "B4": "2026-02-18",
        cell_of(MT7, "709"): "1172.5",
        cell_of(MT7, "709", "F"): "初步；多于",
        cell_of(MT7, "714"): "94.25",
    },
    "民统附1表": {
        "B4": "2026-02-18",
        "B6": "题目",
        "B7": "平台",
        "C7": '平台[[201]]个，"上年"[[201@2024]]个。',
    },
    "民统附2表": {"B4": "2026-02-18", "A6": "2025-05-01", "C6": "召开座谈会。"},
}
FIGURES = {
    "民统2表": {
        "201": ("500", "A", "exact"),
        "202": ("100", "A", "exact"),
        "216": ("400", "A", "exact"),
        "204": ("", "M", "exact"),
        "205": ("", "O", "exact"),
        "212": ("94", "A", "exact"),
        "214": ("1234567", "A", "about"),
    },
    "民统7表": {"709": ("1172.5", "P", "more_than"), "714": ("94.25", "A", "exact")},
    "民统附1表": {},
    "民统附2表": {},
}

WRONG = {
    "民统2表": {
        cell_of(MT2, "201"): "500",
        cell_of(MT2, "202"): "100",
        cell_of(MT2, "216"): "399",
        cell_of(MT2, "203"): "300",
        cell_of(MT2, "204"): "99",
        cell_of(MT2, "204", "F"): "不少于",
        cell_of(MT2, "205", "F"): "不适用",
        cell_of(MT2, "211"): "97",
        cell_of(MT2, "210"): "100",
        cell_of(MT2, "212"): "97",
    },
    "民统3表": {
        cell_of(MT3, "303"): "5",
        cell_of(MT3, "301"): "0",
        cell_of(MT3, "302"): "0",
        cell_of(MT3, "307"): "50",
        cell_of(MT3, "308"): "40",
        cell_of(MT3, "309"): "10",
        cell_of(MT3, "310"): "81",
        cell_of(MT3, "311"): "260",
    },
}
STATES = {
    "S201": "✗",  # 500 against 100 and 399
    "S216": "含约数",
    "P205": "✓",  # what does not apply is no part
    "P211": "✓",
    "R212": "✓",
    "X303": "✗",
    "S307": "✓",
    "R310": "✗",  # 40 of 50 are 80
    "R312": "未填齐",
    "C311": "✗",  # 200 at last year's end and 50 more
}


@pytest.fixture(scope="module")
def sitting(tmp_path_factory):
    """The folder with everything that was saved, and what the cells of the checks showed."""
    folder = tmp_path_factory.mktemp("office")
    template = folder / "template.xlsx"
    template.write_bytes(workbook(TEMPLATE))
    checks = [relation.code for sheet in TEMPLATE.sheets for relation in sheet.relations]
    cells = {code: f"B{row}" for row, code in enumerate(checks, 2)}
    jobs = [
        {"open": str(template), "type": WRONG, "read": {"核对": [*cells.values()]}},
        {"open": str(template), "type": TYPED, "save": [*copies(folder)]},
        *reopened(folder),
    ]
    shown = at_the_desk(folder, jobs)[0]["核对"]
    return folder, {code: shown[cell] for code, cell in cells.items()}


def copies(folder: Path):
    yield {"path": str(folder / "filled.xlsx"), "filter": "Calc MS Excel 2007 XML"}
    yield {"path": str(folder / "filled.ods"), "filter": "calc8"}
    yield {"path": str(folder / "filled.xls"), "filter": "MS Excel 97"}
    names = ["填表说明", "核对", *(sheet.form.table_no for sheet in TEMPLATE.sheets)]
    for encoding, number in ENCODINGS.items():
        for sheet in SHEETS:
            which = names.index(sheet) + 1
            yield {
                "path": str(folder / f"{encoding}.csv"),  # LibreOffice adds the name of the sheet
                "filter": "Text - txt - csv (StarCalc)",
                "options": f"44,34,{number},1,,0,false,true,false,false,false,{which}",
            }


def reopened(folder: Path):
    """The CSV files opened again, and saved as workbooks."""
    for sheet in SHEETS:
        yield {
            "open": str(folder / f"gb18030-{sheet}.csv"),
            "import": {
                "FilterName": "Text - txt - csv (StarCalc)",
                "FilterOptions": f"44,34,{ENCODINGS['gb18030']},1,,2052,false,true",
            },
            "save": [
                {"path": str(folder / f"again-{sheet}.xlsx"), "filter": "Calc MS Excel 2007 XML"}
            ],
        }


def at_the_desk(folder: Path, jobs):
    """What the typist saw; LibreOffice really runs."""
    assert shutil.which("soffice"), "LibreOffice is missing: run script/setup --dev"
    done = subprocess.run(
        [PYTHON, str(TYPIST), str(folder / "profile")],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def found(reading):
    return {finding.rule for finding in reading.findings}


def test_the_saved_workbook_says_what_was_typed(sitting):
    folder, _ = sitting
    reading = read((folder / "filled.xlsx").read_bytes())
    assert found(reading) == {"D70"}  # the sheets on which nothing was typed
    assert [form.sheet for form in reading.forms] == [*SHEETS]
    assert this_year(reading) == {k: v for on in FIGURES.values() for k, v in on.items()}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_saved_csv_says_what_was_typed(sitting, sheet, encoding):
    folder, _ = sitting
    content = (folder / f"{encoding}-{sheet}.csv").read_bytes()
    reading = read(content)
    assert found(reading) == ({"D01"} if encoding == "gb18030" else set())
    assert this_year(reading) == FIGURES[sheet]
    assert len(reading.forms) == 1


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_workbook_made_of_a_csv_says_what_was_typed(sitting, sheet):
    folder, _ = sitting
    reading = read((folder / f"again-{sheet}.xlsx").read_bytes())
    assert found(reading) == set()
    assert this_year(reading) == FIGURES[sheet]
    assert len(reading.forms) == 1


@pytest.mark.parametrize("name", ["filled.xlsx", "gb18030-民统2表.csv", "again-民统2表.xlsx"])
def test_days_remarks_and_last_years_figures_come_back_as_well(sitting, name):
    folder, _ = sitting
    form = read((folder / name).read_bytes()).forms[0]
    last = {o.indicator: o.reading.value for o in form.content.observations if o.role is Role.LAST}
    (remark,) = {o.remark for o in form.content.observations if o.remark}
    assert form.titles.stated_on == date(2026, 2, 18)
    assert remark == f"含县级，{RARE}乡另计"
    assert last["216"] == BEFORE["216"].value


@pytest.mark.parametrize("name", ["filled.xlsx", "utf-8-民统附1表.csv", "gb18030-民统附1表.csv"])
def test_texts_come_back_with_their_quotation_marks(sitting, name):
    folder, _ = sitting
    forms = read((folder / name).read_bytes()).forms
    (story,) = (form for form in forms if form.titles.form.code == "MTN")
    assert [p.text.zh for p in story.content.paragraphs] == ["", TYPED["民统附1表"]["C7"]]


@pytest.mark.parametrize("name", ["filled.ods", "filled.xls"])
def test_formats_that_are_not_read_are_refused_by_name(sitting, name):
    folder, _ = sitting
    reading = read((folder / name).read_bytes(), "表.xlsx")
    assert (found(reading), reading.forms) == ({"D07"}, ())


@pytest.mark.parametrize(("relation", "state"), STATES.items())
def test_the_checks_reckon_as_the_rules_judge(sitting, relation, state):
    assert sitting[1][relation] == state
