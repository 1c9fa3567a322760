"""Reading submissions: few large files, many, and very many small ones.

The reading itself: with ours a file is opened safely, hashed, decoded and taken apart with strict
quoting; every line keeps hash and physical line; one spool of all goes into DuckDB. DuckDB reads
the same files by a glob, every cell as text; polars reads file by file, and one frame is made of
all. Neither of these gives hash or physical line, nor would they see another encoding.

Then all of ``collect`` on the same files: receive, with copies and ledger, and stage.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Case, Facts, Side, call, prepare

FULL = {"30 large": (30, 4900), "3,000 small": (3000,), "30,000 small": (30_000,)}
QUICK = {"2 large": (2, 200), "20 small": (20,), "60 small": (60,)}
COLUMNS = ("c0", "c1", "c2", "c3", "c4", "c5", "c6")
NAMES = ("sha256", "line", *COLUMNS)
_BLANK = ("",) * len(COLUMNS)  # behind a title, which has two cells
AHEAD = 6  # lines above the figures
Work = Callable[[], Facts]


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    sizes = QUICK if quick else FULL
    for name, numbers in sizes.items():
        made(work / name, numbers)
        root = str(work / name)
        sides = (
            Side("ours", call("ingest:ours", root=root)),
            Side("DuckDB, glob", call("ingest:duckdb_glob", root=root)),
            Side("polars, a file each", call("ingest:polars_each", root=root)),
        )
        yield Case(f"reading {name} files", sides, "DuckDB, glob", 1 if quick else 3)
    whole = tuple(Side(name, call("ingest:collect", root=str(work / name))) for name in sizes)
    yield Case("collect", whole, next(iter(sizes)), 1, notes=per_piece)


def made(folder: Path, numbers: tuple[int, ...]) -> None:
    if not folder.exists():
        aside = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(aside, ignore_errors=True)  # of a run that was ended
        prepare((sys.executable, "-m", "benchmarks.submissions", str(aside), *map(str, numbers)))
        aside.rename(folder)


def ours(root: str) -> Work:
    """As ``collect`` reads, up to the cells; what they mean is left to ``collect`` below."""
    import duckdb

    from pipeline.collect.dropfolder import walk
    from pipeline.warehouse import write_spool

    raw, spool = Path(root, "raw"), Path(root, "lines.csv")
    typed = ", ".join(f"'{name}': 'varchar'" for name in NAMES)

    def work() -> Facts:
        lines = [line for dropped in walk(raw, raw) for line in _lines(dropped.path)]
        write_spool(spool, NAMES, lines)
        with duckdb.connect(":memory:") as connection:
            connection.execute(
                f"create table line as from read_csv('{spool}', header = true,"
                f" auto_detect = false, allow_quoted_nulls = false, columns = {{{typed}}})"
            )
            return _counted(connection)

    return work


def _lines(path: Path) -> Iterator[dict[str, str]]:
    from hashlib import sha256

    from pipeline.collect.dropfolder import take
    from pipeline.collect.reader.report import Report
    from pipeline.collect.reader.source.decoding import decode
    from pipeline.collect.reader.source.delimited import read_records

    report, content = Report(), take(path)
    assert isinstance(content, bytes)
    digest = sha256(content).hexdigest()
    decoded = decode(content, report)
    assert decoded
    for line, cells in read_records(decoded.text, report) or ():
        yield dict(zip(NAMES, (digest, str(line), *cells, *_BLANK), strict=False))


def duckdb_glob(root: str) -> Work:
    import duckdb

    typed = ", ".join(f"'{name}': 'varchar'" for name in COLUMNS)
    glob = f"{root}/raw/**/*.csv"

    def work() -> Facts:
        with duckdb.connect(":memory:") as connection:
            connection.execute(
                f"create table line as from read_csv('{glob}', header = false, auto_detect = false,"
                f" filename = true, null_padding = true, columns = {{{typed}}})"
            )
            return _counted(connection)

    return work


def polars_each(root: str) -> Work:
    import polars

    def read(path: Path) -> Any:
        frame = polars.read_csv(
            path, has_header=False, skip_rows=AHEAD, infer_schema=False, new_columns=list(COLUMNS)
        )
        return frame.with_columns(filename=polars.lit(str(path)))

    def work() -> Facts:
        frames = [read(path) for path in sorted(Path(root, "raw").glob("*/*/*.csv"))]
        whole = polars.concat(frames)
        return {"files": whole["filename"].n_unique(), "figures": len(whole)}

    return work


def _counted(connection: Any) -> Facts:
    """Files, and lines with a unit: the lines of titles have two cells."""
    by = "filename" if "filename" in _names(connection) else "sha256"
    counted = f"select count(distinct {by}), count(*) filter (where c2 <> '' and c0 <> ?)"
    files, figures = connection.execute(f"{counted} from line", ["指标代码"]).fetchone()
    return {"files": files, "figures": figures}


def _names(connection: Any) -> list[str]:
    return [row[0] for row in connection.execute("describe line").fetchall()]


def collect(root: str) -> Work:
    """Receive and stage into a workspace that has received nothing yet."""
    from pipeline.catalogue import load
    from pipeline.collect import receive, stage
    from pipeline.commands.season import today
    from pipeline.warehouse import open_warehouse
    from pipeline.workspace import Workspace

    workspace = Workspace(Path(root))
    years = sorted(int(folder.name) for folder in Path(root, "raw").iterdir())
    for old in (workspace.received, workspace.warehouse.parent):
        shutil.rmtree(old, ignore_errors=True)

    def work() -> Facts:
        started = time.perf_counter()
        catalogue = load(workspace.catalogue)
        got = [receive(workspace, catalogue, year, today()) for year in years]
        received = time.perf_counter()
        with open_warehouse(workspace.warehouse, reads=workspace.reads) as warehouse:
            warehouse.materialise("codelist", folder=str(workspace.catalogue))
            stage(workspace, catalogue, warehouse)
            (row,) = warehouse.rows("select count(*) as n from staged.observation")
        return {
            "receive_s": received - started,
            "stage_s": time.perf_counter() - received,
            "files": sum(len(one.fresh) for one in got),
            "observations": row["n"],
        }

    return work


def per_piece(sides: dict[str, Facts]) -> Facts:
    """In processor time: a million observations in large files, and one more small file."""
    large, few, many = sides.values()
    more = (many["processor"] - few["processor"]) / (many["files"] - few["files"])
    million = 1e6 * large["processor"] / large["observations"]
    return {
        "processor seconds per million observations, large files": round(million, 1),
        "processor milliseconds per additional small file": round(1e3 * more, 2),
        "observations in a small file": round(many["observations"] / many["files"], 1),
    }
