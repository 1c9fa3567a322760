"""The book with more cities: seconds, memory and size of the file, by chapters of cities.

The edition is that of 14 cities, composed once; more chapters are copies of the real ones with
codes, numbers and places of their own (``benchmarks.composed.grown``), and the data of their tables
are enclosed as well. So it is setting and binding that grows, not the rules, nor the tables of the
parts. A quick run prints fewer chapters than 14, and these alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.book import size_of
from benchmarks.composed import composed, grown, ready
from benchmarks.measure import Case, Facts, Side, call

FULL, QUICK = (14, 56, 333), (3, 6)


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    root = ready(work)
    sizes = QUICK if quick else FULL
    sides = tuple(Side(f"{n} cities", call("growth:printed", root=root, cities=n)) for n in sizes)
    yield Case("growth", sides, sides[0].name, 1, notes=per_page)


def printed(root: str, cities: int) -> Callable[[], Callable[[], Facts]]:
    from pipeline.yearbook.book import print_book

    edition = composed(root)
    bound, target = grown(edition, cities), Path(root, "printed.pdf")

    def work() -> Callable[[], Facts]:
        print_book(edition.model, bound, target)
        return lambda: size_of(target)

    return work


def per_page(sides: dict[str, Facts]) -> Facts:
    """What a page costs in each size, and what each further page costs the main process."""
    first, *_, last = sides.values()
    seconds = {f"seconds a page, {name}": s["seconds"] / s["pages"] for name, s in sides.items()}
    sizes = {f"KB a page, {name}": 1000 * s["mb"] / s["pages"] for name, s in sides.items()}
    more = (last["own_mb"] - first["own_mb"]) / (last["pages"] - first["pages"])
    return {**seconds, **sizes, "MB of the main process for each further page": more}
