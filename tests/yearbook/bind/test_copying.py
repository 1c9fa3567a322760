"""What is copied from one PDF into another says there what it said before."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.yearbook.bind.copying import Copier, reference
from pipeline.yearbook.bind.writing import PdfFile

# Texts that look like what is replaced, and whatever else a text may hold.
LURES = ("3 0 R", "(1 0 R", "\\", ") 2 0 R (", "/Book.7", "<41>", "中文 1 0 R", "\r\n\x00")
TEXTS = st.one_of(st.sampled_from(LURES), st.text(max_size=20))
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-999, 999), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["/A", "/B", "/R"]), inner, max_size=3),
    ),
    max_leaves=12,
)


def made(value: Any, pdf: pikepdf.Pdf) -> Any:
    """Of Python values: every list stands as an object of its own."""
    if isinstance(value, list):
        return pdf.make_indirect(pikepdf.Array([made(each, pdf) for each in value]))
    if isinstance(value, dict):
        return pikepdf.Dictionary({key: made(each, pdf) for key, each in value.items()})
    return pikepdf.String(value) if isinstance(value, str) else value


def plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [plain(each) for each in value]
    if isinstance(value, pikepdf.Dictionary):
        return {key: plain(each) for key, each in value.items()}
    return str(value) if isinstance(value, pikepdf.String) else value


def copied(source: pikepdf.Pdf, root: Any) -> bytes:
    into = BytesIO()
    file = PdfFile(into)
    pages, page, catalogue, info = (file.number() for _ in range(4))
    file.add(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    file.add(page, b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent %d 0 R>>" % pages)
    file.add(info, b"<<>>")
    root.Pages = reference(pages)
    Copier(source, file, {}).copy(root, catalogue)
    file.close(catalogue, info)
    return into.getvalue()


@settings(max_examples=80, deadline=None)
@given(value=VALUES)
def test_texts_and_references_stay_what_they_are(value: Any) -> None:
    source = pikepdf.new()
    source.Root.Told = made(value, source)
    before = plain(source.Root.Told)
    with pikepdf.open(BytesIO(copied(source, source.Root))) as book:
        assert plain(book.Root.Told) == before
        assert book.check_pdf_syntax() == []


def test_many_objects_are_found_again_in_the_same_bytes_each_time() -> None:
    source = pikepdf.new()
    source.Root.Told = made([[n, str(n)] for n in range(1000)], source)
    source.Root.Stream = source.make_stream(b"plain " * 100)
    first, second = copied(source, source.Root), copied(source, source.Root)
    assert first == second
    with pikepdf.open(BytesIO(first)) as book:
        assert [[int(n), str(text)] for n, text in book.Root.Told] == [
            [n, str(n)] for n in range(1000)
        ]
        assert book.Root.Stream.read_bytes() == b"plain " * 100
        assert len(book.Root.Stream.read_raw_bytes()) < 100


def test_what_is_shared_is_copied_once() -> None:
    source = pikepdf.new()
    shared = source.make_stream(b"font")
    source.Root.Told = pikepdf.Array([shared, shared])
    with pikepdf.open(BytesIO(copied(source, source.Root))) as book:
        one, other = book.Root.Told
        assert one.objgen == other.objgen
