"""The contents: blocks in columns, broken only between entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual import Languages
from pipeline.vocabulary import Text
from pipeline.yearbook.contents import Block, Contents, block, contents
from pipeline.yearbook.opener import Entry
from tests.fakes import fake_catalogue

PARTS = fake_catalogue().edition.parts
COLUMN_MM = 238.0


def entries(count: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(Text(f"3-{n}", f"3-{n}"), Text("分市平台", "By city"), f"t-3-{n}")
        for n in range(count)
    )


def columns(counts: list[int]) -> list[tuple[Block, ...]]:
    blocks = [block(part, entries(count)) for part, count in zip(PARTS, counts, strict=False)]
    return [column for page in contents((), blocks).pages for column in page]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=10))
def test_every_entry_is_listed_once_and_in_order(counts: list[int]) -> None:
    listed = [e.anchor for column in columns(counts) for b in column for e in b.entries]
    assert listed == [e.anchor for count in counts for e in entries(count)]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=10))
def test_no_column_is_longer_than_the_page(counts: list[int]) -> None:
    assert all(sum(b.height_mm for b in column) <= COLUMN_MM + 6 for column in columns(counts))


@given(st.lists(st.integers(8, 40), min_size=3, max_size=10))
def test_a_block_is_not_broken_after_one_or_two_entries(counts: list[int]) -> None:
    assert all(len(b.entries) >= 3 for column in columns(counts) for b in column)


def test_the_rest_of_a_broken_block_has_no_title() -> None:
    first, second = [b for column in columns([40]) for b in column][:2]
    assert (first.more, second.more) == (False, True)


def test_parts_and_appendix_are_called_by_their_numerals() -> None:
    ordinals = [block(part, ()).ordinal for part in PARTS]
    assert (ordinals[2].zh, ordinals[-1].zh) == ("第三篇", "附　录")
    english = block(PARTS[-1], (), Languages("en")).ordinal
    assert english.en == "A"


def test_a_long_title_takes_more_room() -> None:
    short, long = (
        Entry(Text("3-1", "3-1"), Text("平台" * times, "Platforms"), "t-3-1") for times in (2, 20)
    )
    one = block(PARTS[2], (short, long))
    assert one.row_mm(long) > one.row_mm(short)


def test_the_last_page_has_more_on_it_than_a_short_block() -> None:
    lengths = range(3, 40)
    just_over = next(n for n in lengths if len(made([n] * len(PARTS)).pages) > 1)
    assert made([just_over] * len(PARTS)).filled_mm >= 130


def made(counts: list[int]) -> Contents:
    pairs = zip(PARTS, counts, strict=False)
    return contents((), [block(part, entries(count)) for part, count in pairs])
