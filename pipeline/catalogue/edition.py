"""Reads ``edition.toml`` and ``edition_years.csv``: titles, thresholds, parts, deadlines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pipeline.bilingual import LANGUAGES, Languages
from pipeline.catalogue.faults import broken
from pipeline.catalogue.imprint import Edition, Edits, Part
from pipeline.catalogue.imputation import Imputation, ImputedLine, Method
from pipeline.catalogue.reading import decoded, read_rows
from pipeline.catalogue.rows import Entry, Row, pairs, unique
from pipeline.errors import CatalogueError
from pipeline.vocabulary import PartRole, Text

FILE = "edition.toml"
YEAR_COLUMNS = ("year", "deadline", "closed_on")
T = TypeVar("T")
_LINE = re.compile(r"line (\d+)")
_USUAL_YEARS, _AVERAGED = 5, range(2, 6)
_INK = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the TOML file, with the line of the file on which it begins."""

    values: dict[str, Any]
    source: tuple[str, ...]
    line: int = 1

    def at(self, key: str) -> str:
        """``edition.toml:12 title``: the line of the key, or of its section if it is missing."""
        after = enumerate(self.source[self.line - 1 :], self.line) if key in self.values else ()
        found = (n for n, text in after if re.match(rf"(\[\[(\w+\.)?)?{key}\b", text))
        return f"{FILE}:{next(found, self.line)} {key}"

    def fault(self, key: str, zh: str, en: str) -> CatalogueError:
        missing = key not in self.values
        what = ("缺少该项", "is missing") if missing else ("的值不符合要求", "does not fit")
        told = (f"{key} {what[0]}", f"{key} {what[1]}")
        return broken(self.at(key), told, (f"{key} 应为{zh}", f"{key} must be {en}"))

    def value(self, key: str, kind: type[T], zh: str, en: str) -> T:
        found = self.values.get(key)
        if not isinstance(found, kind) or isinstance(found, bool):
            raise self.fault(key, zh, en)
        return found

    def text(self, key: str) -> Text:
        """``{ zh = "…", en = "…" }``, both filled."""
        return self._pair(key, self.values.get(key))

    def _pair(self, key: str, found: object) -> Text:
        if isinstance(found, dict):
            pair = (found.get("zh"), found.get("en"))
            if all(isinstance(text, str) and text.strip() for text in pair):
                return Text(str(pair[0]), str(pair[1]))
        raise self.fault(key, "中英文两个文本 zh 和 en", "two texts, zh and en")

    def texts(self, key: str) -> tuple[Text, ...]:
        found = self.value(key, list, "若干段 zh 和 en", "paragraphs of zh and en")
        return tuple(self._pair(key, one) for one in found)

    def whole(self, key: str) -> int:
        return self.value(key, int, "整数", "a whole number")


def read_years(folder: Path) -> tuple[Row, ...]:
    """``edition_years.csv``: the days of every reference year."""
    rows = read_rows(folder, "edition_years.csv", YEAR_COLUMNS)
    unique(rows, "year")
    return rows


def read_toml(folder: Path) -> Section:
    """``edition.toml`` as a whole."""
    source = decoded(folder / FILE)
    try:
        return Section(tomllib.loads(source), tuple(source.splitlines()))
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        raise broken(
            f"{FILE}:{line.group(1) if line else len(source.splitlines())}",
            ("不是有效的 TOML", f"This is not valid TOML: {error}"),
            ("请检查引号、括号和等号", "Check the quotes, brackets and equals signs"),
        ) from None


def read_parts(top: Section) -> tuple[Entry[Part], ...]:
    """The parts of the book, each with the line of its ``[[part]]``."""
    wanted = ("若干 [[part]] 段", "sections [[part]]")
    found = top.value("part", list, *wanted)
    begins = [n for n, text in enumerate(top.source, 1) if text.startswith("[[part]]")]
    if len(begins) != len(found):
        raise top.fault("part", *wanted)
    rows = [
        Row(FILE, line, {"number": str(part.get("number"))})
        for part, line in zip(found, begins, strict=True)
    ]
    unique(rows, "number")
    return tuple(
        Entry(_part(Section(values, top.source, row.line)), row)
        for values, row in zip(found, rows, strict=True)
    )


def read_edition(top: Section, years: tuple[Row, ...], parts: tuple[Entry[Part], ...]) -> Edition:
    """What ``edition.toml`` says of the whole book, with its years and parts."""
    return Edition(
        title=top.text("title"),
        publisher=top.text("publisher"),
        place=top.text("place"),
        unit_of_region=top.text("unit_of_region"),
        deadlines=_days(years, "deadline"),
        closings=_days(years, "closed_on"),
        rank_min_areas=top.whole("rank_min_areas"),
        matched_min_areas=top.whole("matched_min_areas"),
        k_default=top.whole("k_default"),
        sample_mark=top.text("sample_mark"),
        draft_mark=top.text("draft_mark"),
        proof_mark=top.text("proof_mark"),
        parts=tuple(part for part, _ in pairs(parts)),
        edits=_edits(top),
        imputation=_imputation(top),
        average_years=_average_years(top),
        languages=_languages(top),
    )


def _average_years(top: Section) -> int:
    """``average_years``, which may be left out."""
    years = top.values.get("average_years", _USUAL_YEARS)
    if years not in _AVERAGED:
        raise top.fault("average_years", "2 至 5 的整数", "a whole number from 2 to 5")
    return int(years)


def _languages(top: Section) -> Languages:
    """``languages``, the first of which leads; left out, Chinese does."""
    order = top.values.get("languages", list(LANGUAGES))
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(LANGUAGES):
        raise top.fault(
            "languages",
            '["zh", "en"] 或 ["en", "zh"]，两种语言各一次，在前者为主',
            '["zh", "en"] or ["en", "zh"], each once; the first leads',
        )
    return Languages(order[0])


def _edits(top: Section) -> Edits:
    """``[edits]``, which may be left out, and any of its limits as well."""
    begins = (n for n, text in enumerate(top.source, 1) if text.startswith("[edits]"))
    section = Section(top.values.get("edits", {}), top.source, next(begins, 1))
    known = {limit.name for limit in fields(Edits)}
    for name, value in section.values.items():
        if name not in known or not isinstance(value, int | float) or value < 0:
            listed = ", ".join(sorted(known))
            raise section.fault(name, f"不小于零的数，限于 {listed}", f"a limit among {listed}")
    return Edits(**section.values)


def _imputation(top: Section) -> Imputation:
    """``[imputation]``, which may be left out: then nothing is imputed."""
    begins = (n for n, text in enumerate(top.source, 1) if text.startswith("[imputation]"))
    section = Section(top.values.get("imputation", {}), top.source, next(begins, 1))
    if unknown := section.values.keys() - {"final_limit_pct", "never", "line"}:
        listed = "final_limit_pct、never 或 [[imputation.line]]"
        raise section.fault(min(unknown), listed, listed.replace("或", "or").replace("、", ", "))
    usual = Imputation()
    never = section.values.get("never", [])
    lines = section.values.get("line", [])
    wanted = ("若干 [[imputation.line]] 段", "sections [[imputation.line]]")
    places = [n for n, text in enumerate(top.source, 1) if text.startswith("[[imputation.line]]")]
    if not isinstance(lines, list) or len(lines) != len(places):
        raise section.fault("line", *wanted)
    if not isinstance(never, list) or not all(isinstance(code, str) for code in never):
        raise section.fault("never", "指标代码的列表", "a list of indicator codes")
    limit = section.values.get("final_limit_pct", usual.final_limit_pct)
    if not isinstance(limit, int) or not 0 <= limit <= 100:  # noqa: PLR2004 -- per cent
        raise section.fault("final_limit_pct", "0 至 100 的整数", "a whole number from 0 to 100")
    return Imputation(
        limit,
        tuple(never),
        tuple(
            _imputed(Section(values, top.source, place))
            for values, place in zip(lines, places, strict=True)
        ),
    )


def _imputed(section: Section) -> ImputedLine:
    methods = [method.value for method in Method]
    method = section.value("method", str, "、".join(methods), ", ".join(methods))
    if method not in methods:
        raise section.fault("method", "、".join(methods), "one of " + ", ".join(methods))
    code = section.value("indicator", str, "指标代码", "the code of an indicator")
    needs = Method(method) is Method.LIKE_AREAS
    told = ("分组方案的代码（只用于 like_areas）", "a classification, for like_areas alone")
    if needs != ("classes" in section.values):
        raise section.fault("classes", *told)
    scheme = section.value("classes", str, *told) if needs else ""
    return ImputedLine(code, Method(method), scheme, section.at("indicator"))


def _part(section: Section) -> Part:
    ink = section.value("ink", str, "颜色，如 #1C3D72", "a colour such as #1C3D72")
    if not _INK.fullmatch(ink):
        raise section.fault("ink", "颜色，如 #1C3D72", "a colour such as #1C3D72")
    return Part(
        number=section.whole("number"),
        title=section.text("title"),
        form=section.value("form", str, "表的代码，可为空", "the code of a form, or blank") or None,
        ink=ink,
        introduction=section.texts("introduction"),
        role=_role(section),
    )


def _role(section: Section) -> PartRole:
    """``role``, which the parts of the forms leave out."""
    text = section.values.get("role", "")
    if text not in {role.value for role in PartRole}:
        listed = ", ".join(role.value for role in PartRole if role.value)
        raise section.fault("role", f"{listed}，或不写", f"one of {listed}, or left out")
    return PartRole(text)


def _days(rows: tuple[Row, ...], column: str) -> dict[int, date]:
    """Reference year → day; a year without one (nothing was due) is left out."""
    days = {row.integer("year"): row.day_or_none(column) for row in rows}
    return {year: day for year, day in days.items() if day}
