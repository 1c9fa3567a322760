"""A second reader, tiny and independent of the first, of canonical forms only.

It knows nothing of treatments: a cell, a row or a title line that is not written as the template
has it is left out, and the form is no longer whole. What it can read, anybody would read so;
damage that leaves such a form cannot be seen in the form itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pipeline.catalogue.model import Area, Catalogue, Form, Indicator
from pipeline.collect.reader.titles.sender import Place
from tests.collect.mutations.cells import NotCanonicalError, as_day, as_figure, as_text, must
from tests.collect.mutations.facts import Fact, Facts
from tests.collect.mutations.grids import KEYS

Lines = list[list[str]]
Told = Iterator[tuple[tuple[object, ...], object]]

_TITLES = ("表号", "填报单位", "统计年度", "报出日期", "数据时点", "资料性质", "资料来源")
_NATURES = ("报送", "公开资料整理", "示例")
_HEADS = {
    "table": (["指标代码", "指标名称", "计量单位", "本年", "上年", "数据性质", "备注"], []),
    "narrative": (["序号", "标题", "正文"], ["英文标题", "英文正文"]),
    "events": (["日期", "地点", "事项"], ["英文地点", "英文事项"]),
}
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff"


class Known(NamedTuple):
    """What can be read of a file, and whether that is everything that stands in it."""

    facts: Facts
    is_whole: bool


def known_of(sheets: Iterable[Lines], catalogue: Catalogue, place: Place) -> Known:
    """The facts of all sheets, as far as they are canonical."""
    facts: Facts = {}
    is_whole = True
    for lines in sheets:
        form = _Reference(catalogue, place)
        try:
            facts |= {Fact(*fact): value for fact, value in form.read(lines)}
        except (NotCanonicalError, ValueError):
            form.is_whole = False
        is_whole &= form.is_whole
    return Known(facts, is_whole)


class _Reference:
    """The reading of one form; ``is_whole`` falls as soon as something is left out."""

    def __init__(self, catalogue: Catalogue, place: Place) -> None:
        self.catalogue, self.place, self.is_whole = catalogue, place, True

    def read(self, lines: Lines) -> Told:
        filled = [[c.strip(_SPACES) for c in row] for row in lines if "".join(row).strip(_SPACES)]
        at = next((i for i, row in enumerate(filled) if not {*KEYS}.isdisjoint(row)), None)
        must(at is not None)
        titles = dict(self._each(filled[:at], self._title))
        form = self._form(titles, filled[at:])
        head = self._head(filled[at], form, titles)
        below = [row for row in filled[at + 1 :] if row != filled[at]]  # a new page repeats it
        below = [row for i, row in enumerate(below) if row not in below[:i]]
        rows = self._each(below, lambda row: self._row(row, head, len(filled[at])))
        for told in self._each([titles], lambda titles: dict(self._titles(titles))):
            yield from (((form.code, "title", (key,)), value) for key, value in told.items())
        yield (form.code, "notes", ()), ""
        kinds = {"table": self._figures, "narrative": self._paragraphs, "events": self._events}
        yield from (((form.code, *fact), value) for fact, value in kinds[form.kind](form, rows))

    def _each(self, things: Iterable, read) -> list:
        """What can be read of many."""
        found = []
        for thing in things:
            try:
                found.append(read(thing))
            except (NotCanonicalError, ValueError):
                self.is_whole = False
        return found

    def _title(self, row: list[str]) -> tuple[str, str]:
        key, value, *others = *row, "", ""
        must(key in _TITLES and value and not any(others))
        return key, as_text(value)

    def _form(self, titles: dict[str, str], lines: Lines) -> Form:
        """The form that is named, or else that of the first code, or the only one of its kind."""
        forms, of_code = self.catalogue.forms, {i.code: i.form for i in self.catalogue.indicators}
        if (said := titles.pop("表号", None)) is not None:
            found = [form for form in forms if said in (form.code, form.table_no)]
        else:
            at = lines[0].index("指标代码") if "指标代码" in lines[0] else -1
            codes = [of_code[row[at]] for row in lines if row[at] in of_code]
            kind = next((kind for kind, (names, _) in _HEADS.items() if names[0] in lines[0]), "")
            found = [f for f in forms if (f.code in codes if kind == "table" else f.kind == kind)]
        must(len(found) == 1)
        return found[0]

    def _year(self, titles: dict[str, str]) -> int:
        said = titles.get("统计年度", str(self.place.year or 0))
        return int(said) if said.isdecimal() else 0

    def _titles(self, titles: dict[str, str]) -> Told:
        year = self._year(titles)
        must(year and self.place.year in (None, year))
        said = titles.get("填报单位")
        area = self.place.area if said is None else _unit(said, self.catalogue)
        must(area is not None and self.place.area in (None, area))
        nature = titles.get("资料性质", _NATURES[0])
        must(nature in _NATURES)
        ref_date = as_day(titles["数据时点"]) if "数据时点" in titles else date(year, 12, 31)
        stated = as_day(titles["报出日期"]) if "报出日期" in titles else None
        must(ref_date.year == year and (stated is None or stated.year >= year))
        yield from {
            "填报单位": area.code, "统计年度": year, "报出日期": stated, "数据时点": ref_date,
            "资料性质": nature, "资料来源": titles.get("资料来源", ""),
        }.items()  # fmt: skip

    def _head(self, head: list[str], form: Form, titles: dict[str, str]) -> list[str]:
        year = self._year(titles)
        meant = {str(year): "本年", str(year - 1): "上年"}
        names = [meant.get(re.sub("[ 年度数]", "", name), name) for name in head if name]
        required, optional = _HEADS[form.kind]
        must(len(names) == len([*filter(None, head[: len(names)])]) == len({*names}))
        must({*required} <= {*names} <= {*required, *optional})
        return names

    def _row(self, row: list[str], names: list[str], width: int) -> dict[str, str]:
        must(len(row) == width and not any(row[len(names) :]))
        return dict(zip(names, row, strict=False))

    def _figures(self, form: Form, rows: list[dict[str, str]]) -> Told:
        lines = {i.code: i for i in self.catalogue.lines_of(form.code)}
        for row in rows:
            line = lines.get(row["指标代码"])
            if not line or (line.name.zh, line.unit.zh) != (row["指标名称"], row["计量单位"]):
                self.is_whole = False
                continue
            for column in ("本年", "上年"):
                told = self._each([(row, column, line)], _figure_and_remark)
                yield from (
                    (("figure", (line.code, column), field), value)
                    for known in told
                    for field, value in known.items()
                )

    def _paragraphs(self, _form: Form, rows: list[dict[str, str]]) -> Told:
        for row in rows:
            if not any(text for name, text in row.items() if name != "序号"):
                continue  # the template has more numbers than there are paragraphs
            for name in ("标题", "正文", "英文标题", "英文正文"):
                for text in self._each([(row.get(name, ""), name)], _words):
                    yield ("paragraph", (row["序号"],), name), text

    def _events(self, _form: Form, rows: list[dict[str, str]]) -> Told:
        days: Counter[str] = Counter()
        for day, row in self._each(rows, lambda row: (as_day(row["日期"]).isoformat(), row)):
            days[day] += 1
            texts = self._each([row], lambda r: {k: as_text(v) for k, v in r.items()})
            for name in ("地点", "事项", "英文地点", "英文事项") if texts else ():
                yield ("event", (day, str(days[day])), name), row.get(name, "")


def _figure_and_remark(cell: tuple[dict[str, str], str, Indicator]) -> dict[str, object]:
    row, column, line = cell
    declared = row["数据性质"] if column == "本年" else ""
    return as_figure(row[column], declared, line) | {"remark": as_text(row["备注"])}


def _words(cell: tuple[str, str]) -> str:
    """Only the body of a paragraph may run over several lines."""
    text, name = cell
    return as_text(text, breaks=name.endswith("正文"))


def _unit(said: str, catalogue: Catalogue) -> Area:
    """``南宁市``, ``450100`` or ``450100 南宁市…``: what follows a code names nobody else."""
    reporting = [area for area in catalogue.areas if area.kind in ("region", "city")]
    for area in reporting:
        names = (area.name.zh, area.short.zh, *area.aliases)
        others = [other.name.zh for other in reporting if other is not area]
        if said in (area.code, *names) or (
            said.startswith(f"{area.code} ") and not any(name in said for name in others)
        ):
            return area
    raise NotCanonicalError
