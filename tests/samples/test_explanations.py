"""What the sample cities answered still answers what is asked of them."""

from __future__ import annotations

from pipeline.catalogue import load
from pipeline.rules.explanations import read_explanations
from tests.samples.reading import DATA
from tools.samples.explanations import explanations


def test_the_files_hold_what_the_table_says_on_the_figures_of_today():
    codes = {reason.code for reason in load(DATA / "catalogue").reasons}
    assert read_explanations(DATA / "explanations", codes) == explanations(DATA)


def test_all_of_them_are_marked_as_samples():
    assert {one.given_by for one in explanations(DATA)} == {"示例"}
