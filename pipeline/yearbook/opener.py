"""The first page of a part: brocade, introduction, its key figure, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.catalogue.imprint import Part
from pipeline.errors import RenderError
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook import ink, measure, motif
from pipeline.yearbook.display import Display, key_figure
from pipeline.yearbook.edition import EditionModel

TITLE_PT, TITLE_MM = 36.0, 120.0
FOLLOW_TITLE_PT = 18.0
TWO_LINES = 4  # characters from which a title breaks
PAGE_MM = 272.0  # from the upper edge of the sheet to the foot
COLUMN_MM, BESIDE_MM, GAP_MM = 82.0, 86.0, 6.0
BELOW_BAND_MM = 38.0  # the second title, air, the heading of the introduction
KEY_MM, ROW_MM, AIR_MM = 32.0, 8.6, 5.0
LIST_BESIDE_KEY = 8  # more entries stand in two columns under the key figure
BANDS_MM = (136.0, 120.0, 104.0, 88.0, 72.0, 60.0)
_APPENDIX = {"zh": Text("附", "Appendix"), "en": Text("附录", "A")}
NARROW_BAND_MM = 44.0  # the last resort
SIZES_PT = (10.0, 9.4, 8.8, 8.2, 7.6, 7.0, 6.4)


@dataclass(frozen=True, slots=True)
class Entry:
    """A table, figure or chapter of the part: number (may be blank), title, where it stands."""

    number: Text
    title: Text
    anchor: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How deep the brocade hangs and how large the introduction is set, so that all fits."""

    band_mm: float
    size_pt: float

    @property
    def leading_mm(self) -> float:
        return round(self.size_pt * 0.6, 2)

    @property
    def follow_pt(self) -> float:
        return round(self.size_pt * 0.84, 2)

    @property
    def follow_leading_mm(self) -> float:
        return round(self.size_pt * 0.5, 2)


@dataclass(frozen=True, slots=True)
class Opener:
    """Everything on the page; ``lines`` are those of the title that leads."""

    part: Part
    ordinal: Text  # 第三篇 / Part 3
    lines: tuple[str, ...]
    title_pt: float
    follow_pt: float
    follow_mm: float  # where the second title begins, behind the first
    block_mm: float  # how far the white field of the title reaches into the brocade
    fit: Fit
    band: str
    key: Display | None
    entries: tuple[Entry, ...]

    @property
    def beside(self) -> bool:
        """Whether the list stands beside the key figure, not under it in two columns."""
        return len(self.entries) <= LIST_BESIDE_KEY


def opener(model: EditionModel, part: Part, entries: Sequence[Entry]) -> Opener:
    """The page that opens a part, always exactly one page."""
    names = measure.Breaker(i.name.zh for i in model.catalogue.indicators)
    lead, follow = model.languages.pair(part.title)
    lines = title_lines(lead, names)
    size = _fitting(max(lines, key=measure.ems), TITLE_PT, TITLE_MM)
    fit = fit_of(part, len(entries), model.languages)
    width = max(measure.mm(line, size) for line in lines)
    behind = max(BESIDE_MM, measure.mm(lines[-1], size) + GAP_MM)
    return Opener(
        part,
        ordinal_of(part, model.languages),
        lines,
        size,
        _fitting(follow, FOLLOW_TITLE_PT, BESIDE_MM + COLUMN_MM - behind),
        round(behind, 1),
        width + 12,
        fit,
        motif.band(part.number, part.ink, 214, fit.band_mm),
        key_of(model, part),
        tuple(entries),
    )


def title_lines(title: str, words: measure.Breaker) -> tuple[str, ...]:
    """A title in two lines from four characters (or two words) on, broken between words."""
    if measure.is_latin(title):
        return measure.halves(title)
    if len(title) < TWO_LINES:
        return (title,)
    return words.lines(title, ceil(len(title) / 2) + (len(title) > TWO_LINES))


def _fitting(title: str, largest: float, across_mm: float) -> float:
    """The largest size, up to ``largest``, in which a title fits its column."""
    room = across_mm / (measure.ems(title) * measure.MM_PER_PT)
    return round(min(largest, room), 1)


def ordinal_of(part: Part, languages: Languages) -> Text:
    """第三篇 / Part 3."""
    if part.role is PartRole.APPENDIX:
        return _APPENDIX[languages.leading]
    return Text(f"第{ink.numeral(part)}篇", f"Part {part.number}")


def key_of(model: EditionModel, part: Part) -> Display | None:
    """The key figure of a part; the cities and the appendix tell how much of them there is."""
    if part.role is PartRole.APPENDIX:
        words = Text("本年鉴所用统计指标", "Indicators used in this yearbook")
        return Display(f"{len(model.indicators)}", Text("个", ""), words)
    if part.role is PartRole.CITIES:
        words = Text("本篇设专章的市", "Cities with a chapter of their own")
        return Display(f"{len(model.reporting_cities)}", Text("个", ""), words)
    return key_figure(model, part)


def fit_of(part: Part, n_entries: int, languages: Languages = CHINESE_FIRST) -> Fit:
    """The deepest brocade in the largest type with which the page holds everything."""
    fits = [Fit(band, size) for size, band in product(SIZES_PT, BANDS_MM)]
    fits += [Fit(NARROW_BAND_MM, size) for size in SIZES_PT]
    for fit in fits:
        if height_mm(fit, part.introduction, n_entries, languages) <= PAGE_MM:
            return fit
    raise RenderError(
        f"第 {part.number} 部分的简要说明太长，一页排不下。",
        f"The introduction of part {part.number} does not fit its page.",
        where=f"edition.toml: part {part.number}",
        remedy_zh="请缩短简要说明。",
        remedy_en="Shorten the introduction.",
    )


def height_mm(
    fit: Fit, introduction: Sequence[Text], n_entries: int, languages: Languages = CHINESE_FIRST
) -> float:
    beside = n_entries <= LIST_BESIDE_KEY
    rows = n_entries if beside else ceil(n_entries / 2)
    listed = max(KEY_MM, rows * ROW_MM) if beside else KEY_MM + rows * ROW_MM
    told = [languages.pair(text) for text in introduction]
    lead = sum(_lines(text, fit.size_pt) * fit.leading_mm + 3 for text, _ in told)
    follow = sum(_lines(text, fit.follow_pt) * fit.follow_leading_mm + 3 for _, text in told)
    return fit.band_mm + BELOW_BAND_MM + max(lead, follow) + AIR_MM + listed


def _lines(text: str, size_pt: float) -> int:
    """How many lines a paragraph takes, with what ragged ones leave free on average."""
    lost_em = 4.0 if measure.is_latin(text) else 1.0
    room = COLUMN_MM / (size_pt * measure.MM_PER_PT) - lost_em
    return ceil(measure.ems(text) / room)
