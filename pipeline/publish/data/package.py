"""The data folder as a Data Package (v2): its files, and ``datapackage.json`` that describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.publish.data.codelists import codelists
from pipeline.publish.data.observations import fields, write_observations
from pipeline.publish.publication import Publication
from pipeline.tables.csv import csv_name, written
from pipeline.tables.tidy import TIDY, tidy_csv
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse
from pipeline.workspace import replaced_folder

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_OBSERVATIONS = Text("公布的全部数据", "All published figures")
_LISTS = Text("代码表", "Code list")
_KINDS = dict.fromkeys(("valid_from", "valid_to", "date"), "date") | {
    "section": "integer",
    "is_part_of_method": "boolean",
    "is_sample": "boolean",
}


def write_data(
    warehouse: Warehouse, publication: Publication, region: str, target: Path
) -> int:
    """Writes the folder whole; returns the number of observations in it.

    ``observations.csv`` and ``.parquet``, ``narratives.csv``, ``events.csv``, ``tables/table-3-1.csv`` (one figure a line, for every
    table that holds figures), ``codelists/*.csv`` and ``datapackage.json``. ``region`` is the code
    of the region: it names the dataflow.
    """
    with replaced_folder(target) as folder:
        structure = f"R{region}:YEARBOOK({publication.year}.0)"
        count = write_observations(warehouse, folder, structure)
        files = _texts(publication) | dict(_tables(publication)) | _lists(warehouse)
        for path, (content, _) in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        _describe(folder, publication, {path: title for path, (_, title) in files.items()})
    return count


def _texts(publication: Publication) -> dict[str, tuple[bytes, Text]]:
    """``narratives.csv`` and ``events.csv``."""
    return {
        f"{one.name}.csv": (written([one.columns, *one.rows]), one.title)
        for one in publication.listings
    }


def _tables(publication: Publication) -> Iterator[tuple[str, tuple[bytes, Text]]]:
    for table in publication.tables:
        content = tidy_csv(table)
        if content.count(b"\r\n") > 1:
            name = Text(f"表{table.number} {table.title.zh}", f"{table.number} {table.title.en}")
            yield f"tables/{csv_name(table)}", (content, name)


def _lists(warehouse: Warehouse) -> dict[str, tuple[bytes, Text]]:
    return {
        f"codelists/{name}.csv": (content, Text(f"{_LISTS.zh} {name}", f"{_LISTS.en} {name}"))
        for name, content in codelists(warehouse).items()
    }


def _describe(folder: Path, publication: Publication, titles: Mapping[str, Text]) -> None:
    resources = [
        _resource(folder, "observations.csv", _OBSERVATIONS, fields()),
        _resource(folder, "observations.parquet", _OBSERVATIONS, None),
        *(_resource(folder, path, title, _fields(folder / path)) for path, title in titles.items()),
    ]
    languages = publication.languages
    lead, follow = languages.pair(publication.title)
    package = {
        "$schema": _PROFILE,
        "name": f"yearbook-{publication.edition}",
        "title": f"{lead} {publication.edition} {follow}",
        "version": f"{publication.year}.0",
        "created": f"{publication.day.isoformat()}T00:00:00Z",
        "keywords": [mark.en for mark in publication.marks],
        "contributors": [{"title": languages.lead(publication.publisher), "roles": ["publisher"]}],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(
    folder: Path, path: str, title: Text, columns: list[dict[str, str]] | None
) -> dict[str, Any]:
    content = (folder / path).read_bytes()
    file = Path(path)
    resource: dict[str, Any] = {
        "name": "-".join((*file.parent.parts, file.name)).lower().replace(".", "-"),
        "title": f"{title.zh} {title.en}",
        "path": path,
        "format": file.suffix[1:],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if columns is None:
        return resource
    schema = {"fields": columns, "missingValues": [""]}
    return resource | {"mediatype": "text/csv", "encoding": "utf-8", "schema": schema}


def _fields(path: Path) -> list[dict[str, str]]:
    """Columns of a table or a code list: codes and words are text, printed figures numbers."""
    head = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    kinds = {"value": "number", "period": "year", "decimals": "integer"}
    is_table = tuple(head) == TIDY
    kinds |= {} if is_table else _KINDS
    return [{"name": name, "type": kinds.get(name, "string")} for name in head]
