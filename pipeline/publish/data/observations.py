"""``observations.csv`` and ``observations.parquet``: every published figure, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.warehouse import Warehouse

COLUMNS = {
    "area": "REF_AREA",
    "indicator": "INDICATOR",
    "measure": "TRANSFORMATION",
    "period": "TIME_PERIOD",
    "value": "OBS_VALUE",
    "lower": "LOWER",
    "upper": "UPPER",
    "unit": "UNIT_MEASURE",
    "obs_status": "OBS_STATUS",
    "conf_status": "CONF_STATUS",
    "qualifier": "QUALIFIER",
    "ref_date": "REF_DATE",
    "is_sample": "IS_SAMPLE",
    "n_reported": "N_REPORTED",
    "n_expected": "N_EXPECTED",
}
STRUCTURE = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_NUMBERS = ("OBS_VALUE", "LOWER", "UPPER")


def write_observations(warehouse: Warehouse, folder: Path, structure: str) -> int:
    """Writes both files (the same rows) into ``folder``; returns the number of observations.

    Grain: area, indicator, transformation, period. The CSV has the layout of SDMX-CSV 2.0 (a
    dataflow, ``structure`` its id, action I for every row), UTF-8 with BOM; LOWER and UPPER are
    empty where a bound is open; OBS_VALUE is empty where nothing is published, and OBS_STATUS or
    CONF_STATUS say why. In the Parquet file, numbers are DECIMAL(28, 4).
    """
    import polars as pl

    frame = warehouse.frame("disseminated.observation").select(list(COLUMNS)).rename(COLUMNS)
    told = dict(zip(STRUCTURE, ("dataflow", structure, "I"), strict=True))
    head = [pl.lit(text).alias(name) for name, text in told.items()]
    frame.select(*head, pl.all()).write_csv(
        folder / "observations.csv", include_bom=True, line_terminator="\r\n"
    )
    typed = frame.with_columns(pl.col(name).cast(pl.Decimal(28, 4)) for name in _NUMBERS)
    typed.write_parquet(folder / "observations.parquet", compression="zstd")
    return frame.height


def fields() -> list[dict[str, str]]:
    """The columns of the CSV as a table schema names them."""
    kinds = {"TIME_PERIOD": "year", "REF_DATE": "date", "IS_SAMPLE": "boolean"}
    kinds |= dict.fromkeys(_NUMBERS, "number") | dict.fromkeys(
        ("N_REPORTED", "N_EXPECTED"), "integer"
    )
    return [
        {"name": name, "type": kinds.get(name, "string")}
        for name in (*STRUCTURE, *COLUMNS.values())
    ]
