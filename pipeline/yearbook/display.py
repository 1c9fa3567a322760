"""Single figures set large: the key figure of a part, the profile of a city."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.model import Indicator
from pipeline.tables.figures import Figure
from pipeline.vocabulary import Text
from pipeline.yearbook.commentary.grammar import amount
from pipeline.yearbook.edition import EditionModel


@dataclass(frozen=True, slots=True)
class Display:
    """A figure as it stands large on a page, with its mark (> ≈), unit and words."""

    value: str
    unit: Text
    label: Text


def display(figure: Figure, indicator: Indicator, label: Text) -> Display | None:
    """The figure in 万 or 亿 where it is large; none where there is nothing to print."""
    if figure.value is None or figure.withheld:
        return None
    written = amount(figure.value, indicator.unit, figure.decimals, figure.precision)
    return Display(f"{figure.mark}{written.number.zh}", Text(written.unit.zh, ""), label)


def key_figure(model: EditionModel, form: str) -> Display | None:
    """The first mandatory line of a form that the region has a figure of, in the edition's year."""
    for indicator in model.catalogue.lines_of(form):
        figure = model.figures.get(model.catalogue.region.code, indicator.code, model.year)
        if figure and indicator.mandatory and indicator.release == "public":
            shown = display(figure, indicator, label(model, figure, indicator))
            if shown:
                return shown
    return None


def label(model: EditionModel, figure: Figure, indicator: Indicator) -> Text:
    """2024 年全区…; a sum over some of the cities says over how many."""
    name, year = indicator.name, figure.period
    where = model.catalogue.edition.unit_of_region
    if figure.partial:
        return Text(
            f"{year} 年{name.zh}（已报 {figure.n_reported} 市合计）",
            f"{name.en}, {year}: sum over {figure.n_reported} reporting cities",
        )
    return Text(f"{year} 年{where.zh}{name.zh}", f"{name.en}, {where.en.lower()}, {year}")
