"""Workspaces on which runs are killed: small, each a moment in the life of an edition."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.trust.runs import Ended, Runs
from tests.trust.seen import Seen, seen
from tests.workspaces import workspace_in

CITY, OTHER = "450100", "450300"
YEAR = "2021"
_FORM = Path("raw") / YEAR / CITY / "mt7.csv"
QUICK = ("--to", "data", "--to", "xlsx", "--to", "html")


@dataclass(frozen=True, slots=True)
class Ground:
    """A workspace before a command, the command, and what there is after an undisturbed run.

    ``seconds`` and ``steps`` are those of that run.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    before: Seen
    after: Seen
    whole: Ended

    def copied(self, folder: Path) -> Path:
        return Path(shutil.copytree(self.folder, folder, symlinks=True))


def _changed(folder: Path) -> None:
    """The city sends a form again with another figure, another one comes, and one is unreadable."""
    lines = (folder / _FORM).read_bytes().split(b"\r\n")
    at = next(
        n for n, line in enumerate(lines) if line[:1].isdigit() and line.split(b",")[3].isdigit()
    )
    cells = lines[at].split(b",")
    cells[3] = str(int(cells[3]) + 1).encode()
    lines[at] = b",".join(cells)
    (folder / _FORM).with_name("mt7_again.csv").write_bytes(b"\r\n".join(lines))
    other = workspace_in(folder / "other", (2021,), (OTHER,))
    shutil.copytree(other / "raw" / YEAR / OTHER, folder / "raw" / YEAR / OTHER)
    shutil.rmtree(other)
    broken = (folder / "raw" / YEAR / OTHER / "mt2.csv").read_bytes().replace(b",201,", b",2o1x,")
    (folder / "raw" / YEAR / OTHER / "broken.csv").write_bytes(b"not a form\r\n" + broken[:99])


def fresh(runs: Runs, folder: Path) -> tuple[str, ...]:
    """Nothing has been received yet."""
    workspace_in(folder, (2021,), (CITY,))
    return ("collect", YEAR)


def second(runs: Runs, folder: Path) -> tuple[str, ...]:
    """Received once; then something new has come."""
    assert runs.run(folder, *fresh(runs, folder)).code == 0
    _changed(folder)
    return ("collect", YEAR)


def outputs(runs: Runs, folder: Path) -> tuple[str, ...]:
    """An edition without its PDF; then something new has come."""
    fresh(runs, folder)
    assert runs.run(folder, "build", YEAR, *QUICK).code == 0
    _changed(folder)
    return ("build", YEAR, *QUICK)


def book(runs: Runs, folder: Path) -> tuple[str, ...]:
    """A printed book; then the foreword was changed, so that its unit is set anew."""
    fresh(runs, folder)
    assert runs.run(folder, "build", YEAR, "--to", "pdf").code == 0
    foreword = folder / "editorial" / "foreword.md"
    foreword.write_text(foreword.read_text("utf-8").replace("年鉴", "统计年鉴", 1), "utf-8")
    return ("build", YEAR, "--to", "pdf")


def returns(runs: Runs, folder: Path) -> tuple[str, ...]:
    """Received, and to be answered: a ZIP with a letter for one city, a certificate for none."""
    second(runs, folder)
    runs.run(folder, "collect", YEAR)
    return ("return", YEAR)


def release(runs: Runs, folder: Path) -> tuple[str, ...]:
    """Built in every medium, to be released."""
    fresh(runs, folder)
    assert runs.run(folder, "build", YEAR).code == 0
    return ("release", YEAR)


KINDS: dict[str, Callable[[Runs, Path], tuple[str, ...]]] = {
    made.__name__: made for made in (fresh, second, outputs, book, returns, release)
}


def ground(runs: Runs, name: str, folder: Path) -> Ground:
    """Makes a workspace and runs its command once undisturbed, in a copy."""
    given, copy = folder / name, folder / f"{name}-after"
    command = KINDS[name](runs, given)
    before = seen(given)
    shutil.copytree(given, copy)
    whole = runs.run(copy, *command)
    assert whole.code in (0, 1), whole.err
    found = Ground(name, given, command, before, seen(copy), whole)
    again = folder / f"{name}-again"  # the second run is warm, and must come out the same
    shutil.copytree(given, again)
    warm = runs.run(again, *command)
    assert seen(again).same(found.after), seen(again).differences(found.after)
    shutil.rmtree(again)
    return replace(found, whole=warm)
