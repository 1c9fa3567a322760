"""Reads the registers: lists that the book prints or counts, kept as rows of text."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Row, unique

REGISTERS = {
    "classifications": ("code", "name_zh", "name_en"),
    "census": ("area", "year", "population"),
    "counties": (
        *("code", "parent", "kind", "name_zh", "name_en", "pop_2020", "minority_share_2020"),
        *("valid_from", "valid_to", "replaced_by"),
    ),
    "ethnic_townships": (
        *("code", "parent", "city", "groups", "name_zh", "name_en", "valid_from", "valid_to"),
    ),
    "area_facts": (
        *("area", "from_year", "to_year", "n_county_units", "n_autonomous_counties"),
        *("n_ethnic_townships", "n_township_level_units"),
    ),
    "charts": (
        *("code", "scope", "part", "kind", "measure", "indicators", "whole", "parts"),
        *("title_zh", "title_en", "rest_zh", "rest_en", "note_zh", "note_en"),
    ),
    "key_figures": ("part", "ordinal", "indicator"),
    "city_profile": ("ordinal", "indicators", "fact", "name_zh", "name_en"),
}
FACTS = tuple(column for column in REGISTERS["area_facts"] if column.startswith("n_"))
COUNTY_KINDS = ("district", "county", "county_city", "autonomous_county")


def read_registers(folder: Path) -> dict[str, tuple[Row, ...]]:
    """The registers by name, their keys unique and their cells readable."""
    registers = {
        name: read_rows(folder, f"{name}.csv", columns) for name, columns in REGISTERS.items()
    }
    unique(registers["area_facts"], "area", "from_year")
    for row in registers["area_facts"]:
        row.integer("from_year")
        row.integer_or_none("to_year")
        for fact in FACTS:
            row.integer(fact)
    unique(registers["census"], "area", "year")
    for row in registers["census"]:
        row.integer("year")
        row.integer("population")
    for name in ("classifications", "counties", "ethnic_townships"):
        unique(registers[name], "code")
        for row in registers[name]:
            row.both("name")
    for row in (*registers["counties"], *registers["ethnic_townships"]):
        row.day("valid_from")
        row.day_or_none("valid_to")
    for row in registers["counties"]:
        row.one_of("kind", COUNTY_KINDS)
        row.integer_or_none("pop_2020")
        row.decimal_or_none("minority_share_2020")
    return registers
