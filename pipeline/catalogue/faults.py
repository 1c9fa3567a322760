"""How a broken catalogue is told: the place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from pipeline.errors import CatalogueError


def broken(where: str, fault: tuple[str, str], remedy: tuple[str, str]) -> CatalogueError:
    """The error for one broken place; ``fault`` and ``remedy`` are (Chinese, English)."""
    return CatalogueError(*fault, where=where, remedy_zh=remedy[0], remedy_en=remedy[1])
