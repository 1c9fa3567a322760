"""Which tables and figures share a page, and how tall their rows are, so that pages are filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.vocabulary import Text
from pipeline.yearbook import measure
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.grid import LANDSCAPE_MM, PORTRAIT_MM
from pipeline.yearbook.setting import SetTable

_DEPTH = {"portrait": 239.0, "landscape": 173.0}  # of the page area, a millimetre less
_AIR_MM = 9.0  # between two pieces of a page
_CAP_MM, _CAP_FOLLOW_MM, _CHART_NOTE_MM = 11.0, 3.8, 5.6  # round a chart
_MAJOR, _MINOR = (17.0, 8.4, 13.0), (12.5, 6.4, 9.2)  # headline: pt, leading, what follows and air
_EASY_MM = 5.6  # tables that share a page have rows of this height at least
_LOW = {"portrait": (5.0, 4.1), "landscape": (4.2,)}  # rows, and where that spares a page
_TALLEST_MM, _TALLEST_FLOWING_MM = 8.4, 6.4
_MOST_PAGES = 9
_RUNNING_PT, _RUNNING_MM = 7.0, 124.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never parted: a table or charts side by side, with the headline above."""

    table: SetTable | None = None
    charts: tuple[Chart, ...] = ()
    headline: Headline | None = None
    row_mm: float = 0.0
    minor: bool = False  # whether the headline is set small

    @property
    def orientation(self) -> str:
        return self.table.orientation if self.table else "portrait"

    def height_mm(
        self, row_mm: float, languages: Languages = CHINESE_FIRST, *, minor: bool
    ) -> float:
        """The height with rows of ``row_mm``, the headline large or ``minor``."""
        across = PORTRAIT_MM if self.orientation == "portrait" else LANDSCAPE_MM
        head = headline_mm(self.headline, across, languages, minor=minor)
        if self.table:
            return head + self.table.height_mm(row_mm)
        return head + max(_chart_mm(c) + c.more_mm(languages) for c in self.charts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page (a long table runs on over several); ``left_mm`` is free at its foot."""

    pieces: tuple[Piece, ...]
    left_mm: float = 0.0
    n_pages: int = 1  # as reckoned here
    languages: Languages = CHINESE_FIRST

    @property
    def orientation(self) -> str:
        return self.pieces[0].orientation

    @property
    def table(self) -> SetTable | None:
        """The first table of the page: its title stands in the running head."""
        return next((piece.table for piece in self.pieces if piece.table), None)

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(chart for piece in self.pieces for chart in piece.charts)

    @property
    def called(self) -> Text:
        """The number of what comes first."""
        if self.table:
            return Text(self.table.number, self.table.number)
        return self.charts[0].called

    @property
    def running(self) -> Text:
        """The head of a right page: the title of what comes first, as far as it fits."""
        title = self.table.title if self.table else self.charts[0].title
        lead, follow = self.languages.pair(title)
        room = _RUNNING_MM - measure.mm(f"{self.languages.lead(self.called)} {lead}", _RUNNING_PT)
        fits = measure.mm(follow, _RUNNING_PT) < room
        return title if fits else self.languages.alone(title)

    @property
    def across_mm(self) -> float:
        return PORTRAIT_MM if self.orientation == "portrait" else LANDSCAPE_MM


def planned(
    tables: Iterable[Piece], charts: Iterable[Piece], languages: Languages = CHINESE_FIRST
) -> tuple[Sheet, ...]:
    """Tables in their order, charts in theirs where a page has room left, the rest at the end."""
    pages: list[_Page] = []
    for piece in tables:
        if not pages or not pages[-1].takes(piece):
            pages.append(_Page(languages))
        pages[-1].pieces.append(piece)
    at = 0
    for chart in charts:
        free = (n for n in range(at, len(pages)) if pages[n].takes(chart))
        at = next(free, len(pages))
        if at == len(pages):
            pages.append(_Page(languages))
        pages[at].pieces.append(chart)
    return tuple(page.finished() for page in pages)


def paired(charts: Sequence[Chart]) -> tuple[Piece, ...]:
    """Charts as pieces: two halves in a row stand side by side."""
    pieces: list[Piece] = []
    for chart in charts:
        last = pieces[-1].charts if pieces else ()
        if chart.width == "half" and len(last) == 1 and last[0].width == "half":
            pieces[-1] = Piece(charts=(*last, chart), headline=pieces[-1].headline)
        else:
            pieces.append(Piece(charts=(chart,), headline=chart.headline))
    return tuple(pieces)


def headline_mm(
    headline: Headline | None, across: float, languages: Languages = CHINESE_FIRST, *, minor: bool
) -> float:
    """The height of a headline with the air below it."""
    if headline is None:
        return 0.0
    size, leading, rest = _MINOR if minor else _MAJOR
    tones, below = languages.lead(headline), languages.follow(headline.text)
    words, chosen = "".join(tones), measure.headline_pt(tones, across, size)
    first = ceil(measure.mm(words, chosen) / across)
    second = ceil(measure.mm(below, size * 0.56) / across)
    return first * leading + second * leading * 0.6 + rest - leading * 0.6


@dataclass(slots=True)
class _Page:
    """A page while it is being filled."""

    languages: Languages
    pieces: list[Piece] = field(default_factory=list)

    def takes(self, piece: Piece) -> bool:
        """Whether the piece fits below what is there already, rows at ease."""
        if not self.pieces:
            return True
        if piece.orientation != self._orientation or self._orientation == "landscape":
            return False
        return _Page(self.languages, [*self.pieces, piece]).total(_EASY_MM) <= self._room

    def finished(self) -> Sheet:
        """The page with rows as tall as it has room for, within what looks well.

        Where even low rows leave no room for a large headline it is set small; where a table fits
        no page it runs over as few as possible and fills them.
        """
        for low in _LOW[self._orientation]:
            for minor in (False, True):
                fits = [h for h in _heights(low) if self.total(h, minor=minor) <= self._room]
                if fits:
                    return self._sheet(max(fits), minor=minor)
        return self._sheet(self._flowing(_heights(_LOW[self._orientation][0])), minor=False)

    @property
    def _orientation(self) -> str:
        return self.pieces[0].orientation

    @property
    def _room(self) -> float:
        return _DEPTH[self._orientation]

    def total(self, row_mm: float, *, minor: bool = False) -> float:
        """The height of the whole page with rows of ``row_mm``."""
        heights = (
            p.height_mm(row_mm, self.languages, minor=minor or at > 0)
            for at, p in enumerate(self.pieces)
        )
        return sum(heights) + _AIR_MM * (len(self.pieces) - 1)

    def _sheet(self, row_mm: float, *, minor: bool) -> Sheet:
        return Sheet(
            tuple(
                replace(piece, row_mm=row_mm if piece.table else 0.0, minor=minor or at > 0)
                for at, piece in enumerate(self.pieces)
            ),
            max(0.0, self._room - self.total(row_mm, minor=minor)),
            self._count(row_mm, minor=minor),
            self.languages,
        )

    def _count(self, row_mm: float, *, minor: bool) -> int:
        """Over how many pages it runs."""
        over = self.total(row_mm, minor=minor) - self._room
        if over <= 0:
            return 1
        return 1 + ceil(over / (self._room - self._head_mm))

    @property
    def _head_mm(self) -> float:
        """What a long table repeats on every page."""
        return max((p.table.repeated_mm for p in self.pieces if p.table), default=0.0)

    def _flowing(self, heights: Sequence[float]) -> float:
        """The height of rows with which a long table fills its pages to the last."""
        head = self._head_mm
        for pages in range(2, _MOST_PAGES):
            room = pages * (self._room - head - heights[0]) + head
            fits = [h for h in heights if self.total(h) <= room]
            if fits:
                return min(max(fits), _TALLEST_FLOWING_MM)
        return heights[0]


def _heights(lowest: float) -> tuple[float, ...]:
    """Heights of rows in steps of a twentieth of a millimetre."""
    return tuple(h / 20 for h in range(round(lowest * 20), round(_TALLEST_MM * 20) + 1))


def _chart_mm(chart: Chart) -> float:
    note = _CHART_NOTE_MM if chart.note.zh else 0.0
    follow = _CAP_FOLLOW_MM if chart.width == "half" else 0.0
    return _CAP_MM + follow + chart.height_mm + note
