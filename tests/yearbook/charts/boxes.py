"""The boxes of the texts in a drawn chart, to see what is clipped or lies on something else."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import combinations

from pipeline.yearbook.measure import ems

_TEXT = re.compile(
    r'<text text-anchor="(\w+)" transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*'
    r'font-size="([\d.]+)px"[^>]*>([^<]*)</text>'
)
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TOUCH = 0.6  # points that two boxes may share


@dataclass(frozen=True)
class Box:
    """A text and the rectangle that it takes, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _TOUCH and down > _TOUCH


def boxes(svg: str) -> list[Box]:
    found = []
    for anchor, x, y, size, text in _TEXT.findall(svg):
        wide = ems(unescape(text)) * float(size)
        left = float(x) - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        top = float(y) - 0.78 * float(size)
        found.append(Box(unescape(text), left, top, left + wide, top + 0.9 * float(size)))
    return [box for box in found if box.text.strip()]


def clipped(svg: str) -> list[Box]:
    """Texts that reach over the edge of the drawing."""
    view = _VIEW.search(svg)
    assert view is not None
    width, height = (float(n) for n in view.groups())
    return [
        box
        for box in boxes(svg)
        if box.left < -_TOUCH or box.right > width + _TOUCH or box.top < -1 or box.bottom > height
    ]


def overlapping(svg: str) -> list[tuple[Box, Box]]:
    """Pairs of texts that lie on each other; a halo under its own text is none."""
    pairs = combinations(boxes(svg), 2)
    return [(one, two) for one, two in pairs if one.text != two.text and one.meets(two)]
