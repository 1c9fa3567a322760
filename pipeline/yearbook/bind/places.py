"""Named places of the book, and the links that lead there from other units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import RenderError
from pipeline.yearbook.archive.links import told_target
from pipeline.yearbook.bind.citing import ELSEWHERE
from pipeline.yearbook.bind.copying import reference
from pipeline.yearbook.typesetting import Bookmark

_DECIMALS = 2  # of points, to which two places are the same


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands: the page from 0, and points from its left and lower edge."""

    page: int
    left: float
    top: float


def places_of(source: Any) -> Iterator[tuple[str, Place]]:
    """The named places of a PDF in the order of their names."""
    numbers = {page.obj.objgen: at for at, page in enumerate(source.pages)}
    listed = source.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    for at in range(0, len(listed), 2):
        page, _, left, top, _ = listed[at + 1]
        yield str(listed[at]), Place(numbers[page.objgen], float(left), float(top))


def name(frame: Any, places: Mapping[str, Place], pages: Sequence[int]) -> None:
    """Writes the name tree, which must be sorted; ``pages`` are their numbers in the book."""
    import pikepdf

    items: list[Any] = []
    for anchor in sorted(places):
        place = places[anchor]
        where = [reference(pages[place.page]), pikepdf.Name.XYZ, place.left, place.top, 0]
        items += [pikepdf.String(anchor), pikepdf.Array(where)]
    if items:
        frame.Root.Names.Dests = pikepdf.Dictionary({"/Names": pikepdf.Array(items)})


def titled(places: Mapping[str, Place], marks: Iterable[Bookmark]) -> dict[str, str]:
    """What stands at a place, where it has a bookmark."""
    titles = {_key(mark.page, mark.left, mark.top): mark.title for mark in marks}
    return {
        anchor: titles.get(_key(place.page, place.left, place.top), "")
        for anchor, place in places.items()
    }


def lead(source: Any, places: Mapping[str, Place], titles: Mapping[str, str]) -> None:
    """Leads every link to another unit to its place. Raises RenderError where there is none."""
    import pikepdf

    for link in _elsewhere(source):
        anchor = str(link.A.URI).removeprefix(ELSEWHERE)
        place = places.get(anchor)
        if place is None:
            raise RenderError(f"书内链接无处可到：{anchor}", f"a link leads nowhere: {anchor}")
        del link.A
        link.Dest = pikepdf.String(anchor)
        link.Contents = pikepdf.String(told_target(titles[anchor], place.page + 1))


def _elsewhere(source: Any) -> Iterator[Any]:
    for page in source.pages:
        for link in page.get("/Annots", ()):
            if str(link.get("/A", {}).get("/URI", "")).startswith(ELSEWHERE):
                yield link


def _key(page: int, left: float, top: float) -> tuple[int, float, float]:
    return page, round(left, _DECIMALS), round(top, _DECIMALS)
