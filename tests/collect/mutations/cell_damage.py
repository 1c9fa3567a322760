"""Figures in another dress: what people write into a cell instead of digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from pipeline.collect.reader.figures.numerals import spelled
from tests.collect.mutations.grids import Grid
from tests.collect.mutations.registry import of_grids
from tests.collect.mutations.sources import TABLE

_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_SPACES = (" ", "\u3000", "\u00a0", "\u2009", "\u202f", "\t")
_UNSEEN = ("\u200b", "\ufeff", "\u2060", "\u202d", "\u200e", "\u00ad", "\u202e")
_UNITS = "个人件家所项条次场次人次万元元户部%对千人万人小时"
_SYMBOLS = (
    "-", "—", "——", "/", "无", "没有", "不详", "不适用", "N/A", "n/a", "…", "...", "0", "○", "×", "*",
    "NULL", "缺", "待报", "保密", "同上", "〃", "#N/A", "#VALUE!", "#REF!", "########", "?", "未统计", "（无）",
)  # fmt: skip
_APPROXIMATE = (
    "约{}", "{}多", "{}余", "近{}", "{}左右", "{}以上", "超过{}", ">{}", "≈{}", "≥{}", "不足{}", "{}±5",
    "{}+", "~{}", "至少{}", "{}多个", "几{}", "<{}", "{}以内", "上{}",
)  # fmt: skip
_STRANGE = (
    "+{}", "-{}", "({})", "（{}）", "'{}", "“{}”", "{}.", "{}。", "{}！", ".{}", "{},", "，{}", "={}", "=+{}",
    "{}-", "{}①", "{}[1]", "{}*", "#{}", "¥{}", "￥{}元", "${}", "{}/2", "{}:00", "0x{}", "{}_", "{}E", "e{}",
    "{}²", "{}%", "{}‰", "合计{}", "{}（其中县级3）", "{}、5", "{}；", "1/{}", "{}-{}", "{}~{}", "{} {}",
    "{}\n{}", "{}和{}", "@{}", "{}a", "<b>{}</b>", "{}天", "0{}", "00{}", "{}d", "{}f", "1_{}",
)  # fmt: skip
_LOOK_ALIKES = {"0": "OoО〇", "1": "lI|一", "2": "Zz二", "5": "S", "8": "B", "6": "b", "9": "g"}
_OTHER_DIGITS = (
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
    "〇一二三四五六七八九",
)


def _dress(worn: Callable[[str, Random], str]) -> None:
    """Registers a dress: what becomes of the digits of one figure, or of several."""

    def damage(grid: Grid, rng: Random) -> Grid | None:
        figures = grid.figures()
        if not figures:
            return None
        n = rng.choice((1, 1, 1, len(figures)))
        for y, x in rng.sample(figures, n):
            grid.rows[y][x] = worn(grid.rows[y][x], rng)
        return grid

    damage.__name__, damage.__doc__ = worn.__name__, worn.__doc__
    of_grids(kinds=(TABLE,))(damage)


@_dress
def full_width(cell: str, rng: Random) -> str:
    """Full-width digits, all or some."""
    share = rng.choice((1, 0.5))
    return "".join(c.translate(_WIDE) if rng.random() < share else c for c in cell)


@_dress
def thousands(cell: str, rng: Random) -> str:
    """Separators between thousands: comma, space, apostrophe, full-width comma, dot."""
    whole, dot, fraction = cell.partition(".")
    sign = rng.choice((",", ",", " ", "\u00a0", "'", "，", "’", "."))
    return f"{int(whole):,}".replace(",", sign) + dot + fraction


@_dress
def odd_thousands(cell: str, rng: Random) -> str:
    """A separator anywhere between digits, or two."""
    for _ in range(rng.randrange(1, 3)):
        at = rng.randrange(len(cell) + 1)
        cell = cell[:at] + rng.choice((",", "，", "'", "、", ".")) + cell[at:]
    return cell


@_dress
def with_a_unit(cell: str, rng: Random) -> str:
    """A unit behind the figure, or before it; mostly a wrong one."""
    unit = rng.choice(re.findall("场次|人次|万元|千人|万人|小时|.", _UNITS))
    return rng.choice((f"{cell}{unit}", f"{cell} {unit}", f"{cell}（{unit}）", f"{unit}{cell}"))


@_dress
def in_ten_thousands(cell: str, rng: Random) -> str:
    """In 万 or 亿: exactly, rounded, or 万 behind all digits."""
    power, sign = rng.choice(((4, "万"), (4, "萬"), (8, "亿"), (3, "千"), (4, "w")))
    number = float(cell) / 10**power
    return rng.choice((f"{number:.10g}", f"{number:.2f}", f"{number:.1f}", cell)) + sign


@_dress
def in_per_cent(cell: str, rng: Random) -> str:
    """As a percentage or a share."""
    number = float(cell)
    return rng.choice(
        (f"{cell}%", f"{cell} ％", f"{number / 100:.6g}", f"{number * 100:.10g}%", f"{cell}‰")
    )


@_dress
def in_chinese_numerals(cell: str, rng: Random) -> str:
    """In Chinese numerals: everyday, formal, digit by digit, mixed."""
    whole = int(float(cell))
    said = spelled(whole)
    formal = said.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    digits = "".join("零一二三四五六七八九"[int(c)] for c in str(whole))
    return rng.choice(
        (
            said,
            formal,
            digits,
            said[-3:],
            f"{str(whole)[:1]}百",
            said.replace("零", ""),
            f"{said}点五",
        )
    )


@_dress
def with_spaces(cell: str, rng: Random) -> str:
    """Spaces before, behind or between digits."""
    at = rng.choice((0, len(cell), rng.randrange(len(cell) + 1)))
    return cell[:at] + rng.choice(_SPACES) * rng.choice((1, 1, 3)) + cell[at:]


@_dress
def with_unseen_characters(cell: str, rng: Random) -> str:
    """Characters that cannot be seen, anywhere."""
    at = rng.randrange(len(cell) + 1)
    return cell[:at] + rng.choice(_UNSEEN) + cell[at:]


@_dress
def scientific(cell: str, rng: Random) -> str:
    """In scientific notation, with as many digits as Excel shows, or all of them."""
    n = rng.choice((0, 1, 2, 2, 3, 4, 5, 6, 9))
    shown = f"{float(cell):.{n}E}"
    return rng.choice((shown, shown.lower(), shown.replace("+0", "+"), shown.replace("E+", "×10^")))


@_dress
def approximate(cell: str, rng: Random) -> str:
    """With a word that makes it approximate."""
    return rng.choice(_APPROXIMATE).format(cell)


@_dress
def strange(cell: str, rng: Random) -> str:
    """With signs before, behind or around it."""
    return rng.choice(_STRANGE).replace("{}", cell)


@_dress
def look_alike(cell: str, rng: Random) -> str:
    """A letter that looks like a digit."""
    at = rng.randrange(len(cell))
    return cell[:at] + rng.choice(_LOOK_ALIKES.get(cell[at], "Oo")) + cell[at + 1 :]


@_dress
def digits_of_others(cell: str, rng: Random) -> str:
    """Digits of another script, all or one of them."""
    digits = dict(zip("0123456789", rng.choice(_OTHER_DIGITS), strict=True))
    at = rng.randrange(len(cell))
    return rng.choice(
        (
            "".join(digits.get(c, c) for c in cell),
            cell[:at] + digits.get(cell[at], cell[at]) + cell[at + 1 :],
        )
    )


@_dress
def symbol_instead(_cell: str, rng: Random) -> str:
    """A symbol, a word or an error value instead of the figure."""
    return rng.choice(_SYMBOLS)


@_dress
def european(cell: str, rng: Random) -> str:
    """With comma and dot as in Europe."""
    turned = f"{float(cell):,.2f}".translate(str.maketrans(",.", ".,"))
    return rng.choice((turned, cell.replace(".", ","), turned.replace(".", " ")))


@of_grids(kinds=(TABLE,))
def symbols_for_blanks(grid: Grid, rng: Random) -> Grid | None:
    """A symbol where a figure was blank."""
    blank = [(y, x) for y, row in enumerate(grid.rows) for x in (3, 4) if not row[x]]
    if not blank:
        return None
    for y, x in rng.sample(blank, rng.choice((1, len(blank)))):
        grid.rows[y][x] = rng.choice(_SYMBOLS)
    return grid


@of_grids(kinds=(TABLE,))
def declared_otherwise(grid: Grid, rng: Random) -> Grid:
    """Something else stands under 数据性质: mistyped, doubled, contradicting."""
    row = rng.choice(grid.rows)
    words = (
        "准确",
        "多于",
        "不少于",
        "约",
        "约;精确到10",
        "转述",
        "初步",
        "估计",
        "不详",
        "不适用",
        "精确到100",
    )
    odd = (
        "大约",
        "初步数",
        "约 ;精确到10",
        "约，精确到10",
        "约;精确到",
        "多于;不少于",
        "初步;初步",
        "ok",
        "精确到0",
        "約",
    )
    row[5] = rng.choice((*words, *odd, row[5] + ";", row[5][:-1], ";".join(rng.sample(words, 2))))
    return grid
