"""A small catalogue and plausible, deterministic figures for tests that need no warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from pipeline.catalogue.formula import Ratio
from pipeline.catalogue.imprint import Edition, Part
from pipeline.catalogue.model import (
    Area,
    Catalogue,
    Form,
    Indicator,
    TableColumn,
    TableSpec,
)
from pipeline.tables.figures import Figure, Figures
from pipeline.vocabulary import ConfStatus, Mark, Measure, ObsStatus, PartRole, RuleClass, Text
from pipeline.yearbook.edition import (
    BoardEntry,
    Completeness,
    EditionModel,
    Event,
    FindingCount,
    Narrative,
    Quality,
    Section,
)

NO_TEXT = Text("", "")
ROLES = {1: PartRole.SURVEY, 9: PartRole.CITIES, 10: PartRole.APPENDIX}
INKS = (
    "#1C3D72", "#8A5A00", "#17695A", "#5B3C82", "#1F6A94",
    "#A02858", "#7A4526", "#46525C", "#A8352B", "#2B3038",
)  # fmt: skip
_CITIES = (
    ("450100", "南宁市", "Nanning", 3, 2),
    ("450200", "柳州市", "Liuzhou", 1, 3),
    ("450600", "防城港市", "Fangchenggang", 4, 1),
)


def fake_area(code: str, kind: str, zh: str, en: str, **extra: object) -> Area:
    """An area as the catalogue would hold it."""
    area = Area(
        code, kind, "" if kind == "region" else "450000", Text(zh, en),
        Text(zh.removesuffix("市"), en), (), date(2003, 1, 1), None, None, None,
    )  # fmt: skip
    return replace(area, **extra)  # type: ignore[arg-type]


def fake_indicator(code: str, zh: str, en: str, **extra: object) -> Indicator:
    """A countable stock on form MT2 unless told otherwise."""
    indicator = Indicator(
        code, "MT2", code, Text(zh, en), Text(zh, en), Text("个", "unit"), "stock", "annual", 0,
        None, "", "sum", None, None, "total", True, False, None, None, False, None, "public", "",
        Text(f"{zh}指报告期末实有数。", f"{en} at the end of the year."),
    )  # fmt: skip
    return replace(indicator, **extra)  # type: ignore[arg-type]


def fake_catalogue() -> Catalogue:
    """Three cities in two classes, two parts (one with a landscape table), seven indicators."""
    codes = tuple(code for code, *_ in _CITIES)
    cities = tuple(
        fake_area(code, "city", zh, en, tile_row=row, tile_col=col)
        for code, zh, en, row, col in _CITIES
    )
    classes = (
        fake_area("C11", "class", "50%及以上", "50% and over", parent="share", members=codes[:2]),
        fake_area("C12", "class", "10%—50%", "10% to 50%", parent="share", members=codes[2:]),
    )
    return Catalogue(
        areas=(
            fake_area("450000", "region", "全区", "Guangxi"),
            fake_area("459900", "own_level", "自治区本级", "Region's own level"),
            *cities,
            *classes,
        ),
        ethnic_groups=(),
        forms=(
            Form("MT1", "table", Text("人口", "Population"), "民统1表", Text("样张", "specimen"), 2, 2022),
            Form("MT2", "table", Text("平台", "Platforms"), "民统2表", Text("样张", "specimen"), 3, 2022),
        ),
        indicators=_indicators(),
        relations=(),
        tables=_tables(),
        edition=_edition(),
    )  # fmt: skip


def _indicators() -> tuple[Indicator, ...]:
    return (
        fake_indicator("101", "年末户籍总人口", "Registered population", form="MT1", unit=Text("人", "person")),
        fake_indicator("102", "少数民族人口", "Ethnic minority population", form="MT1", unit=Text("人", "person"), part_of="#"),
        fake_indicator("D01", "少数民族人口比重", "Minority share", form="MT1", unit=Text("%", "%"), kind="ratio", decimals=2, on_form=False, aggregation="formula", rankable=True, formula=Ratio("102", "101", 100)),
        fake_indicator("201", "服务平台总数", "Service platforms, total"),
        fake_indicator("202", "服务中心（联络站）", "Service centres (liaison stations)", part_of="exhaustive", parent="201"),
        fake_indicator("203", "社区民族之家", "Community Ethnic Homes", part_of="exhaustive", parent="201"),
        fake_indicator("206", "社区覆盖率", "Coverage of communities", kind="ratio", unit=Text("%", "%"), decimals=2, aggregation="none", rankable=True),
    )  # fmt: skip


def _columns(table: str, codes: tuple[str, ...]) -> tuple[TableColumn, ...]:
    return tuple(
        TableColumn(table, at, 1, code, "N", NO_TEXT, NO_TEXT, NO_TEXT, 0, False, 1, None)
        for at, code in enumerate(codes, 1)
    )


def _tables() -> tuple[TableSpec, ...]:
    def table(code: str, layout: str, title: Text, codes: tuple[str, ...], way: str) -> TableSpec:
        return TableSpec(
            code, int(code[0]), layout, title, Text("个", "unit"), way, layout == "C", NO_TEXT,
            _columns(code, codes),
        )  # fmt: skip

    population, platforms = ("101", "102"), ("201", "202", "203")
    return (
        table("2-1", "A", Text("民族构成", "Composition"), (*population, "D01"), "portrait"),
        table("2-2", "X", Text("分市人口", "Population by city"), population, "landscape"),
        table("3-1", "C", Text("分市平台", "Platforms by city"), platforms, "portrait"),
        table("3-2", "S", Text("平台总数", "Total of platforms"), ("201",), "portrait"),
    )


def _edition() -> Edition:
    titles = (
        ("综合", "General Survey"), ("人口与民族构成", "Population and Ethnic Groups"),
        ("服务平台", "Service Platforms"), ("法治与诉求", "Rule of Law"), ("就业与教育", "Jobs and Education"),
        ("团结进步创建", "Unity and Progress"), ("文化", "Culture"), ("机构与经费", "Bodies and Funds"),
        ("分市", "Cities"), ("附录", "Appendix"),
    )  # fmt: skip
    introduction = (
        Text("本篇反映全区和各市情况。", "This part covers the region and its cities."),
    )
    return Edition(
        title=Text("广西民族工作统计年鉴", "Guangxi Ethnic Affairs Statistical Yearbook"),
        publisher=Text("《年鉴》编辑部（示例）", "Yearbook Editorial Office (sample)"),
        place=Text("南宁", "Nanning"),
        unit_of_region=Text("全区", "Region"),
        deadlines={2024: date(2025, 2, 28)},
        closings={2024: date(2025, 6, 30)},
        rank_min_areas=3,
        matched_min_areas=2,
        k_default=10,
        sample_mark=Text("示例数据", "SAMPLE"),
        draft_mark=Text("征求意见稿", "DRAFT"),
        proof_mark=Text("校样", "PROOF"),
        parts=tuple(
            Part(number, Text(zh, en), f"MT{number - 1}" if 2 <= number <= 8 else None, ink, introduction, ROLES.get(number, PartRole.FORM))
            for number, ((zh, en), ink) in enumerate(zip(titles, INKS, strict=True), 1)
        ),
    )  # fmt: skip


def fake_figures(catalogue: Catalogue, year: int, first_year: int = 2020) -> Figures:
    """Levels, changes and growth for all areas and years; each kind of mark occurs somewhere.

    The values depend on nothing but the address, so that two calls give the same figures.
    """
    levels = {f.address: f for f in _levels(catalogue, first_year, year)}
    return Figures([*levels.values(), *_changes(levels)])


def _levels(catalogue: Catalogue, first: int, last: int) -> Iterator[Figure]:
    for indicator in catalogue.indicators:
        for at, area in enumerate(catalogue.areas):
            for period in range(first, last + 1):
                yield _level(indicator, area, at, period)


def _level(indicator: Indicator, area: Area, at: int, period: int) -> Figure:
    value = _value(indicator, area, period)
    plain = Figure(
        area.code, indicator.code, Measure.LEVEL, period, value, value, value, Decimal(1),
        indicator.decimals, Mark.NONE, ObsStatus.NORMAL, ConfStatus.FREE, False,
        14, 14, period >= 2022, date(period, 12, 31),
    )  # fmt: skip
    if area.kind != "city":
        return plain
    return _marked(plain, _seed(area.code, indicator.code, period) % 97)


def _marked(plain: Figure, lot: int) -> Figure:
    gone = replace(plain, value=None, lower=None, upper=None)
    return {
        1: replace(gone, conf=ConfStatus.WITHHELD),
        2: replace(gone, status=ObsStatus.NOT_REPORTED),
        3: replace(gone, status=ObsStatus.NOT_APPLICABLE),
        4: replace(plain, mark=Mark.MORE, upper=None),
        5: replace(plain, mark=Mark.ABOUT, precision=Decimal(100)),
        6: replace(plain, status=ObsStatus.PROVISIONAL),
        7: replace(plain, status=ObsStatus.ESTIMATED),
        8: replace(plain, revised=True),
        9: replace(plain, value=Decimal(0), lower=Decimal(0), upper=Decimal(0)),
    }.get(lot, plain)


def _seed(*parts: object) -> int:
    return int(sha256("|".join(map(str, parts)).encode()).hexdigest()[:8], 16)


def _value(indicator: Indicator, area: Area, period: int) -> Decimal:
    if indicator.kind == "index":
        return Decimal(_seed(area.code, indicator.code) % 9000 + period).scaleb(-4)
    if indicator.kind == "ratio":
        share = Decimal(_seed(area.code, indicator.code) % 4000 + 5500) / 100
        return min(share + Decimal(period - 2020) / 2, Decimal(100)).quantize(Decimal("0.01"))
    scale = {"人": 1_000_000, "万元": 3000}.get(indicator.unit.zh, 60)
    size = 12 if area.kind == "region" else 4 if area.kind == "class" else 1
    base = scale * size * (60 + _seed(area.code, indicator.code) % 140) // 100
    return Decimal(
        base + base * (period - 2020) * (_seed(indicator.code, area.code, "g") % 9) // 100
    )


def _changes(levels: dict[tuple[str, str, Measure, int], Figure]) -> Iterator[Figure]:
    for (area, indicator, _, period), now in levels.items():
        before = levels.get((area, indicator, Measure.LEVEL, period - 1))
        if before is None or not (now.firm and before.firm and before.value):
            continue
        change = (now.value or 0) - before.value
        yield replace(now, measure=Measure.CHANGE, value=change, lower=change, upper=change)
        growth = round(change / before.value * 100, 2)
        yield replace(
            now, measure=Measure.GROWTH, value=growth, lower=growth, upper=growth, decimals=1
        )


def fake_narrative(area: str, year: int) -> Narrative:
    """A title with its lead, and two sections."""
    texts = (
        ("“五同”工作法", "Five-Together working method", "以平台为依托，推进各民族互嵌。", "Built on its platforms."),
        ("同谋", "Plan together", "建立协调机制，部门共同参加。", "Departments meet in one group."),
        ("同建", "Build together", "服务平台达到418个。", "Platforms reached 418."),
    )  # fmt: skip
    sections = tuple(
        Section(at, Text(head, head_en), Text(text, text_en))
        for at, (head, head_en, text, text_en) in enumerate(texts)
    )
    return Narrative(area, year, sections, is_sample=True)


def fake_edition(
    catalogue: Catalogue, year: int = 2024, *, is_sample: bool = True, draft: bool = False
) -> EditionModel:
    """An edition over a catalogue, with one narrative and two events a city."""
    cities = catalogue.cities
    forms = [f.code for f in catalogue.forms if f.kind == "table"]
    board = tuple(
        BoardEntry(city.code, form, "accepted", 1, 3 if (at + which) % 9 == 4 else 0, 2, 1, 0, True)
        for at, city in enumerate(cities)
        for which, form in enumerate(forms)
    )
    return EditionModel(
        year=year,
        catalogue=catalogue,
        figures=fake_figures(catalogue, year),
        narratives=tuple(fake_narrative(city.code, year) for city in cities),
        events=tuple(event for city in cities for event in _events(city, year)),
        quality=Quality(
            board=board,
            completeness=tuple(
                Completeness(city.code, 109, 107, {ObsStatus.PROVISIONAL: 2}, 1, 1)
                for city in cities
            ),
            findings=(
                FindingCount("yoy", Text("本年与上年变动过大", "Large change on last year"), RuleClass.CROSS_YEAR, "query", 21, 3, 16, 2),
            ),
        ),
        editorial=EDITORIAL,
        is_sample=is_sample,
        stamp=catalogue.edition.draft_mark if draft else Text("", ""),
        sample_years=frozenset(range(2022, year + 1)) if is_sample else frozenset(),
    )  # fmt: skip


def _events(city: Area, year: int) -> tuple[Event, Event]:
    place = city.name
    return (
        Event(city.code, date(year, 4, 11), place, Text("举办“三月三”联谊活动。", "Sanyuesan festival."), True),
        Event(city.code, date(year, 9, 2), place, Text("启动宣传月。", "Publicity month opened."), True),
    )  # fmt: skip


EDITORIAL = {
    "imprint": "# 版权页 | Imprint\n\n## 书名 | Title\n\n《年鉴》。\n\n> The Yearbook.\n",
    "foreword": "# 序 | Foreword\n\n数据为{year}年。\n\n> Data for {year}.\n",
    "editors_notes": "# 编者说明 | Editor's notes\n\n## 资料范围 | Coverage\n\n"
    "本年鉴收录{year}年资料。\n\n> Data for {year}.\n",
}
