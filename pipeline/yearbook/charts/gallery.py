"""Draws many charts beside each other before they are printed, and keeps them for the next time.

vl-convert must never run in a process that forks afterwards, so it runs in workers alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from pipeline.cache import Cache, key_of
from pipeline.yearbook.charts.drawing import VEGA_LITE, Drawing, drawn, is_known, know
from pipeline.yearbook.workers import Tell, all_done, workers


def draw_all(drawings: Iterable[Drawing], cache: Cache, tell: Tell) -> None:
    """All of them can be looked at without waiting; ``tell`` is called for each that was drawn."""
    maker = f"vl-convert {version('vl-convert-python')} {VEGA_LITE}"
    wanted = {d.spec: key_of(maker, d.spec) for d in drawings if not is_known(d.spec)}
    kept = {spec: found for spec, key in wanted.items() if (found := cache.get(key)) is not None}
    know({spec: content.decode() for spec, content in kept.items()})
    todo = [spec for spec in wanted if spec not in kept]
    if not todo:
        return
    with workers() as pool:
        made = dict(zip(todo, all_done(pool, drawn, todo, tell), strict=True))
    for spec, svg in made.items():
        cache.put(wanted[spec], svg.encode())
    know(made)
