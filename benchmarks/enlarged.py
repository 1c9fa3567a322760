"""A made-up nation: 2,850 cities, 200 indicators, five years, staged as if they had sent forms.

Cities and figures come from the generator of the samples (tools/samples). The 109 lines of the
catalogue become 200 by copies of forms MT2 to MT7 and of a few lines of MT1, with their relations,
under codes with a B; the copies hold the figures of another city. Rates are typed. One cell in a
thousand is wrong: ten times too large, one unit too large, or with its digits reversed.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import polars

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.collect.spool import Spool
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import Workspace
from tools.samples.benchmark import extended_workspace
from tools.samples.places import places
from tools.samples.published import read_published
from tools.samples.world import build_world

YEARS = tuple(range(2020, 2025))
FEW_OF_MT1 = frozenset({"101", "117", "121", "122", "123", "136"})
_LINES = re.compile(r"(?<![\d*] )\b(\d{3})\b")  # codes in a formula, not its factor
SCALE = 10_000  # figures are exact to four decimals, here as whole numbers
Rows = list[dict[str, str]]


def prepared(base: Path, root: Path, cities: int, say: Callable[[str], None]) -> Workspace:
    """The workspace in ``root`` with its warehouse staged; one that is there is taken as it is."""
    if (root / "nation.duckdb").exists():
        return Workspace(root)
    started = time.perf_counter()
    workspace = extended_workspace(Workspace(base), root, cities)
    add_copies(workspace.catalogue)
    catalogue = load(workspace.catalogue)
    write_world(workspace, catalogue, root / "world.parquet")
    say(f"figures drawn: {time.perf_counter() - started:.0f} s")
    with open_warehouse(root / "draft.duckdb") as warehouse:
        stage(warehouse, workspace, root / "world.parquet")
    (root / "draft.duckdb").rename(root / "nation.duckdb")
    say(f"staged: {time.perf_counter() - started:.0f} s")
    return workspace


def stage(warehouse: Warehouse, workspace: Workspace, world: Path) -> None:
    """``codelist`` and ``staged``, as collect leaves them."""
    run = warehouse._connection.execute  # noqa: SLF001 # no file of sql/ draws figures
    warehouse.materialise("codelist", folder=str(workspace.catalogue))
    with TemporaryDirectory() as folder:  # every table as it is when nothing came
        Spool().write(Path(folder))
        warehouse.materialise("staged", spool=folder)
    run("attach ':memory:' as nation")
    run("create table nation.world as select * from read_parquet($world)", {"world": str(world)})
    run(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    run("detach nation")


def write_world(workspace: Workspace, catalogue: Catalogue, target: Path) -> None:
    """The figures of the generator, without the copies and without rates."""
    original = replace(
        catalogue, indicators=tuple(i for i in catalogue.indicators if not _is_copy(i))
    )
    published = read_published(workspace.root / "raw")
    world = build_world(original, places(catalogue, published), YEARS, published, {})
    rows = (
        (area, year, line, int(value * SCALE))
        for (area, year), lines in world.items()
        for line, value in lines.items()
        if not catalogue.indicator(line).ratio
    )
    names = ("area", "year", "indicator", "units")
    frame = polars.DataFrame(list(rows), schema=names, orient="row")
    frame.write_parquet(target)


def _is_copy(indicator: Indicator) -> bool:
    return indicator.code.startswith("B")


def add_copies(catalogue: Path) -> None:
    """Writes the copies of forms, lines and relations beside the originals."""
    forms, lines = _read(catalogue / "forms.csv"), _read(catalogue / "indicators.csv")
    copied = {r["id"] for r in lines if r["form"] != "MT1" or r["id"] in FEW_OF_MT1}
    tables = [row for row in forms if row["kind"] == "table"]
    _write(catalogue / "forms.csv", forms + list(map(_form, tables)))
    _write(
        catalogue / "indicators.csv", lines + [_line(r, copied) for r in lines if r["id"] in copied]
    )
    relations = _read(catalogue / "relations.csv")
    terms = _read(catalogue / "relation_terms.csv")
    foreign = {row["relation_id"] for row in terms if row["indicator"] not in copied}
    wanted = [row for row in relations if row["relation_id"] not in foreign]
    _write(catalogue / "relations.csv", relations + list(map(_relation, wanted)))
    again = [row for row in terms if row["relation_id"] not in foreign]
    _write(catalogue / "relation_terms.csv", terms + list(map(_term, again)))


def _form(row: dict[str, str]) -> dict[str, str]:
    number = next(_numbers)
    return row | {"code": f"B{row['code']}", "table_no": f"民统{number}表", "part": ""}


_numbers: Iterator[int] = count(101)


def _line(row: dict[str, str], copied: set[str]) -> dict[str, str]:
    """A copy, without a register to be held against."""
    parent = f"B{row['parent']}" if row["parent"] in copied else ""
    formula = _LINES.sub(r"B\1", row["formula"])
    new = row | {"parent": parent, "formula": formula, "register": ""}
    new |= {"id": f"B{row['id']}", "form": f"B{row['form']}"}
    return new if new["parent"] else new | {"part_of": ""}


def _relation(row: dict[str, str]) -> dict[str, str]:
    when = f"B{row['when']}" if row["when"].endswith(">0") else row["when"]
    return row | {"relation_id": f"B{row['relation_id']}", "when": when}


def _term(row: dict[str, str]) -> dict[str, str]:
    return row | {"relation_id": f"B{row['relation_id']}", "indicator": f"B{row['indicator']}"}


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
