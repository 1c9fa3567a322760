"""One warehouse for all cases; every case stages its own files."""

from __future__ import annotations

import pytest

from pipeline.warehouse import open_warehouse
from tests.edit_rules.given import CATALOGUE


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "rules.duckdb"
    with open_warehouse(path, reads=(CATALOGUE,)) as opened:
        opened.materialise("codelist", folder=str(CATALOGUE))
        yield opened
