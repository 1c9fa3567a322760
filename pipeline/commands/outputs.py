"""The media in which an edition goes out, and how each is written from one model."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.season import Season
from pipeline.vocabulary import Medium, Text
from pipeline.warehouse import Warehouse
from pipeline.workspace import replaced

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.commands.steps import Tell
    from pipeline.publish.publication import Publication
    from pipeline.yearbook.chapters import Binding
    from pipeline.yearbook.edition import EditionModel


_DRAWN = frozenset({Medium.HTML, Medium.PDF, Medium.CITY_PDF})  # that print charts
USUAL = (Medium.DATA, Medium.WORKBOOK, Medium.HTML, Medium.PDF)
_STEPS = {
    Medium.PDF: Text("排印", "Printing"),
    Medium.HTML: Text("网页", "HTML edition"),
    Medium.WORKBOOK: Text("工作簿", "Workbook"),
    Medium.DATA: Text("数据文件", "Data files"),
    Medium.CITY_PDF: Text("分市单行本", "City extracts"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, and what there is to say of it.

    ``facts`` are pages of the book, published observations, and of the charts and chapters how many
    were used again and how many were made.
    """

    paths: tuple[Path, ...]
    facts: Mapping[str, int] = field(default_factory=dict)


class Press:
    """Writes the media of one edition; what several of them need is made once."""

    def __init__(self, season: Season, warehouse: Warehouse, *, stamp: Text) -> None:
        self._season, self._warehouse, self._stamp = season, warehouse, stamp

    @cached_property
    def model(self) -> EditionModel:
        from pipeline.yearbook.reading import read_edition

        season = self._season
        editorial = season.workspace.editorial
        with season.steps.step("edition", Text("编排", "Composing")):
            return read_edition(
                self._warehouse, season.catalogue, editorial, season.year, stamp=self._stamp
            )

    @cached_property
    def bound(self) -> Binding:
        """The chapters of the book, with all charts drawn."""
        from pipeline.yearbook.book import draw_charts
        from pipeline.yearbook.chapters import binding

        with self._season.steps.step("edition", Text("编排", "Composing")):
            bound = binding(self.model)
        with self._season.steps.step("charts", Text("绘图", "Drawing")) as tell:
            draw_charts(bound, self.cache, tell)
        return bound

    @cached_property
    def cache(self) -> Cache:
        return self._season.cache()

    @cached_property
    def publication(self) -> Publication:
        from pipeline.commands.publication import publication_of

        return publication_of(self.model)

    def write(self, media: Collection[Medium]) -> Written:
        """Every medium asked for; ``cache`` counts what was used again."""
        makers: dict[Medium, Callable[[Tell], Written]] = {
            Medium.DATA: self._data,
            Medium.WORKBOOK: self._workbook,
            Medium.HTML: self._site,
            Medium.CITY_PDF: self._extracts,
            Medium.PDF: self._book,
        }
        found = []
        for medium, make in makers.items():
            if medium in media:
                _ = self.bound if medium in _DRAWN else self.model
                with self._season.steps.step(medium.value, _STEPS[medium]) as tell:
                    found.append(make(tell))
        self.cache.prune()
        facts = {name: value for one in found for name, value in one.facts.items()}
        if self.cache.used or self.cache.made:
            facts |= {"reused": self.cache.used, "made": self.cache.made}
        return Written(tuple(path for one in found for path in one.paths), facts)

    @property
    def _public(self) -> Path:
        return self._season.workspace.public(self._season.year)

    def _data(self, _: Tell) -> Written:
        from pipeline.publish.data import write_data

        folder, region = self._public / "data", self._season.catalogue.region.code
        count = write_data(self._warehouse, self.publication, region, folder)
        return Written((folder / "observations.csv",), {"observations": count})

    def _workbook(self, _: Tell) -> Written:
        from pipeline.publish.workbook import write_workbook

        target = self._public / "yearbook.xlsx"
        write_workbook(self.publication, target)
        return Written((target,))

    def _site(self, _: Tell) -> Written:
        from pipeline.commands.site import site_of
        from pipeline.publish.web import write_site

        folder = self._public / "html"
        write_site(site_of(self.model), folder)
        return Written((folder / "index.html",))

    def _extracts(self, tell: Tell) -> Written:
        from pipeline.yearbook.book import print_extracts

        folder = self._public / "cities"
        targets = {area: folder / f"{area.code}.pdf" for area in self.model.reporting_cities}
        print_extracts(self.model, targets, self.cache, tell)
        return Written(tuple(targets.values()))

    def _book(self, tell: Tell) -> Written:
        """The report on quality that names the cities stays in; the book goes out as well."""
        from pipeline.yearbook.book import print_book
        from pipeline.yearbook.household import read_household
        from pipeline.yearbook.report import report_html

        workspace, year = self._season.workspace, self._season.year
        book = workspace.out(year) / "yearbook.pdf"
        report = workspace.internal(year) / "quality.pdf"
        inside = report_html(self.model, read_household(self._warehouse, year))
        pages = print_book(self.model, self.bound, book, self.cache, tell, {report: inside})
        _offer(book, self._public / book.name)
        return Written((book, report), {"pages": pages})


def _offer(book: Path, target: Path) -> None:
    """The same book in the public folder: a link where the file system knows links, else a copy."""
    with replaced(target) as aside:
        aside.unlink()
        try:
            os.link(book, aside)
        except OSError:
            shutil.copyfile(book, aside)
