"""Every package is known, wanted for a reason, free to use, and locked to its very bytes."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from pipeline.workspace import HOUSE
from tools import dependencies
from tools.dependencies import (
    DEV,
    PAGE,
    RUN,
    SAID,
    direct,
    is_allowed,
    licence,
    locked,
    normalised,
    packages,
)

DIRECT = sorted({name for names in direct().values() for name in names})


@pytest.mark.parametrize("name", DIRECT)
def test_a_package_that_is_asked_for_stands_in_the_document_with_licence_and_reason(name):
    (row,) = [
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| {name} |")
    ]
    _, _, told, why, _ = (cell.strip() for cell in row.split("|"))
    assert is_allowed(told)
    assert " · " in why


@pytest.mark.parametrize("file", [RUN, DEV])
def test_no_licence_binds_our_own_code(file):
    assert [one for one in packages(file) if not is_allowed(one.licence)] == []


def test_no_reason_is_left_of_a_package_that_is_gone():
    assert sorted(SAID["reasons"]) == DIRECT
    every = {name for file in HOUSE.glob("requirements*.txt") for name in locked(file.name)}
    assert SAID["stated"].keys() <= every


def test_what_is_asked_for_is_locked_to_the_same_version_for_running_and_for_testing():
    run, dev = locked(RUN), locked(DEV)
    assert set(direct()["run"]) <= run.keys()
    assert set(direct()["dev"]) <= dev.keys()
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}


def test_every_locked_package_stands_in_the_document_with_its_version():
    text = PAGE.read_text("utf-8")
    missing = [
        n for n, v in locked(DEV).items() if n not in DIRECT and f"| {n} | {v} |" not in text
    ]
    assert missing == []


def test_setting_up_takes_nothing_but_those_very_files():
    script = (HOUSE / "script" / "setup").read_text("utf-8")
    installs = re.findall(r"pip install(?:[^\n]*\\\n)*[^\n]*", script)
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "--only-binary :all:" in installs[0]
    assert not re.search(r"curl|wget|https?://", script)


@pytest.mark.parametrize(
    "words", ["GPL-3.0-only", "AGPL-3.0", "LGPL-2.1", "Proprietary", "", "MIT AND GPL-2.0-only"]
)
def test_a_licence_that_is_not_on_the_list_is_not_taken(words):
    assert not is_allowed(words)


@pytest.mark.parametrize(
    "words",
    ["MIT", "BSD-3-Clause", "Apache-2.0 OR BSD-2-Clause", "MIT AND Apache-2.0", "(MIT OR GPL-3.0)"],
)
def test_a_licence_of_the_list_is_taken_also_as_a_choice(words):
    assert is_allowed(words)


def test_no_module_imports_what_is_not_locked_for_running():
    owners, run = packages_distributions(), locked(RUN).keys()
    imported = set()
    for path in [HOUSE / "cli.py", *(HOUSE / "pipeline").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            imported |= {name.partition(".")[0] for name in names}
    foreign = imported - sys.stdlib_module_names - {"pipeline", "cli", "_duckdb"}
    assert [n for n in sorted(foreign) if run.isdisjoint(map(normalised, owners.get(n, ())))] == []


def test_the_document_is_up_to_date():
    """Where every package is installed; licences are read from there."""
    if any(not licence(name) for name in DIRECT):
        pytest.skip("not everything is installed")
    assert dependencies.page() == PAGE.read_text("utf-8")
