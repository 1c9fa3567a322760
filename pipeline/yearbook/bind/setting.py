"""Sets the units of a book, or takes them from what was set before."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from pipeline.cache import Cache
from pipeline.yearbook.bind import keeping
from pipeline.yearbook.bind.planning import Draft, Job, set_all
from pipeline.yearbook.swift import without_fonts
from pipeline.yearbook.typesetting import Typeset, typeset
from pipeline.yearbook.workers import Tell, all_done, workers


def set_units(
    drafts: Sequence[Draft], cache: Cache, tell: Tell, beside: Sequence[str] = ()
) -> tuple[list[Typeset], list[Typeset]]:
    """All units with their right page numbers, in their order, each from a worker of its own.

    Texts ``beside`` them are set at the same time, each as a book of its own. ``tell`` is called
    for all that was set. Raises RenderError where page numbers cannot be found or a worker dies.
    """
    apart = [Job(html, 1) for html in beside]
    made: dict[Job, Typeset] = {}

    def setter(jobs: Sequence[Job]) -> list[Typeset]:
        todo = list(dict.fromkeys(job for job in (*jobs, *apart) if job not in made))
        made.update(zip(todo, _set(todo, cache, pool, tell), strict=True))
        return [made[job] for job in jobs]

    with workers(tasks_each=1) as pool:
        units = set_all(drafts, setter)
    return units, [made[job] for job in apart]


def set_apart(htmls: Sequence[str], cache: Cache, tell: Tell) -> list[Typeset]:
    """Each text as a book of its own, which :func:`bound.bind` makes whole."""
    with workers(tasks_each=1) as pool:
        return _set([Job(html, 1) for html in htmls], cache, pool, tell)


def _set(jobs: Sequence[Job], cache: Cache, pool: ProcessPoolExecutor, tell: Tell) -> list[Typeset]:
    keys = {job: keeping.key(job) for job in jobs}
    kept = {job: keeping.unpacked(found) for job in jobs if (found := cache.get(keys[job]))}
    todo = sorted((job for job in jobs if job not in kept), key=lambda job: -len(job.html))
    made = dict(zip(todo, all_done(pool, set_alone, todo, tell), strict=True))
    for job, unit in made.items():
        if not unit.flaws:
            cache.put(keys[job], keeping.packed(unit))
    return [kept.get(job) or made[job] for job in jobs]


def set_alone(job: Job) -> Typeset:
    """One unit, as it is bound: its fonts have no content yet."""
    with without_fonts():
        return typeset(job.html, first_page=job.first_page)
