"""Tables as Typst sets them: the same cells, heads, notes, widths and pages as in our HTML.

What is printed comes from the same ``SetTable`` that the template prints; only fonts, rules and air
are said in Typst's words. Fonts are those of the book, found by fontconfig, and no others.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.composed import Composed, chapters_of_tables

if TYPE_CHECKING:
    from pipeline.bilingual import Languages
    from pipeline.vocabulary import Text
    from pipeline.yearbook.cells import SetCell
    from pipeline.yearbook.setting import SetRow, SetTable
    from pipeline.yearbook.sheets import Sheet

FAMILY = "Noto Sans CJK SC"
HEAD = f"""
#set document(title: "Tables of the yearbook", date: datetime(year: 2025, month: 7, day: 1))
#set page(paper: "a4", margin: (x: 21mm, top: 32mm, bottom: 25mm), numbering: "1")
#set text(font: "{FAMILY}", size: 8.2pt, lang: "zh", region: "cn", fill: rgb("#1b1f26"))
#set par(leading: 0.5em, spacing: 0.5em)
#let rule = 1.5pt + rgb("#1C3D72")
#let cap(number, title, more, below, unit, n) = table.cell(colspan: n, align: center, inset: 0pt)[
  #text(11.5pt, weight: 700)[#number #h(1em) #title #text(.85em)[#more]] \\
  #text(8pt, lang: "en", below)
  #align(right, pad(y: 1mm, text(7pt, unit)))
]
#let head(body) = table.cell(align: center + bottom, text(7.4pt, weight: 500, body))
#let below(body) = table.cell(align: center + top, text(6.2pt, lang: "en", body))
#let number(body) = table.cell(align: center, text(6pt, body))
#let over(n, lead, follow) = table.cell(colspan: n, align: center, text(7.4pt)[#lead
  #text(6.2pt, follow)], stroke: if lead == "" {{ none }} else {{ (bottom: .35pt) }})
#let en(body) = text(6.6pt, lang: "en", body)
#let flag(body) = super(text(5.6pt, fill: rgb("#a8352b"), body))
#let bar(mm) = rect(width: mm * 1mm, height: 2.6mm, fill: rgb("#1C3D72"))
#let notes(lead, follow) = block(breakable: false, above: 2.4mm, grid(columns: (1fr, 1fr),
  gutter: 4mm, ..(lead, follow).map(each => text(7pt, enum(..each)))))
"""


def written(edition: Composed) -> str:
    """All tables of the edition as one Typst document."""
    languages = edition.model.languages
    sheets = [sheet for chapter in chapters_of_tables(edition) for sheet in chapter.content.sheets]
    return HEAD + "".join(_page(sheet, languages) for sheet in sheets)


def fonts() -> list[str]:
    """The files of the book's family as fontconfig knows them; their folders are searched."""
    found = subprocess.run(
        ["fc-list", FAMILY, "file"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return sorted({str(Path(line.rstrip(": ")).parent) for line in found})


def _page(sheet: Sheet, languages: Languages) -> str:
    flipped = "true" if sheet.orientation == "landscape" else "false"
    head = _text(languages.joined(sheet.running))
    pieces = "".join(_table(p.table, p.row_mm, languages) for p in sheet.pieces if p.table)
    return f"#page(flipped: {flipped}, header: align(right, text(7pt, {head})))[\n{pieces}]\n"


def _table(table: SetTable, row_mm: float, languages: Languages) -> str:
    widths = ", ".join(f"{width}mm" for width in table.widths.all)
    size = "7.2pt" if table.orientation == "landscape" else "8.2pt"
    rows = "\n".join("  " + _row(row, table, languages) for row in table.rows)
    gap = max(row_mm - 3.0, 0.5) / 2
    return (
        f"#[#set text({size})\n#table(columns: ({widths}), stroke: none,"
        f" inset: (x: .4mm, y: {gap:.2f}mm), align: right + horizon,\n"
        f"  table.header({_heads(table, languages)}),\n{rows}\n  table.hline(stroke: rule),\n)]\n"
        f"{_notes(table, languages)}"
    )


def _heads(table: SetTable, languages: Languages) -> str:
    n, units = table.columns, table.widths.unit is not None
    lead, follow = languages.pair(table.title)
    more = "续表 continued" if table.continued else ""
    unit = languages.joined(table.measured) if table.unit.zh else ""
    told = ", ".join(map(_text, (table.number, lead, more, follow, unit)))
    spans = [_over(2 + units, "", "")] if table.spans else []
    spans += [_over(span.span, *languages.pair(span.head)) for span in table.spans]
    stubs = languages.pair(table.stub)
    rows = [
        f"cap({told}, {n})", "table.hline(stroke: rule)", *spans,
        *_line("head", stubs[0], "单位", units),
        *(_cells("head", "\n".join(h.lines), h.has_bar) for h in table.heads),
        *_line("below", stubs[1], "Unit", units),
        *(_cells("below", h.follow, h.has_bar) for h in table.heads),
        *_line("number", "甲", "乙", units),
        *(_cells("number", str(h.number), h.has_bar) for h in table.heads),
        "table.hline(stroke: .6pt)",
    ]  # fmt: skip
    return ", ".join(rows)


def _over(span: int, lead: str, follow: str) -> str:
    return f"over({span}, {_text(lead)}, {_text(follow)})"


def _line(kind: str, stub: str, unit: str, units: bool) -> Iterator[str]:
    yield f'{kind}({_text(stub)}), ""'
    if units:
        yield f"{kind}({_text(unit)})"


def _cells(kind: str, text: str, has_bar: bool) -> str:
    return f"{kind}({_text(text)})" + (', ""' if has_bar else "")


def _row(row: SetRow, table: SetTable, languages: Languages) -> str:
    lead, follow = map(_text, languages.pair(row.label))
    if row.css.startswith("heading"):
        head = f"table.cell(colspan: {table.columns}, align: left)"
        return f"{head}[#{lead} #en({follow})],"
    strong = row.css.startswith(("region", "reporting"))
    weight, indent = 700 if strong else 500, row.indent * 3
    label = f"pad(left: {indent}mm, text(weight: {weight}, {_text(row.mark)} + {lead}))"
    cells = [f"table.cell(align: left, {label})", f"table.cell(align: left, en({follow}))"]
    if table.widths.unit is not None:
        cells.append(f"table.cell(align: left, text(7.4pt, {_text(languages.joined(row.unit))}))")
    for head, cell in zip(table.heads, row.cells, strict=False):
        cells.append(_cell(cell, strong))
        if head.has_bar:
            cells.append("" if cell.bar is None else f"bar({cell.bar * 15:.1f})")
    return ", ".join(each or '""' for each in cells) + ","


def _cell(cell: SetCell, strong: bool) -> str:
    pad = next((int(w[1:]) / 10 for w in cell.css.split() if w[:1] == "p" and w[1:].isdigit()), 0.0)
    body = f"[#{_text(cell.text)}"
    body += f" #en({_text(cell.follow)})" if cell.follow else ""
    body += f"#flag({_text(cell.flag)})" if cell.flag else ""
    aligned = "left" if cell.css.startswith("l") else "right"
    weight = f"text(weight: 700, {body}])" if strong or " b" in cell.css else f"{body}]"
    return f"table.cell(align: {aligned}, pad(right: {pad}mm, {weight}))"


def _notes(table: SetTable, languages: Languages) -> str:
    if not table.notes:
        return ""
    sides = [_list(map(side, table.notes)) for side in (languages.lead, languages.follow)]
    return f"#notes({', '.join(sides)})\n"


def _list(texts: Iterable[str | Text]) -> str:
    return "(" + "".join(f"{_text(str(text))}, " for text in texts if text) + ")"


def _text(text: str) -> str:
    """A string of Typst; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
