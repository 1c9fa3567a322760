"""Whose folder it is: the reporting unit that the folders between year and file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.catalogue.model import Area
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.wording import folded
from pipeline.vocabulary import REGION_KIND

_CODED = re.compile(r"(\d{6})[\s_.,、·—-]*(.*)", re.DOTALL)


def named_area(name: str, lexicon: Lexicon) -> Area | None:
    """The unit called ``450100``, ``南宁``, ``南宁市``, ``450100_南宁市`` …; else none.

    Where code and name stand side by side they must agree.
    """
    area = lexicon.units.get(folded(name))
    coded = _CODED.fullmatch(unicodedata.normalize("NFKC", name).strip())
    if area is not None or coded is None:
        return area
    by_code, by_name = (lexicon.units.get(folded(part)) for part in coded.groups())
    return by_code if by_code == by_name else None


def folder_areas(folders: Sequence[str], lexicon: Lexicon) -> tuple[Area, ...]:
    """The units that the folders name, each once. More than one contradict each other.

    A city's folder may lie in the region's.
    """
    named = {a.code: a for a in (named_area(folder, lexicon) for folder in folders) if a}
    cities = tuple(area for area in named.values() if area.kind != REGION_KIND)
    return cities or tuple(named.values())
