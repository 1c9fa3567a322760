"""Page numbers are found by setting: what was set under a wrong guess is set again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.yearbook.bind.planning import Draft, Job, set_all
from pipeline.yearbook.typesetting import Typeset

CONTENTS = '<a class="page-of" href="#a"></a><a class="page-of" href="#b"></a><p id="contents">'


class Setter:
    """Sets units that have as many pages as their text says; remembers every job."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def __call__(self, jobs: Sequence[Job]) -> list[Typeset]:
        self.jobs += jobs
        return [self.one(job) for job in jobs]

    @staticmethod
    def one(job: Job) -> Typeset:
        names = [part.split('"')[0] for part in job.html.split(' id="')[1:]]
        content = f"{job.first_page}|{job.html}".encode()
        pages = job.html.count("PAGE")
        return Typeset(content, pages, (), dict.fromkeys(names, pages - 1), ())


def unit(pages: int, name: str) -> str:
    return "PAGE " * pages + f'<p id="{name}">'


def test_right_guesses_set_every_unit_once() -> None:
    setter = Setter()
    drafts = [Draft(unit(2, "a"), 2), Draft(unit(3, "b"), 3), Draft(unit(1, "c"), 1)]
    made = set_all(drafts, setter)
    assert [one.content.split(b"|")[0] for one in made] == [b"1", b"3", b"6"]
    assert len(setter.jobs) == 3


def test_what_follows_a_wrong_guess_is_set_again_and_nothing_else() -> None:
    setter = Setter()
    drafts = [Draft(unit(2, "a"), 2), Draft(unit(3, "b"), 1), Draft(unit(1, "c"), 1)]
    made = set_all(drafts, setter)
    assert made[2].content.startswith(b"6|")
    assert [job.first_page for job in setter.jobs] == [1, 3, 4, 6]


def test_a_unit_that_cites_pages_waits_until_they_are_known() -> None:
    setter = Setter()
    contents = Draft(CONTENTS + "PAGE", 1)
    made = set_all([contents, Draft(unit(2, "a"), 2), Draft(unit(3, "b"), 3)], setter)
    assert b'data-page="3" href="elsewhere:a"' in made[0].content
    assert b'data-page="6" href="elsewhere:b"' in made[0].content
    assert len(setter.jobs) == 3


def test_contents_that_grow_move_everything_and_are_numbered_anew() -> None:
    setter = Setter()
    contents = Draft(CONTENTS + "PAGE PAGE", 1)
    made = set_all([contents, Draft(unit(2, "a"), 2), Draft(unit(1, "b"), 1)], setter)
    assert b'data-page="4" href="elsewhere:a"' in made[0].content
    assert made[1].content.startswith(b"3|")


def test_a_page_of_what_is_not_in_the_book_is_named() -> None:
    with pytest.raises(RenderError, match="nowhere"):
        set_all([Draft('<a class="page-of" href="#nowhere"></a>PAGE', 1)], Setter())


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=6))
def test_whatever_was_guessed_pages_follow_one_another(lengths: list[tuple[int, int]]) -> None:
    drafts = [Draft(unit(real, f"u{at}"), guess) for at, (real, guess) in enumerate(lengths)]
    page = 1
    for made, (real, _) in zip(set_all(drafts, Setter()), lengths, strict=True):
        assert made.content.startswith(f"{page}|".encode())
        page += real
