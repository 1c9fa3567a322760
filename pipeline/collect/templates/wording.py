"""What a template says of a line: in the message of its cell, and in the note on its name."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalogue.model import Area, Indicator, Relation
from pipeline.collect.templates.drawing_up import Line
from pipeline.vocabulary import REGION_KIND, Severity

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # characters, the limits of a data validation
_OF_REGION = {"total": "填全区数。", "own_level": "填自治区本级数。"}


def message_title(indicator: Indicator) -> str:
    return _cut(f"{indicator.code} {indicator.name.zh}", _LONGEST_TITLE)


def message(line: Line, unit: Area) -> str:
    """What to type, then what is meant; shown while the cell is selected."""
    indicator = line.indicator
    region = _OF_REGION.get(indicator.region_reports, "") if unit.kind == REGION_KIND else ""
    return _cut(region + _to_type(indicator) + indicator.definition.zh, _LONGEST_MESSAGE)


def refusal(indicator: Indicator) -> str:
    """What to do instead, when a cell does not take what was typed."""
    kind = "不小于零的整数" if indicator.decimals == 0 else "不小于零的数字"
    return (
        f"这里只填{kind}，单位为{indicator.unit.zh}。约数、下限在“数据性质”列注明；"
        "没有数据或没有此项的留空，在“数据性质”列选“不详”或“不适用”。"
    )


def note(line: Line, relations: Iterable[Relation]) -> str:
    """The whole definition, who supplies the figure, and the relations that it stands in."""
    indicator = line.indicator
    told = [f"{indicator.code} {indicator.name.zh}", indicator.definition.zh]
    if indicator.owner:
        told.append(f"提供部门：{indicator.owner}")
    told += [
        f"{'必须' if relation.severity == Severity.ERROR else '核实'}：{relation.message.zh}"
        for relation in relations
        if any(term.indicator == indicator.code for term in relation.terms)
    ]
    return "\n".join(told)


def last_year_head(lines: Iterable[Line], year: int) -> str:
    """What the column of last year is."""
    before = [line.before for line in lines if line.before is not None]
    sample = "，为示例数据" if any(figure.is_sample for figure in before) else ""
    none = "" if before else "（没有）"
    return f"{year - 1} 年已采用的数据{none}{sample}，已锁定。"


def last_year_note(line: Line, year: int) -> str:
    """How last year's figure was qualified; blank where it stands for itself."""
    before = line.before
    if before is None:
        return ""
    told = [f"数据性质：{before.nature}"] if before.nature else []
    if before.value is not None and not before.is_of_year_end:
        told.append(f"数据时点：{before.ref_date.isoformat()}")
    return "\n".join((f"{year - 1} 年已采用的数据", *told)) if told else ""


def _to_type(indicator: Indicator) -> str:
    if not indicator.is_counted:
        return "分子、分母都填了的，本项可留空；94%填94。"
    what = "整数" if indicator.decimals == 0 else f"数字，{indicator.decimals}位小数"
    return f"{'必填，' if indicator.mandatory else ''}{what}，单位：{indicator.unit.zh}。"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
