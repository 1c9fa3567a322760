"""What happens to columns: slipped by a row, swapped, lost, added, filled down."""

from __future__ import annotations

from random import Random

from tests.collect.mutations.grids import FIGURES, Grid
from tests.collect.mutations.registry import of_grids
from tests.collect.mutations.sources import TABLE, TEXT_SHAPES

_HEADS = (
    "",
    "填报人",
    "合计",
    "增长%",
    "说明",
    "单位",
    "本年",
    "代码",
    "2022",
    "序号",
    "备注2",
    "其他",
    "正文",
)


def _x(grid: Grid, rng: Random) -> int:
    return rng.randrange(len(grid.head))


def _below(grid: Grid) -> list[list[str]]:
    """The header with its rows."""
    return [*grid.heads, *grid.rows]


def _slipped(grid: Grid, columns: list[int], rng: Random) -> Grid:
    """The cells of some columns one row further down or up; those of the last row come first."""
    step = rng.choice((1, -1))
    turns = rng.random() < 1 / 2
    for x in columns:
        cells = [row[x] for row in grid.rows]
        moved = cells[-step:] + cells[:-step]
        if not turns:
            moved[0 if step > 0 else -1] = ""
        for row, cell in zip(grid.rows, moved, strict=True):
            row[x] = cell
    return grid


@of_grids()
def column_slipped(grid: Grid, rng: Random) -> Grid:
    """One column has slipped by a row against the others."""
    return _slipped(grid, [_x(grid, rng)], rng)


@of_grids()
def columns_slipped(grid: Grid, rng: Random) -> Grid:
    """Several columns have slipped by a row against the others."""
    return _slipped(grid, rng.sample(range(len(grid.head)), rng.randrange(2, 4)), rng)


@of_grids(kinds=(TABLE,))
def figures_slipped(grid: Grid, rng: Random) -> Grid:
    """The figures of a year, or all, have slipped by a row against codes and names."""
    return _slipped(grid, rng.choice(([3], [4], [3, 4], [3, 4, 5, 6])), rng)


@of_grids()
def part_of_a_column_slipped(grid: Grid, rng: Random) -> Grid:
    """From some row on one column has slipped, because a cell was deleted or inserted."""
    x, y = _x(grid, rng), rng.randrange(len(grid.rows))
    cells = [row[x] for row in grid.rows]
    if rng.random() < 1 / 2:
        cells = [*cells[:y], *cells[y + 1 :], ""]
    else:
        cells = [*cells[:y], "", *cells[y:]][: len(cells)]
    for row, cell in zip(grid.rows, cells, strict=True):
        row[x] = cell
    return grid


@of_grids()
def columns_swapped(grid: Grid, rng: Random) -> Grid:
    """Two columns change places, with their heads."""
    first, second = rng.sample(range(len(grid.head)), 2)
    for row in _below(grid):
        row[first], row[second] = row[second], row[first]
    return grid


@of_grids()
def columns_swapped_without_heads(grid: Grid, rng: Random) -> Grid:
    """Two columns change places, but their heads stay; or the heads alone change places."""
    first, second = rng.sample(range(len(grid.head)), 2)
    for row in grid.rows:
        row[first], row[second] = row[second], row[first]
    return grid


@of_grids(kinds=(TABLE,))
def years_swapped(grid: Grid, rng: Random) -> Grid:
    """This year and last change places in all rows, in some, or in one."""
    first, second = map(grid.column, FIGURES)
    share = rng.choice((1, 0.5))
    rows = [row for row in grid.rows if rng.random() < share] or [rng.choice(grid.rows)]
    for row in rows:
        row[first], row[second] = row[second], row[first]
    return grid


@of_grids()
def columns_in_another_order(grid: Grid, rng: Random) -> Grid:
    """All columns with their heads in another order."""
    order = rng.sample(range(len(grid.head)), len(grid.head))
    for row in _below(grid):
        row[:] = [row[i] for i in order]
    return grid


@of_grids()
def heads_in_another_order(grid: Grid, rng: Random) -> Grid:
    """The heads are shuffled, the columns stay."""
    rng.shuffle(grid.head)
    return grid


@of_grids()
def column_lost(grid: Grid, rng: Random) -> Grid:
    """A column is missing, with its head."""
    x = _x(grid, rng)
    for row in _below(grid):
        del row[x]
    return grid


@of_grids(shapes=TEXT_SHAPES)
def cells_of_a_column_lost(grid: Grid, rng: Random) -> Grid:
    """The cells of a column are missing, in all rows or in some; the head stays."""
    x, share = _x(grid, rng), rng.choice((1, 0.5, 0.1))
    for row in grid.rows:
        if rng.random() < share:
            del row[x]
    return grid


@of_grids()
def head_lost(grid: Grid, rng: Random) -> Grid:
    """A head is blank, or its cell is missing."""
    x = _x(grid, rng)
    if rng.random() < 1 / 2:
        grid.head[x] = ""
    else:
        del grid.head[x]
    return grid


@of_grids()
def column_emptied(grid: Grid, rng: Random) -> Grid:
    """A column is blank, but its head is there."""
    x = _x(grid, rng)
    for row in grid.rows:
        row[x] = ""
    return grid


@of_grids()
def column_added(grid: Grid, rng: Random) -> Grid:
    """A column is inserted: blank, with a head, or with figures of its own."""
    x = rng.randrange(len(grid.head) + 1)
    grid.head.insert(x, rng.choice(_HEADS))
    what = rng.random()
    for y, row in enumerate(grid.rows):
        row.insert(x, "" if what < 1 / 3 else str(y + 1) if what < 2 / 3 else "五")
    return grid


@of_grids()
def column_doubled(grid: Grid, rng: Random) -> Grid:
    """A column stands there twice."""
    x, to = _x(grid, rng), rng.randrange(len(grid.head) + 1)
    for row in _below(grid):
        row.insert(to, row[x])
    return grid


@of_grids()
def cells_inserted(grid: Grid, rng: Random) -> Grid:
    """From one cell on, a row is moved to the right, and its last cell is lost or not."""
    row = rng.choice(grid.rows)
    row.insert(rng.randrange(len(row)), rng.choice(("", "0", "5")))
    if rng.random() < 1 / 2:
        row.pop()
    return grid


@of_grids()
def cells_deleted(grid: Grid, rng: Random) -> Grid:
    """From one cell on, a row is moved to the left, and a blank cell comes behind or not."""
    row = rng.choice(grid.rows)
    row.pop(rng.randrange(len(row)))
    if rng.random() < 2 / 3:
        row.append("")
    return grid


@of_grids()
def filled_down(grid: Grid, rng: Random) -> Grid:
    """A cell was drawn down over those below it: copied, or counted on."""
    x, y = _x(grid, rng), rng.randrange(len(grid.rows))
    first = grid.rows[y][x]
    counts = first.isascii() and first.isdecimal() and rng.random() < 1 / 2
    for n, row in enumerate(grid.rows[y : y + rng.randrange(2, 9)]):
        row[x] = str(int(first) + n) if counts else first
    return grid


@of_grids()
def turned(grid: Grid, rng: Random) -> Grid:
    """Rows became columns."""
    table = [grid.head, *grid.rows] if rng.random() < 1 / 2 else grid.rows
    across = [[*column] for column in zip(*table, strict=True)]
    heads = [] if table is not grid.rows else grid.heads
    return Grid(grid.titles, heads, across)
