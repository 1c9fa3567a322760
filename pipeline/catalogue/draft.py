"""A catalogue as read, before its files were held against each other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.imprint import Edition, Part
from pipeline.catalogue.model import (
    Area,
    EthnicGroup,
    Form,
    Indicator,
    Reason,
    Relation,
    TableColumn,
    TableSpec,
    Term,
)
from pipeline.catalogue.rows import Entry, Row
from pipeline.catalogue.usage import Usage


@dataclass(frozen=True, slots=True)
class Draft:
    """Every value with its row, so that a check can name the place."""

    areas: tuple[Entry[Area], ...]
    registers: dict[str, tuple[Row, ...]]
    groups: tuple[Entry[EthnicGroup], ...]
    forms: tuple[Entry[Form], ...]
    indicators: tuple[Entry[Indicator], ...]
    terms: tuple[Entry[Term], ...]
    relations: tuple[Entry[Relation], ...]
    reasons: tuple[Entry[Reason], ...]
    columns: tuple[Entry[TableColumn], ...]
    tables: tuple[Entry[TableSpec], ...]
    years: tuple[Row, ...]
    parts: tuple[Entry[Part], ...]
    edition: Edition
    usages: tuple[Entry[Usage], ...] = ()
