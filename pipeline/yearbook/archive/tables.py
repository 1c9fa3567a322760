"""Tables in the structure tree: which cells are heads, and which tables are none."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.yearbook.archive.structure import Element, Structure

_CELLS = ("/TH", "/TD")
_LAYOUT = {"/Table", "/THead", "/TBody", "/TFoot", "/TR", *_CELLS}


def mend_table(structure: Structure, table: Element) -> None:
    """Gives heads their scope; a table without heads only places texts, and is told as such.

    WeasyPrint lists the heads of every cell instead, forgets those that stand over several
    columns, and makes no index of them; with scopes a reader finds them itself.
    """
    rows = _rows(structure, table, "/Table")
    if not any(cell["S"] == "/TH" for _, cells in rows for cell in cells):
        _unmake(structure, table)
        return
    _head_with_caption(structure, table)
    for section, cells in _rows(structure, table, "/Table"):
        for at, cell in enumerate(cells):
            _mend_cell(cell, is_label=at == 0 and section != "/THead")


def _head_with_caption(structure: Structure, table: Element) -> None:
    """A first row of one cell is the caption: it stands in the head so that pages repeat it."""
    head = next((c for c in structure.children(table) if c["S"] == "/THead"), None)
    first = structure.children(head)[0] if head else None
    if head is None or first is None or len(structure.children(first)) != 1:
        return
    (cell,) = structure.children(first)
    first["S"], cell["S"], first["P"] = "/Caption", "/Div", table.reference
    cell.pop("A", None)
    cell.pop("ID", None)
    head["K"].remove(first.reference)
    table["K"].insert(0, first.reference)


def _rows(
    structure: Structure, element: Element, section: str
) -> Iterator[tuple[str, list[Element]]]:
    """The cells of every row with the part of the table in which it stands."""
    for child in structure.children(element):
        if child["S"] == "/TR":
            yield section, [c for c in structure.children(child) if c["S"] in _CELLS]
        elif child["S"] in ("/THead", "/TBody", "/TFoot"):
            yield from _rows(structure, child, child["S"])


def _mend_cell(cell: Element, *, is_label: bool) -> None:
    """The first cell of a row of the body is the head of the row."""
    cell["A"].pop("Headers", None)
    cell.pop("ID", None)
    if is_label:
        cell["S"] = "/TH"
    if cell["S"] == "/TH":
        cell["A"]["Scope"] = "/Row" if is_label else "/Column"


def _unmake(structure: Structure, element: Element) -> None:
    """Rows and cells become plain divisions; a table inside one is looked at by itself."""
    element["S"] = "/Div"
    element.pop("A", None)
    for child in structure.children(element):
        if child["S"] in _LAYOUT and child["S"] != "/Table":
            _unmake(structure, child)
