"""The brocade: what is drawn, and that it is drawn compactly and always the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.yearbook import motif
from pipeline.yearbook.motif import Ring, Weave

INK = "#17695A"
weaves = st.sampled_from(Weave)


def picks_of(paths: str) -> dict[tuple[int, int], str]:
    """The picks that some paths draw, read back from their runs."""
    found: dict[tuple[int, int], str] = {}
    for colour, runs in re.findall(r'<path fill="([^"]+)" d="([^"]+)"/>', paths):
        for x, y, length in re.findall(r"M(-?\d+) (-?\d+)h(\d+)", runs):
            found |= {(int(x) + n, int(y)): colour for n in range(int(length))}
    return found


@given(st.lists(st.builds(Ring, st.sampled_from(["#A", "#B"]), weaves), max_size=5))
def test_paths_draw_every_pick_once_and_no_other(rings: list[Ring]) -> None:
    cloth = motif.diamond("#F", rings, heart="#H")
    assert picks_of(motif.paths(cloth)) == dict(cloth)


@given(st.lists(st.builds(Ring, st.just("#A"), weaves), max_size=5))
def test_a_diamond_is_symmetric_and_stays_inside_its_corners(rings: list[Ring]) -> None:
    cloth = motif.diamond("#F", rings)
    assert all(abs(x) + abs(y) <= motif.REACH for x, y in cloth)
    assert {(-x, -y) for x, y in cloth} == set(cloth)


def test_each_ring_adds_its_colour_and_hides_nothing_of_the_frame() -> None:
    bare = motif.diamond("#F", ())
    ringed = motif.diamond("#F", [Ring("#A"), Ring("#B")])
    assert set(bare.values()) == {"#F"}
    assert set(ringed.values()) == {"#F", "#A", "#B"}
    assert {pick for pick, colour in ringed.items() if colour == "#F"} == set(bare)


def test_a_denser_weave_has_more_threads() -> None:
    counts = [len(motif.diamond("#F", [Ring("#A", weave)])) for weave in Weave]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == len(counts)


def test_neighbours_in_a_row_are_one_run() -> None:
    assert motif.paths({(0, 0): "#A", (1, 0): "#A", (3, 0): "#A"}).count("M") == 2


def test_the_bands_of_the_nine_parts_differ_even_in_one_ink() -> None:
    bands = {motif.band(n, INK, 100, 50).replace(f"band-{n}", "") for n in range(1, 10)}
    assert len(bands) == 9


def test_a_band_draws_its_tile_once_however_wide_it_is() -> None:
    narrow, wide = motif.band(3, INK, 60, 30), motif.band(3, INK, 600, 300)
    assert abs(len(wide) - len(narrow)) < 20


def test_a_band_is_well_formed_and_always_the_same() -> None:
    first, second = (motif.band(2, INK, 210, 120) for _ in range(2))
    assert first == second
    assert first.count("<g ") == first.count("</g>")
    assert 'width="210mm" height="120mm"' in first
