"""Another region, by data alone: a province of five cities that counts water, English first."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

REGION, CITIES = "990000", ("990100", "990200", "990300", "990400", "990500")
NAMES = ("Aquila", "Borea", "Corvus", "Draco", "Eridan")
YEARS = (2023, 2024)
Line = tuple[object, ...]
_EDITORIAL = {
    "imprint": """# 版权 | Imprint

## 书名 | Title

{title_zh} {edition_year}
> {title_en} {edition_year}

## 编者 | Compiled by

{publisher_zh}，{place_zh}
> {publisher_en}, {place_en}

## 定稿 | Closed

本版所载为{closed_zh}以前掌握的情况。以后的更正列入下一版。
> This edition holds what was known on {closed_en}. Later corrections go into the next one.

## 性质 | Status

本书由统计流程自动编排，仅供演示和试用，数据均为虚构，不代表任何机构的统计结果，不得引用。

> The book is set by the statistical pipeline and serves for trial. Its figures are invented, are no results of any body, and must not be quoted.

## 数据文件 | Data files

书中各数另见机器可读文件 observations.csv，逐格同源；各表另附工作表和 CSV 文件，便于核对。

> Every printed figure also stands in the machine-readable file observations.csv, cell by cell from the same source; each table comes as a sheet and as a CSV file, for checking.
""",
    "editors_notes": """# 编者说明 | Editor's Notes

## 范围 | Scope

收录{year}年数据。
> Data of {year}.
""",
}

# code, form, zh, en, unit zh, unit en, kind, decimals, parent, part_of, formula
_INDICATORS: tuple[Line, ...] = (
    (11, "WR1", "水库", "Reservoirs", "座", "unit", "stock", 0, "", "", ""),
    (12, "WR1", "大型水库", "Large reservoirs", "座", "unit", "stock", 0, 11, "exhaustive", ""),
    (13, "WR1", "中型水库", "Medium reservoirs", "座", "unit", "stock", 0, 11, "exhaustive", ""),
    (14, "WR1", "小型水库", "Small reservoirs", "座", "unit", "stock", 0, 11, "exhaustive", ""),
    (15, "WR1", "总库容", "Storage capacity", "亿立方米", "100 million m³", "stock", 2, "", "", ""),
    (16, "WR1", "堤防长度", "Length of dykes", "公里", "km", "stock", 1, "", "", ""),
    (17, "WR1", "达标堤防", "Dykes up to standard", "公里", "km", "stock", 1, 16, "#", ""),
    (18, "WR1", "水闸", "Sluices", "座", "unit", "stock", 0, "", "", ""),
    (19, "WR1", "泵站", "Pumping stations", "处", "station", "stock", 0, "", "", ""),
    (20, "WR1", "水利职工", "Staff", "人", "person", "stock", 0, "", "", ""),
    (21, "WR2", "供水总量", "Water supplied", "亿立方米", "100 million m³", "flow", 2, "", "", ""),
    (22, "WR2", "地表水", "Surface water", "亿立方米", "100 million m³", "flow", 2, 21, "exhaustive", ""),
    (23, "WR2", "地下水", "Groundwater", "亿立方米", "100 million m³", "flow", 2, 21, "exhaustive", ""),
    (24, "WR2", "农业用水", "Water for farming", "亿立方米", "100 million m³", "flow", 2, "", "", ""),
    (25, "WR2", "工业用水", "Water for industry", "亿立方米", "100 million m³", "flow", 2, "", "", ""),
    (26, "WR2", "生活用水", "Water for households", "亿立方米", "100 million m³", "flow", 2, "", "", ""),
    (27, "WR2", "灌溉面积", "Irrigated area", "千公顷", "1 000 ha", "stock", 1, "", "", ""),
    (28, "WR2", "水利投资", "Investment", "万元", "10 000 yuan", "flow", 2, "", "", ""),
    ("D12", "WR1", "大型水库比重", "Share of large reservoirs", "%", "%", "ratio", 2, "", "", "12 / 11 * 100"),
    ("D17", "WR1", "堤防达标率", "Dykes up to standard, share", "%", "%", "ratio", 2, "", "", "17 / 16 * 100"),
)  # fmt: skip
_SUMS = {"S11": (11, 12, 13, 14), "S21": (21, 22, 23)}


def write(folder: Path) -> Path:
    """The workspace: catalogue, texts of the editors, and what the five cities sent."""
    catalogue = folder / "catalogue"
    catalogue.mkdir(parents=True)
    for name, head, lines in _files():
        _csv(catalogue / f"{name}.csv", head, lines)
    (catalogue / "edition.toml").write_text(_edition(), encoding="utf-8")
    editorial = folder / "editorial"
    editorial.mkdir()
    for name, text in _EDITORIAL.items():
        (editorial / f"{name}.md").write_text(text, encoding="utf-8")
    for year in YEARS:
        for number, city in enumerate(CITIES, 1):
            for form in ("WR1", "WR2"):
                _submission(
                    folder / "raw" / str(year) / city / f"{form}.csv", form, city, year, number
                )
    return folder


def _csv(path: Path, head: str, lines: Iterable[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(head.split(","))
        out.writerows(lines)


def value(code: int, number: int, year: int) -> str:
    """A figure of the ``number``-th city: parts add up, and everything grows a little."""
    base = {12: 2, 13: 9, 14: 140, 15: 31, 16: 812, 17: 640, 22: 18, 23: 4, 28: 90_000}.get(
        code, 20 + code
    )
    whole = {11: (12, 13, 14), 21: (22, 23)}.get(code)
    if whole:
        return str(sum(int(value(part, number, year)) for part in whole))
    return str(base * number + (year - 2023) * number)


def _submission(path: Path, form: str, city: str, year: int, number: int) -> None:
    head = [
        ("表号", form),
        ("填报单位", f"{city} {_name(city)}市"),
        ("统计年度", year),
        ("报出日期", f"{year + 1}-02-10"),
        ("资料性质", "报送"),
        ("指标代码", "指标名称", "计量单位", "本年", "上年", "数据性质", "备注"),
    ]
    own = [i for i in _INDICATORS if i[1] == form and not i[10]]
    before = ["" if year == YEARS[0] else value(int(str(i[0])), number, year - 1) for i in own]
    lines = [
        (i[0], i[2], i[4], value(int(str(i[0])), number, year), last, "", "")
        for i, last in zip(own, before, strict=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\r\n".join(",".join(map(str, line)) for line in (*head, *lines)) + "\r\n"
    path.write_text("\ufeff" + text, encoding="utf-8", newline="")


def _name(city: str) -> str:
    return "甲乙丙丁戊"[CITIES.index(city)]


def _files() -> Iterable[tuple[str, str, Iterable[Line]]]:
    areas: list[Line] = [
        (REGION, "region", "", "示例省", "Example Province", "全省", "Province", "示例省水利厅", "2000-01-01", "", "", "", ""),
        ("999900", "own_level", REGION, "省本级", "Province's own level", "省本级", "Own level", "", "2000-01-01", "", "", "", ""),
    ]  # fmt: skip
    areas += [
        (city, "city", REGION, f"{_name(city)}市", f"{name} City", _name(city), name, "", "2000-01-01", "", 1 + at // 3, 1 + at % 3, "")
        for at, (city, name) in enumerate(zip(CITIES, NAMES, strict=True))
    ]  # fmt: skip
    yield (
        "areas",
        "code,kind,parent,name_zh,name_en,short_zh,short_en,aliases,valid_from,valid_to,tile_row,tile_col,members",
        areas,
    )
    yield "classifications", "code,name_zh,name_en", ()
    yield (
        "area_facts",
        "area,from_year,to_year,n_county_units,n_autonomous_counties,n_ethnic_townships,n_township_level_units",
        (),
    )
    yield "census", "area,year,population", ()
    yield (
        "counties",
        "code,parent,kind,name_zh,name_en,pop_2020,minority_share_2020,valid_from,valid_to,replaced_by",
        (),
    )
    yield "ethnic_townships", "code,parent,city,groups,name_zh,name_en,valid_from,valid_to", ()
    yield "ethnic_groups", "number,alpha,name_zh,name_en,short_zh,aliases,indicator", ()
    yield (
        "city_profile",
        "ordinal,indicators,fact,name_zh,name_en",
        ((1, 11, "", "", ""), (2, 21, "", "", "")),
    )
    yield (
        "forms",
        "code,kind,name_zh,name_en,table_no,approval_zh,approval_en,part,expected_from",
        (
            ("WR1", "table", "水利工程", "Water works", "水1表", "样张", "specimen", 2, 2023),
            (
                "WR2",
                "table",
                "供水与用水",
                "Water supply and use",
                "水2表",
                "样张",
                "specimen",
                3,
                2023,
            ),
        ),
    )
    yield (
        "reasons",
        "code,name_zh,name_en,print_zh,print_en",
        (("R1", "口径调整", "Change of scope", "口径有调整。", "The scope changed."),),
    )
    yield (
        "edition_years",
        "year,deadline,closed_on",
        ((2023, "2024-02-28", "2024-06-30"), (2024, "2025-02-28", "2025-06-30")),
    )
    yield (
        "key_figures",
        "part,ordinal,indicator",
        ((1, 1, 11), (1, 2, 21), (2, 1, 11), (3, 1, 21), (4, 1, 11), (4, 2, 21)),
    )
    yield from _lines()
    yield from _programme()


def _lines() -> Iterable[tuple[str, str, Iterable[Line]]]:
    head = (
        "id,form,line_code,name_zh,name_en,short_zh,short_en,unit_zh,unit_en,kind,frequency,decimals,parent,part_of,"
        "aggregation,formula,register,region_reports,mandatory,rankable,yoy_limit_pct,min_abs_change,monotone,k,release,"
        "owner,definition_zh,definition_en"
    )

    def row(at: int, i: Line) -> Line:
        total = "formula" if i[10] else "sum"
        place = "" if i[10] else f"{at:02}"
        rank = "Y" if i[10] else "N"
        return (
            i[0], i[1], place, i[2], i[3], i[2], i[3], i[4], i[5], i[6], "annual", i[7], i[8], i[9], total, i[10],
            "", "", "N" if i[10] else "Y", rank, "", "", "N", "", "public", "水利", f"指{i[2]}。", f"{i[3]}.",
        )  # fmt: skip

    given = [i for i in _INDICATORS if not i[10]]
    yield "indicators", head, [row(at, i) for at, i in enumerate(given, 1)]
    yield "derived", head, [row(0, i) for i in _INDICATORS if i[10]]
    relations: list[Line] = [
        (code, "sum", "=", 0, "error", "Y", "", "", "", f"{lines[0]}应等于各项之和。", f"{lines[0]} must be the sum of its parts.")
        for code, lines in _SUMS.items()
    ]  # fmt: skip
    relations.append(
        (
            "B17",
            "subset",
            "<=",
            0,
            "error",
            "Y",
            "",
            "",
            "",
            "17不应大于16。",
            "17 must not exceed 16.",
        )
    )
    yield (
        "relations",
        "relation_id,kind,sense,tolerance,severity,binding,when,valid_from,valid_to,message_zh,message_en",
        relations,
    )
    terms: list[Line] = [
        (code, line, 0, 1 if at == 0 else -1)
        for code, lines in _SUMS.items()
        for at, line in enumerate(lines)
    ]
    terms += [("B17", 17, 0, 1), ("B17", 16, 0, -1)]
    yield "relation_terms", "relation_id,indicator,lag,coefficient", terms


def _programme() -> Iterable[tuple[str, str, Iterable[Line]]]:
    tables: list[Line] = [
        (
            "1-1",
            1,
            "A",
            "全省水利主要指标",
            "Main Indicators of Water",
            "",
            "",
            "portrait",
            "N",
            "",
            "",
        ),
        ("2-1", 2, "C", "分市水库", "Reservoirs by City", "", "", "portrait", "N", "", ""),
        ("2-2", 2, "X", "分市工程比率", "Rates of Works by City", "", "", "portrait", "N", "", ""),
        ("3-1", 3, "C", "分市供水", "Water Supplied by City", "", "", "portrait", "N", "", ""),
    ]
    columns = {
        "1-1": (11, 15, 16, 21, 28),
        "2-1": (11, 12, 13, 14),
        "2-2": ("D12", "D17"),
        "3-1": (21, 22, 23),
    }
    yield (
        "tables",
        "table,part,layout,title_zh,title_en,unit_zh,unit_en,orientation,with_classes,note_zh,note_en",
        tables,
    )
    yield "table_columns", "table,ordinal,part,indicator,measure,head_zh,head_en,unit_zh,unit_en,spanner_zh,spanner_en,indent,hashed,scale,decimals", [
        (table, at, "", code, "N", "", "", "", "", "", "", "", "", "", "")
        for table, codes in columns.items()
        for at, code in enumerate(codes, 1)
    ]  # fmt: skip
    yield (
        "charts",
        "code,scope,part,kind,measure,indicators,whole,parts,title_zh,title_en,rest_zh,rest_en,note_zh,note_en",
        (("2-1", "part", 2, "bars", "N", 11, "", "", "水库", "Reservoirs", "", "", "", ""),),
    )


def _edition() -> str:
    parts = (
        (1, "survey", "综合", "Survey", "", "#1C3D72"),
        (2, "", "水利工程", "Water Works", "WR1", "#8A5A00"),
        (3, "", "供水与用水", "Supply and Use", "WR2", "#17695A"),
        (4, "cities", "分市", "Cities", "", "#A8352B"),
        (5, "appendix", "附录", "Appendix", "", "#2B2F36"),
    )
    text = """
title = { zh = "示例省水利年鉴", en = "Water Yearbook of Example Province" }
publisher = { zh = "示例编辑部", en = "Example Editors" }
place = { zh = "甲市", en = "Aquila" }
unit_of_region = { zh = "全省", en = "Province" }
sample_mark = { zh = "示例数据", en = "SAMPLE" }
languages = ["en", "zh"]
draft_mark = { zh = "征求意见稿", en = "DRAFT" }
proof_mark = { zh = "校样", en = "PROOF" }
rank_min_areas = 5
matched_min_areas = 3
k_default = 3
"""
    for number, role, zh, en, form, ink in parts:
        text += f"""
[[part]]
number = {number}
{f'role = "{role}"' if role else ""}
title = {{ zh = "{zh}", en = "{en}" }}
form = "{form}"
ink = "{ink}"

[[part.introduction]]
zh = "本篇反映{zh}。"
en = "This part is about {en.lower()}."
"""
    return text
