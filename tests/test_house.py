"""The house as a stranger finds it: what the README promises is there, and cli.py has no logic."""

from __future__ import annotations

import ast
import re

import pytest

import cli
from pipeline.workspace import HOUSE

READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme(readme):
    text = (HOUSE / readme).read_text("utf-8")
    commands = [c.name or c.callback.__name__ for c in cli.app.registered_commands]
    assert [c for c in commands if f"pipeline {c}" not in text] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_file_that_the_readme_names_exists(readme):
    text = (HOUSE / readme).read_text("utf-8")
    named = set(re.findall(r"\]\(([\w./-]+)\)", text)) | {"script/build", "script/test"}
    named |= set(re.findall(r"`((?:sql|script|pipeline)/[\w./]+)`", text))
    assert [f for f in sorted(named) if not (HOUSE / f).exists()] == []


def test_the_command_line_imports_only_commands_and_errors():
    tree = ast.parse((HOUSE / "cli.py").read_text("utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    ours = {module for module in imported if module.startswith("pipeline")}
    allowed = re.compile(r"pipeline\.(commands\.\w+|errors)")
    assert [module for module in sorted(ours) if not allowed.fullmatch(module)] == []


def test_a_command_is_one_short_function():
    tree = ast.parse((HOUSE / "cli.py").read_text("utf-8"))
    lengths = {
        node.name: node.end_lineno - node.lineno
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    assert {name for name, length in lengths.items() if length > 20} == set()


def test_every_requirement_is_locked_by_hash_and_names_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (HOUSE / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9_.\[\]-]+==", text, re.MULTILINE | re.IGNORECASE)
        blocks = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)
        assert len(pins) == sum("--hash=sha256:" in block for block in blocks)
        assert "://" not in text
