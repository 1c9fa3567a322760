"""The catalogue's words, arranged for looking up: who reports, on which forms, which lines."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.model import Area, Catalogue, Form, Indicator
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.vocabulary import CITY_KIND, REGION_KIND


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Built once for many files."""

    units: dict[str, Area]  # every name that a reporting unit may go by -> its area
    city_names: dict[str, Area]  # full Chinese names, to see which city a text speaks of
    forms: dict[str, Form]  # by code and by 表号
    lines: dict[str, dict[str, Indicator]]  # form -> code -> indicator, in the form's order
    indicators: frozenset[str]  # all codes, those of computed indicators as well

    def unit(self, text: str) -> Area | None:
        """The area of ``450100 南宁市…``, or of exactly one of its names; else none."""
        code, _, rest = trimmed(text).partition(" ")
        area = self.units.get(folded(text)) or (self.units.get(code) if code.isdigit() else None)
        spoken_of = {city.code for name, city in self.city_names.items() if name in rest}
        return None if area is None or spoken_of - {area.code} else area


def build_lexicon(catalogue: Catalogue) -> Lexicon:
    """The lexicon of a catalogue. Only the region and its cities report."""
    reporting = [a for a in catalogue.areas if a.kind in (REGION_KIND, CITY_KIND)]
    return Lexicon(
        units={folded(name): area for area in reporting for name in _names(area)},
        city_names={a.name.zh: a for a in reporting if a.kind == CITY_KIND},
        forms={key: form for form in catalogue.forms for key in (form.code, form.table_no)},
        lines={f.code: {i.code: i for i in catalogue.lines_of(f.code)} for f in catalogue.forms},
        indicators=frozenset(i.code for i in catalogue.indicators),
    )


def _names(area: Area) -> tuple[str, ...]:
    names = (area.code, area.name.zh, area.name.en, area.short.zh, area.short.en, *area.aliases)
    return tuple(filter(None, names))
