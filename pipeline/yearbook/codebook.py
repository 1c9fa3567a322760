"""The code lists of the appendix: indicators, ethnic groups, relations between indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.bilingual import Languages
from pipeline.catalogue.model import Catalogue, Indicator, Relation, Term
from pipeline.tables.model import Cell, Column, Row, Table, TablePart
from pipeline.vocabulary import Text

NOTHING = Text("", "")
_CODE = Text("代码", "Code")
_NATURE = {
    "stock": Text("时点", "stock"),
    "flow": Text("时期", "flow"),
    "ratio": Text("比率", "ratio"),
    "index": Text("指数", "index"),
}
_TOTALS = {
    "sum": Text("相加", "sum"),
    "formula": Text("重算", "recomputed"),
    "none": Text("不汇总", "none"),
}
_TOLD = {  # the words of the column in the language that leads, explained in the other one
    "zh": Text(
        "性质：时点数、时期数、比率。汇总：总数由各市相加、由相加后的数重算，或不汇总。",
        "Nature: 时点 stock, 时期 flow, 比率 ratio. Total of the region: 相加 summed, "
        "重算 recomputed from sums, 不汇总 none.",
    ),
    "en": Text(
        "性质：stock 时点数，flow 时期数，ratio 比率。汇总：总数由各市相加（sum）、由相加后的数重算"
        "（recomputed），或不汇总（none）。",
        "Nature: stock, flow or ratio. Total of the region: the sum of the cities, recomputed "
        "from sums, or none.",
    ),
}
_SEVERITIES = {"error": Text("强制性", "error"), "query": Text("核实性", "query")}
_SENSES = {"=": "=", "<=": "≤", ">=": "≥", ">": ">", "<": "<"}


def column(head: Text, number: int, weight: float) -> Column:
    """A column of text or codes; ``weight`` is its width in em."""
    return Column(head, NOTHING, number, weight)


def words(text: str, english: str = "") -> Cell:
    """A cell of words."""
    return Cell(text, kind="text", english=english)


def table(
    number: str,
    title: Text,
    stub: Text,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    notes: Sequence[Text] = (),
    has_units: bool = False,
) -> Table:
    """A table of the appendix, in one part."""
    part = TablePart((), tuple(columns), tuple(rows))
    return Table(number, title, NOTHING, stub, "portrait", (part,), tuple(notes), has_units)


def indicator_table(catalogue: Catalogue, indicators: Sequence[Indicator], number: str) -> Table:
    """Every indicator of the edition: its code, nature, way of adding up, and where it is told."""
    languages = catalogue.edition.languages
    columns = (
        column(_CODE, 1, 3.4),
        column(Text("性质与汇总", "Nature, total"), 2, 5.6 if languages.leading == "zh" else 8.4),
        column(Text("算式", "Formula"), 3, 9.6),
        column(Text("解释页", "Page"), 4, 3),
    )
    notes = (
        Text(
            "代码是报表的行代码，D 打头的由报表数字计算得出；数据文件使用同样的代码。",
            "Codes are the lines of the forms; those with D are computed. The data files use them.",
        ),
        _TOLD[languages.leading],
    )
    title = Text("统计指标代码与解释索引", "Indicators: Codes and Index of Explanations")
    rows = tuple(_indicator_rows(catalogue, indicators))
    return table(
        number, title, Text("指标", "Indicator"), columns, rows, notes=notes, has_units=True
    )


NOWHERE = Cell(kind="blank")


def told_in_words(indicator: Indicator) -> bool:
    """Whether the notes of its part explain it; of a computed share the formula says all."""
    return indicator.on_form or indicator.unit.zh != "%"


def _indicator_rows(catalogue: Catalogue, indicators: Sequence[Indicator]) -> Iterator[Row]:
    languages = catalogue.edition.languages
    for form in catalogue.forms:
        ours = [i for i in indicators if i.form == form.code]
        if ours:
            head = languages.numbered(form.name, Text(form.table_no, form.code))
            yield Row("heading", head, ())
        for indicator in ours:
            yield Row(
                "item", indicator.name, _indicator_cells(indicator, languages), unit=indicator.unit
            )


def _indicator_cells(indicator: Indicator, languages: Languages) -> tuple[Cell, ...]:
    nature, total = _NATURE[indicator.kind], _TOTALS[indicator.aggregation]
    return (
        words(indicator.code),
        words(languages.lead(Text(f"{nature.zh}，{total.zh}", f"{nature.en}, {total.en}"))),
        words(str(indicator.formula or "")),
        Cell(f"d-{indicator.code}", kind="page") if told_in_words(indicator) else NOWHERE,
    )


def ethnic_table(catalogue: Catalogue, number: str) -> Table:
    """The groups of GB/T 3304, in two halves beside each other."""
    digits, letters = Text("数字码", "Number"), Text("字母码", "Letters")
    columns = (
        column(digits, 1, 5),
        column(letters, 2, 5),
        column(Text("民族", "Ethnic group"), 3, 14),
        column(digits, 4, 5),
        column(letters, 5, 5),
    )
    groups = catalogue.ethnic_groups
    half = -(-len(groups) // 2)
    rows = []
    for at, left in enumerate(groups[:half]):
        cells = [words(left.number), words(left.alpha)]
        if half + at < len(groups):
            right = groups[half + at]
            name = words(right.name.zh, right.name.en)
            cells += [name, words(right.number), words(right.alpha)]
        rows.append(Row("item", left.name, (*cells, *[words("")] * (5 - len(cells)))))
    title = Text("民族名称与代码（GB/T 3304）", "Ethnic Groups and Their Codes (GB/T 3304)")
    return table(number, title, Text("民族", "Ethnic group"), columns, rows)


def relation_table(catalogue: Catalogue, number: str) -> Table:
    """Every relation that the submitted figures are checked against."""
    columns = (
        column(Text("关系式", "Relation"), 1, 13),
        column(Text("性质", "Class"), 2, 5.4),
        column(Text("说明", "Meaning"), 3, 33),
    )

    def code(relation: Relation) -> Text:
        return catalogue.edition.languages.alone(Text(relation.code, relation.code))

    rows = tuple(
        Row("item", code(relation), _relation_cells(relation, catalogue))
        for relation in catalogue.relations
    )
    notes = (
        Text(
            "强制性关系不成立的报表退回更正；核实性关系不成立的，更正或说明。",
            "A form that breaks an error relation is returned; a query is corrected or explained.",
        ),
    )
    title = Text("审核关系", "Relations Checked")
    return table(number, title, Text("编号", "No."), columns, rows, notes=notes)


def _relation_cells(relation: Relation, catalogue: Catalogue) -> tuple[Cell, ...]:
    severity = _SEVERITIES[relation.severity]
    return (
        words(formula(relation, catalogue)),
        words(severity.zh, severity.en),
        words(relation.message.zh, relation.message.en),
    )


def formula(relation: Relation, catalogue: Catalogue) -> str:
    """A relation in signs: 201 = 202 + 216; 303 > 0 → 301 + 302 > 0; 212 = 211 ÷ 210 × 100."""
    first, *others = relation.terms
    sense = _SENSES[relation.sense]
    if relation.kind == "ratio":
        return f"{first.indicator} = {catalogue.indicator(first.indicator).formula}"
    right = _side(others)
    if relation.kind == "implies":
        condition = relation.when.replace(">", " > ")
        return f"{condition} → {right} {sense} 0"
    return f"{_name(first)} {sense} {right}"


def _side(terms: Sequence[Term]) -> str:
    return " + ".join(_name(term) for term in terms)


def _name(term: Term) -> str:
    """311, or 311(t−1) for the figure of last year."""
    return term.indicator + (f"(t−{term.lag})" if term.lag else "")
