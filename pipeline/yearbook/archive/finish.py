"""The last hand on a PDF before it is written."""

from __future__ import annotations

from typing import Any

from pipeline.yearbook.archive.artifacts import mark_artifacts, mend_figures, prune
from pipeline.yearbook.archive.identity import associate_once, name_both
from pipeline.yearbook.archive.languages import Marks, name_languages
from pipeline.yearbook.archive.links import mend_links, name_links
from pipeline.yearbook.archive.structure import Element, Structure
from pipeline.yearbook.archive.tables import mend_table


def finish(pdf: Any, noted: Marks, first_page: int = 1) -> None:
    """Mends the structure and the links, and names what the file was written as.

    ``first_page`` is the number of its first page.
    """
    structure = Structure(pdf)
    elements = list(structure.walk(structure.document()))
    for table in _of(elements, "/Table"):
        mend_table(structure, table)
    mend_links(structure, elements)
    name_languages(structure, noted)
    ornaments = mend_figures(structure, _of(elements, "/Figure"))
    for element in elements:
        prune(structure, element, ornaments)
    mark_artifacts(structure, {id(element) for element in elements} - ornaments)
    structure.root["ParentTreeNextKey"] = structure.next_key
    name_links(pdf, first_page)
    associate_once(pdf)
    name_both(pdf)


def _of(elements: list[Element], kind: str) -> list[Element]:
    return [element for element in elements if element["S"] == kind]
