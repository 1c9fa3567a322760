"""The PDF for archives and for those who hear it: what it was written as stands in it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.yearbook import chapters
from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.book import enclosures, print_book
from pipeline.yearbook.pdf import write_pdf
from tests.yearbook.pdf_objects import PdfFile, Ref
from tests.yearbook.test_book import edition

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="96px" height="48px">{}<rect width="9" height="9"/></svg>'
BODY = f"""
<div class="running">页眉</div>
<h1 id="top">人口</h1><p>常住人口 <span lang="en">Residents</span></p>
<table id="t"><thead><tr><th colspan="4">2-1 人口</th></tr>
<tr><th rowspan="2">地区</th><th></th><th colspan="2">人数</th></tr><tr><th>Area</th><th>汉</th><th>壮</th></tr></thead>
<tbody><tr><td>全区</td><td lang="en">Region</td><td>1</td><td>2</td></tr><tr><td colspan="4">各市</td></tr></tbody></table>
<table><tr><td>左<table><tr><th>甲</th><td>1</td></tr></table></td><td>右</td></tr></table>
{SVG.format("<title>图 2-1 柱形图</title>")}{SVG.format("")}
<p><a href="#t">见表</a> <a href="#top">见页</a></p>
<p><a href="#top"><b>1</b><span style="display: block">回到<i>篇首</i></span></a></p>
"""
STYLE = """
@page { size: 150mm 200mm; @top-center { content: element(running) } @bottom-center { content: counter(page) } }
.running { position: running(running) } body { font-family: "Noto Sans CJK SC" }
h1 { bookmark-level: none } table { bookmark-level: 1; bookmark-label: '2-1 人口' }
"""
HTML = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年鉴 Yearbook</title><meta name="author" content="编辑部"><style>{STYLE}</style><body>{BODY}'
DAY = datetime(2025, 6, 30, tzinfo=UTC)
FILES = tuple(
    Enclosure(f"table-{number}.csv", f"表,{number}".encode(), f"{number} 人口", DAY)
    for number in ("2-2", "2-10", "2-1")
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> PdfFile:
    target = tmp_path_factory.mktemp("archive") / "small.pdf"
    write_pdf(HTML, target, FILES)
    return PdfFile(target.read_bytes())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> PdfFile:
    target = tmp_path_factory.mktemp("archive") / "book.pdf"
    print_book(edition(), chapters.binding(edition()), target)
    return PdfFile(target.read_bytes())


def roles(pdf: PdfFile, element: dict) -> list[str]:
    return [child["S"] for child in pdf.below(element)]


# --- what every file of ours must have


def assert_sound(pdf: PdfFile) -> None:
    assert_catalog(pdf)
    assert_parents(pdf)
    assert_marked_content(pdf)
    assert_tables(pdf)
    assert_headings(pdf)
    assert [f for f in pdf.of("/Figure") if not f.get("Alt")] == []


def assert_catalog(pdf: PdfFile) -> None:
    catalog = pdf.catalog
    assert catalog["Lang"] == "zh-CN"
    assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert catalog["MarkInfo"]["Marked"] is True
    (intent,) = (pdf.at(each) for each in catalog["OutputIntents"])
    assert intent["S"] == "/GTS_PDFA1"
    profile = pdf.at(intent["DestOutputProfile"])
    assert (profile.head["N"], profile.data[16:20], profile.data[36:40]) == (3, b"RGB ", b"acsp")
    assert len(pdf.trailer["ID"]) == 2
    assert all(page["Tabs"] == "/S" for page in pdf.pages)


def assert_parents(pdf: PdfFile) -> None:
    """Every element knows the one above it."""
    for element in (pdf.at(pdf.catalog["StructTreeRoot"]), *pdf.elements):
        for kid in element["K"]:
            child = pdf.at(kid)
            if isinstance(child, dict) and child.get("Type") == "/StructElem":
                assert pdf.at(child["P"]) is element


def assert_marked_content(pdf: PdfFile) -> None:
    """Content is read exactly once or is an artifact; the ParentTree says the same as the tree."""
    tree = pdf.at(pdf.at(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    owners = dict(zip(tree[::2], tree[1::2], strict=True))
    reached = {id(element) for element in pdf.elements}
    for at, page in enumerate(pdf.pages):
        listed = pdf.at(owners[page["StructParents"]])
        marks = [int(mark) for mark in re.findall(r"/MCID (\d+)", pdf.content(at))]
        assert sorted(marks) == [m for m, owner in enumerate(listed) if owner is not None]
        for mark in marks:
            owner = pdf.at(listed[mark])
            assert mark in owner["K"]
            assert id(owner) in reached
        for annotation in map(pdf.at, page.get("Annots", [])):
            assert pdf.at(owners[annotation["StructParent"]])["S"] == "/Link"
            assert annotation["Contents"]
            assert annotation["F"] == 4
            left, upper, right, lower = annotation["Rect"]
            assert right > left
            assert upper > lower


def assert_tables(pdf: PdfFile) -> None:
    for table in pdf.of("/Table"):
        below = list(pdf.below(table))
        heads = [cell for cell in below if cell["S"] == "/TH"]
        assert heads
        assert {cell["A"]["Scope"] for cell in heads} <= {"/Row", "/Column"}
        assert not any("Headers" in cell.get("A", {}) for cell in below)
        for row in (element for element in below if element["S"] == "/TR"):
            assert {pdf.at(kid)["S"] for kid in row["K"]} <= {"/TH", "/TD"}
    above = {id(row) for table in pdf.of("/Table") for row in pdf.below(table)}
    assert [row for row in pdf.of("/TR") if id(row) not in above] == []


def assert_headings(pdf: PdfFile) -> None:
    """The first is H1, and none is more than one level below the one before it."""
    levels = [int(e["S"][2]) for e in pdf.elements if re.fullmatch(r"/H[1-6]", e["S"])]
    steps = [b - a for a, b in zip([0, *levels], levels, strict=False)]
    assert max(steps, default=1) <= 1


def test_a_small_document_is_sound(pdf):
    assert_sound(pdf)


def test_the_book_is_sound(book):
    assert_sound(book)


def test_the_metadata_name_both_standards_and_the_title(pdf):
    packet = pdf.at(pdf.catalog["Metadata"]).data.decode()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in packet
    assert 'pdfuaid:part="1"' in packet
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet
    information = pdf.at(pdf.trailer["Info"])
    assert f">{information['Title']}<" in packet
    assert f">{information['Author']}<" in packet
    assert f'"{information["Producer"]}"' in packet
    assert information["Title"] == "年鉴 Yearbook"


def test_heads_have_the_direction_in_which_they_count(pdf):
    table = pdf.of("/Table")[0]
    cells = [e for e in pdf.below(table) if e["S"] in ("/TH", "/TD")]
    scopes = [(c["S"], c["A"].get("Scope"), c["A"].get("ColSpan")) for c in cells]
    column, row, plain = ("/TH", "/Column"), ("/TH", "/Row"), ("/TD", None)
    assert [s[:2] for s in scopes] == [*[column] * 6, row, *[plain] * 3, row]
    assert scopes[2][2] == 2


def test_the_first_row_of_one_cell_is_the_caption(pdf):
    table = pdf.of("/Table")[0]
    assert pdf.at(table["K"][0])["S"] == "/Caption"
    assert pdf.at(pdf.at(table["K"][0])["P"]) is table


def test_a_table_without_heads_is_none_but_one_inside_it_is(pdf):
    assert len(pdf.of("/Table")) == 2
    assert roles(pdf, pdf.of("/Table")[1])[:3] == ["/TBody", "/TR", "/TH"]


def test_what_is_not_in_the_language_of_the_book_says_so(pdf):
    foreign = [element for element in pdf.elements if "Lang" in element]
    assert [e["Lang"] for e in foreign] == ["en", "en"]
    assert all(isinstance(e["K"][0], int) for e in foreign)


def test_a_figure_has_its_words_and_its_place_and_an_ornament_is_an_artifact(pdf):
    (figure,) = pdf.of("/Figure")
    assert figure["Alt"] == "图 2-1 柱形图"
    left, bottom, right, top = figure["A"]["BBox"]
    assert (right - left, top - bottom) == (72, 36)
    assert 0 < bottom < top < pdf.pages[0]["MediaBox"][3]
    assert pdf.content(0).count("/Type /Layout") == 1


def test_heads_and_folios_of_the_page_are_not_read(pdf):
    assert pdf.content(0).count("/Artifact\n<</Type /Pagination>>") == 2


def test_a_link_says_where_it_leads(pdf):
    links = [pdf.at(a)["Contents"] for a in pdf.pages[0]["Annots"]]
    assert links == ["2-1 人口", "第1页 page 1", "第1页 page 1"]


def test_a_link_is_one_element_whatever_stands_in_it(pdf):
    assert len(pdf.pages[0]["Annots"]) == 3
    block = pdf.of("/Link")[2]
    assert "/Link" not in roles(pdf, block)
    assert (
        sum(pdf.at(kid).get("Type") == "/OBJR" for kid in block["K"] if isinstance(kid, Ref)) == 1
    )


def test_files_are_associated_as_data_in_the_order_of_a_name_tree(pdf):
    names = pdf.at(pdf.catalog["Names"]["EmbeddedFiles"])["Names"]
    assert names[::2] == ["table-2-1.csv", "table-2-10.csv", "table-2-2.csv"]
    assert pdf.catalog["AF"] == names[1::2]
    for file in map(pdf.at, names[1::2]):
        assert (file["AFRelationship"], file["UF"]) == ("/Data", file["F"])
        stream = pdf.at(file["EF"]["F"])
        assert stream.head["Subtype"] == "/text#2fcsv"
        assert stream.head["Params"]["ModDate"] == "D:20250630000000Z"
        assert stream.head["Params"]["Size"] == len(stream.data)


def test_the_book_carries_the_data_of_its_tables(book):
    names = book.at(book.catalog["Names"]["EmbeddedFiles"])["Names"]
    printed = {table.number for table in chapters.binding(edition()).tables}
    assert {name.removeprefix("table-").removesuffix(".csv") for name in names[::2]} == printed
    assert {"2-1", "9-1-1"} <= printed
    first = book.at(names[1])
    assert first["Desc"].endswith("示例数据 SAMPLE")
    assert book.at(first["EF"]["F"]).data.startswith(b"\xef\xbb\xbf")


def test_every_figure_of_the_book_is_told_in_both_languages(book):
    told = [figure["Alt"] for figure in book.of("/Figure")]
    assert told
    assert [a for a in told if not re.search(r"[\u4e00-\u9fff].*[A-Za-z]{3}", a)] == []


def test_enclosures_have_the_day_on_which_the_book_closed():
    model = edition()
    days = {each.as_of for each in enclosures(model, chapters.binding(model).tables)}
    assert days == {DAY}


def test_writing_again_gives_the_same_bytes(tmp_path: Path):
    digests = set()
    for name in ("a.pdf", "b.pdf"):
        write_pdf(HTML, tmp_path / name, reversed(FILES) if name == "b.pdf" else FILES)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_references_that_are_read_are_all_there(pdf):
    assert all(ref.number in pdf.objects for ref in references(list(pdf.objects.values())))


def references(thing: object) -> list[Ref]:
    if isinstance(thing, Ref):
        return [thing]
    inside = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return [ref for item in inside for ref in references(item)]
