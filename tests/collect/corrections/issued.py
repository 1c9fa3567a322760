"""Correction workbooks of the small catalogue, as they go out, and as a clerk sends them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.catalogue.model import Relation, Term
from pipeline.collect.corrections import Correction, FormToCorrect, correction_workbook
from pipeline.collect.reader.reading import FormReading
from pipeline.collect.templates.drawing_up import Template, draw_sheet
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Role, Severity, Text
from tests.collect.corrections.clerk import Clerk
from tests.collect.mini import CATALOGUE, NANNING, figures, read

SUM = Relation(
    "S201", "sum", "", Decimal(0), "error", True, "", Text("平台合计。", "Platforms add up."),
    tuple(Term(code, 0, weight) for code, weight in (("201", Decimal(1)), ("202", Decimal(-1)))),
)  # fmt: skip
HOUSE = replace(CATALOGUE, relations=(SUM,))


def finding(rule: str, severity: Severity, indicator: str, **more: Any) -> Finding:
    usual: dict[str, Any] = {
        "area": NANNING, "form": "MT2", "period": 2024, "column_name": "本年",
        "observed": "418", "expected": "400", "difference": "18",
        "message": Text(f"指标 {indicator} 须核对。", f"Check {indicator}."),
        "remedy": Text("请核对。", "Please check."),
    }  # fmt: skip
    return Finding(rule, severity, **{**usual, "indicator": indicator, **more})


BROKEN = finding(
    "S201", Severity.ERROR, "201", suspects="202", suspicion=Text("疑为 87 之误。", "87?")
)
JUMP = finding("V12", Severity.QUERY, "204", observed="1172.50", expected="980")
RATE = finding("V02", Severity.QUERY, "203", observed="94.1", expected="")
MISSING = finding("V07", Severity.QUERY, "", form="MT3", column_name="", observed="", difference="")
FINDINGS = (BROKEN, JUMP, RATE)
BY_KEY = {(f.rule, f.indicator): f for f in (*FINDINGS, MISSING)}
SUM_ROW, JUMP_ROW, RATE_ROW, MISSING_ROW = BY_KEY


def form_of(reading: FormReading, **changed: Any) -> FormToCorrect:
    """A form of figures as its newest revision has it."""
    drawn = draw_sheet(HOUSE, reading.titles.form, reading.titles.area, 2024, {})
    seen = reading.content.observations
    last = {o.indicator: o.raw_text for o in seen if o.role is Role.LAST}
    typed = {
        o.indicator: (o.raw_text, last[o.indicator], o.given_nature, o.remark)
        for o in seen
        if o.role is Role.THIS
    }
    form = FormToCorrect(drawn, reading.digest, typed, note=reading.content.remark)
    return replace(form, **changed)


def correction(
    findings: tuple[Finding, ...] = FINDINGS, form: str = "", **changed: Any
) -> Correction:
    (reading,) = read(form or figures()).forms
    forms = [form_of(reading, **changed)]
    if MISSING in findings:
        forms.append(
            FormToCorrect(draw_sheet(HOUSE, HOUSE.form("MT3"), HOUSE.area(NANNING), 2024, {}))
        )
    template = Template(HOUSE.area(NANNING), 2024, HOUSE.edition, tuple(one.sheet for one in forms))
    return Correction(template, tuple(forms), findings, HOUSE.reasons, {})


@cache
def issued(findings: tuple[Finding, ...] = FINDINGS, form: str = "") -> bytes:
    """The workbook as it goes out; it corrects the usual form unless another is given."""
    return correction_workbook(correction(findings, form), HOUSE)


def returned(
    fill: Callable[[Clerk], object] = lambda _: None,
    findings: tuple[Finding, ...] = FINDINGS,
    form: str = "",
) -> bytes:
    """The workbook as ``fill`` leaves it, saved by another program than wrote it."""
    clerk = Clerk(issued(findings, form))
    fill(clerk)
    return clerk.saved()


def answered(key: tuple[str, str], **cells: Any) -> bytes:
    """The workbook with one row answered."""
    return returned(lambda clerk: clerk.answer(key, **cells))
