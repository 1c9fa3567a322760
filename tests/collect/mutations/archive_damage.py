"""What happens to whole sheets of workbooks, and to the parts that these are packed of."""

from __future__ import annotations

import io
import zipfile
from random import Random

from tests.collect.mutations.grids import SHEET, Grid, book
from tests.collect.mutations.registry import of_files
from tests.collect.mutations.sources import Sample, any_other


@of_files(shapes=(SHEET,))
def moved_on_the_sheet(sample: Sample, rng: Random) -> bytes:
    """The form begins further down and to the right."""
    left, above = rng.randrange(4), rng.randrange(9)
    lines = [[""] * left + row for row in sample.grid.lines]
    return book({"Sheet1": [[] for _ in range(above)] + lines})


@of_files(shapes=(SHEET,))
def more_sheets(sample: Sample, rng: Random) -> bytes:
    """Other sheets beside the form: notes, blank ones, a copy, last year's, another form."""
    grid, other = sample.grid, any_other(rng, sample, same_kind=False).grid
    blank = Grid(grid.titles, grid.heads, [row[:3] + [""] * (len(row) - 3) for row in grid.rows])
    choice = {
        "填表说明": [["一、请如实填写"], ["二、空格留空"]], "Sheet2": [], "代码表": [["代码", "名称"], ["1", "甲"]],
        "副本": grid.lines, "空白": blank.lines, "别表": other.lines, "草稿": grid.rows, "无表头": grid.titles + grid.rows,
        "缺列": [row[:-1] for row in grid.lines],
    }  # fmt: skip
    sheets = {"民统表": grid.lines} | {
        name: choice[name] for name in rng.sample([*choice], rng.randrange(1, 3))
    }
    names = rng.sample([*sheets], len(sheets))
    return book({name: sheets[name] for name in names})


@of_files(shapes=(SHEET,))
def damaged_sheet_among_forms(sample: Sample, rng: Random) -> bytes | None:
    """A form beside another, sound one has lost its header, its titles or its rows."""
    grid, other = sample.grid, any_other(rng, sample, same_kind=False).grid
    ours = dict(grid.titles)
    if ours["表号"] == dict(other.titles)["表号"]:
        return None
    other.titles = [[k, v if k == "表号" else ours.get(k, v)] for k, v in other.titles]
    part = rng.choice(("heads", "titles", "rows", "words"))
    if part == "words":
        grid.heads = [["某" + name for name in grid.head]]
    else:
        setattr(grid, part, [])
    return book({rng.choice(("甲", ours["表号"])): grid.lines, "乙": other.lines})


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


@of_files(shapes=(SHEET,))
def part_lost(sample: Sample, rng: Random) -> bytes:
    """A part of the workbook is missing, or has another name."""
    parts = _parts(sample.content)
    name = rng.choice([*parts])
    content = parts.pop(name)
    if rng.random() < 1 / 2:
        parts[name.replace("1", "2").upper()] = content
    return _packed(parts)


@of_files(shapes=(SHEET,))
def part_of_another(sample: Sample, rng: Random) -> bytes:
    """A part of the workbook is that of another one."""
    parts, others = _parts(sample.content), _parts(any_other(rng, sample, same_kind=False).content)
    name = rng.choice([*parts])
    return _packed(parts | {name: others[name]})


@of_files(shapes=(SHEET,))
def part_changed(sample: Sample, rng: Random) -> bytes:
    """A character of a part is another; the archive itself is sound."""
    parts = _parts(sample.content)
    wanted = [n for n in parts if rng.random() < 1 / 3 or "sheet1" in n or "shared" in n.lower()]
    name = rng.choice(wanted)
    content = bytearray(parts[name])
    content[rng.randrange(len(content))] = rng.choice(b'<>"=/ 019aAst')
    return _packed(parts | {name: bytes(content)})


@of_files(shapes=(SHEET,))
def stored_and_changed(sample: Sample, rng: Random) -> bytes:
    """A byte of a workbook that was packed without compression is another."""
    content = bytearray(_packed(_parts(sample.content)))
    content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)
