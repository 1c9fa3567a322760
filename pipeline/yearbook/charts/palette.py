"""The colours of a chart: its chapter's ink, what is mixed from it, and text that stands on it."""

from __future__ import annotations

from colorsys import rgb_to_hls
from dataclasses import dataclass

from pipeline.yearbook.ink import tint

TEXT, GREY, SYMBOL, RULE, FAINT = "#1B1F26", "#5B626B", "#6A727B", "#8A9199", "#CDD3D7"
WHITE, GAMBOGE, GAMBOGE_TEXT, MADDER = "#FFFFFF", "#E3A72F", "#8A5A00", "#A8352B"
_STEPS = (10, 28, 52, 78, 100)  # of the sequential scale, per cent of the ink
_NEAR = 0.07  # hues closer than this cannot be told apart beside each other


@dataclass(frozen=True, slots=True)
class Palette:
    """What is drawn in one chapter's ink (#RRGGBB)."""

    ink: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a whole, ordered by lightness: dark, middle, gamboge (or pale), pale."""
        pale = tint(self.ink, 25)
        third = (pale,) if abs(_hue(self.ink) - _hue(GAMBOGE)) < _NEAR else (GAMBOGE, pale)
        return (_shade(self.ink), tint(self.ink, 62), *third)

    def step(self, fraction: float) -> str:
        """The colour of a value that stands at ``fraction`` (0 … 1) of the sequential scale."""
        at = min(int(fraction * len(_STEPS)), len(_STEPS) - 1)
        return tint(self.ink, _STEPS[at])

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(tint(self.ink, step) for step in _STEPS)


def on(fill: str) -> str:
    """The ink of text on a fill: the better readable of white and text ink."""
    return WHITE if _luminance(fill) < 0.26 else TEXT  # noqa: PLR2004 - equal contrast there


def readable(colour: str) -> str:
    """A colour fit for words on white; gamboge and pale tints are not."""
    if colour == GAMBOGE:
        return GAMBOGE_TEXT
    while _luminance(colour) > 0.18:  # noqa: PLR2004 - 4.5 to 1 on white
        colour = _shade(colour)
    return colour


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _hue(colour: str) -> float:
    red, green, blue = _channels(colour)
    return rgb_to_hls(red, green, blue)[0]


def _shade(colour: str) -> str:
    return "#" + "".join(f"{round(channel * 255 * 0.72):02X}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB (the straight piece near black makes no difference here)."""
    red, green, blue = (pow((c + 0.055) / 1.055, 2.4) for c in _channels(colour))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
