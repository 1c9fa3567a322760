"""The internal report on quality, from what the house knows to the finished PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace import replaced
from pipeline.yearbook import ink
from pipeline.yearbook.appendix import explained_in
from pipeline.yearbook.bind.bound import bind
from pipeline.yearbook.bind.setting import set_apart
from pipeline.yearbook.cache import Cache
from pipeline.yearbook.html import environment
from pipeline.yearbook.internal import internal_report
from pipeline.yearbook.pdf import demand_sound
from pipeline.yearbook.quality import quality

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel
    from pipeline.yearbook.household import Household


def print_report(
    model: EditionModel, house: Household, target: Path, cache: Cache | None = None
) -> int:
    """Prints the report whole or not at all; gives its pages. It must not leave the house."""
    (made,) = set_apart([report_html(model, house)], cache or Cache(None), lambda: None)
    demand_sound(made.flaws)
    with replaced(target) as aside:
        return bind([made], aside)


def report_html(model: EditionModel, house: Household) -> str:
    """The pages of the book on quality, and those that name the cities."""
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
