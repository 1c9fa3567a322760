"""Writes a published figure as it stands in print, and reads what was written back."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from pipeline.tables.figures import Figure
from pipeline.tables.model import Cell
from pipeline.vocabulary import LOWER_BOUNDS, UPPER_BOUNDS, ObsStatus

NBSP = "\u00a0"
MINUS = "\u2212"
WITHHELD, NOT_APPLICABLE, NEGLIGIBLE = "×", "—", "…"
BLANK = Cell(kind="blank")
INAPPLICABLE = Cell(NOT_APPLICABLE, kind="symbol")

_FLAGS = {ObsStatus.PROVISIONAL: "p", ObsStatus.ESTIMATED: "e", ObsStatus.IMPUTED: "e"}
# A bound is never rounded to the side on which it would promise more than is known.
_ROUNDING = dict.fromkeys(LOWER_BOUNDS, ROUND_FLOOR) | dict.fromkeys(UPPER_BOUNDS, ROUND_CEILING)


def write(figure: Figure | None, decimals: int | None = None, scale: int = 1) -> Cell:
    """The cell of a figure divided by ``scale`` (a power of ten), rounded once, half to even.

    ``decimals`` is what the column prints (none: the figure's own); a figure that is known less
    exactly prints fewer. Blank is not reported or unknown, × withheld, — not applicable, … too
    small for the last printed digit.
    """
    if figure is None:
        return BLANK
    address = address_of(figure)
    if figure.withheld:
        return Cell(WITHHELD, kind="symbol", address=address)
    if figure.status is ObsStatus.NOT_APPLICABLE:
        return Cell(NOT_APPLICABLE, kind="symbol", address=address)
    if figure.value is None:
        return Cell(kind="blank", address=address)
    flag = _flag(figure)
    rounded = _rounded(figure, figure.value / scale, decimals, scale)
    if rounded == 0 and figure.value != 0:
        return Cell(NEGLIGIBLE, flag=flag, kind="symbol", address=address)
    return Cell(grouped(rounded), str(figure.mark), flag, address=address)


def address_of(figure: Figure) -> str:
    """Where the figure stands among the published ones: area/indicator/measure/period."""
    return f"{figure.area}/{figure.indicator}/{figure.measure}/{figure.period}"


def grouped(number: Decimal) -> str:
    """Digits in threes from four digits on, a true minus, as many decimals as ``number`` has."""
    text = f"{abs(number):,f}".replace(",", NBSP)
    return MINUS + text if number < 0 else text


def read_back(cell: Cell) -> Decimal | None:
    """The number that stands in a cell, in the unit in which it is printed, if there is one."""
    if cell.kind != "number" or not cell.text:
        return None
    return Decimal(cell.text.replace(NBSP, "").replace(MINUS, "-"))


def _flag(figure: Figure) -> str:
    return _FLAGS.get(figure.status, "") + ("r" if figure.revised else "")


def _rounded(figure: Figure, quantity: Decimal, decimals: int | None, scale: int) -> Decimal:
    asked = figure.decimals if decimals is None else decimals
    step = Decimal(1).scaleb(-min(asked, _known_places(figure, quantity, scale, asked)))
    return quantity.quantize(step, _ROUNDING.get(figure.mark, ROUND_HALF_EVEN))


def _known_places(figure: Figure, quantity: Decimal, scale: int, asked: int) -> int:
    """How many decimals the figure is known to, after scaling."""
    if figure.mark in _ROUNDING:
        return max(0, -int(quantity.normalize().as_tuple().exponent))
    if figure.exact:
        return asked
    if figure.precision:
        return max(0, -(figure.precision / scale).adjusted())
    return figure.decimals + len(str(scale)) - 1
