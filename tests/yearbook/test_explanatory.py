"""Explanatory notes: what the edition prints is explained, and the last page is not left empty."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogue.imprint import Part
from pipeline.vocabulary import Text
from pipeline.yearbook.explanatory import explanatory
from tests.fakes import fake_catalogue, fake_edition, fake_indicator

MODEL = fake_edition(fake_catalogue())
PLATFORMS = MODEL.part(3)


def test_a_part_explains_the_indicators_of_its_form() -> None:
    found = explanatory(MODEL, PLATFORMS, 0.0)
    assert found is not None
    assert [i.code for i in found.indicators] == ["201", "202", "203", "206"]


def test_a_part_without_a_form_explains_nothing() -> None:
    assert explanatory(MODEL, replace(PLATFORMS, form=None), 0.0) is None


def test_notes_run_on_below_a_short_table() -> None:
    here, apart = (explanatory(MODEL, PLATFORMS, left) for left in (200.0, 20.0))
    assert here is not None
    assert here.runs_on
    assert apart is not None
    assert not apart.runs_on


def test_many_entries_are_spaced_so_that_the_last_page_is_not_nearly_empty() -> None:
    """17 equal entries would put one on the second page with the usual air."""
    assert {air_for(count) for count in range(8, 60)} > {2.0}


def air_for(count: int) -> float:
    indicators = tuple(
        fake_indicator(
            f"2{n:02}",
            "服务平台",
            "Platforms",
            definition=Text("指平台。" * 12, "Platforms. " * 12),
        )
        for n in range(count)
    )
    catalogue = replace(fake_catalogue(), indicators=indicators)
    part = Part(3, Text("平台", "Platforms"), "MT2", "#17695A", ())
    found = explanatory(fake_edition(catalogue), part, 0.0)
    assert found is not None
    return found.air_mm
