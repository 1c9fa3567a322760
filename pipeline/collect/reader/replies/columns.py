"""The heads of the sheet of findings, and the words with which a clerk answers."""

from __future__ import annotations

from pipeline.vocabulary import Severity

FINDINGS = "审核发现"

NUMBER, LEVEL, TABLE, CODE, NAME, COLUMN, OBSERVED, EXPECTED, DIFFERENCE, BEFORE = (
    "序号",
    "级别",
    "表号",
    "指标代码",
    "指标名称",
    "栏",
    "填报数",
    "应为或参照",
    "相差",
    "上年数",
)
MESSAGE, REMEDY, SUSPICION = "审核意见", "怎样处理", "疑似"
TREATMENT, REASON, TEXT, TARGET, VALUE = "处理", "原因代码", "说明", "更正指标", "更正值"
BINDING, RULE, AREA, PERIOD, LINE, TYPED, ISSUED = (
    "编号",
    "规则",
    "地区",
    "年度",
    "原行号",
    "原填",
    "原表",
)

_FACTS = (NUMBER, LEVEL, TABLE, CODE, NAME, COLUMN, OBSERVED, EXPECTED, DIFFERENCE, BEFORE)
TOLD = (*_FACTS, MESSAGE, REMEDY, SUSPICION)
REPLIED = (TREATMENT, REASON, TEXT, TARGET, VALUE)
BOUND = (BINDING, RULE, AREA, PERIOD, LINE, TYPED, ISSUED)  # for the reader, not for the clerk
HEADS = (*TOLD, *REPLIED, *BOUND)
# Those without which a reply cannot be understood; the others only tell.
NEEDED = (LEVEL, TABLE, CODE, COLUMN, OBSERVED, EXPECTED, DIFFERENCE, *REPLIED, *BOUND)

CORRECTED, TRUE, OTHER = "已更正", "属实", "其他"
TREATMENTS = (CORRECTED, TRUE, OTHER)
LEVELS = {Severity.ERROR: "必须改正", Severity.QUERY: "请核实"}
