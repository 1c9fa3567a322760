"""`pipeline doctor`: what is there, what is missing, how to get it."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from pipeline.commands.report import Grid, Report
from pipeline.errors import Exit
from pipeline.vocabulary import Text
from pipeline.workspace import HOUSE

_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "fontconfig",
}
# family as the styles name it: (PostScript name as it stands in a PDF, Debian package)
_FONTS = {
    "Noto Sans CJK SC": ("Noto-Sans-CJK-SC", "fonts-noto-cjk"),
    "Noto Serif CJK SC": ("Noto-Serif-CJK-SC", "fonts-noto-cjk"),
    "LXGW WenKai": ("LXGW-WenKai", "fonts-lxgw-wenkai"),
}
_HEADS = (
    Text("类别", "kind"),
    Text("名称", "name"),
    Text("状态", "state"),
    Text("版本或办法", "detail"),
)
Row = tuple[str, str, str, str]


def doctor() -> Report:
    """Looks at Python, packages, native libraries and fonts; exit 3 when something is missing."""
    rows = [*_python(), *_packages(), *_libraries(), *_fonts()]
    missing = [row for row in rows if row[2] == "✗"]
    verdict = (
        Text(
            f"缺 {len(missing)} 项；运行 script/setup 可全部补齐。",
            f"{len(missing)} missing; script/setup installs them all.",
        )
        if missing
        else Text("齐备。", "Everything is there.")
    )
    exit_code = Exit.ENVIRONMENT if missing else Exit.DONE
    facts = (("missing", Text("缺少", "missing"), len(missing)),)
    return Report(exit_code, facts, (Grid("checks", _HEADS, tuple(rows)),), (verdict,))


def _python() -> Iterator[Row]:
    found = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= (3, 11)
    yield "python", "python3", _state(fine), found if fine else f"{found}; 3.11+"


def _packages() -> Iterator[Row]:
    for line in (HOUSE / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            yield _package(line.split(";")[0].rstrip(" \\"), conditional=";" in line)


def _package(pinned: str, *, conditional: bool) -> Row:
    name, _, wanted = pinned.partition("==")
    try:
        found = version(name)
    except PackageNotFoundError:
        # a requirement with a marker may belong to another platform
        return "package", name, "–" if conditional else "✗", "script/setup"
    if conditional and found != wanted:  # pinned for another Python or platform
        return "package", name, "–", found
    detail = found if found == wanted else f"{found}; {wanted}"
    return "package", name, _state(found == wanted), detail


def _libraries() -> Iterator[Row]:
    for name, package in _LIBRARIES.items():
        found = ctypes.util.find_library(name)
        yield "library", name, _state(found is not None), found or f"apt install {package}"


def _fonts() -> Iterator[Row]:
    """A family resolves when a PDF set in it embeds it, and not a substitute."""
    try:
        from pipeline.yearbook.fonts import embedded_fonts
    except OSError:  # the native libraries above are missing, nothing can be set
        embedded: Callable[[str], tuple[str, ...]] = _nothing
    else:
        embedded = embedded_fonts
    for family, (mark, package) in _FONTS.items():
        found = next((name for name in embedded(family) if mark in name), None)
        yield "font", family, _state(found is not None), found or f"apt install {package}"


def _nothing(_family: str) -> tuple[str, ...]:
    return ()


def _state(fine: bool) -> str:
    return "✓" if fine else "✗"
