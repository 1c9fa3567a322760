"""What Excel and WPS do by themselves to a form that is opened and saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.collect.mutations.grids import FIGURES, Grid
from tests.collect.mutations.registry import of_grids
from tests.collect.mutations.sources import EVENTS, NARRATIVE, TABLE, TEXT_SHAPES

_FIRST_DAY = date(1899, 12, 30)  # Excel's day 0
_DIGITS = 15  # Excel keeps no more
_ERRORS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "########", "TRUE", "FALSE", "0")


def _in_figures(change: Callable[[float, Random], str], grid: Grid, rng: Random) -> Grid | None:
    figures = grid.figures()
    if not figures:
        return None
    for y, x in rng.sample(figures, rng.choice((1, len(figures)))):
        grid.rows[y][x] = change(float(grid.rows[y][x]), rng)
    return grid


def _day(number: float, rng: Random) -> str:
    day = _FIRST_DAY + timedelta(days=min(number, 2_000_000))
    shapes = ("{0.year}-{0.month}-{0.day}", "{0.year}/{0.month}/{0.day}", "{0.month}月{0.day}日",
              "{0.year}年{0.month}月", "{0.day}-{0.month}", "{0:%b}-{0.day:02}")  # fmt: skip
    return rng.choice(shapes).format(day)


@of_grids(kinds=(TABLE,))
def figures_as_days(grid: Grid, rng: Random) -> Grid | None:
    """Figures shown as days."""
    return _in_figures(_day, grid, rng)


@of_grids(kinds=(TABLE,))
def figures_as_scientific(grid: Grid, rng: Random) -> Grid | None:
    """Figures shown as 1.23E+05, as long numbers and pasted ones are."""
    return _in_figures(lambda number, _: f"{number:.2E}", grid, rng)


@of_grids(kinds=(TABLE,))
def figures_rounded(grid: Grid, rng: Random) -> Grid | None:
    """Figures saved as they were shown: without decimals, with two, to tens of thousands."""
    shape = rng.choice(("{:.0f}", "{:.1f}", "{:.2f}", "{:,.0f}", "{:,.2f}", "{:.3g}"))
    return _in_figures(lambda number, _: shape.format(number), grid, rng)


@of_grids(kinds=(TABLE,))
def figures_with_noise(grid: Grid, rng: Random) -> Grid | None:
    """Figures as sums of binary fractions: 1172.5000000000002."""
    noise = (1 + 2**-52, 1 - 2**-53, 1 + 1e-13)
    return _in_figures(lambda number, rng: repr(number * rng.choice(noise)), grid, rng)


@of_grids(kinds=(TABLE,))
def figures_in_per_cent(grid: Grid, rng: Random) -> Grid | None:
    """Cells formatted as percentages: 94 shown as 9400%, 0.94 as 94%."""
    shape = rng.choice(("{:.0%}", "{:.2%}", "{:.1%}"))
    share = rng.choice((1, 100))
    return _in_figures(lambda number, _: shape.format(number / share), grid, rng)


@of_grids(kinds=(TABLE,))
def figures_divided(grid: Grid, rng: Random) -> Grid | None:
    """Cells of a workbook kept in another unit, or shown scaled."""
    by = rng.choice((10, 100, 1000, 10000))
    return _in_figures(lambda number, _: f"{number / by:.10g}", grid, rng)


@of_grids(kinds=(TABLE,))
def figures_padded(grid: Grid, rng: Random) -> Grid | None:
    """Figures with leading noughts, or with a decimal that was not there."""
    shape = rng.choice(("{:06.0f}", "0{:.0f}", "{:.1f}", "{:.5f}"))
    return _in_figures(lambda number, _: shape.format(number), grid, rng)


@of_grids(kinds=(TABLE,))
def error_values(grid: Grid, rng: Random) -> Grid:
    """Error values of formulas in any cell."""
    row = rng.choice(grid.rows)
    row[rng.randrange(len(row))] = rng.choice(_ERRORS)
    return grid


@of_grids(kinds=(NARRATIVE, EVENTS))
def error_values_in_texts(grid: Grid, rng: Random) -> Grid:
    """Error values of formulas in a text."""
    row = rng.choice(grid.rows)
    row[rng.randrange(len(row))] = rng.choice(_ERRORS)
    return grid


@of_grids(kinds=(TABLE,))
def codes_changed(grid: Grid, rng: Random) -> Grid:
    """Codes as a spreadsheet makes them: padded, with .0, as days, as numbers of their lines."""
    shapes = (
        "{}.0",
        "0{}",
        "'{}",
        " {} ",
        "{}.00",
        "={}",
        '="{}"',
        "{}\u200b",
        "NO.{}",
        "{}、",
        "00{}",
        "-{}",
    )
    shape = rng.choice(shapes)
    for row in grid.rows if rng.random() < 1 / 2 else [rng.choice(grid.rows)]:
        code = row[0]
        row[0] = rng.choice(
            (shape.format(code), shape.format(code), _day(int(code), rng), str(int(code) % 100))
        )
    return grid


@of_grids(kinds=(TABLE,))
def codes_counted(grid: Grid, rng: Random) -> Grid:
    """Line numbers 1, 2, 3 … instead of codes, or codes counted on where one is left out."""
    first = rng.choice((1, int(grid.rows[0][0]), 0, int(grid.rows[0][0]) - 1))
    for n, row in enumerate(grid.rows):
        row[0] = str(first + n)
    return grid


@of_grids()
def blank_rows_and_columns_behind(grid: Grid, rng: Random) -> Grid:
    """Delimiters for formatted but blank cells, behind and below the table."""
    behind, below = rng.randrange(9), rng.randrange(40)
    for line in grid.lines:
        line.extend([""] * (len(grid.head) - len(line)))
    width = len(grid.head) + behind
    for line in grid.lines:
        line.extend([""] * (width - len(line)))
    grid.rows += [[""] * width for _ in range(below)]
    return grid


@of_grids(shapes=TEXT_SHAPES)
def texts_cut(grid: Grid, rng: Random) -> Grid | None:
    """Long texts cut at some length, as old programs do."""
    length = rng.choice((10, 32, 50, 255))
    if not any(len(grid.rows[y][x]) > length for y, x in grid.texts()):
        return None
    for y, x in grid.texts():
        grid.rows[y][x] = grid.rows[y][x][:length]
    return grid


@of_grids()
def texts_changed(grid: Grid, rng: Random) -> Grid | None:
    """A word in a text is another, doubled or gone."""
    if not grid.texts():
        return None
    y, x = rng.choice(grid.texts())
    text = grid.rows[y][x]
    at = rng.randrange(len(text))
    grid.rows[y][x] = (
        text[:at]
        + rng.choice(("", "某", "，", "\n", "ABC", "合计", text[at : at + 5] * 2))
        + text[at + 1 :]
    )
    return grid


@of_grids(kinds=(NARRATIVE, EVENTS))
def days_and_numbers_changed(grid: Grid, rng: Random) -> Grid:
    """The day of an event, or the number of a paragraph, as a spreadsheet writes it."""
    for row in grid.rows if rng.random() < 1 / 2 else [rng.choice(grid.rows)]:
        key = row[0]
        if key.isdecimal():
            row[0] = rng.choice(
                (
                    f"{key}.0",
                    f"0{key}",
                    f"（{key}）",
                    "一",
                    f"{key}.",
                    f"第{key}段",
                    f" {key}",
                    f"{int(key) + 1}",
                )
            )
            continue
        day = date.fromisoformat(key)
        number = (day - _FIRST_DAY).days
        row[0] = rng.choice((
            _day(number, rng), str(number), f"{day:%m/%d/%Y}", f"{day:%d/%m/%Y}", f"{day:%y-%m-%d}", f"{day:%Y%m%d}",
            f"{key} 00:00:00", f"{day:%Y.%m.%d}", f"{day:%Y年%m月%d日}", f"{day:%m-%d}", f"{key}至{day:%d}日", f"{day:%Y-%m}",
            f"{key[:8]} {key[9]}", f"{key[:5]}\u2007{key[6:]}",
        ))  # fmt: skip
    return grid


@of_grids()
def everything_as_text(grid: Grid, _rng: Random) -> Grid:
    """An apostrophe, Excel's sign of a text, before every cell."""
    return Grid(
        *[
            [["'" + c if c else "" for c in row] for row in part]
            for part in (grid.titles, grid.heads, grid.rows)
        ]
    )


@of_grids(kinds=(TABLE,))
def last_year_of_another_year(grid: Grid, rng: Random) -> Grid:
    """A template of another year: its heads say so."""
    year = rng.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025))
    for name, head in zip(FIGURES, (f"{year}年", f"{year - 1}年"), strict=True):
        grid.head[grid.column(name)] = head
    return grid
