"""What it means that a text is inert: it is shown, and nothing that it says is done."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import pikepdf
import tinyhtml5

_WANTED = (
    "alert(1)",
    "127.0.0.1:9",
    "evil.example",
    "etc/passwd",
    "javascript:",
    "display:none",
    "display: none",
)
# The elements that our pages have. None of them can load, frame or submit anything but by an
# address, and those are looked at one by one.
_ELEMENTS = frozenset(
    [
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "style",
        "script",
        "header",
        "footer",
        "main",
        "nav",
        "section",
        "article",
        "aside",
        "div",
        "span",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "line",
        "text",
        "tspan",
        "defs",
        "clipPath",
        "use",
        "title",
        "desc",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "sup",
        "sub",
        "br",
        "hr",
        "time",
        "label",
        "input",
        "button",
        "details",
        "summary",
        "abbr",
        "code",
        "pre",
        "blockquote",
        "polygon",
        "polyline",
        "ellipse",
        "pattern",
        "marker",
        "mask",
        "linearGradient",
        "stop",
        "noscript",
        "select",
        "option",
        "form",
        "fieldset",
        "legend",
        "mark",
        "output",
        "wbr",
        "symbol",
    ]
)
_ADDRESSES = frozenset(
    [
        "href",
        "src",
        "action",
        "formaction",
        "srcset",
        "poster",
        "background",
        "data",
        "xlink:href",
        "srcdoc",
    ]
)
_INSIDE = re.compile(
    r"#|data:image/|(?!\w+:|//)[\w./#%?=&-]*$|[A-Za-z0-9_./-]+\.(?:html|css|js|csv|xlsx|pdf)(?:#.*)?$"
)
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/URI",
    "/Rendition",
    "/Movie",
)
_ANNOTATIONS = ("/FileAttachment", "/RichMedia", "/Screen", "/Widget", "/3D", "/Sound", "/Movie")


def of_terminal(text: str) -> list[str]:
    """What a terminal would obey, or show otherwise than it stands."""
    return sorted({hex(ord(c)) for c in text if c != "\n" and unicodedata.category(c)[0] == "C"})


def of_page(content: bytes) -> list[str]:
    """What an HTML page holds that only a text can have brought in."""
    return [*_of_page(content)]


def _of_page(content: bytes) -> Iterator[str]:
    for element in tinyhtml5.parse(content.decode("utf-8")).iter():
        name = str(element.tag).rpartition("}")[2]
        if not isinstance(element.tag, str):
            continue  # a comment
        if name not in _ELEMENTS:
            yield f"<{name}>"
        if name in ("script", "style"):
            yield from (f"{name}: {word}" for word in _WANTED if word in (element.text or ""))
        for key, value in element.attrib.items():
            key = key.rpartition("}")[2].lower()  # noqa: PLW2901
            if key.startswith("on"):
                yield f"{name} {key}={value}"
            elif key in _ADDRESSES and not _INSIDE.match(value):
                yield f"{name} {key}={value[:80]}"
            elif key == "style" and any(word in value for word in _WANTED):
                yield f"{name} {key}={value}"


def words_of_page(content: bytes) -> str:
    """All that a reader of the page sees, without spaces."""
    tree = tinyhtml5.parse(content.decode("utf-8"))
    return "".join("".join(tree.itertext()).split())


def of_pdf(content: bytes) -> list[str]:
    """Actions and annotations by which a PDF does something, and files inside it but our data."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [*_of_objects(pdf)]
        found += [name for name in pdf.attachments if not name.endswith(".csv")]
    return found


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        kind, subtype = str(thing.get("/S", "")), str(thing.get("/Subtype", ""))
        if kind in _ACTIONS or subtype in _ANNOTATIONS:
            yield f"{kind}{subtype} {thing.objgen}"
        yield from (
            f"{key} {thing.objgen}" for key in ("/JS", "/AA", "/JavaScript") if key in thing
        )
        action = thing.get("/A")
        if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _ACTIONS:
            yield f"{action.get('/S')} {thing.objgen}"


def of_book(content: bytes, *, formulas: bool = False) -> list[str]:
    """Links out of a workbook, programs in it, and (unless it has its own) formulas."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if re.search("external|vba|oleObject|connections|query|activeX", name, re.IGNORECASE):
                found.append(name)
            if name.endswith(".rels") and b'TargetMode="External"' in part:
                found.append(f"{name}: external")
            if name.startswith("xl/worksheets/"):
                written = re.findall(rb"<f[ >].*?</f>", part)
                live = [
                    f
                    for f in written
                    if any(w.encode() in f for w in (*_WANTED, "cmd", "calc", "甲"))
                ]
                found += [f.decode() for f in (live if formulas else written)]
    return found


def of_table(content: bytes) -> list[str]:
    """The cells of a CSV that a spreadsheet would compute."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [
        cell for row in rows for cell in row if cell.startswith(_ACTIVE) and not _is_number(cell)
    ]


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
