"""Checks on relations: terms exist, have the shape of their kind, and agree with part_of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.model import Indicator, Relation
from pipeline.catalogue.rows import pairs
from pipeline.errors import CatalogueError

_WHEN = re.compile(r"(\w+)>0")
SHAPES = {
    "sum": ("一个 1，其余为 -1", "one coefficient of 1 and otherwise -1"),
    "subset": (
        "部分为 1、整体为负数（一般为 -1）",
        "1 for the part and -1, or a fraction of it, for the whole",
    ),
    "cumulative": ("含上年数（lag 1）", "a term of last year (lag 1)"),
    "ratio": ("比率及其分子、分母", "a ratio, its numerator and its denominator"),
    "implies": ("when 中“编码>0”的指标和至少一个其他指标", "that of when (“code>0”) and another"),
}


def terms_exist(draft: Draft) -> Iterator[CatalogueError]:
    """Every term names a relation and an indicator that stands on a form."""
    relations = {entry.value.code for entry in draft.relations}
    on_form = {entry.value.code for entry in draft.indicators if entry.value.on_form}
    for row in (entry.row for entry in draft.terms):
        if row.text("relation_id") not in relations:
            yield dangling(row.at("relation_id"), row.text("relation_id"), "relations.csv")
        if row.text("indicator") not in on_form:
            yield dangling(row.at("indicator"), row.text("indicator"), "indicators.csv")


def relations_have_their_shape(draft: Draft) -> Iterator[CatalogueError]:
    """The terms of a relation are those that its kind is evaluated with."""
    indicators = {entry.value.code: entry.value for entry in draft.indicators}
    for relation, row in pairs(draft.relations):
        if not _has_shape(relation, indicators):
            zh, en = SHAPES[relation.kind]
            yield broken(
                row.at("relation_id"),
                (f"{relation.code} 的各项不合要求", f"The terms of {relation.code} do not fit it"),
                (f"relation_terms.csv 中应有{zh}", f"In relation_terms.csv it needs {en}"),
            )


def _has_shape(relation: Relation, indicators: dict[str, Indicator]) -> bool:
    codes = [term.indicator for term in relation.terms]
    weights = sorted(term.coefficient for term in relation.terms)
    if relation.kind == "sum":
        return len(weights) > 1 and weights == [-1] * (len(weights) - 1) + [1]
    if relation.kind == "subset":
        return len(weights) == 2 and weights[0] < 0 < weights[1] == 1  # noqa: PLR2004 # a pair
    if relation.kind == "cumulative":
        return sorted({term.lag for term in relation.terms}) == [0, 1]
    if relation.kind == "implies":
        condition = _WHEN.fullmatch(relation.when)
        return bool(condition) and len(codes) > 1 and condition.group(1) in codes  # type: ignore[union-attr]
    return _is_ratio(codes, indicators)


def _is_ratio(codes: list[str], indicators: dict[str, Indicator]) -> bool:
    ratios = [indicators[code] for code in codes if indicators[code].ratio]
    parts = {
        code for one in ratios if one.ratio for code in (one.ratio.numerator, one.ratio.denominator)
    }
    return len(ratios) == 1 and parts | {ratios[0].code} == set(codes)


def sums_agree_with_parts(draft: Draft) -> Iterator[CatalogueError]:
    """A sum lists the exhaustive parts of its whole, and every such whole has its sum."""
    parts: dict[str, set[str]] = {}
    for indicator in (entry.value for entry in draft.indicators):
        if indicator.parent and indicator.part_of == "exhaustive":
            parts.setdefault(indicator.parent, set()).add(indicator.code)
    sums = {whole: added for whole, added, _ in _sums(draft)}
    for whole, added, where in _sums(draft):
        if added != parts.get(whole, set()):
            yield _disagrees(where, whole)
    for indicator, row in pairs(draft.indicators):
        if indicator.part_of == "exhaustive" and (indicator.parent or "") not in sums:
            yield _disagrees(row.at("part_of"), indicator.parent or "")


def _sums(draft: Draft) -> Iterator[tuple[str, set[str], str]]:
    """Of every sum: the whole, the parts, the place."""
    for relation, row in pairs(draft.relations):
        if relation.kind == "sum":
            whole = next((t.indicator for t in relation.terms if t.coefficient > 0), "")
            added = {t.indicator for t in relation.terms if t.coefficient < 0}
            yield whole, added, row.at("relation_id")


def _disagrees(where: str, whole: str) -> CatalogueError:
    return broken(
        where,
        (f"{whole} 的合计关系与 part_of 不一致", f"The sum of {whole} and part_of disagree"),
        (
            "请使 indicators.csv 的 exhaustive 各项与 relation_terms.csv 的各项相同",
            "Let the exhaustive parts of indicators.csv be the terms in relation_terms.csv",
        ),
    )


def parts_are_judged(draft: Draft) -> Iterator[CatalogueError]:
    """Every part marked # has a relation that keeps it within its whole."""
    within = {
        (part.indicator, whole.indicator)
        for relation in (entry.value for entry in draft.relations)
        for part in relation.terms
        for whole in relation.terms
        if relation.kind == "subset" and part.coefficient > 0 > whole.coefficient
    }
    for indicator, row in pairs(draft.indicators):
        if indicator.part_of == "#" and (indicator.code, indicator.parent) not in within:
            yield broken(
                row.at("part_of"),
                ("没有对应的“部分不大于整体”关系", "No relation keeps it within its whole"),
                ("请在 relations.csv 中补上 subset 关系", "Add a subset to relations.csv"),
            )
