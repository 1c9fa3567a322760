"""WeasyPrint with less work: whatever is changed in it is changed here, and no byte of a PDF is.

Pinned to WeasyPrint 70: with any other version nothing is changed, which costs time and nothing
else. Tests hold what is set with each change against what is set without.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from pipeline.workspace import TEMPLATES

_VERSION = "70."
_OPENTYPE = b"OTTO"  # the signature of a font file
_OWN_STYLE = re.compile(r"styles/([\w-]+)\.css")

Change = tuple[Any, str, Any]  # the owner of an attribute, its name, and what stands there instead


def is_known() -> bool:
    """Whether this is the WeasyPrint whose insides are known here."""
    from pipeline.yearbook.engine import weasyprint

    return bool(weasyprint.__version__.startswith(_VERSION))


@contextmanager
def swifter(names: Iterable[str] | None = None) -> Iterator[None]:
    """Makes the changes of these names, or all, while the block runs."""
    with ExitStack() as stack:
        for name in (CHANGES if names is None else names) if is_known() else ():
            for owner, attribute, instead in CHANGES[name]():
                stack.enter_context(_replaced(owner, attribute, instead))
        yield


@contextmanager
def without_fonts() -> Iterator[None]:
    """Leaves the files of fonts empty while the block runs: they are put in when all is bound."""
    from weasyprint.pdf import fonts

    def read(face: Any, *which: Any) -> bytes | None:
        return stock(face, *which) if which else _OPENTYPE

    def cleaned(self: Any, _to_unicode: Any, _hinting: Any) -> None:
        self.file_content = _OPENTYPE if "CFF " in self.tables else b"\0\1\0\0"

    stock = fonts.get_hb_object_data
    with ExitStack() as stack:
        if is_known():
            stack.enter_context(_replaced(fonts, "get_hb_object_data", read))
            stack.enter_context(_replaced(fonts.Font, "clean", cleaned))
        yield


@contextmanager
def _replaced(owner: Any, attribute: str, instead: Any) -> Iterator[None]:
    stock = getattr(owner, attribute)
    setattr(owner, attribute, instead)
    try:
        yield
    finally:
        setattr(owner, attribute, stock)


@cache
def read_styles(names: tuple[str, ...]) -> Any:
    """These styles of ours (of templates/styles) as one."""
    from pipeline.yearbook.engine import CSS

    texts = [(TEMPLATES / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return CSS(string="\n".join(texts), base_url=(TEMPLATES / "styles" / "_.css").as_uri())


def _styles_once() -> Iterator[Change]:
    """Our own styles, with which a text begins, are read once and matched as one."""
    from weasyprint import css

    def found(text: Any, *around: Any) -> Iterator[Any]:
        links = [link.etree_element for link in text.query_all("link")]
        own = {link: _OWN_STYLE.fullmatch(link.get("href", "")) for link in links}
        if names := tuple(match[1] for match in own.values() if match):
            yield read_styles(names)
        for link, match in own.items():
            if match:
                link.set("rel", "read")
        yield from stock(text, *around)

    stock = css.find_stylesheets
    yield css, "find_stylesheets", found


def _heads_once() -> Iterator[Change]:
    """Pages with a new running head are laid out once.

    Stock makes each of them again, because it was not known before that it has one. Only notes
    (of which we have none) can change a page by standing on it.
    """
    from weasyprint.layout import LayoutContext

    class Heads(defaultdict[int, list[Any]]):
        def get(self, page: int, _default: Any = None) -> list[Any]:
            return super().get(page, [])

    def begin(self: Any, *args: Any, **named: Any) -> None:
        stock(self, *args, **named)
        self.running_elements = defaultdict(lambda: Heads(list))

    stock = LayoutContext.__init__
    yield LayoutContext, "__init__", begin


def _plain_values() -> Iterator[Change]:
    """A property that nobody set, and that depends on no other, is inherited or initial."""
    from weasyprint.css import ComputedStyle
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    special = {*PHYSICAL_FUNCTIONS, "page", "position", "float", "display"}
    plain: dict[str, bool] = {
        key: key in INHERITED
        for key in INITIAL_VALUES
        if key not in special and not key.startswith("text_decoration_")
        if key in INHERITED or key not in INITIAL_NOT_COMPUTED
    }

    def missing(self: Any, key: str) -> Any:
        inherited = plain.get(key)
        if inherited is None or key in self.cascaded or self.parent_style is None:
            return stock(self, key)
        value = self[key] = self.parent_style[key] if inherited else INITIAL_VALUES[key]
        return value

    stock = ComputedStyle.__missing__
    yield ComputedStyle, "__missing__", missing


def _sizes_once() -> Iterator[Change]:
    """Boxes of one style in a container of one size have the same margins, paddings and widths."""
    from importlib import import_module

    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout.percent import resolve_percentages as stock

    sides = ("top", "right", "bottom", "left")
    names = [f"{kind}_{side}" for kind in ("margin", "padding") for side in sides]
    names += [f"border_{side}_width" for side in sides]
    names += [f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")]

    def resolve(box: Any, containing_block: Any) -> None:
        block = (
            tuple(containing_block)
            if not isinstance(containing_block, Box)
            else (containing_block.width, containing_block.height)
        )
        style = box.style
        sizes = vars(style).setdefault("sizes", {})
        if sizes is None or isinstance(box, PageBox) or style["border_collapse"] == "collapse":
            stock(box, containing_block)
        elif (known := sizes.get(block)) is not None:
            vars(box).update(known)
        else:
            stock(box, containing_block)
            sizes[block] = {name: vars(box)[name] for name in names}

    def changeable(copy: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Styles are copied in order to be changed, so nothing is kept for a copy."""

        def copied(self: Any) -> Any:
            made = copy(self)
            made.sizes = None
            return made

        return copied

    for kind in (AnonymousStyle, ComputedStyle):
        yield kind, "copy", changeable(kind.copy)
    for module in ("absolute", "block", "column", "float", "inline", "table"):
        yield import_module(f"weasyprint.layout.{module}"), "resolve_percentages", resolve


def _lines_kept() -> Iterator[Change]:
    """A line that was laid out is painted as it is, unless it is justified meanwhile."""
    from weasyprint.text.line_break import Layout

    def keep(_self: Any) -> None:
        """Stock lets the layout go here, for want of memory that a unit does not need."""

    def again(self: Any, style: Any) -> None:
        if self.justification_spacing or style is not self.style:
            stock(self, style)

    stock = Layout.reactivate
    yield Layout, "deactivate", keep
    yield Layout, "reactivate", again


CHANGES: Mapping[str, Callable[[], Iterator[Change]]] = {
    "styles once": _styles_once,
    "heads once": _heads_once,
    "plain values": _plain_values,
    "sizes once": _sizes_once,
    "lines kept": _lines_kept,
}
