"""Forms that are consistent, as cities send them, and one error planted in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random

from pipeline.validate.suspects import AnyEdit, Cell
from tests.validate.suspects.given import edits

MONEY = {"709", "710", "711", "712", "713"}
RATES = {"136": ("123", "121"), "212": ("211", "210"), "310": ("308", "307"),
         "312": ("315", "311"), "708": ("707", "706"), "714": ("713", "709")}  # fmt: skip
FORMS: Mapping[str, list[AnyEdit]] = {
    "MT1": edits("121=122+123 123=124+125+126+127+128+129+130+131+132+133+134+135 136=123/121"),
    "MT2": edits("201=202+216 216=203+204 205<=203 211<=210 212=211/210"),
    "MT3": edits("307=308+309 314<=307 310=308/307 311=311@-1+307 315<=311 312=315/311"),
    "MT7": edits("707<=706 708=707/706 709=710+711+712 713<=709 714=713/709"),
}
# the rows in which they stand on the form
ROWS = {
    "MT1": [*map(str, range(121, 137))],
    "MT2": ["201", "202", "203", "204", "216", "205", "210", "211", "212"],
    "MT3": ["307", "308", "309", "310", "311", "312", "315", "314"],
    "MT7": ["706", "707", "708", "709", "710", "711", "712", "713", "714"],
}
Figures = dict[str, Decimal]


@dataclass(frozen=True)
class Planted:
    """A form with one error: the cells as sent, the keys that are wrong, and how."""

    kind: str
    form: str
    cells: tuple[Cell, ...]
    wrong: frozenset[str]
    truth: Figures


def consistent(form: str, random: Random) -> Figures:
    """Figures of one form that meet all its edits."""
    true = {key: Decimal(number) for key, number in _PARTS[form](random).items()}
    true |= {key: true[key].scaleb(-2) for key in MONEY & true.keys()}
    for rate, (above, below) in RATES.items():
        if above in true:
            quotient = true[above] * 100 / true[below]
            true[rate] = quotient.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return true


def last_year(true: Figures, random: Random) -> Figures:
    """Each figure within 5 % of this year's, by itself; rates of the figures they are made of."""
    before = {}
    for key, value in true.items():
        unit = Decimal(1).scaleb(-_decimals(key))
        before[key] = (value * Decimal(random.uniform(0.95, 1.05))).quantize(unit)
    return before


def as_sent(figures: Figures, before: Figures) -> tuple[Cell, ...]:
    return tuple(
        Cell.exact(key, value, before.get(key), decimals=_decimals(key))
        for key, value in figures.items()
    )


def planted(kind: str, random: Random) -> Planted | None:
    """A form with an error of this kind; none where the error changes nothing."""
    form = random.choice(sorted(FORMS))
    true = consistent(form, random)
    wrong = _KINDS[kind](form, true, random)
    if all(true[key] == value for key, value in wrong.items()):
        return None
    cells = as_sent(true | wrong, last_year(true, random))
    return Planted(kind, form, cells, frozenset(wrong), true)


def _decimals(key: str) -> int:
    return 2 if key in MONEY or key in RATES else 0


def _size(random: Random, least: float = 1, most: float = 4) -> int:
    return round(10 ** random.uniform(least, most))


def _population(random: Random) -> dict[str, int]:
    parts = {str(code): _size(random, 1, 5) for code in range(125, 136)}
    parts |= {"124": _size(random, 4, 6.5), "122": _size(random, 5, 6.7)}
    parts["123"] = sum(number for key, number in parts.items() if key != "122")
    return parts | {"121": parts["122"] + parts["123"]}


def _platforms(random: Random) -> dict[str, int]:
    got = {"202": _size(random, 0.5, 2), "203": _size(random, 1, 3), "204": _size(random, 1, 3)}
    got["216"] = got["203"] + got["204"]
    got |= {"201": got["202"] + got["216"], "205": random.randint(0, got["203"])}
    got["210"] = _size(random, 1.5, 3)
    return got | {"211": random.randint(1, got["210"])}


def _grievances(random: Random) -> dict[str, int]:
    got = {"308": _size(random, 2, 4.5), "309": _size(random, 1, 3), "311@-1": _size(random, 3, 5)}
    got["307"] = got["308"] + got["309"]
    got |= {"311": got["311@-1"] + got["307"], "314": random.randint(1, got["307"])}
    return got | {"315": random.randint(got["311"] // 2, got["311"])}


def _means(random: Random) -> dict[str, int]:
    got = {key: _size(random, 3, 6) for key in ("710", "711", "712")}
    got["709"] = sum(got.values())
    got |= {"713": random.randint(got["709"] // 2, got["709"]), "706": _size(random, 1.5, 2.5)}
    return got | {"707": random.randint(1, got["706"])}


_PARTS = {"MT1": _population, "MT2": _platforms, "MT3": _grievances, "MT7": _means}


def _times(factor: int) -> Callable[[str, Figures, Random], Figures]:
    def multiplied(form: str, true: Figures, random: Random) -> Figures:
        key = random.choice(ROWS[form])
        return {key: true[key] * factor}

    return multiplied


def _turned(form: str, true: Figures, random: Random) -> Figures:
    key = random.choice(ROWS[form])
    digits = str(int(true[key].scaleb(_decimals(key))))
    at = random.randrange(len(digits) - 1) if len(digits) > 1 else 0
    turned = digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    return {key: Decimal(turned).scaleb(-_decimals(key))}


def _exchanged(form: str, true: Figures, random: Random) -> Figures:
    rows = ROWS[form]
    at = random.randrange(len(rows) - 1)
    one, other = rows[at], rows[at + 1]
    return {one: true[other], other: true[one]}


def _random(form: str, true: Figures, random: Random) -> Figures:
    key = random.choice([key for key in ROWS[form] if key not in RATES])
    unit = Decimal(1).scaleb(-_decimals(key))
    return {key: (true[key] * Decimal(random.uniform(0.2, 3))).quantize(unit)}


_KINDS: Mapping[str, Callable[[str, Figures, Random], Figures]] = {
    "times 10000": _times(10**4),
    "times 10": _times(10),
    "digits swapped": _turned,
    "rows swapped": _exchanged,
    "random": _random,
}
KINDS = tuple(_KINDS)


def some(kind: str, number: int) -> Iterator[Planted]:
    """So many planted errors of one kind, the same in every run."""
    random = Random(f"{kind} 2024")  # noqa: S311 -- no secrets here
    while number:
        if sent := planted(kind, random):
            number -= 1
            yield sent
