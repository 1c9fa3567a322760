"""Building again after a change, against building from nothing; each step a command of its own.

The steps of a round follow each other in one copy of the workspace: from nothing; once more, now
that there is a printed book to be protected against; with nothing changed; with a sentence more in
one city's narrative; with one cell that leaves every rank where it is; with one that moves totals
and ranks. What moved is counted afterwards in the published figures.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import Case, Facts, Side, call, pipeline, prepare
from benchmarks.workspaces import copied

YEAR, CITY = 2024, "450800"
FEW = ("450000", "450100", CITY)  # for a quick run
SENTENCE = "各项工作均有专人负责。"
LINE = b"211,"  # communities with a care station: part of a total, and of the rate 212
QUIET, LOUD = 1, -20
MEDIA = {"whole": (), "PDF only": ("--to", "pdf")}


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    for what, media in MEDIA.items():
        if quick and media == ():
            continue
        data = work / "data"
        build = pipeline("build", str(YEAR), "--data", str(data), "--quiet", *media)
        sides = (
            Side("cold", build, ready=partial(afresh, data, FEW if quick else ("*",))),
            Side("once more", build),
            Side("nothing changed", build),
            changed("one narrative", build, data, partial(narrative, data)),
            changed("one cell, no rank moves", build, data, partial(cell, data, QUIET)),
            changed("one cell, totals and ranks", build, data, partial(cell, data, LOUD)),
        )
        yield Case(f"build again, {what}", sides, "cold", 1 if quick else 3)


def changed(name: str, build: tuple[str, ...], data: Path, change: Callable[[], None]) -> Side:
    def ready() -> None:
        prepare(call("rebuild:keep", data=data))
        change()

    return Side(name, build, ready=ready, after=lambda: moved(data))


def afresh(data: Path, areas: tuple[str, ...]) -> None:
    shutil.rmtree(data, ignore_errors=True)
    copied(data, YEAR, areas)


def narrative(data: Path) -> None:
    path = data / "raw" / str(YEAR) / CITY / "mtn.csv"
    text = path.read_bytes().decode("utf-8-sig")
    head, stop, rest = text.partition("。,")
    assert stop
    path.write_bytes(f"{head}。{SENTENCE},{rest}".encode("utf-8-sig"))


def cell(data: Path, by: int) -> None:
    path = data / "raw" / str(YEAR) / CITY / "mt2.csv"
    lines = path.read_bytes().split(b"\r\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(LINE))
    cells = lines[at].split(b",")
    cells[3] = str(int(cells[3]) + by).encode()
    lines[at] = b",".join(cells)
    path.write_bytes(b"\r\n".join(lines))


def moved(data: Path) -> Facts:
    """How many published figures are other than before, and how many ranks of other cities."""
    facts = prepare(call("rebuild:differences", data=data))
    return {name: facts[name] for name in ("figures_moved", "ranks_of_others_moved")}


def keep(data: str) -> None:
    """The published figures as they are, to be compared with later."""
    _run(data, "copy disseminated.figure to $path")


def differences(data: str) -> Callable[[], Facts]:
    rows = _run(
        data,
        """
        select count(*), count(*) filter (where measure = 'RNK' and area <> $city)
        from (select area, indicator, measure, period, value from disseminated.figure
              except select area, indicator, measure, period, value from read_parquet($path))
        """,
        city=CITY,
    )
    ((figures, ranks),) = rows
    return lambda: {"figures_moved": figures, "ranks_of_others_moved": ranks}


def _run(data: str, sql: str, **given: str) -> list[tuple[int, ...]]:
    import duckdb

    root = Path(data)
    with duckdb.connect(str(root / "out" / "yearbook.duckdb"), read_only=True) as connection:
        named = given | {"path": str(root / "out" / "before.parquet")}
        rows: list[tuple[int, ...]] = connection.execute(sql, named).fetchall()
        return rows
