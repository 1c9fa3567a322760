"""The fixed wording of tables: stubs, heads and units, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.model import Indicator, TableColumn
from pipeline.tables.draft import NOTHING
from pipeline.vocabulary import Measure, Text

AREA = Text("地区", "Area")
ITEM = Text("指标", "Indicator")
REPORTING = Text("已报市合计", "Reporting cities")
CHANGE = Text("比上年增减", "Change")
GROWTH = Text("增长", "Growth")
DIFFERENCE = Text("增减", "Change")
PER_CENT = Text("%", "%")
POINTS = Text("百分点", "pp")
RANK = Text("位次", "Rank")


def with_unit(head: Text, unit: Text) -> Text:
    """A head with its unit behind it: 创业街（条） / Start-up streets (street)."""
    if not unit.zh:
        return head
    inner = unit.zh.replace("（", "〔").replace("）", "〕")
    return Text(f"{head.zh}（{inner}）", f"{head.en} ({unit.en})")


def hashed(head: Text) -> Text:
    """A head before which # says that not all parts are shown."""
    return Text(f"#{head.zh}", f"#{head.en}")


def head_of(column: TableColumn, indicator: Indicator) -> Text:
    """The head of a column of the programme: its own, or the indicator's short name."""
    head = Text(column.head.zh or indicator.short.zh, column.head.en or indicator.short.en)
    return hashed(head) if column.hashed else head


def unit_of(column: TableColumn, indicator: Indicator, measure: Measure) -> Text:
    """The unit in which a column prints its figures."""
    if measure in (Measure.GROWTH, Measure.AVERAGE, Measure.SHARE):
        return PER_CENT
    if measure is Measure.RANK:
        return NOTHING
    if measure is Measure.CHANGE and indicator.unit.zh == "%":
        return POINTS
    return column.unit if column.unit.zh else indicator.unit


def change_head(indicator: Indicator) -> Text:
    """The head of the change column beside this year and last."""
    return GROWTH if indicator.is_counted else DIFFERENCE


def year_head(year: int) -> Text:
    return Text(f"{year}年", str(year))


def listed(texts: Sequence[Text]) -> Text:
    """A、B、C / A, B, C."""
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))
