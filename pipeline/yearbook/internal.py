"""The internal edition of the quality report: the pages of the book, and the cities by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.model import Area, Form
from pipeline.vocabulary import CLASS_NAMES, REGION_KIND, ObsStatus, RuleClass, Text
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.household import Household, Return, Tally
from pipeline.yearbook.naming import Line, headline, question, tardy, unit_name
from pipeline.yearbook.returns import per_cent
from pipeline.yearbook.trend import Axis, Trend, axis, drawing, trends

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

TOLD = 40  # lines of a list that are told one by one
OUTCOMES = {  # an error is corrected, never explained; a note waits for nothing
    "error": ("found", "corrected", "open"),
    "query": ("found", "corrected", "explained", "open"),
    "note": ("found",),
}

_KEY = (
    ("on-time", "", "•", Text("按时", "on time")),
    ("compiled", "", "•", Text("由公开资料整理", "compiled from published sources")),
    ("late", "", "+3", Text("迟报天数", "days late")),
    ("missing", "", "", Text("未报", "not received")),
    ("missing", "拒", "拒", Text("文件不能读", "cannot be read")),
    ("missing", "退", "退", Text("退回，无版本生效", "returned, none in force")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of one form: the class of its box, the words in it, how often it was revised."""

    css: str
    text: str
    revised: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit, or all of them: returns, cells, findings by severity and by class."""

    name: Text
    css: str
    cells: tuple[Cell | None, ...]  # a form each; none: not owed and not sent
    n_owed: int
    n_on_time: int
    n_revised: int
    filled: str  # per cent of the cells asked for; blank where none are
    share: float
    outcomes: dict[str, dict[str, int]]  # severity, outcome
    classes: tuple[tuple[int, int], ...]  # open and found
    n_lapsed: int
    n_imputed: int
    n_primary: int
    n_secondary: int
    trend: Trend


@dataclass(frozen=True, slots=True)
class InternalReport:
    """Everything that names the cities; ``axis`` is none where nothing has a day."""

    headline: Headline
    forms: tuple[Form, ...]
    classes: tuple[Text, ...]
    rows: tuple[UnitRow, ...]
    tardy: tuple[Line, ...]
    pending: tuple[Line, ...]
    answered: tuple[Line, ...]
    n_untold: int  # findings for which there is no room
    axis: Axis | None

    @property
    def key(self) -> tuple[tuple[str, str, Text], ...]:
        """The boxes that occur, with what they mean."""
        cells = [cell for row in self.rows for cell in row.cells if cell]
        occurring = {(cell.css, cell.text if cell.css == "missing" else "") for cell in cells}
        return tuple(
            (css, sign, name) for css, state, sign, name in _KEY if (css, state) in occurring
        )

    def drawing(self, row: UnitRow) -> str:
        """The trend of a row; that of all units has a scale of its own."""
        along = self.axis
        if along is None:
            return ""
        if row.css == "region":
            along = Axis(along.first, along.last, along.deadline, row.trend.most)
        return drawing(row.trend, along)


def internal_report(model: EditionModel, house: Household) -> InternalReport:
    """What the house may know of the quality of an edition."""
    maker = _Maker(model, house)
    units = [maker.unit(area) for area in maker.units()]
    waiting = [q for q in house.questions if not q.reason]
    answered = [q for q in house.questions if q.reason]
    return InternalReport(
        headline=headline(model, house),
        forms=maker.forms,
        classes=tuple(CLASS_NAMES[kind] for kind in maker.classes),
        rows=(maker.whole(), *units),
        tardy=tuple(tardy(model.catalogue, house)),
        pending=tuple(question(model.catalogue, q) for q in waiting[:TOLD]),
        answered=tuple(question(model.catalogue, q) for q in answered[:TOLD]),
        n_untold=sum(max(len(told) - TOLD, 0) for told in (waiting, answered)),
        axis=maker.axis(),
    )


class _Maker:
    """Makes the rows of one report."""

    def __init__(self, model: EditionModel, house: Household) -> None:
        self._model, self._house = model, house
        self._deadline = model.catalogue.edition.deadlines.get(model.year)
        known = {r.form for r in house.returns}
        self.forms = tuple(f for f in model.catalogue.forms if f.code in known)
        found = {t.rule_class for t in house.tallies if t.severity != "note"}
        self.classes: tuple[RuleClass, ...] = tuple(kind for kind in CLASS_NAMES if kind in found)
        undated: dict[str, int] = {}
        for tally in house.tallies:
            undated[tally.area] = undated.get(tally.area, 0) + tally.n_undated
        self._trends = trends(house.trend, undated, self._deadline)

    def units(self) -> Iterator[Area]:
        """The region where it reports itself, then the cities."""
        known = {r.area for r in self._house.returns} | {t.area for t in self._house.tallies}
        yield from (a for a in self._model.catalogue.areas if a.code in known)

    def axis(self) -> Axis | None:
        days = [day for trend in self._trends.values() for day, _ in trend.steps]
        days += [r.received_on for r in self._house.returns if r.received_on]
        most = max((t.most for area, t in self._trends.items() if area), default=0)
        return axis(days, self._deadline, most)

    def whole(self) -> UnitRow:
        name = self._model.catalogue.edition.unit_of_region
        return self._row(name, "region", {area.code for area in self.units()}, "")

    def unit(self, area: Area) -> UnitRow:
        own = area.kind == REGION_KIND
        return self._row(
            unit_name(self._model.catalogue, area), "own" if own else "", {area.code}, area.code
        )

    def _row(self, name: Text, css: str, areas: set[str], trend: str) -> UnitRow:
        returns = [r for r in self._house.returns if r.area in areas]
        tallies = [t for t in self._house.tallies if t.area in areas]
        cells = [c for c in self._model.quality.completeness if c.area in areas]
        asked, given = (sum(getattr(c, n) for c in cells) for n in ("n_expected", "n_reported"))
        return UnitRow(
            name=name,
            css=css,
            cells=tuple(self._cell(form, returns, counted=not trend) for form in self.forms),
            n_owed=len(returns),
            n_on_time=sum(r.in_time for r in returns),
            n_revised=sum((r.revision or 1) > 1 for r in returns),
            filled=per_cent(given, asked),
            share=given / asked if asked else 0.0,
            outcomes={s: _outcomes(tallies, s, names) for s, names in OUTCOMES.items()},
            classes=tuple(_by_class(tallies, kind) for kind in self.classes),
            n_lapsed=sum(t.n_lapsed for t in tallies),
            n_imputed=sum(c.by_status.get(ObsStatus.IMPUTED, 0) for c in cells),
            n_primary=self._withheld(areas, "primary"),
            n_secondary=self._withheld(areas, "secondary"),
            trend=self._trends.get(trend, Trend(())),
        )

    def _withheld(self, areas: set[str], reason: str) -> int:
        return sum(self._house.withheld.get((area, reason), 0) for area in areas)

    def _cell(self, form: Form, returns: Sequence[Return], *, counted: bool) -> Cell | None:
        ours = [r for r in returns if r.form == form.code]
        if counted:
            return Cell("count", f"{sum(r.in_time for r in ours)}/{len(ours)}", 0)
        return _box(ours[0], owed=self._deadline is not None) if ours else None


def _box(sent: Return, *, owed: bool) -> Cell:
    revised = max((sent.revision or 1) - 1, 0)
    stuck = {"missing": "", "rejected": "拒", "returned": "退"}
    if sent.state in stuck:
        return Cell("missing", stuck[sent.state], revised)
    if sent.late_days:
        return Cell("late", f"+{sent.late_days}", revised)
    return Cell("on-time" if owed else "compiled", "•", revised)


def _outcomes(tallies: Sequence[Tally], severity: str, names: Sequence[str]) -> dict[str, int]:
    """Counts by outcome; what could not be read is among the errors."""
    wanted = ("error", "reject") if severity == "error" else (severity,)
    ours = [t for t in tallies if t.severity in wanted]
    return {name: sum(getattr(t, f"n_{name}") for t in ours) for name in names}


def _by_class(tallies: Sequence[Tally], kind: RuleClass) -> tuple[int, int]:
    ours = [t for t in tallies if t.rule_class is kind and t.severity != "note"]
    return sum(t.n_open for t in ours), sum(t.n_found for t in ours)
