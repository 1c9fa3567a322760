"""The cover: one diamond for every city on the tile grid, its rings counted from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, sqrt

from pipeline.catalogue.model import Area, Indicator
from pipeline.vocabulary import Text
from pipeline.yearbook import measure, motif
from pipeline.yearbook.edition import EditionModel

SHEET_MM = (210.0, 297.0)
PANEL_MM = (160.0, 200.0)
KEY_MM = 13.0
YEAR_MM = 60.0  # the width that the year needs to stand in the cloth
TITLE_PT, TITLE_MM = 50.0, 146.0
SHORT_TITLE = 7  # characters that fit on one line
PER = 100_000  # residents
MOST = 4  # rings; a higher density is not shown higher
RINGS = tuple(
    motif.Ring(c) for c in (motif.MADDER, motif.CREAM, motif.BAMBOO, motif.MADDER, motif.CREAM)
)
OUTLINE = "#7C92B8"  # frame of a city without a figure

Place = tuple[int, int]  # column, row of the tile grid, from 0


@dataclass(frozen=True, slots=True)
class Tile:
    """A city on the grid; ``rings`` is none where nothing was published."""

    city: Area
    place: Place
    rings: int | None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cloth of the cover, whether the year has room in it, and what the rings mean."""

    title: tuple[str, ...]  # the title that leads, in lines
    title_pt: float
    svg: str
    tiles: tuple[Tile, ...]
    year_in_cloth: bool
    year_mm: float  # the height of the tiles among which it stands
    meaning: Text

    @property
    def title_mm(self) -> float:
        """From line to line of the title."""
        return round(self.title_pt * 0.44, 2)

    @property
    def back(self) -> str:
        return back()

    @property
    def key(self) -> tuple[tuple[Text, str], ...]:
        return key()


def cover(model: EditionModel) -> Cover:
    """The cover of an edition; densities where most cities have one, else the forms reported."""
    density = density_indicator(model)
    rings = _by_density(model, density) if density else {}
    meaning = _density_told(model, density) if density else Text("", "")
    if 2 * len(rings) < len(model.catalogue.cities):
        rings, meaning = _by_forms(model), _forms_told(model)
    tiles = _tiles(model.catalogue.cities, rings)
    pitch = _pitch(tiles)
    room = _free_columns(tiles) * pitch >= YEAR_MM
    title = title_lines(model.languages.lead(model.catalogue.edition.title))
    wide = max(map(measure.ems, title)) * measure.MM_PER_PT
    size = round(min(TITLE_PT, TITLE_MM / wide), 1)
    return Cover(title, size, _cloth(tiles, pitch, room), tiles, room, pitch, meaning)


def title_lines(title: str) -> tuple[str, ...]:
    """A long title breaks before what kind of book it is, any other one in the middle."""
    if measure.is_latin(title):
        return measure.halves(title)
    if len(title) <= SHORT_TITLE:
        return (title,)
    kind = next((k for k in ("统计年鉴", "年鉴") if title.endswith(k)), title[len(title) // 2 :])
    return title.removesuffix(kind), kind


def density_indicator(model: EditionModel) -> Indicator | None:
    """The first computed rate per 100 000 residents: what the rings of the cover count."""
    derived = (i for i in model.catalogue.indicators if not i.on_form and i.ratio)
    return next((i for i in derived if i.ratio and i.ratio.factor == PER), None)


def _by_density(model: EditionModel, rate: Indicator) -> dict[str, int]:
    found = ((c, model.figures.get(c.code, rate.code, model.year)) for c in model.catalogue.cities)
    return {
        city.code: min(MOST, int(figure.value))
        for city, figure in found
        if figure and figure.value is not None
    }


def _by_forms(model: EditionModel) -> dict[str, int]:
    forms = {i.code: i.form for i in model.catalogue.indicators if i.on_form}
    told = {
        (figure.area, forms[figure.indicator])
        for figure in model.figures
        if figure.period == model.year and figure.value is not None and figure.indicator in forms
    }
    areas = [area for area, _ in told]
    return {c.code: min(MOST, areas.count(c.code)) for c in model.reporting_cities}


def _density_told(model: EditionModel, rate: Indicator) -> Text:
    name = rate.name.en[:1].lower() + rate.name.en[1:]
    return Text(
        f"每个菱形是一个设区市，位置仅为示意。菱形内的圈数是 {model.year} 年{rate.name.zh}的"
        f"整数部分，{MOST} 圈封顶；浅色空框表示没有公布的数字。",
        f"Each diamond is a city; positions are schematic. Its rings count {name} in {model.year}, "
        f"whole numbers only and {MOST} at most; a pale empty frame means no published figure.",
    )


def _forms_told(model: EditionModel) -> Text:
    return Text(
        f"每个菱形是一个设区市，位置仅为示意。菱形内的圈数是该市 {model.year} 年有数字公布的"
        f"统计表张数，{MOST} 圈封顶；浅色空框表示该市没有公布的数字。",
        f"Each diamond is a city; positions are schematic. Its rings count the forms of which "
        f"figures for {model.year} are published, up to {MOST}; a pale empty frame means none.",
    )


def _tiles(cities: Sequence[Area], rings: dict[str, int]) -> tuple[Tile, ...]:
    """The cities on their tiles; where a catalogue has no grid, row by row in a square."""
    side = ceil(sqrt(len(cities)))
    places = [
        (c.tile_col - 1, c.tile_row - 1) if c.tile_col and c.tile_row else divmod(n, side)[::-1]
        for n, c in enumerate(cities)
    ]
    return tuple(Tile(c, p, rings.get(c.code)) for c, p in zip(cities, places, strict=True))


def _pitch(tiles: Sequence[Tile]) -> float:
    columns = max(tile.place[0] for tile in tiles) + 1
    rows = max(tile.place[1] for tile in tiles) + 1
    return min(PANEL_MM[0] / columns, PANEL_MM[1] / rows)


def _free_columns(tiles: Sequence[Tile]) -> int:
    """How many tiles are free in the upper left corner."""
    top = [tile.place[0] for tile in tiles if tile.place[1] == 0]
    return min(top, default=max(tile.place[0] for tile in tiles) + 1)


def _cloth(tiles: Sequence[Tile], pitch: float, year_in_cloth: bool) -> str:
    scale = pitch / motif.PITCH
    width, height = PANEL_MM[0] / scale, PANEL_MM[1] / scale
    parts = [
        f'<rect width="{width:g}" height="{height:g}" fill="{motif.INDIGO}"/>',
        _ghosts("ghosts", width, height),
    ]
    free = range(_free_columns(tiles) if year_in_cloth else 0)
    cleared = [(column, 0) for column in free] + [tile.place for tile in tiles]
    parts += [motif.placed(_GROUND, *_heart(place)) for place in cleared]
    parts += [motif.placed(_woven(tile.rings), *_heart(tile.place)) for tile in tiles]
    small = motif.paths(motif.filler(motif.CREAM))
    parts += [motif.placed(small, *node) for node in _nodes(tiles, width, height)]
    return motif.svg(*PANEL_MM, scale, "".join(parts))


def _ghosts(name: str, width: float, height: float) -> str:
    """A lattice of diamonds one shade lighter than the ground: cloth without data."""
    ghost = motif.diamond(motif.GHOST, (motif.Ring(motif.GHOST),) * MOST, motif.GHOST)
    small = motif.filler(motif.GHOST)
    return motif.lattice(name, motif.paths(ghost), motif.paths(small), width, height)


# A diamond one pick larger than the frame, its corners cut so that it stays in the panel.
_GROUND = f'<path fill="{motif.INDIGO}" d="M-1-19.5h3L20.5-1v3L2 20.5h-3L-19.5 2v-3z"/>'


def _woven(rings: int | None) -> str:
    if rings is None:
        return motif.paths(motif.diamond(OUTLINE, ()))
    return motif.paths(motif.diamond(motif.GAMBOGE, RINGS[:rings], motif.CREAM))


def _heart(place: Place) -> tuple[float, float]:
    return place[0] * motif.PITCH + motif.REACH, place[1] * motif.PITCH + motif.REACH


def _nodes(tiles: Sequence[Tile], width: float, height: float) -> list[tuple[float, float]]:
    """The nodes of the lattice whose neighbours inside the panel are all cities with a figure."""
    woven = {tile.place for tile in tiles if tile.rings is not None}
    columns, rows = round(width / motif.PITCH), round(height / motif.PITCH)
    inside = set(product(range(columns), range(rows)))
    nodes = []
    for column, row in product(range(columns + 1), range(rows + 1)):
        around = inside & set(product((column - 1, column), (row - 1, row)))
        if around and around <= woven:
            nodes.append((column * motif.PITCH, row * motif.PITCH))
    return [(float(x), float(y)) for x, y in nodes]


def back() -> str:
    """The cloth of the last page, from edge to edge: the lattice of the cover without a figure."""
    scale = PANEL_MM[0] / 4 / motif.PITCH
    width, height = SHEET_MM[0] / scale, SHEET_MM[1] / scale
    ground = f'<rect width="{width:g}" height="{height:g}" fill="{motif.INDIGO}"/>'
    return motif.svg(*SHEET_MM, scale, ground + _ghosts("ghosts-back", width, height))


def key() -> tuple[tuple[Text, str], ...]:
    """What each number of rings looks like, from no figure to the most."""
    side = motif.PITCH + 2
    ground = f'<rect width="{side}" height="{side}" fill="{motif.INDIGO}"/>'
    return tuple(
        (
            _told_rings(count),
            motif.svg(KEY_MM, KEY_MM, KEY_MM / side, ground + _placed(count, side / 2)),
        )
        for count in (None, *range(MOST + 1))
    )


def _placed(rings: int | None, middle: float) -> str:
    return motif.placed(_woven(rings), middle, middle)


def _told_rings(count: int | None) -> Text:
    if count is None:
        return Text("未公布", "none")
    return Text(
        f"{count} 圈" + ("及以上" if count == MOST else ""), f"{count}" + "+" * (count == MOST)
    )
