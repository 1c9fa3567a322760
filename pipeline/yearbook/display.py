"""Single figures set large: the key figure of a part, the profile of a city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.bilingual import Languages
from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.tables.figures import Address, Figure
from pipeline.vocabulary import Text
from pipeline.yearbook.commentary.grammar import amount, set_large
from pipeline.yearbook.edition import EditionModel


@dataclass(frozen=True, slots=True)
class Display:
    """A figure as it stands large on a page, with its mark (> ≈), unit and words."""

    value: str
    unit: Text
    label: Text
    figures: tuple[Address, ...] = ()


def display(
    figure: Figure, indicator: Indicator, label: Text, languages: Languages
) -> Display | None:
    """The figure in 万 or millions where it is large; none where there is nothing to print."""
    if figure.value is None or figure.withheld:
        return None
    written = amount(figure.value, indicator.unit, figure.decimals, figure.precision)
    value, unit = set_large(written, indicator.unit, languages)
    return Display(f"{figure.mark}{value}", unit, label, (figure.address,))


def key_figure(model: EditionModel, part: Part) -> Display | None:
    """What a part is about in one figure of the region, in the edition's year.

    The first of its key figures in the catalogue, else of the lines of its form, that has a value.
    """
    for indicator in _candidates(model.catalogue, part):
        figure = model.figures.get(model.catalogue.region.code, indicator.code, model.year)
        if figure and indicator.release == "public":
            words, languages = label(model, figure, indicator), model.languages
            shown = display(figure, indicator, words, languages)
            if shown:
                return shown
    return None


def _candidates(catalogue: Catalogue, part: Part) -> Iterator[Indicator]:
    for row in catalogue.registers.get("key_figures", ()):
        if row["part"] == str(part.number):
            yield catalogue.indicator(row["indicator"])
    if part.form:
        yield from (i for i in catalogue.lines_of(part.form) if i.mandatory)


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
