"""One subset of each font for the whole book, in place of one in every unit.

WeasyPrint keeps the numbers of glyphs, so the text of every unit can be read with the same subset.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def share(book: Any, dictionaries: Sequence[Any]) -> None:
    """Lets all units use the same fonts; ``dictionaries`` are their /Font resources by name.

    A font of which no common subset can be made stays as it is in every unit. Raises RenderError
    where it has been left out there in the hope of one.
    """
    users: dict[str, list[Any]] = defaultdict(list)
    for dictionary in dictionaries:
        for name in dictionary.keys():  # noqa: SIM118 -- of pikepdf, which has no other way
            users[name].append(dictionary)
    fonts = {name: [one[name] for one in using] for name, using in users.items()}
    widths = {
        name: _joined(_widths(font.DescendantFonts[0].W) for font in each)
        for name, each in fonts.items()
    }
    for name, content in _subsets({n: str(each[0].BaseFont) for n, each in fonts.items()}, widths):
        if content is None:
            _demand_content(fonts[name][0])
            continue
        _extend(book, fonts[name], widths[name], content)
        for dictionary in users[name]:
            dictionary[name] = fonts[name][0]


def _subsets(
    names: Mapping[str, str], widths: Mapping[str, Mapping[int, Any]]
) -> Iterator[tuple[str, bytes | None]]:
    """Made in workers, for it takes more memory than everything else in binding."""
    tasks = [(names[name], tuple(widths[name])) for name in names]
    with workers(tasks_each=1) as pool:
        yield from zip(names, all_done(pool, _subset, tasks), strict=True)


def _subset(task: tuple[str, tuple[int, ...]]) -> bytes | None:
    return subset(*task)


def _extend(book: Any, fonts: Sequence[Any], widths: dict[int, Any], content: bytes) -> None:
    """Extends the first of some fonts by what the others use."""
    first = fonts[0]
    mapping = _joined(_mapping(font.ToUnicode.read_bytes()) for font in fonts)
    file, descriptor = _file(first), first.DescendantFonts[0].FontDescriptor
    file.write(content)
    if "/Length1" in file:
        file.Length1 = len(content)
    descriptor.FontBBox[2] = max(widths.values())
    if len(set(widths.values())) > 1:
        descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH
    first.DescendantFonts[0].W = book.make_indirect(_runs(widths))
    first.ToUnicode.write(_cmap(mapping))


def _file(font: Any) -> Any:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2


def _demand_content(font: Any) -> None:
    if len(_file(font).read_bytes()) <= EMPTY_BYTES:
        name = str(font.BaseFont)
        raise RenderError(
            f"字体取不到：{name}",
            f"the font {name} cannot be found any more",
            remedy_zh="安装缺少的字体，或用 --no-cache 重新成书。",
            remedy_en="install it, or build with --no-cache",
        )


def _joined(parts: Iterable[dict[int, Any]]) -> dict[int, Any]:
    """In the order of the glyphs, so that the same book has the same bytes."""
    found: dict[int, Any] = {}
    for part in parts:
        found |= part
    return dict(sorted(found.items()))


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
