"""The chapters of the book in their order: which template sets which content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the book: the template ``templates/chapters/<template>.html.j2`` is included with
    ``chapter`` = ``content``; ``model`` (the edition) stands in every template.
    """

    template: str
    content: Any


def of_edition(model: EditionModel) -> tuple[Chapter, ...]:
    """All chapters of one edition, from the cover to the appendix."""
    return ()
