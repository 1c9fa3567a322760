"""The cells of a table as they are printed: padded so that figures stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.tables.model import Cell, Column
from pipeline.yearbook import grid
from pipeline.yearbook.sizes import Sizes


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell as it is printed: its text, the class that pads it, the flag that hangs behind.

    Cells of words may tell more in ``follow`` and take several lines; the text of a ``page`` cell
    is the anchor whose page is printed.
    """

    text: str
    css: str
    flag: str = ""
    bar: float | None = None
    follow: str = ""
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Pad:
    """How the figures of one column stand in it: the widest is centred, the points align."""

    right: float
    decimals: int | None
    sizes: Sizes
    css: str
    left: bool
    width: float

    @classmethod
    def of(cls, cells: Sequence[Cell], width: float, column: Column, sizes: Sizes) -> Pad:
        most = max(map(grid.decimals, cells), default=0) if sizes.points else None
        widest = max(
            (grid.cell_mm(c, sizes.body) + grid.lacking_mm(c, most, sizes.body) for c in cells),
            default=0.0,
        )
        css = (" v" if column.bar_before else "") + (" b" if column.strong else "")
        return cls(max((width - widest) / 2, 0.8), most, sizes, css, _is_text(cells), width)

    def cell(self, cell: Cell) -> SetCell:
        if cell.kind == "page":
            return SetCell(cell.text, "page")
        if self.left:
            wraps = grid.words_mm(cell, self.sizes) > self.width
            css = ("l" + self.css).strip()
            lead, follow = grid.told(cell, self.sizes.languages)
            return SetCell(lead, css, cell.flag, follow=follow, wraps=wraps)
        pad = self.right + grid.lacking_mm(cell, self.decimals, self.sizes.body)
        kind = " s" if cell.kind == "symbol" else ""
        css = f"p{min(round(pad * 10), 159)}{kind}" if cell.text else ""
        return SetCell(cell.prefix + cell.text, (css + self.css).strip(), cell.flag, cell.bar)


def _is_text(cells: Sequence[Cell]) -> bool:
    return any(cell.kind == "text" for cell in cells)
