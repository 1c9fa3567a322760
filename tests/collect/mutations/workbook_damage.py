"""What happens to workbooks: formats, formulas, merged and hidden cells, sheets, broken parts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.collect.mutations.grids import SHEET, Grid, is_figure, new_book
from tests.collect.mutations.registry import of_files
from tests.collect.mutations.sources import Sample

_SHAPES = (
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00E+00", "@", '0"个"', '0"万"', '0!.0,"万"', "0,", '"约"0', "m/d",
    "yyyy-mm-dd", ";;;", "[Red]0", "0_ ", "# ?/?", "000000", '0.0,"千"', "h:mm", "0.0", '0"%"', "[DBNum1]0", '"¥"#,##0.00',
    "#,##0;(#,##0)", '0;;"无"', "General", 'General"人"', "0\\%", "0.0E+0", '[>9999]0!.0000"万";0', "[$-804]0",
)  # fmt: skip
_FORMULAS = (
    ("=1+1", 2),
    ("=SUM(D6:D9)", "#REF!"),
    ("=D7", ""),
    ("=NOW()", 45700.5),
    ("=Sheet9!A1", 0),
    ("=TRUE", True),
)

Dress = Callable[[xlsxwriter.Workbook, Worksheet, Grid, Random], object]


def _figures(grid: Grid) -> list[tuple[int, int, float]]:
    """Where the table has figures, as row and column from 0, and what they are."""
    lines = grid.lines
    return [
        (y, x, float(cell))
        for y, row in enumerate(grid.rows, len(lines) - len(grid.rows))
        for x, cell in enumerate(row)
        if cell and is_figure(lines, x, cell)
    ]


def _dress(dress: Dress) -> None:
    """Registers what is done to a sheet after its cells were written."""

    def damage(sample: Sample, rng: Random) -> bytes:
        target, grid = io.BytesIO(), sample.grid
        made = new_book(target)
        sheet = made.add_worksheet("表")
        for y, row in enumerate(grid.lines):
            for x, cell in enumerate(row):
                if cell:
                    write = (
                        sheet.write_number if is_figure(grid.lines, x, cell) else sheet.write_string
                    )
                    write(y, x, float(cell) if is_figure(grid.lines, x, cell) else cell)
        dress(made, sheet, grid, rng)
        made.close()
        return target.getvalue()

    damage.__name__, damage.__doc__ = dress.__name__, dress.__doc__
    of_files(shapes=(SHEET,))(damage)


@_dress
def number_formats(made, sheet, grid, rng):
    """Figures shown in another format than they are stored."""
    shape = made.add_format({"num_format": rng.choice(_SHAPES)})
    for y, x, number in _figures(grid):
        if rng.random() < 1 / 2:
            sheet.write_number(y, x, number, shape)


@_dress
def numbers_for_texts(made, sheet, grid, rng):
    """Codes, years, days and numbers of paragraphs as numbers or days."""
    shape = made.add_format(
        {"num_format": rng.choice(("General", "0", "yyyy-mm-dd", "m月d日", "0.00", "@"))}
    )
    for y, row in enumerate(grid.lines):
        for x, cell in enumerate(row):
            if re.fullmatch("[0-9]{1,8}", cell) and rng.random() < 2 / 3:
                sheet.write_number(y, x, float(cell), shape)


@_dress
def texts_for_numbers(made, sheet, grid, rng):
    """Figures as texts, with a sign of Excel's before them."""
    shape = made.add_format({"quote_prefix": True})
    for y, x, number in _figures(grid):
        sheet.write_string(
            y,
            x,
            rng.choice(("{:.10g}", "{:.2f}", "{:,.2f}", "'{:.10g}", " {:.10g}")).format(number),
            shape,
        )


@_dress
def formulas(_made, sheet, grid, rng):
    """Figures as results of formulas, right ones, others, errors, or none."""
    for y, x, number in rng.sample(_figures(grid), len(_figures(grid)))[:3]:
        formula, result = rng.choice(((f"={number}", number), (f"={number}*1", number), *_FORMULAS))
        sheet.write_formula(y, x, formula, None, result)


@_dress
def formulas_for_texts(_made, sheet, grid, rng):
    """Codes, names, units, titles or texts as results of formulas."""
    for _ in range(rng.randrange(1, 4)):
        y = rng.randrange(len(grid.lines))
        x = rng.randrange(len(grid.lines[y]))
        cell = grid.lines[y][x]
        sheet.write_formula(
            y, x, "=VLOOKUP(A1,B:C,2,0)", None, rng.choice((cell, cell, "#N/A", "", 0))
        )


@_dress
def booleans_and_errors(_made, sheet, grid, rng):
    """A cell holds TRUE, FALSE or a number where a text belongs."""
    y = rng.randrange(len(grid.lines))
    x = rng.randrange(len(grid.lines[y]))
    rng.choice(
        (
            lambda: sheet.write_boolean(y, x, rng.random() < 1 / 2),
            lambda: sheet.write_number(y, x, 0.1 + 0.2),
        )
    )()


@_dress
def cells_merged(made, sheet, grid, rng):
    """Cells merged down or across: only the first of them keeps its content."""
    top, rows = len(grid.titles), len(grid.rows)
    first = rng.randrange(top, top + rows)
    last = min(first + rng.randrange(3), top + rows)
    left = rng.randrange(len(grid.head) - 1)
    right = left + (rng.randrange(2) if last > first else 1)
    kept = grid.lines[first][left]
    number = float(kept) if is_figure(grid.lines, left, kept) else kept
    sheet.merge_range(first, left, last, right, number, made.add_format({"bold": True}))


@_dress
def hidden(_made, sheet, grid, rng):
    """Rows, columns or sheets are hidden."""
    sheet.set_row(rng.randrange(len(grid.lines)), None, None, {"hidden": True})
    sheet.set_column(rng.randrange(7), rng.randrange(7), None, None, {"hidden": True})


@_dress
def stray_cells(_made, sheet, grid, rng):
    """Something stands beside or below the table."""
    y = rng.randrange(len(grid.lines) + 30)
    x = rng.randrange(len(grid.head), len(grid.head) + 9)
    sheet.write(
        y, x if rng.random() < 2 / 3 else 0, rng.choice((1, "核对", 448, " ", "注：见附件", "0"))
    )


@_dress
def comments(_made, sheet, grid, rng):
    """A comment in a cell, a text box, a drop-down."""
    sheet.write_comment(rng.randrange(len(grid.lines)), 3, "请核实 448")
    sheet.insert_textbox(2, 9, "本表为初步数")
    sheet.data_validation(6, 3, 9, 3, {"validate": "integer", "criteria": ">", "value": 0})


@_dress
def rich_texts(made, sheet, grid, rng):
    """A text in several fonts, with a phonetic guide or struck-out words."""
    bold = made.add_format({"bold": True, "font_strikeout": True})
    y = rng.randrange(len(grid.lines))
    cells = [
        (x, cell)
        for x, cell in enumerate(grid.lines[y])
        if len(cell) > 2 and not is_figure(grid.lines, x, cell)
    ]
    for x, cell in cells:
        sheet.write_rich_string(y, x, cell[:1], bold, cell[1:2], cell[2:])
