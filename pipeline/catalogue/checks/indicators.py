"""Checks on indicators: references, parents without cycles, formulas, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.formula import Diversity, Ratio
from pipeline.catalogue.model import Indicator
from pipeline.catalogue.registers import FACTS
from pipeline.catalogue.rows import pairs
from pipeline.errors import CatalogueError

MAX_DECIMALS = 4  # the warehouse keeps DECIMAL(18, 4)


def references_exist(draft: Draft) -> Iterator[CatalogueError]:
    """Form, parent, register and the lines of the formula are known."""
    forms = {entry.value.code for entry in draft.forms if entry.value.kind == "table"}
    codes = {entry.value.code for entry in draft.indicators}
    for indicator, row in pairs(draft.indicators):
        if indicator.form not in forms:
            yield dangling(row.at("form"), indicator.form, "forms.csv")
        if indicator.parent and indicator.parent not in codes:
            yield dangling(row.at("parent"), indicator.parent, "indicators.csv")
        if indicator.register and indicator.register not in FACTS:
            yield dangling(row.at("register"), indicator.register, "area_facts.csv")
        for line in indicator.formula.lines if indicator.formula else ():
            if line not in codes:
                yield dangling(row.at("formula"), line, "indicators.csv")


def groups_count_on_a_line(draft: Draft) -> Iterator[CatalogueError]:
    """The indicator of an ethnic group is known."""
    codes = {entry.value.code for entry in draft.indicators}
    for group, row in pairs(draft.groups):
        if group.indicator and group.indicator not in codes:
            yield dangling(row.at("indicator"), group.indicator, "indicators.csv")


def parents_do_not_circle(draft: Draft) -> Iterator[CatalogueError]:
    """No indicator is, over its parents, a part of itself."""
    parent = {indicator.code: indicator.parent for indicator, _ in pairs(draft.indicators)}
    for indicator, row in pairs(draft.indicators):
        above, seen = indicator.parent, set[str]()
        while above and above not in seen:
            seen.add(above)
            above = parent.get(above)
        if indicator.code in seen:
            yield broken(
                row.at("parent"),
                ("上级指标循环", f"{indicator.code} is, over its parents, a part of itself"),
                ("请改正 parent", "Correct the parent"),
            )


def parts_fit_their_whole(draft: Draft) -> Iterator[CatalogueError]:
    """Parent and part_of go together; a part is counted in the unit of its whole."""
    units = {indicator.code: indicator.unit for indicator, _ in pairs(draft.indicators)}
    for indicator, row in pairs(draft.indicators):
        if bool(indicator.parent) != bool(indicator.part_of):
            yield broken(
                row.at("part_of"),
                ("parent 与 part_of 须同时填写", "parent and part_of go together"),
                ("请填写两项，或都不填", "Fill in both, or neither"),
            )
        elif units.get(indicator.parent or "", indicator.unit) != indicator.unit:
            yield broken(
                row.at("unit_zh"),
                ("计量单位与上级指标不同", f"The unit is not that of {indicator.parent}"),
                ("请统一计量单位，或取消 parent", "Use the same unit, or drop the parent"),
            )


def formulas_fit_their_kind(draft: Draft) -> Iterator[CatalogueError]:
    """A ratio has a quotient, an index a diversity, nothing else a formula; totals follow it."""
    for indicator, row in pairs(draft.indicators):
        kind = {Ratio: "ratio", Diversity: "index"}.get(type(indicator.formula))
        is_alike = (indicator.aggregation == "formula") == bool(kind)
        if indicator.is_counted == bool(kind) or kind not in (None, indicator.kind) or not is_alike:
            yield broken(
                row.at("formula"),
                (
                    "比率（ratio）由两数相除，指数（index）用 diversity，其他指标没有公式",
                    "A ratio is a quotient, an index a diversity; nothing else has a formula",
                ),
                (
                    "请将 kind、aggregation、formula 填写一致",
                    "Make kind, aggregation and formula agree",
                ),
            )
        elif not (indicator.on_form or indicator.formula):
            yield broken(
                row.at("formula"),
                ("计算指标没有公式", "A computed indicator has no formula"),
                ("请填写公式，或移入 indicators.csv", "Give its formula, or move it to a form"),
            )


def formulas_divide_counts(draft: Draft) -> Iterator[CatalogueError]:
    """A formula is of lines that are counted; those of a diversity are disjoint and in one unit."""
    known = {indicator.code: indicator for indicator, _ in pairs(draft.indicators)}
    for indicator, row in pairs(draft.indicators):
        lines = [known[line] for line in (indicator.formula.lines if indicator.formula else ())]
        if not all(line.is_counted for line in lines):
            yield broken(
                row.at("formula"),
                ("公式中有比率或指数", "A formula of ratios or indices"),
                ("公式只能由计数构成", "Only counts may stand in a formula"),
            )
        if isinstance(indicator.formula, Diversity) and not _are_disjoint(lines, known):
            yield broken(
                row.at("formula"),
                ("各项须互不包含、单位相同", "Its lines must be disjoint and in one unit"),
                ("请只列同一层次的各项", "List the parts of one level only"),
            )


def _are_disjoint(lines: Sequence[Indicator], known: Mapping[str, Indicator]) -> bool:
    codes = {line.code for line in lines}
    above = [line.parent for line in lines if line.parent]
    while above:
        if codes.intersection(above):
            return False
        above = [parent for code in above if (parent := known[code].parent)]
    return len({line.unit for line in lines}) == 1


def limits_make_sense(draft: Draft) -> Iterator[CatalogueError]:
    """Decimals in range; a yearly limit with its least change; k above 1; only stocks pile up."""
    for indicator, row in pairs(draft.indicators):
        if not 0 <= indicator.decimals <= MAX_DECIMALS:
            yield _nonsense(row.at("decimals"), f"0—{MAX_DECIMALS}", f"from 0 to {MAX_DECIMALS}")
        if (indicator.yoy_limit_pct is None) != (indicator.min_abs_change is None):
            both = "yoy_limit_pct, min_abs_change"
            yield _nonsense(row.at("min_abs_change"), f"{both} 同时填写", f"given together: {both}")
        if indicator.k is not None and indicator.k <= 1:
            yield _nonsense(row.at("k"), "大于1", "above 1")
        if indicator.monotone and indicator.kind != "stock":
            yield _nonsense(
                row.at("monotone"), "N（只有存量可以只增不减）", "N unless kind is stock"
            )


def _nonsense(where: str, zh: str, en: str) -> CatalogueError:
    return broken(
        where, ("值不合理", "The value makes no sense"), (f"应为{zh}", f"It must be {en}")
    )
