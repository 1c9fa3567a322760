"""Subsets of fonts by WeasyPrint's own hand.

With a version of it that is not known, units embed a subset each and no common one is made, which
costs space and time and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from typing import Any

from pipeline.yearbook.swift import is_known
from pipeline.yearbook.typesetting import FAMILIES

EMPTY_BYTES = 4  # what is left of a file that is left out: the signature of its kind
# What Pango calls the weights of CSS, as it writes them behind the family.
_WEIGHTS = {
    "Thin": 100, "Ultra-Light": 200, "Light": 300, "Semi-Light": 350, "Book": 380, "": 400,
    "Medium": 500, "Semi-Bold": 600, "Bold": 700, "Ultra-Bold": 800, "Heavy": 900,
}  # fmt: skip


def subset(name: str, glyphs: Collection[int]) -> bytes | None:
    """The file of the font that a PDF calls ``name`` with these glyphs under their own numbers.

    ``name`` is what WeasyPrint gives: /ABCDEF+Noto-Sans-CJK-SC-Bold, the letters a hash of the
    description by which Pango finds the font. None where that font is not to be had.
    """
    font = _font(name) if is_known() else None
    if font is None:
        return None
    font.clean(dict.fromkeys(glyphs, ""), False)  # no hints, as in write_pdf
    content: bytes = font.file_content
    font.file_content = b""
    return content


@cache
def _font(name: str) -> Any:
    """The font that WeasyPrint gives this name; none if there is no such family or weight."""
    words = name.partition("+")[2]
    for family in FAMILIES:
        style = words.removeprefix(family.replace(" ", "-")).removeprefix("-")
        if words.startswith(family.replace(" ", "-")) and style in _WEIGHTS:
            found = loaded(family, _WEIGHTS[style])
            if found is not None and found.name.decode() == name:
                return found
    return None


def loaded(family: str, weight: int) -> Any:
    """The font of a family (as WeasyPrint wraps it) in this weight; none if there is none."""
    from pipeline.yearbook.engine import weasyprint

    text = weasyprint.text
    ffi, gobject, pango = text.ffi.ffi, text.ffi.gobject, text.ffi.pango
    configuration = text.fonts.FontConfiguration()
    context = ffi.gc(
        pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref
    )
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, ffi.new("char[]", family.encode()))
    pango.pango_font_description_set_weight(wanted, weight)
    pango.pango_font_description_set_absolute_size(wanted, 10 * 1024)
    found = pango.pango_font_map_load_font(configuration.font_map, context, wanted)
    if found == ffi.NULL:
        return None
    kept = ffi.gc(found, gobject.g_object_unref)
    _, description, size = text.fonts.get_pango_font_key(kept)
    font = weasyprint.pdf.fonts.Font(kept, description, size)
    font.kept_alive = (configuration, context, kept)
    font.whole = hashlib.sha256(font.file_content).digest()
    font.file_content = b""  # some 20 MB each; a subset is made from the face
    return font
