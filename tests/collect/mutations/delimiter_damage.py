"""What happens to delimiters, quotes and the ends of rows."""

from __future__ import annotations

import csv
import io
from random import Random

from tests.collect.mutations.grids import Grid, as_text, unquoted
from tests.collect.mutations.registry import of_files, of_grids
from tests.collect.mutations.sources import TEXT_SHAPES, Sample

_SIGNS = (";", "\t", "|", "，", "；", "、", " ", ":", "\u3000", "\x1f", "^", ",")


def _text(sample: Sample) -> str:
    return as_text(sample.source.grid.lines, sample.shape)


def _saved(text: str, sample: Sample) -> bytes:
    return text.encode(sample.shape.encoding, "replace")


def _one_line(sample: Sample, rng: Random) -> tuple[list[str], int]:
    lines = _text(sample).split(sample.shape.newline)
    return lines, rng.randrange(len(lines) - 1)


@of_files()
def delimiter_changed(sample: Sample, rng: Random) -> bytes:
    """Another delimiter, quoted where needed."""
    target = io.StringIO()
    csv.writer(target, delimiter=rng.choice(_SIGNS)).writerows(sample.source.grid.lines)
    return _saved(target.getvalue(), sample)


@of_files()
def delimiter_changed_unquoted(sample: Sample, rng: Random) -> bytes:
    """Another delimiter, and no quotes at all."""
    return _saved(unquoted(sample.source.grid.lines, rng.choice(_SIGNS)), sample)


@of_files()
def delimiter_replaced_everywhere(sample: Sample, rng: Random) -> bytes:
    """Every delimiter of the file replaced, those inside quotes and texts too."""
    return _saved(_text(sample).replace(sample.shape.delimiter, rng.choice(_SIGNS)), sample)


@of_files()
def delimiter_changed_halfway(sample: Sample, rng: Random) -> bytes:
    """Another delimiter from some line on."""
    lines = sample.source.grid.lines
    at = rng.randrange(len(lines))
    other = unquoted(lines[at:], rng.choice(_SIGNS))
    return _saved(as_text(lines[:at], sample.shape) + other, sample)


@of_files()
def delimiter_lost(sample: Sample, rng: Random) -> bytes | None:
    """A delimiter is lost in one row."""
    lines, at = _one_line(sample, rng)
    cells = lines[at].split(sample.shape.delimiter)
    if len(cells) == 1:
        return None
    where = rng.randrange(len(cells) - 1)
    cells[where : where + 2] = ["".join(cells[where : where + 2])]
    lines[at] = sample.shape.delimiter.join(cells)
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def delimiter_added(sample: Sample, rng: Random) -> bytes:
    """A delimiter too many in one row."""
    lines, at = _one_line(sample, rng)
    where = rng.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + sample.shape.delimiter + lines[at][where:]
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def delimiter_moved(sample: Sample, rng: Random) -> bytes | None:
    """A delimiter stands elsewhere in its row."""
    lines, at = _one_line(sample, rng)
    sign, line = sample.shape.delimiter, lines[at]
    if sign not in line:
        return None
    where = rng.choice([i for i, c in enumerate(line) if c == sign])
    rest = line[:where] + line[where + 1 :]
    to = rng.randrange(len(rest) + 1)
    lines[at] = rest[:to] + sign + rest[to:]
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def delimiter_mistyped(sample: Sample, rng: Random) -> bytes | None:
    """In one row a delimiter is another sign."""
    lines, at = _one_line(sample, rng)
    where = [i for i, c in enumerate(lines[at]) if c == sample.shape.delimiter]
    if not where:
        return None
    to = rng.choice(where)
    lines[at] = lines[at][:to] + rng.choice(_SIGNS) + lines[at][to + 1 :]
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def everything_quoted(sample: Sample, rng: Random) -> bytes:
    """All cells in quotes, or all that are no numbers."""
    target = io.StringIO()
    quoting = rng.choice((csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC))
    csv.writer(target, delimiter=sample.shape.delimiter, quoting=quoting).writerows(
        sample.source.grid.lines
    )
    return _saved(target.getvalue(), sample)


@of_files()
def quotes_lost(sample: Sample, _rng: Random) -> bytes:
    """All quotes are gone."""
    return _saved(_text(sample).replace('"', ""), sample)


@of_files()
def quotes_of_another_kind(sample: Sample, rng: Random) -> bytes | None:
    """Texts stand in other quotes than the double ones, or escape them in another way."""
    text = _text(sample)
    sign = rng.choice(("'", "“", "”", "‘", '\\"', '""', "`"))
    return _saved(text.replace('"', sign), sample) if '"' in text else None


@of_files()
def stray_quote(sample: Sample, rng: Random) -> bytes:
    """One quote too many somewhere."""
    text = _text(sample)
    at = rng.randrange(len(text))
    return _saved(text[:at] + '"' + text[at:], sample)


@of_files()
def stray_quotes_at_cells(sample: Sample, rng: Random) -> bytes:
    """Two stray quotes where cells begin and end: what is between them becomes one cell."""
    text = _text(sample)
    borders = [i for i, c in enumerate(text) if c in sample.shape.delimiter + "\r\n"]
    first, second = sorted(rng.sample(borders, 2))
    damaged = text[: first + 1] + '"' + text[first + 1 : second] + '"' + text[second:]
    return _saved(damaged, sample)


@of_files()
def stray_quotes_round_rows(sample: Sample, rng: Random) -> bytes | None:
    """One cell's opening quote and the closing one of a later row: a cell swallows rows."""
    lines = _text(sample).split(sample.shape.newline)
    body = range(len(sample.source.grid.titles) + 1, len(lines) - 1)
    if len(body) < 2:
        return None
    first, second = sorted(rng.sample(body, 2))
    x = rng.randrange(len(sample.source.grid.head))
    opened, closed = (lines[y].split(sample.shape.delimiter) for y in (first, second))
    if min(len(opened), len(closed)) <= x:
        return None
    opened[x], closed[x] = '"' + opened[x], closed[x] + '"'
    lines[first], lines[second] = map(sample.shape.delimiter.join, (opened, closed))
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def rows_joined(sample: Sample, rng: Random) -> bytes:
    """The end of a line is lost."""
    lines, at = _one_line(sample, rng)
    lines[at : at + 2] = [rng.choice(("", " ", sample.shape.delimiter)).join(lines[at : at + 2])]
    return _saved(sample.shape.newline.join(lines), sample)


@of_files()
def row_broken(sample: Sample, rng: Random) -> bytes:
    """A line is broken in the middle."""
    text = _text(sample)
    at = rng.randrange(len(text))
    return _saved(text[:at] + rng.choice(("\n", "\r", "\r\n", "\u2028", "\f")) + text[at:], sample)


@of_grids(shapes=TEXT_SHAPES)
def cells_behind(grid: Grid, rng: Random) -> Grid:
    """Blank cells behind all rows, or behind some of them."""
    share = rng.choice((1, 0.5, 0.1))
    n = rng.randrange(1, 9)
    for line in grid.lines:
        if rng.random() < share:
            line.extend([""] * n)
    return grid


@of_grids()
def cells_before(grid: Grid, rng: Random) -> Grid:
    """Blank cells before all rows, or before some of them."""
    share = rng.choice((1, 1, 0.5, 0.1))
    for line in grid.lines:
        if rng.random() < share:
            line.insert(0, "")
    return grid


@of_grids(shapes=TEXT_SHAPES)
def blanks_behind_lost(grid: Grid, rng: Random) -> Grid:
    """Blank cells at the end of rows are not saved."""
    for row in grid.rows:
        while row and not row[-1] and rng.random() < 0.95:
            row.pop()
    return grid


@of_files()
def hint_for_excel(sample: Sample, rng: Random) -> bytes:
    """A first line that tells Excel the delimiter, right or wrong."""
    return _saved(f"sep={rng.choice(_SIGNS)}{sample.shape.newline}{_text(sample)}", sample)
