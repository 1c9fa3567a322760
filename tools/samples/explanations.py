"""``python -m tools.samples.explanations``: what the sample cities answered, with its hashes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.collect.receiving import receive
from pipeline.commands.season import fill, open_season
from pipeline.commands.steps import Steps
from pipeline.rules.explanation import Explanation
from pipeline.rules.explanations import add_explanations
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text
from pipeline.warehouse import open_warehouse
from pipeline.workspace import HOUSE
from tools.samples.places import HERE

_YEARS = (2020, 2021, 2022, 2023, 2024)
_GIVEN_BY = "示例"
_FOUND = """
    select * from validated.finding
    where rule = $rule and area = $area and period = $year and indicator = $indicator and is_current
"""


def main() -> None:
    """Replaces the sample explanations of the project's own workspace."""
    folder = HOUSE / "data" / "explanations"
    for path in folder.glob("*.csv"):
        path.unlink()
    added = add_explanations(folder, explanations(HOUSE / "data"))
    print(f"{len(added)} explanations under {folder.relative_to(HOUSE)}")


def explanations(data: Path) -> list[Explanation]:
    """The answers of the table, each on the figures that the samples hold."""
    with TemporaryDirectory() as scratch:
        for part in ("catalogue", "raw"):
            (Path(scratch) / part).symlink_to(data.resolve() / part)
        season = open_season(Path(scratch), _YEARS[-1], Steps(quiet=True))
        for year in _YEARS:
            receive(season.workspace, season.catalogue, year, date(2026, 1, 1))
        season.workspace.warehouse.parent.mkdir()
        with open_warehouse(season.workspace.warehouse, reads=season.workspace.reads) as warehouse:
            fill(season, warehouse, ())
            return [_answer(entry, warehouse.rows) for entry in _entries()]


def _entries() -> Iterator[dict[str, Any]]:
    yield from tomllib.loads((HERE / "explanations.toml").read_text("utf-8"))["explanation"]


def _answer(entry: dict[str, Any], rows: Any) -> Explanation:
    (row,) = rows(_FOUND, **{k: entry[k] for k in ("rule", "area", "year", "indicator")})
    found = Finding.of(row)
    return Explanation(
        finding_id=found.finding_id,
        values_hash=found.values_hash,
        rule=found.rule,
        area=found.area,
        form=found.form,
        period=entry["year"],
        indicator=found.indicator,
        column_name=found.column_name,
        observed=found.observed,
        expected=found.expected,
        reason_code=entry["reason"],
        text=entry["text"],
        printed=Text(entry["zh"], entry["en"]),
        given_by=_GIVEN_BY,
        given_on=entry["day"],
    )


if __name__ == "__main__":
    main()
