"""The brocade motif: our own drawing in picks of weft, woven from data, written as compact SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, product

Pick = tuple[int, int]  # column, row; the heart of a diamond is (0, 0)
Cloth = Mapping[Pick, str]  # pick -> colour

REACH = 20  # picks from the heart of a diamond to its corner
PITCH = 2 * REACH  # neighbouring diamonds share their corner pick
BAND, WIDE = 3, 2  # a ring takes three picks of the way to the heart and is woven in two
DOTTED_AT = 8  # how far from its heart a small diamond has its dots
EDGE = 0.4  # picks of ground round a lattice: viewers round the edge of a pattern outwards
WEFT = 0.9  # a pick fills this much of its row; the rest is the ground between two threads
MOST_RINGS = 5
GAMBOGE, CREAM, MADDER, BAMBOO, INDIGO = "#E3A72F", "#F3E9D2", "#C8453A", "#2A8272", "#1C3D72"
GHOST = "#294B82"  # indigo, one shade lighter: cloth without data


class Weave(StrEnum):
    """How densely a ring is woven; the emblems of the cities tell thirds of a ranking by it."""

    FULL = "full"
    BROKEN = "broken"
    DOTTED = "dotted"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of a diamond; the first of a diamond lies under its frame."""

    colour: str
    weave: Weave = Weave.FULL


def diamond(frame: str, rings: Sequence[Ring], heart: str = "") -> Cloth:
    """A framed diamond with up to five rings and, where there is room, an eight-pointed star."""
    cloth = {
        (column, row): colour
        for row in range(-REACH, REACH + 1)
        for column in range(abs(row) - REACH, REACH - abs(row) + 1)
        if (colour := _pick(column, row, frame, rings))
    }
    if heart and len(rings) < MOST_RINGS:
        cloth.update(dict.fromkeys(_star(), heart))
    return cloth


def _pick(column: int, row: int, frame: str, rings: Sequence[Ring]) -> str:
    distance = abs(column) + abs(row)
    if distance >= REACH - 1 or (distance == REACH - 3 and column % 2 == 0):
        return frame
    band, step = divmod(REACH - 5 - distance, BAND)
    if not 0 <= band < len(rings) or step == WIDE:
        return ""
    return rings[band].colour if woven(rings[band].weave, column, row, step) else ""


def woven(weave: Weave, column: int, row: int, step: int) -> bool:
    """Whether a ring of this weave has a thread here; ``step`` is 0 outside, 1 inside."""
    if weave is Weave.BROKEN:
        return (abs(column) - abs(row)) % 8 in range(5)
    if weave is Weave.DOTTED:
        return step == 0 and column % 2 == 0
    return weave is Weave.FULL


def _star() -> Iterable[Pick]:
    """Arms of three picks along the axes, of two along the diagonals."""
    axes = [(n, 0) for n in range(-3, 4)] + [(0, n) for n in range(-3, 4)]
    return axes + [(a, b) for a, b in product((-2, -1, 1, 2), repeat=2) if abs(a) == abs(b)]


def filler(colour: str) -> Cloth:
    """The small diamond at the nodes between four large ones: a heart, a ring, a dotted ring."""
    woven = (0, 1, 4, 5)
    distances = {(x, y): abs(x) + abs(y) for x, y in product(range(-8, 9), repeat=2)}
    return {
        pick: colour
        for pick, distance in distances.items()
        if distance in woven or (distance == DOTTED_AT and pick[0] % 2 == 0)
    }


def paths(cloth: Cloth) -> str:
    """The picks as one ``<path>`` per colour; neighbours in a row are one run."""
    colours = sorted(set(cloth.values()))
    return "".join(f'<path fill="{c}" d="{_runs(cloth, c)}"/>' for c in colours)


def _runs(cloth: Cloth, colour: str) -> str:
    picks = sorted((row, column) for (column, row), c in cloth.items() if c == colour)
    # within one run the row and (column - index) stay the same
    runs = groupby(enumerate(picks), key=lambda item: (item[1][0], item[1][1] - item[0]))
    return "".join(_run([pick for _, pick in run]) for _, run in runs)


def _run(picks: Sequence[tuple[int, int]]) -> str:
    (row, column), length = picks[0], len(picks)
    return f"M{column} {row}h{length}v{WEFT}h-{length}z"


def svg(width_mm: float, height_mm: float, mm_per_pick: float, body: str, alt: str = "") -> str:
    """A drawing of this size whose unit is the pick and whose origin is the upper left corner."""
    box = f"0 0 {width_mm / mm_per_pick:g} {height_mm / mm_per_pick:g}"
    words = f' role="img" aria-label="{alt}"' if alt else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:g}mm" '
        f'height="{height_mm:g}mm" viewBox="{box}"{words}>{body}</svg>'
    )


def placed(body: str, x: float, y: float) -> str:
    """``body`` moved so that the middle of its heart lies at (x, y), in picks."""
    return f'<g transform="translate({x - 0.5:g} {y - 0.5:g})">{body}</g>'


def lattice(name: str, large: str, small: str, width: float, height: float) -> str:
    """A rectangle (in picks) of cloth: one tile as an SVG pattern, which is drawn only once."""
    nodes = "".join(placed(small, x, y) for x, y in product((0, PITCH), (0, PITCH)))
    tile = placed(large, REACH, REACH) + nodes
    return (
        f'<defs><pattern id="{name}" width="{PITCH}" height="{PITCH}" '
        f'patternUnits="userSpaceOnUse">{tile}</pattern></defs>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{width - 2 * EDGE:g}" '
        f'height="{height - 2 * EDGE:g}" fill="url(#{name})"/>'
    )


def band(part: int, ink: str, width_mm: float, height_mm: float, tile_mm: float = 30) -> str:
    """The brocade over a part of the book: its ink as the ground, and a weave of its own."""
    mm_per_pick = tile_mm / PITCH
    width, height = width_mm / mm_per_pick, height_mm / mm_per_pick
    pale = _mixed(ink, "#FFFFFF", 0.5)
    large = paths(diamond(GAMBOGE, _rings_of_part(part, pale), heart=GAMBOGE))
    cloth = lattice(f"band-{part}", large, paths(filler(pale)), width, height)
    ground = f'<rect width="{width:g}" height="{height:g}" fill="{ink}"/>'
    return svg(width_mm, height_mm, mm_per_pick, ground + cloth)


def _rings_of_part(part: int, pale: str) -> tuple[Ring, ...]:
    """Cream, pale, cream; outer and inner weave tell the parts apart (3 × 3 of them)."""
    weaves = (Weave.FULL, Weave.BROKEN, Weave.DOTTED)
    outer, inner = divmod((part - 1) % 9, 3)
    return Ring(CREAM, weaves[inner]), Ring(pale), Ring(CREAM, weaves[outer])


def _mixed(ink: str, other: str, share: float) -> str:
    """``ink`` with a share of another colour, both as #RRGGBB."""
    pairs = [(int(ink[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
