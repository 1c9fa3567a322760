"""What the builders of charts share: the edition as they see it, rows of areas, heads, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.bilingual import Languages
from pipeline.catalogue.model import Area, Indicator
from pipeline.tables.figures import Address, Figure
from pipeline.vocabulary import NOTHING, Measure, Text
from pipeline.yearbook.charts.drawing import TOLD, Drawing
from pipeline.yearbook.charts.marks import Shown, State, shown
from pipeline.yearbook.charts.palette import TEXT, Palette
from pipeline.yearbook.charts.program import ChartSpec
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.measure import ems

FULL, HALF = 476.22, 232.44  # 168 mm and 82 mm in points
LEAST = 3  # with fewer areas (or years) to show there is no chart
LABELS = 76.0  # what the names of areas may take, left of what is drawn
_LEAD_PT, _FOLLOW_PT, _BESIDE = 7.2, 6.0, 28.0
FIRST_ROW, AFTER_REGION, PITCH = 28.0, 16.0, 13.2
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn chart with its words; ``years`` are those on its axis (none: the edition's)."""

    drawing: Drawing
    alt: Text
    notes: tuple[Text, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One chart to be drawn: the edition, the row of the programme, the ink, the city if any.

    ``used`` gathers the addresses of the figures that its builder asks for, in their order.
    """

    model: EditionModel
    spec: ChartSpec
    palette: Palette
    area: Area | None = None
    used: dict[Address, None] = field(default_factory=dict, compare=False)

    @property
    def languages(self) -> Languages:
        return self.model.languages

    def indicator(self, code: str) -> Indicator:
        return self.model.catalogue.indicator(code)

    def figure(self, area: str, code: str, year: int | None = None) -> Figure | None:
        """A published figure; a total over some of the cities is none (it is not the region's)."""
        at = self.model.year if year is None else year
        found = self.model.figures.get(area, code, at, self.spec.measure)
        if found is not None and found.partial and found.measure is Measure.LEVEL:
            return None
        return self._noted(found)

    def beside(self, area: str, code: str, measure: Measure) -> Figure | None:
        """Another measure of the edition's year, written beside what is drawn."""
        return self._noted(self.model.figures.get(area, code, self.model.year, measure))

    def _noted(self, figure: Figure | None) -> Figure | None:
        if figure is not None:
            self.used[figure.address] = None
        return figure

    def shown(self, area: str, code: str, year: int | None = None) -> Shown:
        return shown(self.figure(area, code, year), self.languages)

    @property
    def region(self) -> str:
        return self.model.catalogue.region.code

    def has_region(self, code: str) -> bool:
        return self.shown(self.region, code).drawn

    def cities(self, code: str) -> tuple[tuple[Area, Shown], ...]:
        """All cities with what they show, drawn ones highest first, then those without a value."""
        told = [(city, self.shown(city.code, code)) for city in self.model.catalogue.cities]
        return tuple(
            sorted(told, key=lambda pair: -(pair[1].value or 0) if pair[1].drawn else 1e99)
        )


def area_rows(scene: Scene, areas: Sequence[Area], *, region: bool) -> tuple[list[Row], float]:
    """Labels of areas with their heights, the region first; and where the last row ends."""
    rows: list[Row] = []
    y = FIRST_ROW
    if region:
        name = scene.model.catalogue.edition.unit_of_region
        rows.append({"area": scene.region, "kind": "region", "y": y, "zh": name.zh, "en": name.en})
        y += AFTER_REGION
    for area in areas:
        row = {"area": area.code, "kind": "city", "y": y, "zh": area.short.zh, "en": area.short.en}
        rows.append(row)
        y += PITCH
    return rows, y - PITCH / 2 + 1


def named(scene: Scene, rows: Sequence[Row]) -> tuple[list[Row], Row]:
    """Labels of areas, and the parameter that sets the second names clear of the first ones.

    A second name that finds no room is left out.
    """
    pairs = [scene.languages.pair(Text(row["zh"], row["en"])) for row in rows]
    begin = max(_BESIDE, max(ems(lead) for lead, _ in pairs) * _LEAD_PT + 6)
    room = (LABELS - begin) / _FOLLOW_PT
    told = [
        row | {"alone": ems(follow) > room} for row, (_, follow) in zip(rows, pairs, strict=True)
    ]
    return told, {"beside": round(begin, 2)}


def head(x: float, zh: str, en: str, ink: str = TEXT) -> Row:
    """Two lines over a panel."""
    return {"x": x, "y": 4, "zh": zh, "en": en, "ink": ink}


def with_unit(indicator: Indicator) -> Text:
    """The short name with its unit, as it stands over a panel."""
    short, unit = indicator.short, indicator.unit
    repeated = short.en.lower().startswith(unit.en)
    return Text(f"{short.zh}（{unit.zh}）", short.en if repeated else f"{short.en}, {unit.en}")


def hover(name: Text, told: str, what: Text = NOTHING) -> str:
    """What a mark says on a screen: 南宁 民族之家 Nanning Ethnic Homes: 40%."""
    zh, en = (" ".join(filter(None, pair)) for pair in ((name.zh, what.zh), (name.en, what.en)))
    return f"{TOLD}{zh} {en}: {told}"


Told = Sequence[tuple[Text, Shown]]


def ends(told: Told) -> tuple[tuple[list[Text], str], ...]:
    """Who stands highest and who lowest, ties together, and the figure; blank without values."""
    drawn = [(name, show) for name, show in told if show.state is State.VALUE]
    if not drawn:
        return ()
    best, worst = (pick(show.value or 0 for _, show in drawn) for pick in (max, min))
    return tuple(
        ([n for n, s in drawn if s.value == end], next(s.label for _, s in drawn if s.value == end))
        for end in (best, worst)
    )


def extremes(told: Told) -> Text:
    """最高防城港 6.8，最低玉林 1.0: the ends of a ranking in words."""
    if not (found := ends(told)):
        return Text("", "")
    (top, most), (bottom, least) = found
    return Text(
        f"最高{_zh(top)} {most}，最低{_zh(bottom)} {least}",
        f"highest {_en(top)} {most}, lowest {_en(bottom)} {least}",
    )


def _zh(names: Sequence[Text]) -> str:
    return "、".join(name.zh for name in names)


def _en(names: Sequence[Text]) -> str:
    return ", ".join(name.en for name in names)


def lacking(told: Told) -> Text:
    """Who is not drawn, and why: 未报送：贺州; blank when all are."""
    groups = {
        State.SILENT: Text("未报送", "not reported"),
        State.WITHHELD: Text("不予公布", "withheld"),
        State.INAPPLICABLE: Text("不适用", "not applicable"),
    }
    zh, en = [], []
    for state, words in groups.items():
        names = [name for name, show in told if show.state is state]
        if names:
            zh.append(f"{words.zh}：{'、'.join(name.zh for name in names)}")
            en.append(f"{words.en}: {', '.join(name.en for name in names)}")
    return Text("；".join(zh), "; ".join(en))


def sentence(*pieces: Text) -> Text:
    """Pieces of an alt text as sentences; blank pieces are left out."""
    told = [piece for piece in pieces if piece.zh]
    return Text(
        "".join(f"{piece.zh}。" for piece in told), " ".join(f"{piece.en}." for piece in told)
    )
