"""Whether printed parts add up to the printed total, and why not where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.tables.draft import Ask
from pipeline.tables.view import View, Written
from pipeline.tables.writing import read_back
from pipeline.vocabulary import Measure

PER_CENT = 100
Key = tuple[str, str, Measure, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total (none: one hundred per cent) and the printed parts that make it up."""

    whole: Written | None
    parts: tuple[Written, ...]

    @property
    def printed_gap(self) -> Decimal:
        """The printed total minus the printed parts, in the unit of the catalogue."""
        return _printed(self.whole) - sum(map(_printed, self.parts), Decimal(0))

    @property
    def true_gap(self) -> Decimal:
        """The same of the figures themselves; shares add up to one hundred by nature."""
        if self.whole is None or self.whole.ask.measure is Measure.SHARE:
            return Decimal(0)
        return _value(self.whole) - sum(map(_value, self.parts), Decimal(0))


def off_by_rounding(view: View) -> bool:
    """Whether somewhere rounded parts do not add up to the printed total, although figures do."""
    return any(s.printed_gap != 0 and s.true_gap == 0 for s in sums_of(view))


def direct_gaps(view: View) -> tuple[Sum, ...]:
    """The totals of the region that differ from the sum of the printed parts, as observed."""
    region = view.source.catalogue.region.code
    return tuple(s for s in _over_areas(view, region) if s.true_gap != 0)


def sums_of(view: View) -> Iterator[Sum]:
    """Every total in a table all of whose parts stand there as plain numbers."""
    yield from _over_areas(view, view.source.catalogue.region.code)
    yield from _over_parts(view)
    yield from _over_shares(view)


def _plain(view: View) -> dict[Key, Written]:
    """The cells that are plain numbers, without a mark, by what they ask for."""
    return {_key(w.ask): w for w in view if read_back(w.cell) is not None and not w.cell.prefix}


def _key(ask: Ask) -> Key:
    return (ask.area, ask.indicator, ask.measure, ask.period)


def _over_areas(view: View, region: str) -> Iterator[Sum]:
    """The region as the sum of its cities and, where it reports, its own level."""
    cells = _plain(view)
    for (area, code, measure, period), whole in cells.items():
        indicator = view.source.catalogue.indicator(code)
        additive = measure in (Measure.LEVEL, Measure.SHARE) and indicator.aggregation == "sum"
        if area != region or not additive or whole.row.kind == "reporting":
            continue
        keys = [(part, code, measure, period) for part in _parts(view.source.catalogue, indicator)]
        if found := _all(cells, keys):
            yield Sum(whole, found)


def _parts(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    own = catalogue.own_level
    codes = [city.code for city in catalogue.cities]
    return [*codes, own.code] if own and indicator.region_reports == "own_level" else codes


def _over_parts(view: View) -> Iterator[Sum]:
    """Indicators as the sum of the indicators that make them up."""
    cells = _plain(view)
    wholes = _exhaustive(view.source.catalogue)
    for (area, code, measure, period), whole in cells.items():
        if measure is Measure.LEVEL and code in wholes:
            found = _all(cells, [(area, part, measure, period) for part in wholes[code]])
            if found:
                yield Sum(whole, found)


def _over_shares(view: View) -> Iterator[Sum]:
    """Shares of all the parts of one whole, which make one hundred per cent."""
    cells = _plain(view)
    wholes = _exhaustive(view.source.catalogue)
    shares: dict[tuple[str, int, str], dict[str, Written]] = {}
    for (area, code, measure, period), cell in cells.items():
        ratio = view.source.catalogue.indicator(code).ratio
        if ratio and ratio.factor == PER_CENT and measure is Measure.LEVEL:
            shares.setdefault((area, period, ratio.denominator), {})[ratio.numerator] = cell
    for (_, _, whole), found in shares.items():
        parts = wholes.get(whole, ())
        if parts and all(part in found for part in parts):
            yield Sum(None, tuple(found[part] for part in parts))


def _exhaustive(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Whole indicator -> the parts that make it up."""
    wholes: dict[str, tuple[str, ...]] = {}
    for indicator in catalogue.indicators:
        if indicator.part_of == "exhaustive" and indicator.parent:
            parts = wholes.get(indicator.parent, ())
            wholes[indicator.parent] = (*parts, indicator.code)
    return wholes


def _all(cells: Mapping[Key, Written], keys: Sequence[Key]) -> tuple[Written, ...]:
    found = tuple(cells[key] for key in keys if key in cells)
    return found if len(found) == len(keys) else ()


def _printed(cell: Written | None) -> Decimal:
    number = Decimal(PER_CENT) if cell is None else read_back(cell.cell) or Decimal(0)
    return number * (cell.ask.scale if cell else 1)


def _value(cell: Written) -> Decimal:
    return cell.figure.value or Decimal(0)
