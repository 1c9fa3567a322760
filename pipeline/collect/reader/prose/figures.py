"""Plain figures in a text that name a line of the forms: 服务站362个, where [[204]] is not written.

Only what has one certain meaning is read: name and amount stand together, nothing that is not known
to be harmless stands before them in their clause, and their sentence speaks of this year and of
the whole city. What is not read is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.model import Area
from pipeline.collect.reader.prose.amounts import Bounds, bounds
from pipeline.collect.reader.prose.names import QUOTES, NamedLine, Naming

_LONGEST = 20_000  # characters; nothing longer is a paragraph
_TOO_LARGE = 10**13  # for the columns of the warehouse, and for anything that is counted
_PLAIN = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SENTENCE, _CLAUSE = re.compile("[。；！？\n]"), re.compile("[。；！？\n，：、（）]")
_WHOLE = "全市|我市|本市|市内"
_NOW = "截至年末|截至年底|截至目前|年末|年底|目前|现有|现"
_YEAR = "全年|本年|年内"
_LEAD = re.compile(
    rf"(?:{_WHOLE}|{_NOW}|{_YEAR}|已建成|共建成|建成|设立|各类|共有|设有|建有|已有|拥有|累计|其中"
    r"|共计|共|有|已)*"
)
_LISTED = re.compile(
    r"[0-9多余万亿\]][^0-9，。；：、]{1,3}$"
)  # an item before 、 has its own figure
_ELSEWHEN = re.compile(
    "上年|去年|前年|往年|当时|年前|明年|季度|上半年|下半年|[0-9一二三四五六七八九十]+月|计划|目标|力争|争取"
    "|[〇零一二三四五六七八九]{4}年|拟|每|平均"
)
_OF_A_PART = re.compile("[某该]|(?:这个|一个)(?:区|县|乡|镇|街道|社区|村)")
_SOME_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")


@dataclass(frozen=True, slots=True)
class PlainFigure:
    """An amount that a text states of a line, with the words in which it does."""

    indicator: str
    piece: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose text it is, of which year, and whether it tells of a single event."""

    area: Area
    year: int
    is_event: bool = False


def plain_figures(text: str, setting: Setting, names: Naming) -> list[PlainFigure]:
    """The figures of a text in their order; each amount once."""
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return []
    plain, places = _undressed(text)
    found: dict[int, PlainFigure] = {}
    for match, line in _matches(plain, names):
        if match.start("number") not in found and _is_of_now(plain, match, line, setting, names):
            read = bounds(match, line.measure)
            if max(read.lower, read.upper or read.lower) >= _TOO_LARGE:
                continue
            piece = text[places[match.start()] : places[match.end() - 1] + 1]
            figure = PlainFigure(line.code, piece, read)
            found[match.start("number")] = figure
    return [found[at] for at in sorted(found)]


def _undressed(text: str) -> tuple[str, list[int]]:
    """The text without quotation marks and spaces, and where each character stood."""
    kept = [
        (at, char) for at, char in enumerate(text) if char not in QUOTES and char not in " \u3000"
    ]
    return "".join(char for _, char in kept).translate(_PLAIN), [at for at, _ in kept]


def _matches(plain: str, names: Naming) -> Iterator[tuple[re.Match[str], NamedLine]]:
    for pattern in (names.name_first, names.amount_first):
        for match in pattern.finditer(plain):
            line = names.lines[match["name"]]
            if match["unit"] in line.measure.words:
                yield match, line


def _is_of_now(
    plain: str, match: re.Match[str], line: NamedLine, setting: Setting, names: Naming
) -> bool:
    """Whether the amount is that of the whole city in the year of the text."""
    before = _after_last(_SENTENCE, plain[: match.start()])
    lead = _after_last(_CLAUSE, before)
    listed = before[: len(before) - len(lead)]
    if listed.endswith("、") and match.re is names.name_first and not _LISTED.search(listed[:-1]):
        return False
    for name in (setting.area.name.zh, setting.area.short.zh):
        lead = lead.removeprefix(name)
    years = {int(year) for year in _SOME_YEAR.findall(before)}
    lead = re.sub(r"^(?:截至)?(?:19|20)[0-9]{2}年", "", lead)
    return (
        _LEAD.fullmatch(lead) is not None
        and _suits(lead, line, is_event=setting.is_event)
        and not (_ELSEWHEN.search(before) or _OF_A_PART.search(before) or years - {setting.year})
        and not any(name in before for name in names.counties)
    )


def _suits(lead: str, line: NamedLine, *, is_event: bool) -> bool:
    """A count at year-end is not told of a year, nor a year's count of a day; of an event nothing
    is a total that does not say so.
    """
    of_a_year, of_a_day = re.search(_YEAR, lead), re.search(f"{_NOW}|累计", lead)
    if is_event and not re.search(_WHOLE, lead):
        return False
    return not (of_a_day if line.is_flow else of_a_year)


def _after_last(mark: re.Pattern[str], text: str) -> str:
    last = 0
    for found in mark.finditer(text):
        last = found.end()
    return text[last:]
