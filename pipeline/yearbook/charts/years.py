"""One column a year: the parts of a whole, as far as they were reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.bilingual import Languages
from pipeline.tables.figures import Figure
from pipeline.tables.words import year_head
from pipeline.tables.writing import write
from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.marks import State
from pipeline.yearbook.charts.palette import GREY, RULE, SYMBOL, TEXT, WHITE, on, readable
from pipeline.yearbook.charts.plot import FULL, HALF, LEAST, Plot, Row, Scene, head, hover, sentence
from pipeline.yearbook.charts.wholes import exact, titles

_TOP = 40.0
_FOOT = 22.0
# width, room for the names of the parts, floor: of a city across the page, of the region in half
_FRAMES = ((FULL, 72.0, 168.0), (HALF, 66.0, 216.0))
_LARGE = 1000  # from here on decimals are left out
_LOW = 9.0  # a piece lower than this (in points) carries no figure
_ONLY_SUM, _HIDDEN = Text("仅报合计", "total only"), Text("不予公布", "withheld")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a column: white where only a sum was reported."""

    name: Text
    value: Decimal
    fill: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A year: its pieces from below, and the total if it was reported."""

    year: int
    pieces: tuple[Piece, ...]
    total: Figure | None
    is_sample: bool
    lacking: tuple[Text, ...] = ()  # parts that were not reported, not even within a sum

    @property
    def height(self) -> Decimal:
        pieces = sum((piece.value for piece in self.pieces), Decimal(0))
        return max(pieces, (self.total.value or Decimal(0)) if self.total else Decimal(0))


def years(scene: Scene) -> Plot | None:
    """The columns of a city, or of the region, up to the edition's year; three at least."""
    area = scene.area.code if scene.area else scene.region
    columns = [c for year in scene.model.years if (c := column(scene, area, year))]
    if len(columns) < LEAST or columns[-1].year != scene.model.year:
        return None
    width, room, floor = _FRAMES[scene.area is None]
    most = max(c.height for c in columns)
    unit = scene.indicator(scene.spec.whole).unit
    scale = float(most) / (floor - _TOP)
    data: dict[str, list[Row]] = {
        "columns": [row for c in columns for row in _rows(c, scale)],
        "totals": [row for c in columns for row in _total(c)],
        "years": [_tick(c, scene.languages) for c in columns],
        "names": _names(columns[-1], scale),
        "divider": _divider(columns, scene.languages),
        "axis": [{}],
        "heads": [head(0, f"单位：{unit.zh}", f"Unit: {unit.en}")],
    }
    params = {"most": float(most), "top": _TOP, "floor": floor, "right": width - room}
    drawing = draw("years", data, params, (width, floor + _FOOT), scene.languages)
    alt = sentence(scene.spec.title, *(_told(c) for c in columns))
    return Plot(drawing, alt, (), tuple(c.year for c in columns))


def column(scene: Scene, area: str, year: int) -> Column | None:
    """What is known of one year: its parts, or the sums that stand for them, or its total alone."""
    total = scene.figure(area, scene.spec.whole, year)
    total = total if exact(total) is not None else None
    pieces = []
    lacking = dict(zip(scene.spec.parts, titles(scene), strict=True))
    sample = total is not None and total.is_sample
    for code, fill in zip(scene.spec.parts, scene.palette.parts, strict=False):
        figure = scene.figure(area, code, year)
        value = exact(figure)
        if value is not None and figure is not None:
            pieces.append(Piece(lacking.pop(code), value, fill, label_of(figure)))
            sample = sample or figure.is_sample
    if total is not None and lacking:
        spare = (total.value or Decimal(0)) - sum((p.value for p in pieces), Decimal(0))
        hidden = any(scene.shown(area, c, year).state is State.WITHHELD for c in lacking)
        pieces += [Piece(_HIDDEN if hidden else _ONLY_SUM, spare, WHITE, "")] if spare > 0 else []
        lacking.clear()
    pieces += _sums(scene, area, year, lacking)
    return Column(year, tuple(pieces), total, sample, tuple(lacking.values())) if pieces else None


def _sums(scene: Scene, area: str, year: int, lacking: dict[str, Text]) -> list[Piece]:
    """White pieces for parts that were reported as a sum only; these are no longer lacking."""
    pieces = []
    for parent in dict.fromkeys(scene.indicator(code).parent for code in lacking):
        if parent is None or parent == scene.spec.whole:
            continue
        children = [c for c in scene.spec.parts if scene.indicator(c).parent == parent]
        figure = scene.figure(area, parent, year)
        value = exact(figure)
        if value is not None and figure is not None and all(c in lacking for c in children):
            pieces.append(Piece(scene.indicator(parent).short, value, WHITE, label_of(figure)))
            for code in children:
                del lacking[code]
    return pieces


def _rows(found: Column, scale: float) -> list[Row]:
    rows, at = [], 0.0
    for piece in found.pieces:
        value = float(piece.value)
        only_sum = piece.fill == WHITE
        why = _ONLY_SUM if piece.label else piece.name
        fits = value / scale >= _LOW * (3 if only_sum else 1)
        rows.append({
            "year": found.year, "from": at, "to": at + value, "middle": at + value / 2,
            "fill": piece.fill, "stroke": RULE if only_sum else WHITE,
            "label": piece.label if fits else "",
            "told": hover(piece.name, piece.label or "—", year_head(found.year)),
            "why_zh": why.zh if fits and only_sum else "",
            "why_en": why.en if fits and only_sum else "",
            "label_ink": SYMBOL if only_sum else on(piece.fill),
        })  # fmt: skip
        at += value
    return rows


def _total(found: Column) -> list[Row]:
    if found.total is None:
        return []
    at, label = float(found.height), label_of(found.total)
    return [{"year": found.year, "at": at, "label": label, "ink": TEXT}]


def _tick(found: Column, languages: Languages) -> Row:
    """The year; under it the name of a sum that stands for parts, and what was not reported."""
    told = [piece.name for piece in found.pieces if piece.fill == WHITE and piece.label]
    told += [Text(f"未报：{name.zh}", f"n/r: {name.en}") for name in found.lacking]
    why = Text("；".join(text.zh for text in told), "; ".join(text.en for text in told))
    return {"year": found.year, "label": str(found.year), "why": languages.lead(why)}


def label_of(figure: Figure) -> str:
    """A figure as it stands in a column; large sums of money without their decimals."""
    large = abs(figure.value or Decimal(0)) >= _LARGE
    cell = write(figure, 0 if large else None)
    return f"{cell.prefix}{cell.text}{cell.flag}"


def _names(last: Column, scale: float) -> list[Row]:
    """Names of the parts beside the last column, kept a line apart."""
    rows: list[Row] = []
    at, lowest = 0.0, 0.0
    for piece in last.pieces:
        middle = max(at + float(piece.value) / 2, lowest)
        rows.append(
            {"at": middle, "zh": piece.name.zh, "en": piece.name.en, "ink": readable(piece.fill)}
        )
        at, lowest = at + float(piece.value), middle + 19 * scale
    return rows


def _divider(columns: Sequence[Column], languages: Languages) -> list[Row]:
    """The stroke between real and sample years."""
    kinds = [c.is_sample for c in columns]
    if all(kinds) or not any(kinds):
        return []
    first = next(c.year for c in columns if c.is_sample)
    left, right = map(languages.joined, (Text("公开资料", "published"), Text("示例", "sample")))
    return [{"year": first, "left": left, "right": right, "ink": GREY}]


def _told(found: Column) -> Text:
    """2024 年合计 418，其中服务中心 48，…"""
    label = label_of(found.total) if found.total else ""
    zh, en = (f"合计 {label}", f"total {label}") if label else ("合计未报", "no total reported")
    named = [piece for piece in found.pieces if piece.label]
    zh_parts = [*(f"{p.name.zh} {p.label}" for p in named), *(f"{n.zh}未报" for n in found.lacking)]
    en_parts = [f"{p.name.en} {p.label}" for p in named]
    en_parts += [f"{n.en} not reported" for n in found.lacking]
    return Text(
        "，".join([f"{found.year} 年{zh}", *zh_parts]),
        ", ".join([f"{found.year}: {en}", *en_parts]),
    )
