"""For every rule that looks at last year, at other cities or at other forms: what trips it, and what nearly does."""

from __future__ import annotations

from tests.edit_rules.given import NANNING, REGION, Sent, catalogue, sheet
from tests.edit_rules.rule_cases import Case, mt1, mt2, mt3, mt4, mt7

CITIES = [city.code for city in catalogue().cities]


def cities(
    form: str, line: str, usual: int, ours: str, year: int = 2024, n: int = 14
) -> list[Sent]:
    """One line of every city near ``usual``, each a little different; Nanning's as given."""
    others = (sheet(c, form, year, f"{line}={usual + 3 * i}") for i, c in enumerate(CITIES[1:n], 1))
    return [sheet(NANNING, form, year, f"{line}={ours}"), *others]


def moving(line: str, before: str, now: str, form: str = "MT3", n: int = 14) -> tuple[Sent, ...]:
    """All cities rise from about 1000 to about 1030; Nanning goes from ``before`` to ``now``."""
    last_year = cities(form, line, 1000, before, 2023, n)
    this_year = cities(form, line, 1030, now, 2024, n)
    return (*last_year, *this_year)


def grid_workers(ours: str, base: str = "9000000", n: int = 14) -> tuple[Sent, ...]:
    """Every city has some 3000 grid workers and nine million residents, but Nanning."""
    residents = [sheet(c, "MT1", 2024, "101=9000000") for c in CITIES[1:n]]
    return (
        sheet(NANNING, "MT1", 2024, f"101={base}"),
        *residents,
        *cities("MT3", "313", 3000, ours, n=n),
    )


def same(n_same: int, n_lines: int, value: int = 100) -> tuple[Sent, ...]:
    """Lines of MT2 that stand still, and lines that move."""
    codes = ("202", "203", "204", "216", "205", "206", "207", "208", "209", "210")[:n_lines]
    before = " ".join(f"{code}={value + i}" for i, code in enumerate(codes))
    now = " ".join(f"{code}={value + i + (i >= n_same)}" for i, code in enumerate(codes))
    return mt2(before, 2023), mt2(now)


CASES = (
    Case(
        "V18", "a rise of 29 % where all others rise by three", moving("313", "1000", "1290"),
        ("query 450100 MT3 2024 313 1290 1000 29",),
    ),
    Case("V18", "a rise of twenty per cent may be", moving("313", "1000", "1200")),
    Case("V18", "nine cities are no distribution", moving("313", "1000", "1290", n=9)),
    Case("V18", "a tiny base says nothing", moving("313", "29", "38")),
    Case("V18", "what is beyond the limit of its line is V12's to say", moving("313", "1000", "1310")),
    Case(
        "V18", "a fall counts like a rise", moving("313", "1000", "720"),
        ("query 450100 MT3 2024 313 720 1000 -28",),
    ),
    Case(
        "V19", "eight times the grid workers per resident of the other cities", grid_workers("24500"),
        ("query 450100 MT3 2024 313 24500 · ·",),
    ),
    Case("V19", "twice as many may be", grid_workers("6100")),
    Case("V19", "nine cities are no distribution", grid_workers("24500", n=9)),
    Case("V19", "as many times the residents explain it", grid_workers("24500", base="72000000")),
    Case("V19", "a few persons are no rate", grid_workers("29", base="9000")),
    Case(
        "V20", "every line stands still", same(4, 4), ("query 450100 MT2 2024 · 4 · ·",),
    ),
    Case("V20", "nine of ten stand still", same(9, 10), ("query 450100 MT2 2024 · 9 · ·",)),
    Case("V20", "eight of nine stand still", same(8, 9)),
    Case("V20", "three lines may stand still", same(3, 3)),
    Case("V20", "small counts may stand still", same(10, 10, value=15)),
    Case(
        "V21", "yuan for ten thousand yuan", (mt7("709=1100.00", 2023), mt7("709=11725000.00")),
        ("query 450100 MT7 2024 709 11725000.00 1172.5 ·",),
    ),
    Case("V21", "a zero too few", (mt3("313=3000", 2023), mt3("313=310")),
         ("query 450100 MT3 2024 313 310 3100 ·",)),
    Case("V21", "six times as many is a growth", (mt3("313=3000", 2023), mt3("313=19000"))),
    Case("V21", "from 29 to 290 may be", (mt3("313=29", 2023), mt3("313=290"))),
    Case("V21", "not across unlike days",
         (mt3("313=3000", 2023, ref="2023-09-26"), mt3("313=30000"))),
    Case("V21", "nor from a real year to a sample",
         (mt3("313=3000", 2023, sample=False), mt3("313=30000"))),
    Case(
        "V22", "Ethnic Homes and service stations exchanged",
        (mt2("203=174 204=88", 2023), mt2("203=90 204=177")),
        ("query 450100 MT2 2024 203 90 177 ·", "query 450100 MT2 2024 204 177 90 ·"),
    ),
    Case("V22", "both fell and rose, but not to each other's figure",
         (mt2("203=174 204=88", 2023), mt2("203=120 204=130"))),
    Case("V22", "the figures are too much alike to tell",
         (mt2("203=174 204=160", 2023), mt2("203=160 204=174"))),
    Case("V22", "they are no neighbours",
         (mt2("203=174 202=1 204=88", 2023), mt2("203=90 202=1 204=177"))),
    Case(
        "V23", "4213 for 2413", moving("313", "2400", "4213"),
        ("query 450100 MT3 2024 313 4213 2413 ·",),
    ),
    Case("V23", "no exchange of digits comes near last year", moving("313", "2400", "4312")),
    Case("V23", "a change like that of others is no slip", moving("313", "1000", "1031")),
    Case("V24", "one post more than there are townships", (mt7("707=139"),),
         ("query 450100 MT7 2024 707 139 138 1",)),
    Case("V24", "a post in every township", (mt7("707=138"),)),
    Case("V24", "last year's column is not held against it",
         (mt7("707=138", last="707=139"),)),
    Case(
        "F119", "more ethnic townships than townships", (mt1("119=4"), mt7("706=3")),
        ("query 450100 MT1 2024 119 4 3 1",),
    ),
    Case("F119", "as many", (mt1("119=3"), mt7("706=3"))),
    Case("F119", "the other form has not come", (mt1("119=4"),)),
    Case("F119", "the other form stands for another day",
         (mt1("119=4"), mt7("706=3", ref="2024-11-01"))),
    Case(
        "F406", "more than a quarter of the residents", (mt1("101=1000"), mt4("406=251")),
        ("query 450100 MT4 2024 406 251 250 1",),
    ),
    Case("F406", "a quarter", (mt1("101=1000"), mt4("406=250"))),
    Case("F408", "more minority pupils than minority population", (mt1("123=99"), mt4("408=100")),
         ("query 450100 MT4 2024 408 100 99 1",)),
    Case("F408", "all of them at school", (mt1("123=100"), mt4("408=100"))),
    Case("F411", "more than a tenth of the residents", (mt1("101=1000"), mt4("411=101")),
         ("query 450100 MT4 2024 411 101 100 1",)),
    Case("F411", "a tenth", (mt1("101=1000"), mt4("411=100"))),
    Case("F406", "of the region, too, beside its own residents",
         (sheet(REGION, "MT1", 2024, "101=1000"), sheet(REGION, "MT4", 2024, "406=251")),
         ("query 450000 MT4 2024 406 251 250 1",)),
)  # fmt: skip
