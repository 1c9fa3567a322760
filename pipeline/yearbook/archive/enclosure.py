"""Files that are carried inside the PDF: the data of its tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint import Attachment
    from weasyprint.urls import URLFetcher


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of data; ``as_of`` is its date in the PDF, so that a second run gives the same."""

    name: str
    content: bytes
    description: str
    as_of: datetime = datetime(2000, 1, 1, tzinfo=UTC)


def attached(enclosures: Iterable[Enclosure], fetcher: URLFetcher) -> list[Attachment]:
    """The files for WeasyPrint, in the order of their names, which a name tree must have."""
    from pipeline.yearbook.engine import Attachment

    return [
        Attachment(
            file_obj=BytesIO(each.content),
            url_fetcher=fetcher,
            name=each.name,
            description=each.description,
            created=each.as_of,
            modified=each.as_of,
            relationship="Data",
        )
        for each in sorted(enclosures, key=lambda each: each.name)
    ]
