"""The catalogue's words, arranged for looking up: who reports, on which forms, which lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.catalogue.model import Area, Catalogue, EthnicGroup, Form, Indicator, Reason
from pipeline.catalogue.usage import Usage
from pipeline.collect.reader.prose.names import Naming, naming
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.vocabulary import CITY_KIND, REGION_KIND, Text


class Former(NamedTuple):
    """A code or name that was in use up to and in the year ``until``."""

    area: Area
    until: int


@dataclass(frozen=True, slots=True)
class FormLines:
    """The lines of one form, by code, by number of the line, and by wording."""

    by_code: dict[str, Indicator]  # in the form's order
    by_number: dict[int, Indicator]  # 1 for the line 01
    wordings: dict[str, str]  # folded wording that no other line goes by -> code
    groups: dict[str, EthnicGroup]  # code -> the ethnic group that the line counts


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Built once for many files."""

    units: dict[str, Area]  # every name that a reporting unit may go by -> its area
    former_units: dict[str, Former]
    counties: dict[str, Text]  # codes and names of counties -> what reports for them, or is theirs
    city_names: dict[str, Area]  # full Chinese names, to see which city a text speaks of
    forms: dict[str, Form]  # by code, 表号 and name
    lines: dict[str, FormLines]
    indicators: frozenset[str]  # all codes, those of computed indicators as well
    form_of: dict[str, str]  # code of an indicator -> form
    former_groups: dict[str, str]  # 僮族 -> 壮族
    reasons: dict[str, str]  # code, name or both of a reason that explains a figure -> its code
    usages: tuple[Usage, ...]  # words that are not to be used in texts
    naming: Naming  # how texts tell of a line and its amount

    def unit(self, text: str) -> Area | None:
        """The area of ``450100 南宁市…``, or of exactly one of its names; else none."""
        return _looked_up(text, self.units, self)

    def former_unit(self, text: str) -> Former | None:
        """As :meth:`unit`, for codes and names that are no longer in use."""
        code, _, _ = trimmed(text).partition(" ")
        return self.former_units.get(folded(text)) or self.former_units.get(folded(code))

    def county(self, text: str) -> Text | None:
        """What to write in place of a county, which does not report by itself."""
        code, _, _ = trimmed(text).partition(" ")
        return self.counties.get(folded(text)) or self.counties.get(folded(code))

    def form(self, text: str) -> Form | None:
        """The form of a code, a 表号 or a name."""
        return self.forms.get(folded(text))

    def spoken_of(self, text: str) -> list[Area]:
        """The cities whose full name stands in a text."""
        return [area for name, area in self.city_names.items() if name in text]

    def begins_with_another(self, name: str, area: Area) -> bool:
        """Whether a file's name begins with another city's, as 柳州民统2表.csv does."""
        first = [city for city in self.city_names.values() if name.startswith(city.short.zh)]
        return bool(first) and area not in first

    def speaks_of_another(self, text: str, area: Area) -> bool:
        """Whether a text names cities, but not this one."""
        named = self.spoken_of(text)
        return bool(named) and area not in named


def build_lexicon(catalogue: Catalogue) -> Lexicon:
    """The lexicon of a catalogue. Only the region and its cities report."""
    reporting = [a for a in catalogue.areas if a.kind in (REGION_KIND, CITY_KIND)]
    return Lexicon(
        units={folded(name): area for area in reporting for name in _names(area)},
        former_units={folded(name): former for area in reporting for name, former in _former(area)},
        counties=dict(_counties(catalogue)),
        city_names={a.name.zh: a for a in reporting if a.kind == CITY_KIND},
        forms={folded(key): form for form in catalogue.forms for key in _form_names(form)},
        lines={form.code: _form_lines(form, catalogue) for form in catalogue.forms},
        indicators=frozenset(i.code for i in catalogue.indicators),
        form_of={i.code: i.form for i in catalogue.indicators if i.on_form},
        reasons={folded(word): r.code for r in catalogue.reasons for word in _reason_words(r)},
        former_groups={name: g.name.zh for g in catalogue.ethnic_groups for name in _old_names(g)},
        usages=catalogue.usages,
        naming=naming(catalogue),
    )


def _looked_up(text: str, units: dict[str, Area], lexicon: Lexicon) -> Area | None:
    """A name, or a code with a name that is no other unit's and speaks of no other city."""
    code, _, rest = trimmed(text).partition(" ")
    if not rest and code[:6].isdigit():  # the space was lost: 450100南宁市
        code, rest = code[:6], code[6:]
    area = units.get(folded(text)) or (units.get(code) if code.isdigit() else None)
    named = units.get(folded(rest), area)
    return None if area != named or area is None or lexicon.speaks_of_another(rest, area) else area


def _names(area: Area) -> Iterator[str]:
    names = (area.code, area.name.zh, area.name.en, area.short.zh, area.short.en, *area.aliases)
    return filter(None, names)


def _former(area: Area) -> Iterator[tuple[str, Former]]:
    return ((name, Former(area, until)) for name, until in area.former)


def _form_names(form: Form) -> tuple[str, ...]:
    return tuple(filter(None, (form.code, form.table_no, form.name.zh)))


def _counties(catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    """By code and name: the county that took its place, or else the city that reports for it."""
    rows = {row["code"]: row for row in catalogue.registers.get("counties", ())}
    names = {area.code: area.name for area in catalogue.areas}
    for code, row in rows.items():
        now = rows.get(row["replaced_by"])
        city = names.get(row["parent"], Text("", ""))
        told = Text(f"{row['parent']} {city.zh}", f"{row['parent']} {city.en}")
        if now is not None:
            told = Text(
                f"{now['code']} {now['name_zh']}（由{city.zh}报送）",
                f"{now['code']} {now['name_en']} (reported by {city.en})",
            )
        yield code, told
        yield folded(row["name_zh"]), told


def _form_lines(form: Form, catalogue: Catalogue) -> FormLines:
    lines = {i.code: i for i in catalogue.lines_of(form.code)}
    groups = {g.indicator: g for g in catalogue.ethnic_groups if g.indicator in lines}
    return FormLines(
        by_code=lines,
        by_number={int(i.line_code): i for i in lines.values() if i.line_code.isdecimal()},
        wordings=_unambiguous(
            (folded(wording), i.code)
            for i in lines.values()
            for wording in _wordings(i, groups.get(i.code))
        ),
        groups={code: group for code, group in groups.items() if code},
    )


def _wordings(indicator: Indicator, group: EthnicGroup | None) -> tuple[str, ...]:
    """Every way to name a line; an ethnic group also goes by its bare name and its codes."""
    names = (indicator.name.zh, indicator.name.en, indicator.short.zh, indicator.short.en)
    if group is None:
        return names
    number = group.number.lstrip("0")
    bare = indicator.name.zh.replace(group.name.zh, group.short_zh)  # 户籍壮人口
    return (
        *names,
        bare,
        group.name.zh,
        group.short_zh,
        group.name.en,
        group.alpha,
        group.number,
        number,
    )


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Without the wordings that several lines share."""
    distinct = {pair for pair in pairs if pair[0]}
    shared = Counter(wording for wording, _ in distinct)
    return {wording: code for wording, code in sorted(distinct) if shared[wording] == 1}


def _reason_words(reason: Reason) -> tuple[str, ...]:
    return reason.code, reason.name.zh, f"{reason.code} {reason.name.zh}"


def _old_names(group: EthnicGroup) -> Iterator[str]:
    """Former Chinese names; other aliases are romanisations."""
    return (alias for alias in group.aliases if not alias.isascii())
