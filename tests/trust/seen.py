"""What is seen of a workspace: the bytes that two histories of the same acts must have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.commands.log import flaws
from pipeline.commands.voucher import examine
from pipeline.journal import Journal
from pipeline.workspace import ASIDE, Workspace

# Of a run and its moment, or of use to nobody but the program: never compared byte by byte.
_OF_A_RUN = ("log/", "out/cache/", "out/yearbook.", ".lock")
_TIMED = ("run.json", "built.json", ".lock")
_EDITED = ("catalogue/", "editorial/", "raw/")


@dataclass(frozen=True, slots=True)
class Seen:
    """Files by name with the hash of what must be the same; what the warehouse holds; leftovers."""

    files: dict[str, str]
    content: str
    batches: int
    leftovers: tuple[str, ...]
    vouched: bool  # the warehouse is what its voucher says, or there is none
    flaws: tuple[str, ...]

    def same(self, other: Seen) -> bool:
        """Whether the same acts were done, with the same result, and nothing is left over."""
        return not self.differences(other)

    def differences(self, other: Seen) -> list[str]:
        names = sorted({*self.files, *other.files})
        found = [name for name in names if self.files.get(name) != other.files.get(name)]
        found += [f"leftover {name}" for name in self.leftovers]
        found += [f"log: {flaw}" for flaw in self.flaws]
        if (self.content, self.batches) != (other.content, other.batches):
            found.append("content of the warehouse")
        return found if self.vouched else [*found, "warehouse without voucher"]

    def halves(self, before: Seen, after: Seen) -> list[str]:
        """Files that are neither as they were nor as they were to be: what no crash may leave."""
        found = [
            name
            for name, digest in self.files.items()
            if digest not in (before.files.get(name), after.files.get(name))
        ]
        gone = [name for name in before.files if name in after.files and name not in self.files]
        lost = [f"{name} is gone" for name in gone]
        return [*found, *lost, *(() if self.vouched else ("the warehouse is not vouched for",))]


def seen(folder: Path) -> Seen:
    workspace = Workspace(folder)
    files, leftovers = {}, []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if ASIDE in name:
            leftovers.append(name)
        elif path.is_file() and _is_compared(name, path.name):
            files[name] = sha256(_timeless(path)).hexdigest()
    found = examine(workspace)
    last = found.holds or found.last
    return Seen(
        files, last.content if last else "", last.batches if last else 0, tuple(leftovers),
        found.damage is None, tuple(flaw.en for flaw in flaws(workspace)),
    )  # fmt: skip


def _is_compared(name: str, last: str) -> bool:
    of_a_run = last in _TIMED or last.startswith("archive-")
    return not of_a_run and not name.startswith((*_OF_A_RUN, *_EDITED))


def _timeless(path: Path) -> bytes:
    """A release notes how far the log went, which a crash makes longer."""
    content = path.read_bytes()
    if path.name != "release.json":
        return content
    told = json.loads(content)
    told.pop("log")
    return json.dumps(told).encode()


def acts_logged(folder: Path) -> int:
    return len(Journal(Workspace(folder).log).lines())
