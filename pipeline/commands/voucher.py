"""What must be true of the warehouse, written down outside it: ``out/yearbook.voucher.json``.

The warehouse is derived. A file that is not what its voucher says (cut, older, damaged, no database
at all, with a log of writes beside it) is never opened; it is made again from what was received.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.cache import program
from pipeline.collect.receipts import Archive
from pipeline.collect.rejections import Rejected, remembered
from pipeline.publish.record import sha256_of
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import Workspace, passing_folder, settle, write_whole

_TRIES = 3  # the warehouse may be replaced between two looks
_INPUTS = frozenset({".csv", ".toml"})
_NUMBERS = ("period", "line", "column_no")


@dataclass(frozen=True, slots=True)
class Voucher:
    """One finished warehouse: the hash of its file, and of what its tables hold in any order.

    ``batches`` are the acts of the ledger that it was made from, ``inputs`` is the hash of
    everything that it was made from. ``rejections`` is what it tells of files that were not
    received, which nothing else remembers.
    """

    sha256: str
    content: str
    batches: int
    inputs: str
    rejections: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """The voucher that holds for the file, if one does, and the last that was written.

    ``damage`` says what is wrong with a file that no voucher holds for.
    """

    holds: Voucher | None = None
    last: Voucher | None = None
    damage: Text | None = None


def examine(workspace: Workspace) -> Examined:
    """Looks at the file of the warehouse without opening it as one."""
    path = workspace.warehouse
    for _ in range(_TRIES):
        known, found = _vouchers(workspace), _hash(path)
        holds = next((one for one in known or () if one.sha256 == found), None)
        if holds and not _writes(path).exists():
            return Examined(holds, known[0] if known else None)
    last = known[0] if known else None
    if not found:  # it may be deleted at any time
        return Examined(None, last)
    return Examined(None, last, _damage(_writes(path).exists(), known is None))


def _damage(has_writes: bool, unknown: bool) -> Text:
    if has_writes:
        why = Text("旁边有未并入的写入记录", "unmerged writes lie beside it")
    elif unknown:
        why = Text("没有它的凭据", "there is no voucher for it")
    else:
        why = Text("与凭据不符", "it is not what its voucher says")
    return Text(
        f"数据仓库不可信（{why.zh}），不予采用；已据收件、目录和说明重新生成。",
        f"the warehouse is not to be trusted ({why.en}) and was left aside;"
        " it was made again from what was received, the catalogue and the explanations.",
    )


@contextmanager
def replaced_warehouse(workspace: Workspace) -> Iterator[Warehouse]:
    """A warehouse made anew; it takes the place of the old one, with its voucher, on success.

    Until it is there, the voucher holds for both, so that a crash leaves one that is vouched for.
    """
    path, inputs = workspace.warehouse, inputs_of(workspace)
    ledger = Archive(workspace.received).ledger.acts()
    with passing_folder(path.parent, path.name) as folder:
        made = folder / path.name
        with open_warehouse(made, reads=workspace.reads) as warehouse:
            yield warehouse
            content, rejected = warehouse.content(), remembered(warehouse, ())
        new = Voucher(_hash(made), content, len(ledger), inputs, rejected)
        before = _vouchers(workspace) or ()
        _keep(workspace, (new, *before[:1]))
        _writes(path).unlink(missing_ok=True)
        settle(made, path)
        _keep(workspace, (new,))


def inputs_of(workspace: Workspace) -> str:
    """The hash of everything that a warehouse is made from."""
    folders = (workspace.catalogue, workspace.explanations)
    files = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in _INPUTS]
    files.append(workspace.received / "ledger.csv")
    whole = sha256(program().encode())
    for path in files:
        if path.is_file():
            name = path.relative_to(workspace.root).as_posix()
            whole.update(f"{name} {_hash(path)}\n".encode())
    return whole.hexdigest()


def _path(workspace: Workspace) -> Path:
    return workspace.warehouse.with_name("yearbook.voucher.json")


def _writes(path: Path) -> Path:
    """Where DuckDB keeps writes that are not in the file yet; ours has none when it is finished."""
    return path.with_name(f"{path.name}.wal")


def _hash(path: Path) -> str:
    """Blank where there is no such file."""
    try:
        return sha256_of(path)
    except (FileNotFoundError, IsADirectoryError):
        return ""


def _keep(workspace: Workspace, vouchers: tuple[Voucher, ...]) -> None:
    told = {"warehouses": [_plain(one) for one in vouchers]}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    write_whole(_path(workspace), text.encode() + b"\n")


def _vouchers(workspace: Workspace) -> tuple[Voucher, ...] | None:
    """The newest first; none where there are none, or they cannot be read."""
    try:
        told = json.loads(_path(workspace).read_text(encoding="utf-8"))
        return tuple(_voucher(one) for one in told["warehouses"]) or None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(one: Voucher) -> dict[str, Any]:
    told = {f.name: getattr(one, f.name) for f in fields(one)}
    told["rejections"] = [
        {"file_name": r.file_name, "sha256": r.sha256, "findings": [_row(f) for f in r.findings]}
        for r in one.rejections
    ]
    return told


def _row(found: Finding) -> dict[str, Any]:
    return found.row() | {name: getattr(found, name) for name in _NUMBERS}


def _voucher(told: Mapping[str, Any]) -> Voucher:
    rejections = tuple(
        Rejected(one["file_name"], one["sha256"], tuple(map(Finding.of, one["findings"])))
        for one in told["rejections"]
    )
    return Voucher(
        str(told["sha256"]), str(told["content"]), int(told["batches"]), str(told["inputs"]),
        rejections,
    )  # fmt: skip
