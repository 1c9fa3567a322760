"""Forms of the catalogue that comes with the project, where the small one has too few names."""

from __future__ import annotations

from functools import cache

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.workspace import HOUSE
from tests.collect.mini import HEAD, titles


@cache
def catalogue() -> Catalogue:
    return load(HOUSE / "data" / "catalogue")


LEXICON = build_lexicon(catalogue())


def form(
    code: str = "MT1",
    cells: dict[str, str] | None = None,
    last: dict[str, str] | None = None,
    **changed: str | None,
) -> str:
    """A form of the shipped catalogue with every line; the figures not in ``cells`` are blank."""
    this, before = cells or {}, last or {}
    rows = [
        f"{i.code},{i.name.zh},{i.unit.zh},{this.get(i.code, '')},{before.get(i.code, '')},,"
        for i in catalogue().lines_of(code)
    ]
    return titles(code, **changed) + "\n".join((HEAD, *rows)) + "\n"
