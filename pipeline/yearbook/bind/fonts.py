"""One subset of each font for the whole book, in place of one in every unit.

WeasyPrint keeps the numbers of glyphs, so the text of every unit can be read with the same subset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import RenderError
from pipeline.yearbook.bind.subset import EMPTY_BYTES, subset
from pipeline.yearbook.workers import all_done, workers

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_FIXED_PITCH = 1  # flag of a font descriptor
_BATCH = 100  # lines of a mapping, as PDF has it
_CMAP = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
    b"<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n"
    b"<0000> <ffff>\nendcodespacerange\n%sendcmap\n"
    b"CMapName currentdict /CMap defineresource pop\nend\nend"
)


@dataclass(slots=True)
class Needed:
    """What all units want of one font: the widths of glyphs, and the text that they stand for."""

    base: str  # as the font is called
    widths: dict[int, Any] = field(default_factory=dict)
    mapping: dict[int, bytes] = field(default_factory=dict)


def need(needed: dict[str, Needed], fonts: Any) -> None:
    """Adds what one unit wants; ``fonts`` is its /Font resource by name."""
    for name, font in fonts.items():
        wanted = needed.setdefault(name, Needed(str(font.BaseFont)))
        wanted.widths |= _widths(font.DescendantFonts[0].W)
        wanted.mapping |= _mapping(font.ToUnicode.read_bytes())


def subsets(needed: Mapping[str, Needed]) -> dict[str, bytes | None]:
    """The common file of every font; none where it cannot be made.

    Made in workers, for it takes more memory than everything else in binding.
    """
    tasks = [(wanted.base, tuple(sorted(wanted.widths))) for wanted in needed.values()]
    with workers(tasks_each=1) as pool:
        return dict(zip(needed, all_done(pool, _subset, tasks), strict=True))


def _subset(task: tuple[str, tuple[int, ...]]) -> bytes | None:
    return subset(*task)


def extend(source: Any, font: Any, wanted: Needed, content: bytes) -> None:
    """Makes the font of one unit, in its ``source``, that of all."""
    widths, mapping = dict(sorted(wanted.widths.items())), dict(sorted(wanted.mapping.items()))
    file, descriptor = _file(font), font.DescendantFonts[0].FontDescriptor
    file.write(content)
    if "/Length1" in file:
        file.Length1 = len(content)
    descriptor.FontBBox[2] = max(widths.values())
    if len(set(widths.values())) > 1:
        descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH
    font.DescendantFonts[0].W = source.make_indirect(_runs(widths))
    font.ToUnicode.write(_cmap(mapping))


def _file(font: Any) -> Any:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2


def demand_content(font: Any) -> None:
    """Raises RenderError where a font has been left out in the hope of a common one."""
    if len(_file(font).read_bytes()) <= EMPTY_BYTES:
        name = str(font.BaseFont)
        raise RenderError(
            f"字体取不到：{name}",
            f"the font {name} cannot be found any more",
            remedy_zh="安装缺少的字体，或用 --no-cache 重新成书。",
            remedy_en="install it, or build with --no-cache",
        )


def _widths(runs: Any) -> dict[int, Any]:
    """By glyph, from ``[first [width …] first [width …]]``."""
    starts = ((int(runs[at]), runs[at + 1]) for at in range(0, len(runs), 2))
    return {glyph: width for first, run in starts for glyph, width in enumerate(run, first)}


def _runs(widths: dict[int, Any]) -> Any:
    import pikepdf

    runs: list[Any] = []
    for glyph, width in widths.items():
        if glyph - 1 not in widths:
            runs += [glyph, []]
        runs[-1].append(width)
    return pikepdf.Array([pikepdf.Array(run) if isinstance(run, list) else run for run in runs])


def _mapping(cmap: bytes) -> dict[int, bytes]:
    pairs = cmap.partition(b"endcodespacerange")[2]
    return {int(glyph, 16): text for glyph, text in _MAPPED.findall(pairs)}


def _cmap(mapping: dict[int, bytes]) -> bytes:
    lines = [b"<%04x> <%s>\n" % pair for pair in mapping.items()]
    batches = (lines[at : at + _BATCH] for at in range(0, len(lines), _BATCH))
    told = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(batch), b"".join(batch)) for batch in batches
    )
    return _CMAP % told
