"""The internal report on quality, from what the house knows to the text of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.yearbook import ink
from pipeline.yearbook.appendix import explained_in
from pipeline.yearbook.html import environment
from pipeline.yearbook.internal import internal_report
from pipeline.yearbook.quality import quality

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel
    from pipeline.yearbook.household import Household


def report_html(model: EditionModel, house: Household) -> str:
    """The pages of the book on quality, and those that name the cities: not to leave the house."""
    return (
        environment(model.languages)
        .get_template("quality_internal.html.j2")
        .render(
            model=model,
            inks=ink.of(model)[-1:],
            page=quality(model, explained_in(model)),
            report=internal_report(model, house),
        )
    )
