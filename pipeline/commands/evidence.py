"""What the records of a workspace say was done: of this the journal holds a line each.

The journal is no second truth. Its lines are drawn from the ledger of receipts, the explanations,
the frozen and printed editions, the releases, the papers that went out and the record of the last
run; so what a killed run did is entered by the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.collect.ledger import BY_FILE, Act, Ledger
from pipeline.journal import Entry, Line
from pipeline.publish.record import sha256_of
from pipeline.rules.explanations import explanation_ids
from pipeline.workspace import Workspace

LEDGER = "received/ledger.csv"
_PAPERS = (  # act, folder under internal, names
    ("returned", "corrections", "*.zip"),
    ("certificate", "certificates", "*.pdf"),
)


def unrecorded(workspace: Workspace, lines: Sequence[Line]) -> list[Entry]:
    """What was done and has no line yet. Raises DataError where the ledger is damaged."""
    known = {(line.entry.act, line.entry.ref): line.entry.sha256 for line in lines}
    found = [*_received(workspace, lines), *_explained(workspace, lines)]
    things = (one for one in _things(workspace) if known.get((one.act, one.ref)) != one.sha256)
    return [*found, *things]


def last_logged(lines: Iterable[Line]) -> tuple[int, str]:
    """Up to which act of the ledger the journal goes, and the chain there."""
    of_ledger = [line.entry for line in lines if line.entry.ref.startswith(LEDGER)]
    if not of_ledger:
        return 0, ""
    return int(of_ledger[-1].ref.rpartition("-")[2].rpartition("#")[2]), of_ledger[-1].sha256


def _received(workspace: Workspace, lines: Sequence[Line]) -> Iterator[Entry]:
    """Acts of the ledger, those of one kind and year that stand together on one line."""
    chained = Ledger(workspace.received).chained()
    seq, chain = last_logged(lines)
    if seq > len(chained) or (seq and chained[seq - 1][1] != chain):
        seq = 0  # it is another ledger than the one of before, which the check tells
    for _, group in groupby(chained[seq:], key=lambda pair: _kind(pair[0])):
        acts = [*group]
        yield _of_ledger([act for act, _ in acts], acts[-1][1])


def _kind(act: Act) -> tuple[Any, ...]:
    """Files are told together, what people decide one by one."""
    return (act.act, act.year) if act.act in BY_FILE else (act.act, act.seq)


def _of_ledger(acts: Sequence[Act], chain: str) -> Entry:
    first, last = acts[0], acts[-1]
    span = f"{first.seq}" if first is last else f"{first.seq}-{last.seq}"
    by_unit = first.act in BY_FILE
    facts: dict[str, Any] = {"forms": len(acts)} if by_unit else {"area": last.area}
    facts |= {} if by_unit or not last.form else {"form": last.form}
    role = "unit" if by_unit else "office"
    return Entry(str(first.act), f"{LEDGER}#{span}", chain, first.year, role, facts)


def _explained(workspace: Workspace, lines: Sequence[Line]) -> Iterator[Entry]:
    """Explanations by the file of their year; the files lie open to hand, so one may go again."""
    held: dict[str, set[str]] = {}
    for entry in (line.entry for line in lines):
        ids = set(entry.facts.get("explanations", ()))
        if entry.act == "explained":
            held.setdefault(entry.ref, set()).update(ids)
        elif entry.act == "unexplained":
            held.setdefault(entry.ref, set()).difference_update(ids)
    for path in sorted(workspace.explanations.glob("*.csv")):
        ref, now = path.relative_to(workspace.root).as_posix(), explanation_ids(path)
        before = held.get(ref, set())
        for act, ids in (("explained", now - before), ("unexplained", before - now)):
            if ids:
                year = int(path.stem) if path.stem.isdecimal() else None
                facts = {"explanations": sorted(ids)}
                yield Entry(act, ref, sha256_of(path), year, "office", facts)


def _things(workspace: Workspace) -> Iterator[Entry]:
    """Files each of which is there because something was done; a new content is another act."""
    for path in sorted((workspace.root / "editions").glob("*/freeze.json")):
        yield _file(workspace, "frozen", path, "office")
    for path in sorted((workspace.root / "editions").glob("*/*.csv")):
        if path.name != "changes.csv":
            yield _file(workspace, "printed", path)
    for path in sorted((workspace.root / "editions").glob("*/proofs/*.pdf")):
        yield _file(workspace, "proofed", path)
    for path in sorted((workspace.root / "releases").glob("*/*/release.json")):
        yield _file(workspace, "released", path, "office")
    for act, folder, names in _PAPERS:
        for path in sorted((workspace.root / "out").glob(f"*/internal/{folder}/{names}")):
            yield _file(workspace, act, path)
    for path in sorted((workspace.root / "out").glob("*/internal/run.json")):
        yield from _run(workspace, path)


def _run(workspace: Workspace, path: Path) -> Iterator[Entry]:
    """How many cells the last build of a year imputed and withheld, by what it printed."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["edition"]
        digest = str(told["content"])
        counts = {name: dict(told[name]) for name in ("imputed", "suppressed")}
    except (OSError, ValueError, KeyError, TypeError):
        return
    for act, facts in counts.items():
        if any(facts.values()):
            yield Entry(act, _ref(workspace, path), digest, _year(workspace, path), facts=facts)


def _file(workspace: Workspace, act: str, path: Path, role: str = "program") -> Entry:
    return Entry(act, _ref(workspace, path), sha256_of(path), _year(workspace, path), role)


def _ref(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.root).as_posix()


def _year(workspace: Workspace, path: Path) -> int | None:
    """The folder under ``editions``, ``releases`` or ``out``."""
    name = path.relative_to(workspace.root).parts[1]
    return int(name) if name.isdecimal() else None
