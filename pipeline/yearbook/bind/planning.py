"""Where every unit begins, found out by setting them: until no page number is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.errors import RenderError
from pipeline.yearbook.bind.citing import anchors, cited, with_pages
from pipeline.yearbook.typesetting import Typeset

_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit as text, and how many pages it is likely to have."""

    html: str
    n_pages: int


@dataclass(frozen=True, slots=True)
class Job:
    """What determines the pages of a unit: its text, cited pages in it, and its first page."""

    html: str
    first_page: int


Setter = Callable[[Sequence[Job]], Sequence[Typeset]]


def set_all(drafts: Sequence[Draft], setter: Setter) -> list[Typeset]:
    """All units with their right page numbers, each set when the pages that it cites are known.

    What was set under a wrong guess of how long the units before it are is set again.
    """
    counts = [draft.n_pages for draft in drafts]
    own = [anchors(draft.html) for draft in drafts]
    wanted = [cited(draft.html) for draft in drafts]
    made: dict[Job, Typeset] = {}
    latest: dict[int, Typeset] = {}
    for _ in range(_ROUNDS):
        firsts = list(accumulate(counts[:-1], initial=1))
        pages = {a: firsts[at] for at, names in enumerate(own) if counts[at] == 1 for a in names}
        pages |= {a: firsts[at] + n for at, one in latest.items() for a, n in one.anchors.items()}
        ready = [at for at, names in enumerate(wanted) if names <= pages.keys()]
        jobs = {at: Job(with_pages(drafts[at].html, pages), firsts[at]) for at in ready}
        todo = list(dict.fromkeys(job for job in jobs.values() if job not in made))
        if not todo:
            return _complete(drafts, wanted, jobs, made)
        made |= zip(todo, setter(todo), strict=True)
        latest |= {at: made[job] for at, job in jobs.items()}
        counts = [latest[at].n_pages if at in latest else n for at, n in enumerate(counts)]
    raise RenderError(
        "页码未能排定", "the pages cannot be numbered: units do not keep their length"
    )


def _complete(
    drafts: Sequence[Draft],
    wanted: Sequence[frozenset[str]],
    jobs: Mapping[int, Job],
    made: Mapping[Job, Typeset],
) -> list[Typeset]:
    """All units in their order. Raises RenderError where one cites what is not in the book."""
    unset = [at for at in range(len(drafts)) if at not in jobs]
    if unset:
        known = frozenset().union(*(anchors(draft.html) for draft in drafts))
        missing = sorted(frozenset().union(*(wanted[at] for at in unset)) - known)
        told = ", ".join(missing)
        raise RenderError(f"所引页码无处可查：{told}", f"pages of unknown places are cited: {told}")
    return [made[jobs[at]] for at in range(len(drafts))]
