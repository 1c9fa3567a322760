"""Files carried by the book, written as WeasyPrint writes attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from pipeline.yearbook.archive.enclosure import Enclosure

_MOMENT = "D:%Y%m%d%H%M%SZ"


def attach(book: Any, enclosures: Iterable[Enclosure]) -> None:
    """Embeds the files and associates them with the book (PDF/A-3), in the order of their names."""
    import pikepdf

    files = [
        (each.name, _file(book, each)) for each in sorted(enclosures, key=lambda each: each.name)
    ]
    if not files:
        return
    listed = [item for name, file in files for item in (pikepdf.String(name), file)]
    embedded = book.make_indirect(pikepdf.Dictionary({"/Names": pikepdf.Array(listed)}))
    book.Root.Names.EmbeddedFiles = embedded
    book.Root.AF = pikepdf.Array([file for _, file in files])


def _file(book: Any, enclosure: Enclosure) -> Any:
    import pikepdf

    moment = pikepdf.String(f"{enclosure.as_of:{_MOMENT}}")
    content = book.make_stream(enclosure.content)
    content.Type = pikepdf.Name.EmbeddedFile
    content.Subtype = pikepdf.Name("/text/csv")
    digest = hashlib.md5(enclosure.content, usedforsecurity=False).digest()
    content.Params = pikepdf.Dictionary(
        {
            "/CheckSum": pikepdf.String(digest),
            "/Size": len(enclosure.content),
            "/CreationDate": moment,
            "/ModDate": moment,
        }
    )
    return book.make_indirect(
        pikepdf.Dictionary(
            {
                "/Type": pikepdf.Name.Filespec,
                "/F": pikepdf.String(enclosure.name),
                "/UF": pikepdf.String(enclosure.name),
                "/EF": pikepdf.Dictionary({"/F": content}),
                "/Desc": pikepdf.String(enclosure.description),
                "/AFRelationship": pikepdf.Name.Data,
            }
        )
    )
