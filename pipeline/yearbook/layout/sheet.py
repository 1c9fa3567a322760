"""The sheet: where type may stand, and the strips of head, foot and thumb tab around it.

The numbers are those of templates/styles/page.css and furniture.css.j2; a test holds them
together. Millimetres from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# top, right, bottom, left; by whether the sheet is landscape and whether it is a right page
MARGINS = {
    (False, True): (32.0, 20.0, 25.0, 22.0),
    (False, False): (32.0, 22.0, 25.0, 20.0),
    (True, True): (22.0, 32.0, 14.0, 25.0),
    (True, False): (14.0, 32.0, 22.0, 25.0),
}
_HEAD = (11.5, 17.5)  # the running head, from the head of the book
_MARK = (26.0, 32.0)  # 续表 over a table that goes on
_FOOT = (8.0, 16.0)  # the folio, from the foot of the book
_TAB = 6.0  # the thumb tab, from the outer edge


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether ``other`` lies within, or sticks out by no more than ``slack``."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def shared(self, other: Box) -> tuple[float, float]:
        """Width and height of what both cover; negative where they are apart."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def within(self, inset: float) -> Box:
        """The box less a border of this width."""
        return Box(self.left + inset, self.top + inset, self.right - inset, self.bottom - inset)

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its size, and whether it is a right page."""

    width: float
    height: float
    is_right: bool

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @property
    def whole(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def area(self) -> Box:
        """Where type may stand on a page with a running head."""
        top, right, bottom, left = MARGINS[self.is_landscape, self.is_right]
        return Box(left, top, self.width - right, self.height - bottom)

    @property
    def head(self) -> Box:
        return self._strip(*_HEAD)

    @property
    def mark(self) -> Box:
        return self._strip(*_MARK)

    @property
    def foot(self) -> Box:
        across = self.width if self.is_landscape else self.height
        return self._strip(across - _FOOT[1], across - _FOOT[0])

    @property
    def tab(self) -> Box:
        """The outer edge; a landscape page is bound turned left, so its lower or upper one."""
        if self.is_landscape:
            top = self.height - _TAB if self.is_right else 0.0
            return Box(0, top, self.width, top + _TAB)
        left = self.width - _TAB if self.is_right else 0.0
        return Box(left, 0, left + _TAB, self.height)

    @property
    def furniture(self) -> tuple[Box, ...]:
        return (self.head, self.mark, self.foot, self.tab)

    def area_for(self, boxes: Iterable[Box]) -> Box | None:
        """The type area of a page with ``boxes`` on it; none where all of the sheet is free.

        A page without head and foot is a cover; one with a foot alone is an opener (its area
        reaches the upper edge) or was left blank on purpose.
        """
        given = tuple(boxes)
        if not any(self.foot.holds(box) for box in given):
            return None
        area = self.area
        if any(self.head.holds(box) for box in given):
            return area
        return area if self.is_landscape else Box(area.left, 0, area.right, area.bottom)

    def _strip(self, first: float, last: float) -> Box:
        """From ``first`` to ``last`` below the head of the book, between the side margins."""
        area = self.area
        if self.is_landscape:
            return Box(self.width - last, area.top, self.width - first, area.bottom)
        return Box(area.left, first, area.right, last)
