"""Checks on indicators: references, parents without cycles, ratios with their parts, limits."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.registers import FACTS
from pipeline.catalogue.rows import pairs
from pipeline.errors import CatalogueError

MAX_DECIMALS = 4  # the warehouse keeps DECIMAL(18, 4)


def references_exist(draft: Draft) -> Iterator[CatalogueError]:
    """Form, parent, register, numerator and denominator are known."""
    forms = {entry.value.code for entry in draft.forms if entry.value.kind == "table"}
    codes = {entry.value.code for entry in draft.indicators}
    for indicator, row in pairs(draft.indicators):
        if indicator.form not in forms:
            yield dangling(row.at("form"), indicator.form, "forms.csv")
        if indicator.parent and indicator.parent not in codes:
            yield dangling(row.at("parent"), indicator.parent, "indicators.csv")
        if indicator.register and indicator.register not in FACTS:
            yield dangling(row.at("register"), indicator.register, "area_facts.csv")
        for column in ("numerator", "denominator"):
            if indicator.ratio and row.text(column) not in codes:
                yield dangling(row.at(column), row.text(column), "indicators.csv")


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


def ratios_have_parts(draft: Draft) -> Iterator[CatalogueError]:
    """A ratio has kind, aggregation, numerator, denominator and factor; nothing else has any."""
    ratios = {
        indicator.code for indicator, _ in pairs(draft.indicators) if indicator.kind == "ratio"
    }
    for indicator, row in pairs(draft.indicators):
        is_ratio = indicator.kind == "ratio"
        parts = indicator.ratio
        if (indicator.aggregation == "ratio") != is_ratio or bool(parts) != is_ratio:
            yield broken(
                row.at("aggregation"),
                (
                    "比率须有分子、分母和系数，其他指标不得有",
                    "Only a ratio has its parts, all three",
                ),
                (
                    "请将 kind、aggregation、numerator、denominator、factor 填写一致",
                    "Make kind, aggregation, numerator, denominator and factor agree",
                ),
            )
        elif parts and (parts.factor < 1 or ratios & {parts.numerator, parts.denominator}):
            yield broken(
                row.at("numerator"),
                ("比率由两个计数相除，系数至少为1", "A ratio divides two counts, times 1 or more"),
                ("请改正分子、分母或系数", "Correct numerator, denominator or factor"),
            )


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
