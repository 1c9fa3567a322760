"""What people write below, between and beside the rows: totals, notes, signatures, sections."""

from __future__ import annotations

from random import Random

from tests.collect.mutations.grids import Grid
from tests.collect.mutations.registry import of_grids
from tests.collect.mutations.sources import KINDS, TABLE

_SIGNATURES = (
    ["单位负责人：王某"], ["填表人：李某", "", "联系电话：0771-5555555"], ["审核人", "张某"], ["（公章）"],
    ["报出日期：2025年2月18日"], ["填报日期", "2025-02-20"], ["统计负责人：赵某  填表人：钱某"], ["制表：孙某"],
    ["", "", "", "填表人：李某"], ["报出日期：2024-01-01"],
)  # fmt: skip
_NOTES = (
    ["注：本表数据含县区。"], ["说明：1.口径同上年。"], ["备注：无"], ["※ 初步数"], ["*部分单位未报"], ["资料来源：年报"],
    ["注", "本表为初步数"], ["1.本表一式两份。"], ["附注：2024年起含横州市"], ["注：\n第二行"],
)  # fmt: skip
_SECTIONS = (
    ["一、基本情况"],
    ["", "（二）投入情况"],
    ["第一部分"],
    ["其中："],
    ["", "人口"],
    ["101-105"],
)
_PAGES = (["第1页 共2页"], ["续表"], ["第 2 页"], ["——"], ["*****"], ["（续）"], ["共 1 页"])


def _placed(grid: Grid, line: list[str], rng: Random) -> Grid:
    """A line somewhere among the rows, mostly below them, filled up with blanks."""
    at = rng.choice((len(grid.rows), len(grid.rows), rng.randrange(len(grid.rows) + 1)))
    width = len(grid.head)
    grid.rows.insert(at, (line + [""] * (width - len(line)))[:width])
    return grid


@of_grids(kinds=(TABLE,))
def total_added(grid: Grid, rng: Random) -> Grid:
    """A total, right or wrong, with a code or without one."""
    sums = [sum(float(row[x] or 0) for row in grid.rows) for x in (3, 4)]
    shown = [f"{n + rng.choice((0, 0, 1)):g}" for n in sums]
    name = rng.choice(("合计", "总计", "小计", "全市合计", "其中：县级", "合 计", "累计", "平均"))
    code = rng.choice(("", "", name, "100", "—", grid.rows[0][0]))
    return _placed(grid, [code, name, rng.choice(("", "个", "人")), *shown, "", ""], rng)


@of_grids(kinds=KINDS)
def signature_added(grid: Grid, rng: Random) -> Grid:
    """Signature lines."""
    return _placed(grid, [*rng.choice(_SIGNATURES)], rng)


@of_grids(kinds=KINDS)
def note_added(grid: Grid, rng: Random) -> Grid:
    """Notes, and what follows them."""
    for line in rng.sample(_NOTES, rng.randrange(1, 3)):
        _placed(grid, [*line], rng)
    return grid


@of_grids(kinds=KINDS)
def section_added(grid: Grid, rng: Random) -> Grid:
    """A heading between the rows."""
    return _placed(grid, [*rng.choice(_SECTIONS)], rng)


@of_grids(kinds=KINDS)
def page_mark_added(grid: Grid, rng: Random) -> Grid:
    """Page numbers and lines of a printed form."""
    return _placed(grid, [*rng.choice(_PAGES)], rng)


@of_grids(kinds=KINDS)
def furniture_of_short_rows(grid: Grid, rng: Random) -> Grid:
    """Notes and signatures as rows of one cell."""
    line = rng.choice((*_SIGNATURES, *_NOTES, *_SECTIONS, *_PAGES))
    grid.rows.insert(rng.randrange(len(grid.rows) + 1), [*line])
    return grid


@of_grids(kinds=KINDS)
def row_dressed_as_furniture(grid: Grid, rng: Random) -> Grid:
    """A row with a word before its first cell, or its second, that a note or a total has."""
    row = rng.choice(grid.rows)
    at = rng.choice((0, 0, 1))
    word = rng.choice(
        (
            "注：",
            "*",
            "※",
            "合计",
            "审核人：",
            "说明：",
            "一、",
            "其中：",
            "(",
            "备注 ",
            "电话 ",
            "小计",
        )
    )
    row[at] = rng.choice((word + row[at], word))
    return grid


@of_grids(kinds=(TABLE,))
def names_changed(grid: Grid, rng: Random) -> Grid:
    """A line goes by another name: numbered, shortened, with its unit, mistyped, another line's."""
    row, other = rng.choice(grid.rows), rng.choice(grid.rows)
    name = row[1]
    row[1] = rng.choice((
        f"其中：{name}", f"{name}（{row[2]}）", f"1.{name}", name[:-1], name[1:], f"{name}数", name.replace("族", ""),
        other[1], f"#{name}", name.replace("数", ""), f"　　{name}", name.replace("（", "("), f"{name}（其中：县级）", "",
        name.replace("少数民族", "民族"), f"非{name}", f"上年{name}", name.replace("户籍", ""), name.replace("年末", "年初"),
    ))  # fmt: skip
    return grid


@of_grids(kinds=(TABLE,))
def units_changed(grid: Grid, rng: Random) -> Grid:
    """A line has another unit, or the same in other words."""
    row = rng.choice(grid.rows)
    row[2] = rng.choice(
        (
            f"（{row[2]}）",
            f"单位：{row[2]}",
            f"万{row[2]}",
            f"千{row[2]}",
            "",
            "元",
            "名",
            "百分比",
            "％",
            f" {row[2]} ",
            "个",
            "亿元",
            "人",
            f"{row[2]}/年",
        )
    )
    return grid


@of_grids(kinds=(TABLE,))
def unit_and_figure_changed(grid: Grid, rng: Random) -> Grid | None:
    """A figure was converted into another unit, and the unit says so."""
    if not grid.figures():
        return None
    y, x = rng.choice(grid.figures())
    power, prefix = rng.choice(((4, "万"), (3, "千"), (8, "亿")))
    grid.rows[y][x] = f"{float(grid.rows[y][x]) / 10**power:.4f}"
    grid.rows[y][2] = prefix + grid.rows[y][2]
    return grid
