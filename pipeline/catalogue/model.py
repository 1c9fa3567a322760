"""What the catalogue holds, as frozen values; the fields are the columns of the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.catalogue.formula import Formula, Ratio
from pipeline.catalogue.imprint import Edition
from pipeline.catalogue.usage import Usage
from pipeline.vocabulary import CITY_KIND, CLASS_KIND, OWN_LEVEL_KIND, REGION_KIND, Text


@dataclass(frozen=True, slots=True)
class Area:
    """A row of ``areas.csv``: the region, its own level, a city, or a class of cities.

    ``former`` are names and codes that are no longer in use, with the last year in which they were.
    ``code`` is GB/T 2260 for region and cities. ``kind`` is region, own_level, city or class;
    ``parent`` is the area it belongs to (of a class: its classification scheme). ``tile_row`` and
    ``tile_col`` place a city on the schematic tile grid, from 1.
    """

    code: str
    kind: str
    parent: str
    name: Text
    short: Text
    aliases: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    tile_row: int | None
    tile_col: int | None
    members: tuple[str, ...] = ()  # of a class: the codes of its cities
    former: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A row of ``forms.csv``: a reporting form (MT1 … MT7, MTN narrative, MTE events)."""

    code: str
    kind: str  # table | narrative | events
    name: Text
    table_no: str  # 民统1表
    approval: Text
    part: int | None  # the part of the book that prints it
    expected_from: int  # first reference year in which every city owes it


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of ``indicators.csv``, or of ``derived.csv`` (then ``on_form`` is false)."""

    code: str
    form: str
    line_code: str
    name: Text
    short: Text  # the shortest wording fit for a column head
    unit: Text
    kind: str  # stock | flow | ratio | index
    frequency: str  # annual | census
    decimals: int
    parent: str | None
    part_of: str  # exhaustive | # | ''
    aggregation: str  # sum | formula (recomputed from sums) | none
    formula: Formula | None
    register: str | None  # column of area_facts.csv that the count must equal
    region_reports: str  # total | own_level | ''
    mandatory: bool
    rankable: bool
    yoy_limit_pct: Decimal | None
    min_abs_change: Decimal | None
    monotone: bool
    k: int | None
    release: str  # public | internal
    owner: str
    definition: Text
    on_form: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether it counts things or adds up amounts; rates and indices do not."""
        return self.kind in ("stock", "flow")

    @property
    def ratio(self) -> Ratio | None:
        """Its formula where that is a quotient."""
        return self.formula if isinstance(self.formula, Ratio) else None


@dataclass(frozen=True, slots=True)
class Term:
    """One indicator in a relation, ``lag`` years back, with its coefficient."""

    indicator: str
    lag: int
    coefficient: Decimal


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of ``relations.csv`` with its terms: an edit rule as data."""

    code: str
    kind: str  # sum | subset | ratio | cumulative | implies
    sense: str
    tolerance: Decimal | None
    severity: str
    binding: bool
    when: str
    message: Text
    terms: tuple[Term, ...]
    valid_from: int | None = None  # reference years; none: since ever, and still
    valid_to: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A row of ``reasons.csv``: why a figure that was asked about is right.

    ``printed`` is the sentence that the book prints of such a figure where the unit gave none.
    """

    code: str
    name: Text
    printed: Text


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """A row of ``ethnic_groups.csv`` (GB/T 3304)."""

    number: str
    alpha: str
    name: Text
    short_zh: str
    aliases: tuple[str, ...]
    indicator: str | None  # the MT1 line that counts the registered members of this group


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A row of ``table_columns.csv``: one indicator (in one measure) in one table.

    ``head`` blank means the indicator's short name. ``scale`` divides the figure before printing
    (10000 prints 万). ``part`` numbers the 续表 by columns from 1. In layouts that list indicators
    as rows (A and the cities' table) these are the rows, and ``spanner`` the group heading.
    """

    table: str
    ordinal: int
    part: int
    indicator: str
    measure: str
    head: Text
    unit: Text  # blank: the indicator's
    spanner: Text
    indent: int
    hashed: bool  # printed with # because not all parts are shown
    scale: int
    decimals: int | None  # none: the indicator's


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A row of ``tables.csv``: what stands in one table of the book."""

    code: str  # 3-2
    part: int
    # A region × years | C cities × (this, last, change) | S cities × years | X cities × columns
    # | the name of a list
    layout: str
    title: Text
    unit: Text  # one unit for the whole table; blank: units stand in the heads
    orientation: str  # portrait | landscape
    with_classes: bool
    note: Text
    columns: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything under ``data/catalogue``, checked."""

    areas: tuple[Area, ...]
    ethnic_groups: tuple[EthnicGroup, ...]
    forms: tuple[Form, ...]
    indicators: tuple[Indicator, ...]  # those on the forms first, then the derived ones
    relations: tuple[Relation, ...]
    tables: tuple[TableSpec, ...]
    edition: Edition
    reasons: tuple[Reason, ...] = ()
    registers: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)  # counties …
    usages: tuple[Usage, ...] = ()  # words that are not to be used, in their order
    _areas: dict[str, Area] = field(init=False, repr=False, compare=False)
    _lines: dict[str, Indicator] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_areas", {a.code: a for a in reversed(self.areas)})
        object.__setattr__(self, "_lines", {i.code: i for i in reversed(self.indicators)})

    def area(self, code: str) -> Area:
        return self._areas[code]

    def indicator(self, code: str) -> Indicator:
        return self._lines[code]

    def form(self, code: str) -> Form:
        return next(f for f in self.forms if f.code == code)

    def reason(self, code: str) -> Reason:
        return next(r for r in self.reasons if r.code == code)

    @property
    def related_forms(self) -> dict[str, frozenset[str]]:
        """By form, the other forms with which it stands in a relation."""
        form_of = {i.code: i.form for i in self.indicators}
        spans = [{form_of[t.indicator] for t in r.terms} for r in self.relations]
        forms = {form for span in spans if len(span) > 1 for form in span}
        return {f: frozenset().union(*(s for s in spans if f in s)) - {f} for f in forms}

    def lines_of(self, form: str) -> tuple[Indicator, ...]:
        """The indicators that stand on a form, in its order."""
        return tuple(i for i in self.indicators if i.form == form and i.on_form)

    @property
    def region(self) -> Area:
        return next(a for a in self.areas if a.kind == REGION_KIND)

    @property
    def own_level(self) -> Area | None:
        return next((a for a in self.areas if a.kind == OWN_LEVEL_KIND), None)

    @property
    def cities(self) -> tuple[Area, ...]:
        return tuple(a for a in self.areas if a.kind == CITY_KIND)

    @property
    def classes(self) -> tuple[Area, ...]:
        return tuple(a for a in self.areas if a.kind == CLASS_KIND)
