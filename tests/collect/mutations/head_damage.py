"""What happens above the rows: to the titles and to the header."""

from __future__ import annotations

from random import Random

from tests.collect.mutations.grids import FIGURES, Grid
from tests.collect.mutations.registry import of_grids
from tests.collect.mutations.sources import TABLE

_VALUES = {
    "表号": ("MT1", "民统2表", "MTN", "MT99", "", "民统二表", "MT 2", "ＭＴ７", "表2"),
    "填报单位": (
        "南宁市", "450100", "450200 南宁市", "柳州市民宗委", "450100 柳州市", "某县", "450100南宁市", "",
        "450127 横县", "南宁市、柳州市", "450000 广西壮族自治区", "459900 自治区本级", "450102 兴宁区", "450100 广西壮族自治区",
    ),
    "统计年度": ("2023", "2025", "2024年", "24", "2024.0", "二〇二四", "2024-2025", "", "2024年上半年", "202４"),
    "报出日期": ("2025/2/18", "2025年2月18日", "45706", "18/02/2025", "2019-01-01", "", "2025-02-30", "二月"),
    "数据时点": ("2024-06-30", "2023-12-31", "年末", "", "2024/11/1", "12月31日"),
    "资料性质": ("示例", "报送", "公开资料整理", "", "样例", "示 例", "示例。"),
    "资料来源": ("年报", "", "某公报，另见附件", "年报,公报"),
}  # fmt: skip
_OTHER_KEYS = {
    "填报单位": "报送单位", "统计年度": "年度", "报出日期": "填报日期", "数据时点": "时点",
}  # fmt: skip
_WORDS = {
    "指标代码": "代码", "指标名称": "项目", "计量单位": "单位", "本年": "本年数", "上年": "上年同期",
    "数据性质": "性质", "备注": "说明", "正文": "内容", "日期": "时间", "事项": "事件", "序号": "编号",
    "标题": "题目",
}  # fmt: skip
_BAD_WORDS = (
    "指标", "金额", "2024", "数量", "本年增长", "上年末", "前年", "合计", "Value", "本", "年", "本年累计",
    "上上年", "本年(万元)", "本年计划", "上年(调整后)", "本年(2023)", "其中:本年", "本月", "去年", "本期",
)  # fmt: skip


@of_grids()
def title_changed(grid: Grid, rng: Random) -> Grid:
    """A title says something else, or the same in other words."""
    row = rng.choice(grid.titles)
    row[1] = rng.choice(_VALUES[row[0]])
    return grid


@of_grids()
def title_garbled(grid: Grid, rng: Random) -> Grid:
    """A character of a title line is another, doubled or gone, in its name or its value."""
    row = rng.choice(grid.titles)
    at = rng.randrange(2)
    where = rng.randrange(len(row[at]))
    row[at] = (
        row[at][:where]
        + rng.choice(("", "某", "1", " ", row[at][where] * 2))
        + row[at][where + 1 :]
    )
    return grid


@of_grids()
def title_lost(grid: Grid, rng: Random) -> Grid:
    """A title line is missing, or several."""
    for row in rng.sample(grid.titles, rng.choice((1, 1, 2, len(grid.titles)))):
        grid.titles.remove(row)
    return grid


@of_grids()
def titles_in_another_order(grid: Grid, rng: Random) -> Grid:
    """The title lines in another order."""
    rng.shuffle(grid.titles)
    return grid


@of_grids()
def titles_exchanged(grid: Grid, rng: Random) -> Grid:
    """Two title lines exchange their values."""
    first, second = rng.sample(grid.titles, 2)
    first[1], second[1] = second[1], first[1]
    return grid


@of_grids()
def title_doubled(grid: Grid, rng: Random) -> Grid:
    """A title stands there twice, alike or not."""
    key, value = rng.choice(grid.titles)
    again = rng.choice((value, rng.choice(_VALUES[key])))
    grid.titles.insert(rng.randrange(len(grid.titles) + 1), [key, again])
    return grid


@of_grids()
def titles_named_otherwise(grid: Grid, rng: Random) -> Grid:
    """Titles go by other names, with colons, numbers or notes."""
    for row in grid.titles:
        name = _OTHER_KEYS.get(row[0], row[0])
        row[0] = rng.choice(
            (
                name,
                f"{row[0]}：",
                f"{row[0]}:",
                f" {row[0]} ",
                f"{row[0]}（必填）",
                f"1.{row[0]}",
                row[0],
            )
        )
    return grid


@of_grids()
def titles_on_one_line(grid: Grid, rng: Random) -> Grid:
    """The titles in one cell or on one line, with colons or gaps between them."""
    sign = rng.choice(("：", ":", ": ", " ", "　"))
    pairs = [f"{key}{sign}{value}" for key, value in grid.titles]
    joined = [rng.choice(("  ", "，", "\u3000")).join(pairs)]
    grid.titles = rng.choice(
        (
            [joined],
            [pairs],
            [[pair] for pair in pairs],
            [[cell for pair in grid.titles for cell in pair]],
        )
    )
    return grid


@of_grids()
def titles_elsewhere(grid: Grid, rng: Random) -> Grid:
    """A title line stands below the header, or the value in another column."""
    if rng.random() < 1 / 2:
        row = grid.titles.pop(rng.randrange(len(grid.titles)))
        padded = row + [""] * (len(grid.head) - len(row))
        grid.rows.insert(rng.randrange(len(grid.rows) + 1), padded)
    else:
        row = rng.choice(grid.titles)
        row[1:1] = [""] * rng.randrange(1, 4)
        row[:0] = [""] * rng.randrange(2)
    return grid


@of_grids()
def words_above(grid: Grid, rng: Random) -> Grid:
    """A big title, an approval number or other words above the header."""
    words = (
        "南宁市城市民族工作统计报表", "2024年度", "2023年", "柳州市民族工作情况表", "制定机关：某局", "单位：万元", "民统2表",
        "文号：桂统〔2024〕1号", "有效期至：2026年12月", "综合机关名称：", "（一）", "资料性质", "示例", "2025-02-18",
    )  # fmt: skip
    for _ in range(rng.randrange(1, 4)):
        line = rng.choice(([rng.choice(words)], ["", "", rng.choice(words)], rng.sample(words, 2)))
        grid.titles.insert(rng.randrange(len(grid.titles) + 1), line)
    return grid


@of_grids()
def heads_in_other_words(grid: Grid, rng: Random) -> Grid:
    """The header in words that mean the same."""
    share = rng.choice((1, 0.4))
    grid.heads = [[_WORDS.get(name, name) if rng.random() < share else name for name in grid.head]]
    return grid


@of_grids()
def head_in_wrong_words(grid: Grid, rng: Random) -> Grid:
    """A head is a word that means something else, or nothing."""
    grid.head[rng.randrange(len(grid.head))] = rng.choice((*_BAD_WORDS, *_WORDS, *_WORDS.values()))
    return grid


@of_grids()
def head_garbled(grid: Grid, rng: Random) -> Grid:
    """A character of a head is another, doubled or gone; or there are spaces in it."""
    at = rng.randrange(len(grid.head))
    name = grid.head[at]
    where = rng.randrange(len(name))
    grid.head[at] = (
        name[:where]
        + rng.choice(("", "某", " ", "\n", "\u3000", name[where] * 2, name[where] + " "))
        + name[where + 1 :]
    )
    return grid


@of_grids(kinds=(TABLE,))
def heads_with_years(grid: Grid, rng: Random) -> Grid:
    """本年 and 上年 as years, rightly, the wrong way round, or of other years."""
    year = next((int(v) for k, v in grid.titles if k == "统计年度"), 2024)
    pairs = ((0, -1), (-1, 0), (-1, -2), (0, 0), (1, 0), (0, -4))
    years = [year + lag for lag in rng.choice(pairs)]
    shape = rng.choice(("{}", "{}年", "{}年度", "{}年数", "{} 年"))
    for name, number in zip(FIGURES, years, strict=True):
        if rng.random() < 0.9:
            grid.head[grid.column(name)] = shape.format(number)
    return grid


@of_grids(kinds=(TABLE,))
def year_heads_exchanged(grid: Grid, rng: Random) -> Grid:
    """The heads 本年 and 上年 change places, or both say the same."""
    this, last = map(grid.column, FIGURES)
    grid.head[this], grid.head[last] = rng.choice(
        (("上年", "本年"), ("本年", "本年"), ("上年", "上年"))
    )
    return grid


@of_grids()
def head_on_two_lines(grid: Grid, rng: Random) -> Grid:
    """The header on two lines, with groups above or halves of the names."""
    upper, lower = [*grid.head], [""] * len(grid.head)
    for x, name in enumerate(grid.head):
        if name in FIGURES:
            upper[x], lower[x] = rng.choice(
                (("数值", name), ("", name), (name, ""), ("2024", name), (name[:1], name[1:]))
            )
        elif rng.random() < 1 / 5:
            upper[x], lower[x] = rng.choice((("", name), (name[:2], name[2:])))
    grid.heads = [upper, lower]
    return grid


@of_grids()
def head_lost_whole(grid: Grid, rng: Random) -> Grid:
    """There is no header, or only a part of one."""
    keep = rng.randrange(len(grid.head))
    grid.heads = [grid.head[:keep] + [""] * (len(grid.head) - keep)] if keep else []
    return grid


@of_grids()
def column_numbers_below(grid: Grid, rng: Random) -> Grid:
    """A row that numbers the columns, where it belongs or elsewhere."""
    n = len(grid.head)
    plain = [str(i) for i in range(1, n + 1)]
    bracketed = [f"({i})" for i in range(1, n + 1)]
    numbers = rng.choice(([*"甲乙丙1234567"[:n]], plain, [*"abcdefg"[:n]], bracketed))
    at = rng.choice((0, 0, rng.randrange(len(grid.rows))))
    grid.rows.insert(at, numbers + [""] * (n - len(numbers)))
    return grid
