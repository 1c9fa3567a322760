"""The words that a template offers are those that the reader reads."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from pipeline.collect.reader.figures.declared import Declared, read_declared
from pipeline.collect.templates.words import OFFERED, QUALIFIERS, STATUSES, nature
from pipeline.vocabulary import ObsStatus, Qualifier


@pytest.mark.parametrize("word", OFFERED)
def test_every_offered_word_is_read(word):
    assert read_declared(word) not in (None, Declared())


@pytest.mark.parametrize(
    ("qualifier", "status", "step"),
    [
        *product(
            (Qualifier.EXACT, *QUALIFIERS),
            (ObsStatus.NORMAL, *STATUSES),
            (None, Decimal(100), Decimal("0.5")),
        )
    ],
)
def test_what_was_declared_is_read_back_the_same(qualifier, status, step):
    assert read_declared(nature(qualifier, status, step)) == Declared(qualifier, status, step)


def test_an_exact_final_figure_needs_no_word():
    assert nature(Qualifier.EXACT, ObsStatus.NORMAL, None) == ""


def test_the_list_fits_a_drop_down():
    assert len(",".join(OFFERED)) <= 255
