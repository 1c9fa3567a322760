"""How a command that writes runs: in its turn, and with everything that it did in the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.commands.evidence import unrecorded
from pipeline.commands.report import Report
from pipeline.commands.steps import Steps
from pipeline.errors import DataError
from pipeline.journal import Entry, Journal
from pipeline.turns import Holder, turn
from pipeline.vocabulary import Text
from pipeline.workspace import Workspace

INTERRUPTED = "interrupted"


def in_turn(name: str, data: Path, wait: float, command: Callable[[], Report], lang: str) -> Report:
    """Runs ``command`` while nobody else writes in the workspace.

    What a killed run has done is entered first, as late; then what this one did, even if it fails.
    Raises EnvironmentLacks when the turn has not come after ``wait`` seconds.
    """
    workspace, steps = Workspace(data), Steps(lang)
    if not workspace.catalogue.is_dir():
        return command()  # which says so
    with turn(workspace, name, wait, steps.note) as killed:
        _enter(workspace, name, steps, killed, late=True)
        try:
            return command()
        finally:
            _enter(workspace, name, steps)


def _enter(
    workspace: Workspace,
    name: str,
    steps: Steps,
    killed: Holder | None = None,
    *,
    late: bool = False,
) -> None:
    """A journal that is broken is told of and left as it is; the work goes on without it."""
    journal = Journal(workspace.log)
    try:
        lines = journal.lines()
        ended = [_interrupted(killed)] if killed else []
        journal.append([*ended, *unrecorded(workspace, lines)], name, late=late)
    except DataError as problem:
        if problem.where.startswith("log/"):
            steps.note(Text(f"{problem.where}: {problem.zh}", f"{problem.where}: {problem.en}"))


def _interrupted(killed: Holder) -> Entry:
    facts = {"command": killed.command, "since": killed.since}
    return Entry(INTERRUPTED, killed.command, facts=facts)
