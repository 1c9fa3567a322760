"""The outline of the whole book, nested by the levels of its bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.yearbook.bind.copying import reference
from pipeline.yearbook.typesetting import Bookmark


@dataclass(slots=True)
class Entry:
    """An entry with those below it; the root is one without a mark."""

    mark: Bookmark | None = None
    below: list[Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All entries below it, which are open."""
        return len(self.below) + sum(entry.count for entry in self.below)


def nested(marks: Sequence[Bookmark]) -> Entry:
    """Each bookmark below the last one before it that has a lower level."""
    path = [Entry()]
    for mark in marks:
        while len(path) > 1 and (above := path[-1].mark) and above.level >= mark.level:
            path.pop()
        entry = Entry(mark)
        path[-1].below.append(entry)
        path.append(entry)
    return path[0]


def write(frame: Any, marks: Sequence[Bookmark], pages: Sequence[int]) -> None:
    """Writes the outline of the book, whose ``pages`` have these numbers as objects of it."""
    root = nested(marks)
    if not root.below:
        return
    top = frame.make_indirect(_dictionary({"/Count": root.count}))
    _write_below(frame, root, top, pages)
    frame.Root.Outlines = top


def _write_below(frame: Any, entry: Entry, parent: Any, pages: Sequence[int]) -> None:
    import pikepdf

    written: list[Any] = []
    for child in entry.below:
        mark = child.mark
        assert mark is not None  # noqa: S101 -- only the root has none
        place = [reference(pages[mark.page]), pikepdf.Name.XYZ, mark.left, mark.top, 0]
        this = frame.make_indirect(
            _dictionary(
                {
                    "/Title": pikepdf.String(mark.title),
                    "/Dest": pikepdf.Array(place),
                    "/Count": child.count,
                    "/Parent": parent,
                }
            )
        )
        if written:
            this.Prev, written[-1].Next = written[-1], this
        written.append(this)
        _write_below(frame, child, this, pages)
    if written:
        parent.First, parent.Last = written[0], written[-1]


def _dictionary(items: dict[str, Any]) -> Any:
    import pikepdf

    return pikepdf.Dictionary(items)
