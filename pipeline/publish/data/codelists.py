"""The code lists of the data files: what every code in them means, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.csv import written
from pipeline.vocabulary import Measure, ObsStatus, Qualifier, Text
from pipeline.warehouse import Warehouse

_AREAS = """
    select code, kind, parent, name_zh, name_en, valid_from, valid_to from codelist.area
    order by code
"""
# What never leaves the house is not even named.
_INDICATORS = """
    select
        id as code, form, name_zh, name_en, unit_zh, unit_en, kind, frequency, aggregation, formula,
        decimals, definition_zh, definition_en
    from codelist.indicator where release = 'public' order by id
"""
_MEASURES = {
    Measure.LEVEL: Text("水平", "level"),
    Measure.CHANGE: Text(
        "比上年增减（比率为百分点）", "change on the year before (points for rates)"
    ),
    Measure.GROWTH: Text("比上年增长（%）", "growth on the year before, per cent"),
    Measure.AVERAGE: Text("年均增长（%）", "average annual growth, per cent"),
    Measure.SHARE: Text("占总数比重（%）", "share of the region, per cent"),
    Measure.RANK: Text("在各市中的位次", "place among the cities"),
}
_STATUSES = {
    ObsStatus.NORMAL: Text("正常", "normal"),
    ObsStatus.PROVISIONAL: Text("初步数", "provisional"),
    ObsStatus.ESTIMATED: Text("估计数", "estimated"),
    ObsStatus.IMPUTED: Text("插补数", "imputed"),
    ObsStatus.NOT_REPORTED: Text("未报送", "not reported"),
    ObsStatus.NOT_APPLICABLE: Text("不适用", "not applicable"),
    ObsStatus.UNKNOWN: Text("不详", "unknown"),
}
_CONFIDENTIAL = {"F": Text("公布", "free"), "C": Text("不予公布", "withheld")}
_QUALIFIERS = {
    Qualifier.EXACT: Text("准确数", "exact"),
    Qualifier.MORE_THAN: Text("多于", "more than"),
    Qualifier.AT_LEAST: Text("不少于", "at least"),
    "less_than": Text("少于", "less than"),
    "at_most": Text("不多于", "at most"),
    Qualifier.ABOUT: Text("约", "about"),
    Qualifier.STATED: Text("照报送数", "as stated"),
}


def codelists(warehouse: Warehouse) -> dict[str, bytes]:
    """By name (area, indicator, transformation …), each list as CSV."""
    return {
        "area": _of_rows(warehouse, _AREAS),
        "indicator": _of_rows(warehouse, _INDICATORS),
        "transformation": _of_names(_MEASURES),
        "obs_status": _of_names(_STATUSES),
        "conf_status": _of_names(_CONFIDENTIAL),
        "qualifier": _of_names(_QUALIFIERS),
    }


def _of_rows(warehouse: Warehouse, sql: str) -> bytes:
    rows = warehouse.rows(sql)
    head = list(rows[0]) if rows else []
    return written([head, *(["" if v is None else str(v) for v in r.values()] for r in rows)])


def _of_names(names: dict[str, Text] | dict[Measure, Text] | dict[ObsStatus, Text]) -> bytes:
    lines: list[Sequence[str]] = [("code", "name_zh", "name_en")]
    lines += [(str(code), name.zh, name.en) for code, name in names.items()]
    return written(lines)
