"""What a chart is once it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bilingual import Languages
from pipeline.tables.figures import Address
from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import Drawing
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.measure import title_lines


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart at its final size.

    ``svg`` is a complete ``<svg>`` element whose width and height are given in mm, so that the
    font sizes in it are true; print it unscaled. ``alt`` says in words what the chart shows, with
    the figures; ``note`` (may be blank) stands under it. ``figures`` are the addresses of what it
    was drawn from.
    """

    number: str  # 3-1, printed as 图3-1 and Fig. 3-1; in the cities' part 9-1-2
    title: Text
    drawing: Drawing
    alt: Text
    note: Text
    headline: Headline | None = None
    figures: tuple[Address, ...] = ()

    @property
    def called(self) -> Text:
        """图3-1 / Fig. 3-1."""
        return Text(f"图{self.number}", f"Fig. {self.number}")

    @property
    def svg(self) -> str:
        return self.drawing.svg

    @property
    def width_mm(self) -> float:
        return self.drawing.width_mm

    @property
    def height_mm(self) -> float:
        return self.drawing.height_mm

    def more_mm(self, languages: Languages) -> float:
        """The height of the lines that its title takes after the first one."""
        title = f"{languages.lead(self.called)} {languages.lead(self.title)}"
        across = HALF_MM if self.width == "half" else FULL_MM
        return (title_lines(title, across - _NUMBER_AIR_MM, _TITLE_PT) - 1) * _TITLE_MM

    @property
    def width(self) -> str:
        """``half`` fits a column of 82 mm, ``full`` needs the measure of 168 mm."""
        return "half" if self.width_mm <= HALF_MM else "full"


FULL_MM, HALF_MM = 168.0, 82.0
_TITLE_PT, _TITLE_MM, _NUMBER_AIR_MM = 10.5, 5.0, 3.0
