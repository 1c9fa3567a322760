"""What came of each form, early or late, and what stands in the cells; no city is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.catalogue.model import Form
from pipeline.tables.figures import Figure
from pipeline.vocabulary import CITY_KIND, Mark, Measure, ObsStatus, Text
from pipeline.yearbook.edition import BoardEntry, EditionModel

MISSING, LATE, ON_TIME, COMPILED = "missing", "late", "on-time", "compiled"
_ORDER = (ON_TIME, COMPILED, LATE, MISSING)
_BEING_MADE = (ObsStatus.PROVISIONAL, ObsStatus.ESTIMATED)

CELLS = (  # what can stand in a cell of a city, in the order of the bars
    ("firm", Text("确数", "firm figure")),
    ("bounded", Text("界限或约数（> < ≈）", "bound or approximation")),
    ("made", Text("初步或估计（p、e）", "provisional or estimated")),
    ("imputed", Text("插补", "imputed")),
    ("withheld", Text("不予公布（×）", "withheld")),
    ("inapplicable", Text("不适用（—）", "not applicable")),
    ("blank", Text("未报送", "not reported")),
)


@dataclass(frozen=True, slots=True)
class Box:
    """One return of one form: on-time, late (by ``days``), missing, or compiled by the editors."""

    state: str
    days: int
    revised: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form: its returns by lateness (not by city), and what stands in the cells of the cities."""

    form: Form
    name: Text
    boxes: tuple[Box, ...]
    cells: dict[str, int]

    def count(self, state: str) -> int:
        return sum(box.state == state for box in self.boxes)

    @property
    def n_revised(self) -> int:
        return sum(box.revised for box in self.boxes)

    @property
    def n_cells(self) -> int:
        return sum(self.cells.values())

    @property
    def shares(self) -> tuple[tuple[str, float], ...]:
        """What part of the cells each kind takes, in per cent."""
        total = max(self.n_cells, 1)
        return tuple((kind, 100 * self.cells[kind] / total) for kind, _ in CELLS)

    @property
    def filled(self) -> str:
        """The cells that are not blank, in per cent; blank where there are no cells."""
        return per_cent(self.n_cells - self.cells["blank"], self.n_cells)


def per_cent(part: int, whole: int) -> str:
    """92.9, rounded half to even; blank when there is no whole."""
    if not whole:
        return ""
    share = Decimal(100 * part) / whole
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_EVEN)}"


def form_rows(model: EditionModel, *, owed: bool) -> Iterator[FormRow]:
    """The forms of an edition of which anything came, in their order."""
    for form in model.catalogue.forms:
        entries = [e for e in model.quality.board if e.form == form.code]
        boxes = sorted((_box(e, owed) for e in entries), key=_by_lateness)
        cells = _cells(model, form)
        if boxes or any(count for kind, count in cells.items() if kind != "blank"):
            yield FormRow(form, _name(model, form), tuple(boxes), cells)


def _name(model: EditionModel, form: Form) -> Text:
    """The name of a form; in English that of the part which it fills, which is shorter."""
    own = form.part if form.kind == "table" else None
    return Text(form.name.zh, model.part(own).title.en if own else form.name.en)


def _box(entry: BoardEntry, owed: bool) -> Box:
    revised = (entry.revision or 1) > 1
    if entry.state == MISSING:
        return Box(MISSING, 0, revised=False)
    if not owed:
        return Box(COMPILED, 0, revised)
    days = entry.late_days or 0
    return Box(LATE if days > 0 else ON_TIME, max(days, 0), revised)


def _by_lateness(box: Box) -> tuple[int, int, bool]:
    return _ORDER.index(box.state), box.days, box.revised


def _cells(model: EditionModel, form: Form) -> dict[str, int]:
    """How many cells of the cities hold what; quotients and census lines are not asked for."""
    cities = {a.code for a in model.catalogue.areas if a.kind == CITY_KIND}
    lines = {
        i.code
        for i in model.catalogue.lines_of(form.code)
        if i.is_counted and i.frequency == "annual"
    }
    counts = dict.fromkeys((kind for kind, _ in CELLS), 0)
    for figure in model.figures:
        here = figure.area in cities and figure.indicator in lines
        if here and figure.period == model.year and figure.measure is Measure.LEVEL:
            counts[_kind(figure)] += 1
    return counts


def _kind(figure: Figure) -> str:
    if figure.withheld:
        return "withheld"
    if figure.status is ObsStatus.NOT_APPLICABLE:
        return "inapplicable"
    if figure.value is None:
        return "blank"
    if figure.status is ObsStatus.IMPUTED:
        return "imputed"
    if figure.mark is not Mark.NONE:
        return "bounded"
    return "made" if figure.status in _BEING_MADE else "firm"
