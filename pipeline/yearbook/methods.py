"""各市典型经验一览: the methods of the cities with their parts, as a table of the appendix."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.model import Area
from pipeline.tables.model import Row, Table
from pipeline.vocabulary import Text
from pipeline.yearbook.codebook import column, table, words
from pipeline.yearbook.commentary.model import plain
from pipeline.yearbook.edition import EditionModel, Narrative, Section
from pipeline.yearbook.story import runs

_COLON = {"zh": "：", "en": ":"}


def methods_table(model: EditionModel, number: str) -> Table | None:
    """City by city the name of the method and its parts; none where no city names one."""
    rows = tuple(_rows(model))
    if not rows:
        return None
    columns = (
        column(Text("经验", "Method"), 1, 13),
        column(Text("组成部分", "Parts"), 2, 28),
    )
    notes = (
        Text(
            "名称和各部分取自各市典型经验的题目和小标题，全文见各市专章和数据文件 narratives.csv。",
            "Names and parts are those of the titles; for the whole text see the chapters of the "
            "cities and the data file narratives.csv.",
        ),
    )
    title = Text(f"各市典型经验一览（{model.year}年）", f"Methods of the Cities ({model.year})")
    return table(number, title, Text("地区", "Area"), columns, rows, notes=notes)


def _rows(model: EditionModel) -> Iterator[Row]:
    for city in model.catalogue.cities:
        narrative = model.narrative(city.code)
        if narrative and narrative.method:
            yield _row(city, narrative, narrative.method.name)


def _row(city: Area, narrative: Narrative, name: Text) -> Row:
    zh, en = ([_head(part, lang) for part in narrative.parts] for lang in ("zh", "en"))
    cells = (
        words(_plain(name.zh), _plain(name.en)),
        words("；".join(zh), "; ".join(filter(None, en))),
    )
    return Row("item", city.short, cells)


def _head(part: Section, lang: str) -> str:
    """The heading up to its colon: 同谋 of 同谋：部门共同商量."""
    return _plain(part.heading.told(lang)).partition(_COLON[lang])[0].strip()


def _plain(text: str) -> str:
    return plain(runs(text))
