"""How a broken catalogue is told: the place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from pipeline.errors import CatalogueError


def broken(where: str, fault: tuple[str, str], remedy: tuple[str, str]) -> CatalogueError:
    """The error for one broken place; ``fault`` and ``remedy`` are (Chinese, English)."""
    return CatalogueError(*fault, where=where, remedy_zh=remedy[0], remedy_en=remedy[1])


def dangling(where: str, code: str, file: str) -> CatalogueError:
    """The error for a code that should stand in another file and does not."""
    if not file:
        return broken(where, ("此处应为空", "It must be blank"), ("请清空", "Clear the cell"))
    return broken(
        where,
        (f"“{code}”不在 {file} 中", f"“{code}” is not in {file}"),
        (f"请改正编码，或将其加入 {file}", f"Correct the code, or add it to {file}"),
    )


def ends_early(where: str) -> CatalogueError:
    """The error for a span whose last day or year lies before its first."""
    return broken(
        where,
        ("止于其起始之前", "It ends before it begins"),
        ("请改正起止时间", "Correct its first or its last"),
    )
