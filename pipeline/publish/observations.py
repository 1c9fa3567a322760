"""``public/data/observations.csv``: every published figure, one a line."""

from __future__ import annotations

from pathlib import Path

from pipeline.warehouse import Warehouse
from pipeline.workspace import replaced

_NAMES = {
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


def write_observations(warehouse: Warehouse, target: Path) -> int:
    """Writes the published figures (UTF-8 with BOM, SDMX concept names); returns their number.

    Grain: area, indicator, transformation, period. LOWER and UPPER are empty where a bound is open;
    OBS_VALUE is empty where nothing is published, and OBS_STATUS or CONF_STATUS say why.
    """
    frame = warehouse.frame("disseminated.observation").select(list(_NAMES)).rename(_NAMES)
    with replaced(target) as aside:
        frame.write_csv(aside, include_bom=True, line_terminator="\r\n")
    return frame.height
