"""Names and reads the files under ``sql/``: the path is the address of what a file builds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path

from pipeline.workspace import SQL

SCHEMAS = ("codelist", "staged", "validated", "aggregated", "protected", "disseminated")
_READS = re.compile(rf"\b({'|'.join(SCHEMAS)})\.([a-z_][a-z0-9_]*)")
_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")
_FIELD = re.compile(r"^-- ([a-z_]+): (.*)$")


@dataclass(frozen=True)
class Query:
    """One SQL file: its address (``schema.name``), its text, and what its header says of it."""

    name: str
    text: str
    fields: dict[str, str]

    @property
    def body(self) -> str:
        return _COMMENT.sub("", self.text)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables of the warehouse that the query reads."""
        return frozenset(f"{schema}.{table}" for schema, table in _READS.findall(self.body))

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(_PARAMETER.findall(self.body))


@cache
def queries(schema: str, root: Path = SQL) -> tuple[Query, ...]:
    """All files of one folder under ``sql/``, each after those of the same folder that it reads."""
    found = {q.name: q for q in (_read(p, schema) for p in sorted((root / schema).glob("*.sql")))}
    order = TopologicalSorter({name: sorted(q.reads & found.keys()) for name, q in found.items()})
    return tuple(found[name] for name in order.static_order())


def needed_for(wanted: Iterable[Query]) -> frozenset[str]:
    """The tables that have to be built before ``wanted`` can run: what they read, and so on."""
    found: set[str] = set()
    ahead = [table for query in wanted for table in query.reads]
    while ahead:
        table = ahead.pop()
        if table not in found:
            found.add(table)
            schema = table.partition(".")[0]
            ahead += (t for query in queries(schema) if query.name == table for t in query.reads)
    return frozenset(found)


def _read(path: Path, schema: str) -> Query:
    text = path.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("--")]
    fields = {m[1]: m[2] for line in header if (m := _FIELD.match(line))}
    return Query(f"{schema}.{path.stem}", text, fields)
