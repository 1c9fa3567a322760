"""A small catalogue, forms as a clerk would fill them, and short ways to read them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import xlsxwriter
from opencc import OpenCC
from openpyxl import Workbook

from pipeline.catalogue.imprint import Edition
from pipeline.catalogue.model import Area, Catalogue, EthnicGroup, Form, Indicator, Reason
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.vocabulary import Role, Text
from pipeline.workspace import Workspace

NANNING, LIUZHOU, HENGZHOU = "450100", "450200", "450181"
TODAY = date(2026, 11, 23)
HEAD = "指标代码,指标名称,计量单位,本年,上年,数据性质,备注"


def _area(code: str, kind: str, name: str, short: str, *aliases: str) -> Area:
    return Area(
        code=code,
        kind=kind,
        parent="450000",
        name=Text(name, f"{code} City"),
        short=Text(short, code.title()),
        aliases=aliases,
        valid_from=date(2003, 1, 1),
        valid_to=None,
        tile_row=None,
        tile_col=None,
    )


def _group(number: str, alpha: str, name: str, indicator: str | None, *old: str) -> EthnicGroup:
    return EthnicGroup(number, alpha, Text(name, alpha.title()), name[:-1], old, indicator)


def _line(code: str, name: str, unit: str, kind: str = "stock", decimals: int = 0) -> Indicator:
    return Indicator(
        code=code,
        form="MT2",
        line_code=code[1:],
        name=Text(name, code),
        short=Text(name, code),
        unit=Text(unit, unit),
        kind=kind,
        frequency="annual",
        decimals=decimals,
        parent=None,
        part_of="",
        aggregation="sum",
        formula=None,
        register=None,
        region_reports="",
        mandatory=False,
        rankable=False,
        yoy_limit_pct=None,
        min_abs_change=None,
        monotone=False,
        k=None,
        release="public",
        owner="",
        definition=Text("", ""),
    )


def _form(code: str, kind: str, table_no: str) -> Form:
    blank = Text("", "")
    return Form(code, kind, blank, table_no, blank, part=None, expected_from=2022)


_NOTHING = Text("", "")
_EDITION = Edition(
    title=_NOTHING,
    publisher=_NOTHING,
    place=_NOTHING,
    unit_of_region=_NOTHING,
    deadlines={},
    closings={},
    rank_min_areas=10,
    matched_min_areas=10,
    k_default=3,
    sample_mark=_NOTHING,
    draft_mark=_NOTHING,
    proof_mark=_NOTHING,
    parts=(),
)

CATALOGUE = Catalogue(
    areas=(
        _area("450000", "region", "广西壮族自治区", "全区", "广西"),
        _area("459900", "own_level", "自治区本级", "自治区本级"),
        _area(NANNING, "city", "南宁市", "南宁", "南宁市民宗委", "南宁市民族宗教事务委员会"),
        replace(
            _area(LIUZHOU, "city", "柳州市", "柳州"), former=(("452700", 2024), ("柳江市", 2020))
        ),
        replace(_area(HENGZHOU, "city", "横州市", "横州"), valid_to=date(2022, 6, 30)),
    ),
    ethnic_groups=(
        _group("08", "ZH", "壮族", "205", "僮族"),
        _group("15", "YA", "瑶族", None),
    ),
    forms=(
        _form("MT2", "table", "民统2表"),
        _form("MT3", "table", "民统3表"),
        _form("MTN", "narrative", "民统附1表"),
        _form("MTE", "events", "民统附2表"),
    ),
    indicators=(
        _line("201", "服务平台总数", "个"),
        _line("202", "服务中心(联络站)", "个"),
        _line("203", "办结率", "%", kind="ratio", decimals=1),
        _line("204", "投入经费", "万元", kind="flow", decimals=2),
        _line("205", "壮族工作人员", "人"),
        replace(_line("301", "法律服务站", "个"), form="MT3"),
        replace(_line("D21", "每万人服务平台数", "个"), on_form=False),
    ),
    relations=(),
    tables=(),
    edition=_EDITION,
    reasons=(
        Reason("R1", Text("统计口径或范围调整", "Change of scope"), _NOTHING),
        Reason("R9", Text("其他", "Other"), _NOTHING),
    ),
    registers={
        "counties": (
            {
                "code": "450127",
                "parent": NANNING,
                "name_zh": "横县",
                "name_en": "Heng County",
                "replaced_by": "450126",
            },
            {
                "code": "450126",
                "parent": NANNING,
                "name_zh": "宾阳县",
                "name_en": "Binyang County",
                "replaced_by": "",
            },
        )
    },
)
LEXICON = build_lexicon(CATALOGUE)
ROWS = (
    "201,服务平台总数,个,418,401,,",
    "202,服务中心(联络站),个,78,,,含县级",
    "203,办结率,%,94.1,93,,",
    "204,投入经费,万元,1172.50,980,初步,",
    "205,壮族工作人员,人,31,30,,",
)


def titles(form: str = "MT2", **changed: str | None) -> str:
    """The title lines, with some of them ``changed``, added or (None) left out."""
    usual: dict[str, str | None] = {
        "表号": form,
        "填报单位": f"{NANNING} 南宁市民族宗教事务委员会",
        "统计年度": "2024",
        "报出日期": "2025-02-18",
    }
    return "".join(f"{k},{v}\n" for k, v in (usual | changed).items() if v is not None)


def figures(*rows: str, head: str = HEAD, **changed: str | None) -> str:
    """A figures form; the usual rows unless others are given."""
    return titles(**changed) + "\n".join((head, *(rows or ROWS))) + "\n"


def one(this: str, nature: str = "", last: str = "", code: str = "201") -> str:
    """A figures form whose line ``code`` has these cells."""
    at = [row.partition(",")[0] for row in ROWS].index(code)
    head = ",".join(ROWS[at].split(",")[:3])
    return figures(*ROWS[:at], f"{head},{this},{last},{nature},", *ROWS[at + 1 :])


def narrative(*rows: str, head: str = "序号,标题,正文") -> str:
    usual = ("0,服务平台建设,全市建成平台[[201]]个。", "1,做法,比上年的[[201@2023]]个有所增加。")
    return titles("MTN") + "\n".join((head, *(rows or usual))) + "\n"


def events(*rows: str, head: str = "日期,地点,事项") -> str:
    usual = ("2024-05-01,南宁市,召开座谈会。", "2024-09-27,,举办运动会。")
    return titles("MTE") + "\n".join((head, *(rows or usual))) + "\n"


def read(
    form: str | bytes, *, folder: str = NANNING, year: int = 2024, name: str = "x.csv"
) -> FileReading:
    """The form as it is read when it lies in the folder of an area and a year."""
    content = form.encode() if isinstance(form, str) else form
    place = Place(f"raw/{year}/{folder}/{name}", LEXICON.units[folder], year)
    return read_file(content, place, LEXICON)


def loose(form: str | bytes) -> FileReading:
    """The form as it is read when nothing but the file says whose it is, and of which year."""
    content = form.encode() if isinstance(form, str) else form
    return read_file(content, Place("x.csv"), LEXICON)


def workbook(**sheets: str) -> bytes:
    """A workbook whose sheets hold the cells of these CSVs; numbers as numbers, as Excel would."""
    book = Workbook()
    book.remove(book.active)
    for name, form in sheets.items():
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(form)):
            sheet.append([_typed(cell) for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _typed(cell: str) -> str | float | None:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell or None


def rules(reading: FileReading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def this_year(reading: FileReading, code: str = "201") -> Observation:
    """The observation of this year on the line ``code``."""
    found = reading.forms[0].content.observations
    return next(o for o in found if o.indicator == code and o.role is Role.THIS)


def drop(workspace: Workspace, name: str, form: str | bytes) -> Path:
    """Puts a file into ``raw/``."""
    path = workspace.root / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(form.encode() if isinstance(form, str) else form)
    return path


def traditional(form: str) -> str:
    """The form in traditional characters, as Big5 needs them."""
    return OpenCC("s2t").convert(form)


def workbook_of_formula(formula: str, result: float) -> bytes:
    """The usual figures form as a workbook whose first figure is a formula with its result."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("民统2表")
        for number, row in enumerate(csv.reader(io.StringIO(figures()))):
            sheet.write_row(number, 0, row)
        sheet.write_formula(5, 3, formula, None, result)
    return target.getvalue()
