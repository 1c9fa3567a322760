"""A book that was set in units is the book that was set in one go."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.cache import Cache
from pipeline.yearbook import chapters
from pipeline.yearbook.bind import reckoning
from pipeline.yearbook.book import enclosures, print_book
from pipeline.yearbook.html import bound_html
from pipeline.yearbook.pdf import write_pdf
from tests.yearbook.bind import reading
from tests.yearbook.test_book import edition


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bound")


@pytest.fixture(scope="module")
def cache(folder: Path) -> Cache:
    return Cache(folder / "cache")


@pytest.fixture(scope="module")
def bound(folder: Path, cache: Cache) -> Path:
    print_book(edition(), chapters.binding(edition()), folder / "bound.pdf", cache)
    return folder / "bound.pdf"


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    model = edition()
    made = chapters.binding(model)
    html = bound_html(model, made.chapters)
    write_pdf(html, folder / "whole.pdf", enclosures(model, made.tables))
    return folder / "whole.pdf"


def test_it_says_and_looks_the_same(bound: Path, whole: Path) -> None:
    assert reading.texts(bound) == reading.texts(whole)
    assert reading.differing(bound, whole) == []


def test_bookmarks_names_and_links_lead_to_the_same_places(bound: Path, whole: Path) -> None:
    assert reading.outline(bound) == reading.outline(whole)
    with pikepdf.open(bound) as one, pikepdf.open(whole) as other:
        assert reading.places(one) == reading.places(other)
        assert reading.links(one) == reading.links(other)


def test_it_is_read_aloud_in_the_same_words(bound: Path, whole: Path) -> None:
    with pikepdf.open(bound) as one, pikepdf.open(whole) as other:
        assert reading.tree(one) == reading.tree(other)
        assert reading.owners(one) == reading.owners(other)
        assert [int(page.StructParents) for page in one.pages] == list(range(len(one.pages)))


def test_it_says_the_same_of_itself(bound: Path, whole: Path) -> None:
    with pikepdf.open(bound) as one, pikepdf.open(whole) as other:
        assert dict(one.docinfo) == dict(other.docinfo)
        assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
        assert set(one.Root.keys()) == set(other.Root.keys())
        profiles = [book.Root.OutputIntents[0].DestOutputProfile for book in (one, other)]
        assert profiles[0].read_bytes() == profiles[1].read_bytes()
        assert sorted(one.attachments) == sorted(str(file.UF) for file in other.Root.AF)
        assert _enclosed(one) == _enclosed(other)


def _enclosed(book: pikepdf.Pdf) -> list[tuple[object, ...]]:
    return [
        (
            str(file.UF), str(file.Desc), str(file.AFRelationship), str(file.EF.F.Subtype),
            bytes(file.EF.F.Params.CheckSum), file.EF.F.read_bytes(),
        )
        for file in book.Root.AF
    ]  # fmt: skip


def test_every_font_is_embedded_once_and_the_file_is_no_larger(bound: Path, whole: Path) -> None:
    with pikepdf.open(bound) as book:
        fonts = [thing for thing in book.objects if _is_type(thing, "/FontDescriptor")]
        names = [str(font.FontName) for font in fonts]
        assert len(names) == len(set(names))
        assert all(len(font.FontFile3.read_bytes()) > 1000 for font in fonts)
    assert bound.stat().st_size < 1.3 * whole.stat().st_size


def _is_type(thing: object, name: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == name


def test_from_the_cache_it_has_the_same_bytes(bound: Path, folder: Path, cache: Cache) -> None:
    again = Cache(cache.folder)
    print_book(edition(), chapters.binding(edition()), folder / "again.pdf", again)
    assert (folder / "again.pdf").read_bytes() == bound.read_bytes()
    assert again.made == 0
    assert again.used > 0


def test_a_wrong_guess_of_the_pages_costs_time_and_nothing_else(
    bound: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "_PAGES", dict.fromkeys(("cover", "city"), lambda _: 3))
    model = edition()
    made = chapters.binding(model)
    from pipeline.yearbook import book

    monkeypatch.setattr(book, "likely_pages", reckoning.likely_pages)
    print_book(model, made, folder / "guessed.pdf")
    assert (folder / "guessed.pdf").read_bytes() == bound.read_bytes()
