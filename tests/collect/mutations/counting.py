"""Many mutations of a kind, counted by what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import unified_diff

from tests.collect.mutations.grids import XLSX
from tests.collect.mutations.judgement import FAILURES, Outcome, Verdict, judge
from tests.collect.mutations.registry import Mutation
from tests.collect.mutations.sources import Sample

_SHOWN = 3  # failures, differences and lines of the file


@dataclass
class Tally:
    """How many files of a mutation had which outcome, and how long reading them took (seconds)."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def record(self) -> dict[str, object]:
        """What a report of the tests can carry from one process to another."""
        return {
            "name": self.name,
            "outcomes": dict(self.outcomes),
            "seconds": self.seconds,
            "slowest": self.slowest,
        }

    def told(self) -> str:
        """The first failures, for whoever has to mend the reader."""
        return "\n\n".join([f"{len(self.failures)} of {self.name}", *self.failures[:_SHOWN]])


def tally(mutation: Mutation, seeds: range) -> Tally:
    """Applies a mutation with these seeds and judges each of the files."""
    counted = Tally(mutation.name)
    for seed in map(str, seeds):
        sample, mutated = mutation.applied(seed)
        verdict = judge(sample, mutated)
        counted.outcomes[verdict.outcome.value] += 1
        counted.seconds += verdict.seconds
        counted.slowest = max(counted.slowest, verdict.seconds)
        if verdict.outcome in FAILURES:
            counted.failures.append(_shown(seed, sample, mutated, verdict))
    return counted


def table(tallies: list[dict]) -> list[str]:
    """A line for each mutation and one for all, with a column for each outcome."""
    columns = [outcome.value for outcome in Outcome]
    total = Counter()
    lines = []
    for row in tallies:
        total.update(row["outcomes"])
        lines.append([row["name"], *(str(row["outcomes"].get(c, 0)) for c in columns)])
    lines.append(["total", *(str(total[c]) for c in columns)])
    seconds = sum(row["seconds"] for row in tallies)
    slowest = max(row["slowest"] for row in tallies)
    speed = (
        f"{total.total()} files, {total.total() / seconds:.0f} a second, slowest {slowest:.2f} s"
    )
    return [_line("", columns), *(_line(name, cells) for name, *cells in lines), speed]


def _line(name: str, cells: list[str]) -> str:
    return f"{name:34}" + "".join(f"{cell.partition(':')[0][:12]:>14}" for cell in cells)


def _shown(seed: str, sample: Sample, mutated: bytes, verdict: Verdict) -> str:
    where = f"seed {seed}, {sample.source.name}, {sample.shape.name}: {verdict.outcome.value}"
    rules = f"rules told: {' '.join(verdict.rules) or 'none'}"
    return "\n".join([where, rules, *verdict.untold[:_SHOWN], *_change(sample, mutated)])


def _change(sample: Sample, mutated: bytes) -> list[str]:
    """The first lines that differ from the sound file."""
    if sample.shape.container == XLSX:
        return []
    encoding = sample.shape.encoding
    pair = (c.decode(encoding, "backslashreplace").splitlines() for c in (sample.content, mutated))
    changed = [
        line for line in unified_diff(*pair, lineterm="", n=0) if line[:3] not in ("---", "+++")
    ]
    return [line[:200] for line in changed[: 2 * _SHOWN]]
