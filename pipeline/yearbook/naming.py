"""The words of the internal report: who was late, what is missing, what is open, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.model import Area, Catalogue
from pipeline.vocabulary import NOTHING, OWN_LEVEL_KIND, REGION_KIND, Text
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.household import Household, Question, Return

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

NAMED = 3  # units that a headline names; more are counted
_STATES = (
    ("late", Text("迟报", "late")),
    ("missing", Text("未报", "not received")),
    ("rejected", Text("收到的文件不能读", "cannot be read")),
    ("returned", Text("退回，无版本生效", "returned, none in force")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a unit owes, or a finding, in words; ``kind`` is ``return`` or a severity."""

    area: Text
    what: Text
    kind: str


def unit_name(catalogue: Catalogue, area: Area) -> Text:
    """南宁市 Nanning; a region that reports does so for its own level."""
    if area.kind != REGION_KIND:
        return Text(area.name.zh, area.short.en)
    return next((a.short for a in catalogue.areas if a.kind == OWN_LEVEL_KIND), area.name)


def tardy(catalogue: Catalogue, house: Household) -> Iterator[Line]:
    """What came late, with its days, what never came and what was returned: a line a unit."""
    for area in catalogue.areas:
        ours = [r for r in house.returns if r.area == area.code]
        groups = [(told, [r for r in ours if state == _state(r)]) for state, told in _STATES]
        said = [_told(catalogue, told, sent) for told, sent in groups if sent]
        if said:
            zh, en = "；".join(text.zh for text in said), "; ".join(text.en for text in said)
            yield Line(unit_name(catalogue, area), Text(zh, en), "return")


def _state(sent: Return) -> str:
    return "late" if sent.state == "accepted" and sent.late_days else sent.state


def _told(catalogue: Catalogue, told: Text, sent: Sequence[Return]) -> Text:
    """迟报：民统4表（6 天）、民统7表（2 天）."""
    order = [form.code for form in catalogue.forms]
    tables = {form.code: form.table_no for form in catalogue.forms}
    by_form = sorted(sent, key=lambda r: order.index(r.form))
    days = [r.late_days if _state(r) == "late" else None for r in by_form]
    zh = "、".join(
        tables[r.form] + (f"（{late} 天）" if late else "")
        for r, late in zip(by_form, days, strict=True)
    )
    en = ", ".join(
        r.form + (f" ({late} day{'' if late == 1 else 's'})" if late else "")
        for r, late in zip(by_form, days, strict=True)
    )
    return Text(f"{told.zh}：{zh}", f"{told.en} {en}")


def question(catalogue: Catalogue, found: Question) -> Line:
    """民统7表 709 民族工作经费：总数不等于分项之和, or the reason that was given for it."""
    tables = {form.code: form.table_no for form in catalogue.forms}
    names = {indicator.code: indicator.name for indicator in catalogue.indicators}
    about = names.get(found.indicator or "", NOTHING)
    subject = (tables.get(found.form or "", ""), found.indicator or "", about.zh)
    told = _answer(catalogue, found)
    return Line(
        unit_name(catalogue, catalogue.area(found.area)),
        Text(f"{' '.join(word for word in subject if word)}：{told.zh}", told.en),
        found.severity,
    )


def _answer(catalogue: Catalogue, found: Question) -> Text:
    title = found.title
    if found.reason:
        return next((r.name for r in catalogue.reasons if r.code == found.reason), title)
    if found.has_lapsed:
        return Text(f"{title.zh}（原说明失效）", f"{title.en} (its explanation has lapsed)")
    return title


def headline(model: EditionModel, house: Household) -> Headline:
    """Who was late or is missing, by name while they are few; then what is open, and where."""
    lead, finding = _tardy_units(model, house), _open_units(house)
    return Headline(Text(f"{lead.zh}；", f"{lead.en}; "), finding)


def _tardy_units(model: EditionModel, house: Household) -> Text:
    catalogue = model.catalogue
    if model.year not in catalogue.edition.deadlines:
        return Text("本年度未布置报表", "No forms were due")
    late = {r.area for r in house.returns if not r.in_time}
    units = [unit_name(catalogue, area) for area in catalogue.areas if area.code in late]
    if not units:
        return Text("各单位全部按时报送", "All units reported on time")
    if len(units) > NAMED:
        return Text(f"{len(units)} 个单位迟报或缺报", f"{len(units)} units late or missing")
    zh, en = "、".join(u.zh for u in units), ", ".join(u.en for u in units)
    return Text(f"{zh}迟报或缺报", f"Late or missing: {en}")


def _open_units(house: Household) -> Text:
    count = sum(t.n_open for t in house.tallies)
    units = len({t.area for t in house.tallies if t.n_open})
    if not count:
        return Text("审核发现没有待处理的", "no finding is open")
    many = ("finding" if count == 1 else "findings", "unit" if units == 1 else "units")
    return Text(
        f"{units} 个单位有 {count} 项发现待处理",
        f"{count} {many[0]} open in {units} {many[1]}",
    )
