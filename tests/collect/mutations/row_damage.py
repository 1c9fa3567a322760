"""What happens to rows: lost, doubled, moved, sorted, mixed up."""

from __future__ import annotations

from random import Random

from tests.collect.mutations.grids import Grid, written
from tests.collect.mutations.registry import of_files, of_grids
from tests.collect.mutations.sources import EVERY_SHAPE, TABLE, Sample, any_other


def _some(rows: list, rng: Random) -> int:
    return rng.randrange(len(rows))


@of_grids()
def row_lost(grid: Grid, rng: Random) -> Grid:
    """A row is missing."""
    grid.rows.pop(_some(grid.rows, rng))
    return grid


@of_grids()
def rows_lost(grid: Grid, rng: Random) -> Grid:
    """Several rows are missing, from one on or here and there."""
    if rng.random() < 1 / 2:
        at = _some(grid.rows, rng)
        del grid.rows[at : at + rng.randrange(1, 9)]
    else:
        grid.rows = [row for row in grid.rows if rng.random() < 0.7]
    return grid


@of_grids()
def rows_at_the_end_lost(grid: Grid, rng: Random) -> Grid:
    """The last rows are missing."""
    del grid.rows[_some(grid.rows, rng) :]
    return grid


@of_grids()
def row_doubled(grid: Grid, rng: Random) -> Grid:
    """A row stands there twice."""
    row = rng.choice(grid.rows)
    grid.rows.insert(_some(grid.rows, rng), [*row])
    return grid


@of_grids()
def row_doubled_and_changed(grid: Grid, rng: Random) -> Grid | None:
    """A row stands there twice, with another figure or text."""
    filled = [row for row in grid.rows if any(row[3:])]
    if not filled:
        return None
    copy = [*rng.choice(filled)]
    at = rng.choice([i for i, cell in enumerate(copy) if cell and i > 0])
    copy[at] = copy[at][:-1] + rng.choice("7三")
    grid.rows.insert(_some(grid.rows, rng), copy)
    return grid


@of_grids()
def rows_swapped(grid: Grid, rng: Random) -> Grid | None:
    """Two rows change places."""
    if len(grid.rows) < 2:
        return None
    first, second = rng.sample(range(len(grid.rows)), 2)
    grid.rows[first], grid.rows[second] = grid.rows[second], grid.rows[first]
    return grid


@of_grids()
def rows_in_another_order(grid: Grid, rng: Random) -> Grid:
    """All rows, in another order."""
    rng.shuffle(grid.rows)
    return grid


@of_grids()
def sorted_with_the_header(grid: Grid, rng: Random) -> Grid:
    """Sorted by some column, with the header, and perhaps the titles, among the rows."""
    at = _some(grid.head, rng)
    below = [*grid.heads, *grid.rows]
    if rng.random() < 1 / 4:
        below, grid.titles = grid.lines, []
    turned = rng.random() < 1 / 3
    below.sort(key=lambda row: row[at] if at < len(row) else "", reverse=turned)
    return Grid(grid.titles, [], below)


@of_grids()
def row_moved_above_the_header(grid: Grid, rng: Random) -> Grid:
    """A row, or some, stand above the header."""
    n = rng.choice((1, 1, 2, len(grid.rows)))
    moved = grid.rows[:n]
    at = rng.choice((len(grid.titles), rng.randrange(len(grid.titles) + 1)))
    grid.titles[at:at] = moved
    grid.rows = grid.rows[n:]
    return grid


@of_grids()
def dressed_row_above_the_header(grid: Grid, rng: Random) -> Grid:
    """A row whose code is padded, numbered or blank stands above the header."""
    row = grid.rows.pop(_some(grid.rows, rng))
    row[0] = rng.choice(("0" + row[0], row[0] + ".0", "'" + row[0], "", row[0] + "号"))
    grid.titles.append(row)
    return grid


@of_grids()
def header_further_down(grid: Grid, rng: Random) -> Grid:
    """The header stands among the rows, or at the end."""
    at = rng.randrange(1, len(grid.rows) + 1)
    return Grid(grid.titles, [], [*grid.rows[:at], *grid.heads, *grid.rows[at:]])


@of_grids()
def header_again(grid: Grid, rng: Random) -> Grid:
    """The header once more, as at the top of a printed page; perhaps with the titles."""
    again = [[*row] for row in ([*grid.titles] if rng.random() < 1 / 3 else []) + grid.heads]
    at = rng.randrange(len(grid.rows) + 1)
    grid.rows[at:at] = again
    return grid


@of_grids()
def header_again_in_another_order(grid: Grid, rng: Random) -> Grid:
    """From some row on the columns are in another order, below a header that says so."""
    at = rng.randrange(len(grid.rows))
    order = rng.sample(range(len(grid.head)), len(grid.head))
    below = [[row[i] for i in order] for row in [grid.head, *grid.rows[at:]]]
    return Grid(grid.titles, grid.heads, grid.rows[:at] + below)


@of_grids()
def two_tables(grid: Grid, rng: Random) -> Grid:
    """The table twice: alike, or the second time with other or no figures."""
    again = [[*row] for row in grid.lines[rng.choice((0, len(grid.titles))) :]]
    change = rng.random()
    for row in again[-len(grid.rows) :]:
        for at in range(3, len(row)):
            row[at] = "" if change < 1 / 3 else row[at] + "9" if change < 1 / 2 else row[at]
    return Grid(grid.titles, grid.heads, grid.rows + again)


@of_grids()
def blank_rows(grid: Grid, rng: Random) -> Grid:
    """Blank rows anywhere; some hold spaces."""
    for _ in range(rng.randrange(1, 6)):
        part = rng.choice((grid.titles, grid.rows))
        blank = rng.choice(("", "", " ", "\u3000", "\u00a0", "\u200b"))
        part.insert(rng.randrange(len(part) + 1), [blank] * len(grid.head))
    return grid


@of_grids()
def row_emptied(grid: Grid, rng: Random) -> Grid:
    """Some cells of a row are blank, at its beginning, its end or anywhere."""
    row = rng.choice(grid.rows)
    at = _some(row, rng)
    emptied = rng.choice((range(at + 1), range(at, len(row)), rng.sample(range(len(row)), at)))
    for i in emptied:
        row[i] = ""
    return grid


@of_files(shapes=EVERY_SHAPE)
def row_of_another_form(sample: Sample, rng: Random) -> bytes:
    """A row of another form, or of the same form of somebody else, stands among the rows."""
    other = any_other(rng, sample, same_kind=rng.random() < 3 / 4).grid
    grid = sample.grid
    row = rng.choice(other.rows)
    grid.rows[_some(grid.rows, rng)] = row
    return written(grid, sample.shape)


@of_files(shapes=EVERY_SHAPE)
def titles_of_another_form(sample: Sample, rng: Random) -> bytes:
    """The titles of one form above the rows of another."""
    other = any_other(rng, sample, same_kind=rng.random() < 3 / 4).grid
    return written(Grid(other.titles, sample.grid.heads, sample.grid.rows), sample.shape)


@of_grids(kinds=(TABLE,))
def codes_and_figures_exchanged(grid: Grid, rng: Random) -> Grid:
    """Two rows exchange their codes, names, units or figures, one of these or some."""
    first, second = rng.sample(grid.rows, 2)
    for at in rng.sample(range(7), rng.randrange(1, 4)):
        first[at], second[at] = second[at], first[at]
    return grid


@of_grids()
def rows_many_times(grid: Grid, rng: Random) -> Grid:
    """The same rows hundreds of times over."""
    grid.rows = grid.rows * rng.choice((2, 50, 400))
    return grid
