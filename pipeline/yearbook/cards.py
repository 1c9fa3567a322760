"""Small drawings for key figures: bars from zero for amounts, a track to 100 for percentages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from pipeline.yearbook import ink, measure
from pipeline.yearbook.commentary.model import KeyFigure, Point

WIDTH, HEIGHT = 39.0, 15.0  # mm
_BASE = 11.4  # the line on which bars stand
_TALLEST = 8.2
_TEXT, _GREY = "#1b1f26", "#5b626b"
_LABEL = 2.15  # mm: the size of the labels
_FULL = Decimal(100)


def drawing(figure: KeyFigure, colour: str) -> str:
    """The years behind a key figure as SVG, 39 mm wide."""
    body = _track if "%" in (figure.unit.zh, figure.unit.en) else _bars
    inside = "".join(body(figure.series, colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Noto Sans CJK SC" '
        f'font-size="{_LABEL}">{inside}</svg>'
    )


def _bars(series: Sequence[Point], colour: str) -> list[str]:
    """A bar a year on a common scale from zero; a year without a figure is an empty place."""
    most = max((p.value for p in series if p.value is not None), default=Decimal(1)) or Decimal(1)
    pitch = WIDTH / max(len(series), 1)
    parts = [_line(0, _BASE, WIDTH, _BASE, "#8a9199")]
    for at, point in enumerate(series):
        left, wide = at * pitch + pitch * 0.14, pitch * 0.72
        last = at == len(series) - 1
        if point.value is None:
            parts.append(_dashes(left, wide))
        else:
            tall = float(point.value / most) * _TALLEST
            fill = colour if last else ink.tint(colour, 34)
            parts.append(
                f'<rect x="{left:.2f}" y="{_BASE - tall:.2f}" width="{wide:.2f}" '
                f'height="{max(tall, 0.1):.2f}" fill="{fill}"/>'
            )
            parts.append(_above(point, left + wide / 2, _BASE - tall - 0.7, pitch, last=last))
        parts.append(_text(str(point.year), left + wide / 2, HEIGHT - 1.0, bold=last))
    return parts


def _track(series: Sequence[Point], colour: str) -> list[str]:
    """0 to 100 per cent: filled up to this year, a tick for every earlier year."""
    known = [p for p in series if p.value is not None]
    if not known:
        return []
    top, tall = 5.6, 3.0
    now = known[-1]
    parts = [
        f'<rect y="{top}" width="{WIDTH}" height="{tall}" fill="{ink.tint(colour, 12)}"/>',
        f'<rect y="{top}" width="{_at(now):.2f}" height="{tall}" fill="{colour}"/>',
    ]
    for point in known[:-1]:
        x = _at(point)
        parts.append(_line(x, top - 0.9, x, top + tall + 0.9, _TEXT))
    first = known[0]
    if len(known) > 1:
        x = min(max(_at(first), 3.0), WIDTH - 3.0)
        parts.append(_text(f"{first.year}", x, top - 1.6))
    parts.append(_text("0", 0, top + tall + 3.2, anchor="start"))
    parts.append(_text("100%", WIDTH, top + tall + 3.2, anchor="end"))
    return parts


def _at(point: Point) -> float:
    share = min(max((point.value or Decimal(0)) / _FULL, Decimal(0)), Decimal(1))
    return float(share) * WIDTH


def _above(point: Point, x: float, y: float, pitch: float, *, last: bool) -> str:
    """The figure over its bar, where it has room there."""
    if measure.ems(point.text) * _LABEL > pitch + 0.4:
        return ""
    return _text(point.text, x, y, bold=last)


def _dashes(left: float, wide: float) -> str:
    return (
        f'<rect x="{left:.2f}" y="{_BASE - 1.2:.2f}" width="{wide:.2f}" height="1.2" fill="none" '
        f'stroke="#8a9199" stroke-width=".12" stroke-dasharray=".5 .5"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{colour}" stroke-width=".14"/>'
    )


def _text(words: str, x: float, y: float, *, bold: bool = False, anchor: str = "middle") -> str:
    weight, colour = ("700", _TEXT) if bold else ("400", _GREY)
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="{colour}">{escape(words)}</text>'
    )
