"""The only door to DuckDB: one locked-down file in which every table is built by a file of sql/."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from pipeline.errors import EnvironmentLacks
from pipeline.queries import SCHEMAS, Query, queries
from pipeline.workspace import passing_folder

if TYPE_CHECKING:
    import duckdb
    import polars

Value = str | int | float

_TABLES = """
    select schema_name || '.' || table_name as name
    from duckdb_tables() where not internal order by name
"""
_HELD = "select count(*) as n, sum(md5_number_lower(t::varchar)::hugeint) as s from {} t"

# Nothing is fetched, nothing of Python is read, and what is written keeps its order.
_LOCKS: dict[str, Any] = {
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "max_temp_directory_size": "20GB",
    "preserve_insertion_order": "true",
}
# A few forms are judged sooner by one thread, and nothing of them is put on a disk.
_SMALL: dict[str, Any] = {"threads": "1", "temp_directory": ""}


class Warehouse:
    """An open warehouse; tables are addressed as ``schema.name``.

    ``folder`` is where files for it to read may be put.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection, self.folder = connection, folder
        self._content = ""

    def materialise(
        self, schema: str, only: Container[str] | None = None, **parameters: Value
    ) -> None:
        """Builds the tables of one folder of sql/ anew, each after those that it reads.

        All of them, or ``only`` those named.
        """
        for query in queries(schema):
            if only is None or query.name in only:
                self._create(query, parameters)

    def build(self, name: str, **parameters: Value) -> None:
        """Builds one table anew from its file."""
        schema = name.partition(".")[0]
        self._create(next(q for q in queries(schema) if q.name == name), parameters)

    def evaluate(self, query: Query, **parameters: Value) -> list[dict[str, Any]]:
        """The rows of one file of sql/, without keeping them."""
        return self.rows(query.text, **_wanted(query, parameters))

    def rows(self, sql: str, **parameters: Value) -> list[dict[str, Any]]:
        """The rows of a statement as dictionaries, in the statement's order."""
        answer = self._connection.execute(sql, parameters)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def content(self) -> str:
        """The hash of all tables with all their rows, in whatever order these were written.

        It takes a second for a year's book, so it is remembered until a table is built.
        """
        if not self._content:
            whole = sha256()
            for row in self.rows(_TABLES):
                (told,) = self.rows(_HELD.format(row["name"]))
                whole.update(f"{row['name']} {told['n']} {told['s']}\n".encode())
            self._content = whole.hexdigest()
        return self._content

    def frame(self, table: str) -> polars.DataFrame:
        """A whole table as a frame, in the order in which it was built."""
        import polars

        return polars.DataFrame(self._connection.table(table))

    def load(
        self, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, str | None]]
    ) -> None:
        """Makes ``name`` from rows of text; every column is VARCHAR, None is NULL."""
        self._content = ""
        if not rows:
            listed = ", ".join(f'"{column}" varchar' for column in columns)
            self._connection.execute(f"create or replace table {name} ({listed})")
            return
        listed = ", ".join(f"'{column}': 'varchar'" for column in columns)
        with passing_folder(self.folder, "rows") as spool:
            path = spool / "rows.csv"
            write_spool(path, columns, rows)
            self._connection.execute(
                f"create or replace table {name} as select * from read_csv($path, header = true,"
                " auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
                f" allow_quoted_nulls = false, columns = {{{listed}}})",
                {"path": str(path)},
            )

    def _create(self, query: Query, parameters: Mapping[str, Value]) -> None:
        self._content = ""
        self._connection.execute(
            f"create or replace table {query.name} as {query.text}", _wanted(query, parameters)
        )


def write_spool(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str | None]]
) -> None:
    """Writes rows of text as the CSV that ``sql/staged`` and :meth:`Warehouse.load` read.

    Every text is quoted and None is an unquoted nothing (``allow_quoted_nulls = false`` on the
    other side), so that an empty text and a missing one stay apart, whatever the text.
    """
    with path.open("w", encoding="utf-8", newline="") as handle:
        handle.write(",".join(columns) + "\n")
        handle.writelines(",".join(_field(row[c]) for c in columns) + "\n" for row in rows)


def _field(text: str | None) -> str:
    return "" if text is None else '"' + text.replace('"', '""') + '"'


@contextmanager
def open_warehouse(
    path: Path, *, read_only: bool = False, reads: Iterable[Path] = ()
) -> Iterator[Warehouse]:
    """Opens the warehouse file, making its schemas where they are missing.

    It reads and writes files in its own folder and in those that it ``reads``, and nowhere else.
    Raises EnvironmentLacks, in one line, when another process holds it.
    """
    import duckdb

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=_LOCKS)
    except duckdb.IOException as problem:
        raise EnvironmentLacks(
            f"数据仓库正被占用或无法打开：{path}",
            f"the warehouse cannot be opened: {str(problem).splitlines()[0]}",
            remedy_zh="等另一个命令结束后再试；仍不行可删除该文件，下次运行会重建。",
            remedy_en="wait for the other command to end; or delete the file, it is rebuilt",
        ) from problem
    try:
        _lock(connection, (path.parent, *reads))
        if not read_only:
            _make_schemas(connection)
        yield Warehouse(connection, path.parent)
        if not read_only:
            connection.execute("checkpoint")
    finally:
        connection.close()


@contextmanager
def passing_warehouse(reads: Iterable[Path] = ()) -> Iterator[Warehouse]:
    """A small warehouse in memory, gone at the end of the block; it ``reads`` these folders.

    It has the engine without the package's layer for data frames, which takes longer to import
    than a few forms take to judge; so :meth:`Warehouse.frame` is not for it. Nor does a query on a
    few forms repay the work of the optimizer.
    """
    import _duckdb as engine

    with (
        passing_folder(Path(gettempdir()), "passing") as folder,
        engine.connect(":memory:", config=_LOCKS | _SMALL) as connection,
    ):
        connection.execute("pragma disable_optimizer")
        _lock(connection, (folder, *reads))
        _make_schemas(connection)
        yield Warehouse(connection, folder)


def _lock(connection: duckdb.DuckDBPyConnection, folders: Iterable[Path]) -> None:
    """Shuts out every file outside the ``folders``, and every address, for good."""
    named = ", ".join("'" + str(folder.absolute()).replace("'", "''") + "'" for folder in folders)
    connection.execute(
        f"set allowed_directories = [{named}]; set enable_external_access = false;"
        " set lock_configuration = true"
    )


def _make_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("".join(f"create schema if not exists {schema};" for schema in SCHEMAS))


def _wanted(query: Query, parameters: Mapping[str, Value]) -> dict[str, Value]:
    return {name: parameters[name] for name in query.parameters}
