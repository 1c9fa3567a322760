"""A broken programme of charts or key figures is told with its place."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.checks.charts import KINDS
from pipeline.errors import CatalogueError
from pipeline.yearbook.charts.kinds import KINDS as BUILDERS

CELLS = {
    "a chart of an unknown kind": ("charts.csv", "3-1", "kind", "pie"),
    "a chart of an unknown scope": ("charts.csv", "3-1", "scope", "county"),
    "a chart in an unknown measure": ("charts.csv", "3-1", "measure", "AVG"),
    "a chart in no part": ("charts.csv", "3-1", "part", "12"),
    "a chart without an English title": ("charts.csv", "3-1", "title_en", ""),
    "a chart of an unknown indicator": ("charts.csv", "3-1", "indicators", "199"),
    "a chart of an indicator that is not published": ("charts.csv", "3-1", "indicators", "304"),
    "a chart of nothing": ("charts.csv", "2-3", "indicators", ""),
    "a chart of parts without their whole": ("charts.csv", "3-1", "whole", ""),
    "a chart with an unknown part": ("charts.csv", "3-1", "parts", "202;299"),
    "a rest without a name": ("charts.csv", "2-1", "rest_zh", ""),
    "a key figure in no part": ("key_figures.csv", "1", "part", "12"),
    "a key figure that does not exist": ("key_figures.csv", "1", "indicator", "199"),
    "a key figure without a place": ("key_figures.csv", "1", "ordinal", ""),
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_a_broken_cell_is_told_with_its_place(copy, cell):
    place = copy.change(*cell)
    with pytest.raises(CatalogueError) as caught:
        load(copy.folder)
    assert caught.value.where == place
    assert caught.value.remedy_zh
    assert caught.value.remedy_en


def test_the_catalogue_knows_the_kinds_of_chart_that_can_be_drawn():
    assert set(KINDS) == set(BUILDERS)
