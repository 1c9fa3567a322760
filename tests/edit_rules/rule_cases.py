"""For every rule that has a file of its own, and for C311: what trips it, and what nearly does."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tests.edit_rules.given import (
    LIUZHOU,
    NANNING,
    REGION,
    Sent,
    catalogue,
    chronicle,
    narrative,
    sheet,
)


class Case(NamedTuple):
    rule: str
    why: str
    sent: tuple[Sent, ...]
    finds: tuple[str, ...] = ()  # nothing: a near miss


def mt1(figures: str = "", year: int = 2024, last: str = "", **said) -> Sent:
    return sheet(NANNING, "MT1", year, figures, last, **said)


def mt2(figures: str = "", year: int = 2024, last: str = "", **said) -> Sent:
    return sheet(NANNING, "MT2", year, figures, last, **said)


def mt3(figures: str = "", year: int = 2024, last: str = "", **said) -> Sent:
    return sheet(NANNING, "MT3", year, figures, last, **said)


def mt4(figures: str = "", year: int = 2024, last: str = "", **said) -> Sent:
    return sheet(NANNING, "MT4", year, figures, last, **said)


def mt7(figures: str = "", year: int = 2024, last: str = "", **said) -> Sent:
    return sheet(NANNING, "MT7", year, figures, last, **said)


def every_city(figures: str, **said) -> tuple[Sent, ...]:
    return tuple(sheet(city.code, "MT1", 2024, figures, **said) for city in catalogue().cities)


MANDATORY = " ".join(
    f"{line.code}=1"
    for line in catalogue().lines_of("MT2")
    if line.mandatory and line.code != "209"
)
ALL_OF_2024 = tuple(
    sheet(city.code, form.code, 2024, "201=1")
    for city in catalogue().cities
    for form in catalogue().forms
)

CASES = (
    Case(
        "V01", "persons cannot be halved", (mt1("117=11.65"),),
        ("error 450100 MT1 2024 117 11.65 · ·",),
    ),
    Case(
        "V01", "last year's column is read as well", (mt1(last="117=11.65"),),
        ("error 450100 MT1 2024 117 11.65 · ·",),
    ),
    Case("V01", "362.0 is a whole number", (mt1("117=362.0"),)),
    Case(
        "V02", "three decimals where two are printed", (mt2("212=94.125"),),
        ("query 450100 MT2 2024 212 94.125 2 ·",),
    ),
    Case("V02", "two decimals are what is asked for", (mt2("212=94.12"),)),
    Case("V02", "where no decimals are allowed, V01 speaks", (mt2("201=4.5"),)),
    Case(
        "V03", "a rate of a part cannot exceed its whole", (mt2("212=100.01"),),
        ("error 450100 MT2 2024 212 100.01 100 ·",),
    ),
    Case(
        "V03", "nor be more than 100", (mt2("212>100"),),
        ("error 450100 MT2 2024 212 100 100 ·",),
    ),
    Case("V03", "more than 50 is less than 100, perhaps", (mt2("212>50"),)),
    Case("V03", "it may be 100", (mt2("212=100.5±0.5"),)),
    Case("V03", "full coverage is 100", (mt2("212=100"),)),
    Case("V03", "spending may exceed the funds of the year",
         (sheet(NANNING, "MT7", 2024, "714=104.50"),)),
    Case(
        "V04", "0.94 where 94 may be meant", (mt2("212=0.94"),),
        ("query 450100 MT2 2024 212 0.94 94 ·",),
    ),
    Case(
        "V04", "one part alone cannot judge it", (mt2("212=0.94 211=94"), mt1("117=1")),
        ("query 450100 MT2 2024 212 0.94 94 ·",),
    ),
    Case(
        "V04", "the other part alone cannot either", (mt2("212=0.94 210=100"),),
        ("query 450100 MT2 2024 212 0.94 94 ·",),
    ),
    Case(
        "V04", "nor can this year's parts judge last year's rate",
        (mt2("211=94 210=10000", last="212=0.94"),),
        ("query 450100 MT2 2024 212 0.94 94 ·",),
    ),
    Case("V04", "one per cent is one per cent", (mt2("212=1"),)),
    Case("V04", "zero is zero", (mt2("212=0"),)),
    Case("V04", "with both parts given, R212 judges", (mt2("212=0.94 211=94 210=10000"),)),
    Case(
        "V05", "a mandatory line left blank", (mt2(MANDATORY + " 209="),),
        ("query 450100 MT2 2024 209 · · ·",),
    ),
    Case(
        "V05", "a mandatory line that is missing altogether", (mt2(MANDATORY),),
        ("query 450100 MT2 2024 209 · · ·",),
    ),
    Case(
        "V05", "the first year in which it is owed", (mt2(MANDATORY, 2022),),
        ("query 450100 MT2 2022 209 · · ·",),
    ),
    Case("V05", "zero is an answer", (mt2(MANDATORY + " 209=0"),)),
    Case("V05", "not applicable is an answer", (mt2(MANDATORY + " 209=-"),)),
    Case("V05", "unknown is an answer", (mt2(MANDATORY + " 209=?"),)),
    Case("V05", "before 2022 nothing was owed", (mt2("201=5", 2021),)),
    Case("V05", "the region owes nothing", (sheet(REGION, "MT2", 2024, "201="),)),
    Case(
        "V06", "Nanning has three ethnic townships", (mt1("119=4"),),
        ("query 450100 MT1 2024 119 4 3 1",),
    ),
    Case(
        "V06", "the first year of the register", (mt1("119=2", 2020),),
        ("query 450100 MT1 2020 119 2 3 -1",),
    ),
    Case("V06", "as many as the register", (mt1("119=3 118=0"),)),
    Case("V06", "before the register begins", (mt1("119=4", 2019),)),
    Case(
        "V07", "one form of one city is missing", ALL_OF_2024[1:],
        ("query 450100 MT1 2024 · · 2025-02-28 ·",),
    ),
    Case(
        "V07", "the first year in which it is owed",
        tuple(replace(one, year=2022) for one in ALL_OF_2024[:-1]),
        ("query 451400 MTE 2022 · · 2023-02-28 ·",),
    ),
    Case("V07", "every form of every city is in", ALL_OF_2024),
    Case("V07", "2021 has no deadline", (mt1("101=1", 2021),)),
    Case(
        "V08", "a day late", (mt1("101=1", received="2025-03-01"),),
        ("note 450100 MT1 2024 · 2025-03-01 2025-02-28 1",),
    ),
    Case(
        "V08", "two days late in the first year", (mt1("101=1", 2022, received="2023-03-02"),),
        ("note 450100 MT1 2022 · 2023-03-02 2023-02-28 2",),
    ),
    Case("V08", "on the last day", (mt1("101=1", received="2025-02-28"),)),
    Case(
        "V08", "a correction of a form that was in time",
        (mt1("101=1", received="2025-02-28"), mt1("101=2", received="2025-04-01")),
    ),
    Case("V08", "the region has no deadline",
         (sheet(REGION, "MT1", 2024, "101=1", received="2025-05-01"),)),
    Case(
        "V09", "last year's December", (chronicle(NANNING, 2024, "2023-12-31"),),
        ("query 450100 MTE 2024 · 2023-12-31 2024 ·",),
    ),
    Case("V09", "the first and the last day", (chronicle(NANNING, 2024, "2024-01-01", "2024-12-31"),)),
    Case(
        "V10", "the empty template came back", (mt1("101= 117=", last="101=5"),),
        ("query 450100 MT1 2024 · · · ·",),
    ),
    Case("V10", "a chronicle without events", (chronicle(NANNING, 2024),),
         ("query 450100 MTE 2024 · · · ·",)),
    Case("V10", "a single zero is something", (mt1("101=0"),)),
    Case("V10", "so is a paragraph", (narrative(NANNING, 2024, "平台覆盖城区。"),)),
    Case(
        "V11", "platforms are reported by cities", (sheet(REGION, "MT2", 2024, "201=3"),),
        ("note 450000 MT2 2024 201 3 · ·",),
    ),
    Case("V11", "residents are asked as a total", (sheet(REGION, "MT1", 2024, "101=50000000"),)),
    Case("V11", "funds of the own level are asked", (sheet(REGION, "MT7", 2024, "709=8.00"),)),
    Case("V11", "a blank is not a figure", (sheet(REGION, "MT2", 2024, "201="),)),
    Case(
        "V12", "more than 30 % and more than ten", (mt1("117=100", 2023), mt1("117=131")),
        ("query 450100 MT1 2024 117 131 100 31",),
    ),
    Case(
        "V12", "it fell by more than 30 %", (mt1("117=100", 2023), mt1("117=69")),
        ("query 450100 MT1 2024 117 69 100 -31",),
    ),
    Case(
        "V12", "from nothing to many", (mt1("117=0", 2023), mt1("117=10")),
        ("query 450100 MT1 2024 117 10 0 ·",),
    ),
    Case(
        "V12", "even the smallest change that the bounds allow is too much",
        (mt1("117=100±5", 2023), mt1("117=140±3")),
        ("query 450100 MT1 2024 117 140 100 40",),
    ),
    Case("V12", "exactly the limit", (mt1("117=100", 2023), mt1("117=130"))),
    Case("V12", "exactly the limit downwards", (mt1("117=100", 2023), mt1("117=70"))),
    Case("V12", "half of it gone, but only one", (mt1("117=2", 2023), mt1("117=1"))),
    Case("V12", "nine less is too few to ask", (mt1("117=20", 2023), mt1("117=11"))),
    Case(
        "V12", "ten less is enough to ask", (mt1("117=20", 2023), mt1("117=10")),
        ("query 450100 MT1 2024 117 10 20 -50",),
    ),
    Case("V12", "100 %, but only one", (mt1("117=1", 2023), mt1("117=2"))),
    Case("V12", "nine more is too few to ask", (mt1("117=9", 2023), mt1("117=18"))),
    Case("V12", "it may lie within the limit", (mt1("117=100±5", 2023), mt1("117=140±4"))),
    Case("V12", "more than 100 may be anything", (mt1("117>100", 2023), mt1("117=131"))),
    Case("V12", "September against year-end",
         (mt1("117=100", 2023, ref="2023-09-26"), mt1("117=200"))),
    Case("V12", "real against sample", (mt1("117=100", 2023, sample=False), mt1("117=200"))),
    Case("V12", "two years apart", (mt1("117=100", 2022), mt1("117=200"))),
    Case(
        "V13", "a cumulative count became less", (mt3("311=116500", 2023), mt3("311=116499")),
        ("query 450100 MT3 2024 311 116499 116500 -1",),
    ),
    Case("V13", "it may stand still", (mt3("311=116500", 2023), mt3("311=116500"))),
    Case("V13", "it may have stood lower", (mt3("311=116500±50", 2023), mt3("311=116450"))),
    Case("V13", "not between unlike days",
         (mt3("311=116500", 2023, ref="2023-09-26"), mt3("311=116000"))),
    Case("V13", "not from the first of December",
         (mt3("311=116500", 2023, ref="2023-12-01"), mt3("311=116000"))),
    Case("V13", "not to the first of December",
         (mt3("311=116500", 2023), mt3("311=116000", ref="2024-12-01"))),
    Case("V13", "other counts may fall", (mt3("313=3000", 2023), mt3("313=2999"))),
    Case("V13", "real against sample", (mt3("311=9", 2023, sample=False), mt3("311=8"))),
    Case(
        "V14", "last year's column contradicts last year's form",
        (mt1("117=100", 2023), mt1("117=110", last="117=101")),
        ("query 450100 MT1 2024 117 101 100 1",),
    ),
    Case("V14", "the same figure", (mt1("117=100", 2023), mt1("117=110", last="117=100"))),
    Case("V14", "blank is fine", (mt1("117=100", 2023), mt1("117=110", last="117="))),
    Case("V14", "within what was known", (mt1("117=100±5", 2023), mt1(last="117=104"))),
    Case(
        "V14", "a newer revision of last year counts",
        (mt1("117=100", 2023), mt1("117=101", 2023), mt1("117=110", last="117=101")),
    ),
    Case("V14", "September against year-end",
         (mt1("117=100", 2023, ref="2023-09-26"), mt1(last="117=101"))),
    Case(
        "V15", "the cities add up to something else",
        (*every_city("102=10"), sheet(REGION, "MT1", 2024, "102=141")),
        ("query 450000 MT1 2024 102 141 140 1",),
    ),
    Case("V15", "they add up", (*every_city("102=10"), sheet(REGION, "MT1", 2024, "102=140"))),
    Case("V15", "they may add up",
         (*every_city("102=10±1"), sheet(REGION, "MT1", 2024, "102=154"))),
    Case("V15", "one city has not reported",
         (*every_city("102=10")[1:], sheet(REGION, "MT1", 2024, "102=141"))),
    Case("V15", "figures of another day",
         (*every_city("102=10", ref="2024-11-01"), sheet(REGION, "MT1", 2024, "102=141"))),
    Case(
        "V16", "a figure that was not reported",
        (mt2("201="), narrative(NANNING, 2024, "平台[[201]]个。")),
        ("query 450100 MTN 2024 201 [[201]] 2024 ·",),
    ),
    Case(
        "V16", "a figure of a year without a form",
        (mt2("201=5"), narrative(NANNING, 2024, "平台[[201]]个，上年[[201@2023]]个。")),
        ("query 450100 MTN 2024 201 [[201@2023]] 2023 ·",),
    ),
    Case("V16", "reported in both years",
         (mt2("201=4", 2023), mt2("201=5"), narrative(NANNING, 2024, "[[201]]、[[201@2023]]"))),
    Case("V16", "a rate whose parts are there",
         (mt2("211=4 210=5"), narrative(NANNING, 2024, "覆盖率[[212]]%。"))),
    Case(
        "V16", "the sentence was rewritten, so that it is told of the older revision only",
        (narrative(NANNING, 2024, "平台[[201]]个。"), narrative(NANNING, 2024, "平台多个。")),
        ("query 450100 MTN 2024 201 [[201]] 2024 ·",),
    ),
    Case("V16", "the region's figures are totals of the cities'",
         (narrative(REGION, 2024, "平台[[201]]个。"),)),
    Case("V16", "no reference at all", (narrative(NANNING, 2024, "平台201个。"),)),
    Case(
        "V17", "two files on one day that state the same date",
        (mt2("201=4", stated="2025-01-31"), mt2("201=5", stated="2025-01-31")),
        ("query 450100 MT2 2024 · 2025-02-01 mt2-1.csv ·",),
    ),
    Case(
        "V17", "three of them are asked about once",
        (mt2("201=4"), mt2("201=5"), mt2("201=6")),
        ("query 450100 MT2 2024 · 2025-02-01 mt2-1.csv, mt2-2.csv ·",),
    ),
    Case(
        "V17", "a file without a date states the day of its receipt",
        (mt2("201=4", stated="2025-02-01"), mt2("201=5")),
        ("query 450100 MT2 2024 · 2025-02-01 mt2-1.csv ·",),
    ),
    Case("V17", "the date that they state tells which is newer",
         (mt2("201=4", stated="2025-01-30"), mt2("201=5", stated="2025-01-31"))),
    Case("V17", "so does the day on which they came",
         (mt2("201=4", stated="2025-01-31", received="2025-02-01"),
          mt2("201=5", stated="2025-01-31", received="2025-02-02"))),
    Case("V17", "a third file, the day after, settles it",
         (mt2("201=4"), mt2("201=5"), mt2("201=6", received="2025-02-02"))),
    Case("V17", "files of different years have nothing to do with each other",
         (mt2("201=4", 2023, received="2025-02-01"), mt2("201=5"))),
    Case("V17", "nor have different forms", (mt1("117=4"), mt2("201=5"))),
    Case(
        "C311", "one grievance is missing", (mt3("311=1000", 2023), mt3("311=1099 307=100")),
        ("query 450100 MT3 2024 311 1099 1100 -1",),
    ),
    Case(
        "C311", "not even the bounds allow it", (mt3("311=1000±50", 2023), mt3("311=1151 307=100")),
        ("query 450100 MT3 2024 311 1151 1050–1150 ·",),
    ),
    Case("C311", "not from the first of December",
         (mt3("311=1000", 2023, ref="2023-12-01"), mt3("311=1099 307=100"))),
    Case("C311", "sample against real",
         (mt3("311=1000", 2023), mt3("311=1099 307=100", sample=False))),
    Case("C311", "it adds up", (mt3("311=1000", 2023), mt3("311=1100 307=100"))),
    Case("C311", "it may add up", (mt3("311=1000±50", 2023), mt3("311=1149 307=100"))),
    Case("C311", "not between unlike days",
         (mt3("311=1000", 2023, ref="2023-09-26"), mt3("311=1099 307=100"))),
    Case("C311", "without the flow", (mt3("311=1000", 2023), mt3("311=1099 307="))),
    Case("C311", "without the year before", (mt3("311=1000", 2022), mt3("311=1099 307=100"))),
    Case("C311", "each city for itself",
         (sheet(LIUZHOU, "MT3", 2023, "311=1000"), mt3("311=1099 307=100"))),
    Case("C311", "real against sample",
         (mt3("311=1000", 2023, sample=False), mt3("311=1099 307=100"))),
)  # fmt: skip
