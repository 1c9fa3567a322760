"""What became of a damaged file: refused, read alike, read with notes, or beyond detection."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from types import FrameType
from typing import NamedTuple

from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity
from tests.collect.mutations.facts import Fact, Facts, facts_of
from tests.collect.mutations.reference import Known, known_of
from tests.collect.mutations.sheets import sheets_in
from tests.collect.mutations.sources import Sample

LIMIT = 5.0  # seconds for one file, on a busy machine; hundreds a second are usual
_SOUND: dict[tuple[str, ...], Facts] = {}
_BLANK = "D70"  # a form in which nothing is filled in is none
_FORMULA = "D29N"  # the result of a formula was read
_TELLING = {  # the rules that tell of every text in the form that is another one
    "notes": ("D12",),
    "figure": ("D72",),  # a remark: traditional characters became simplified ones
    "paragraph": ("D72",),
    "event": ("D72", "D41N"),  # under its day an event is known
}


class Outcome(StrEnum):
    """The last three are failures of the reader."""

    REJECTED = "rejected"
    EQUAL = "accepted, equal"
    TOLD = "accepted, every difference told"
    UNDETECTABLE = "undetectable: itself a sound form"
    SILENT = "SILENTLY WRONG"
    BROKEN = "TRACEBACK"
    HANGING = "TOO SLOW"


FAILURES = (Outcome.SILENT, Outcome.BROKEN, Outcome.HANGING)


class Verdict(NamedTuple):
    """The outcome, what of it nobody is told, and how long the reading took (seconds)."""

    outcome: Outcome
    untold: tuple[str, ...] = ()
    seconds: float = 0.0
    rules: tuple[str, ...] = ()


class TooSlowError(BaseException):
    """Not an Exception, so that no handler in the reader takes it for a damaged file."""


def judge(sample: Sample, mutated: bytes) -> Verdict:
    """Reads the damaged file and holds it against the sound one."""
    begun = time.perf_counter()
    try:
        with _time_limit():
            reading = read_file(mutated, sample.place, sample.source.lexicon)
        seconds = time.perf_counter() - begun
    except TooSlowError:
        return Verdict(Outcome.HANGING, (f"more than {LIMIT} s",), LIMIT)
    except Exception:  # noqa: BLE001 # any is what is looked for
        return Verdict(Outcome.BROKEN, (traceback.format_exc(limit=-4),))
    outcome, untold = _held_against(sample, mutated, reading)
    rules = tuple(sorted({found.rule for found in reading.findings}))
    return Verdict(outcome, untold, seconds, rules)


def sound_facts(sample: Sample) -> Facts:
    """What the undamaged file says."""
    key = (sample.source.name, sample.shape.name, sample.place.file_name)
    if key not in _SOUND:
        reading = read_file(sample.content, sample.place, sample.source.lexicon)
        assert reading.forms, (key, reading.findings)
        _SOUND[key] = facts_of(reading)
    return _SOUND[key]


def _held_against(
    sample: Sample, mutated: bytes, reading: FileReading
) -> tuple[Outcome, tuple[str, ...]]:
    if not reading.forms:
        refused = any(found.severity is Severity.REJECT for found in reading.findings)
        return (Outcome.REJECTED, ()) if refused else (Outcome.SILENT, ("refused without a word",))
    before, after = sound_facts(sample), facts_of(reading)
    changed = [fact for fact in before.keys() | after.keys() if before.get(fact) != after.get(fact)]
    if not changed:
        return Outcome.EQUAL, ()
    untold = [fact for fact in changed if not is_told(fact, fact in after, reading)]
    if not untold:
        return Outcome.TOLD, ()
    wrong = min(
        ([f for f in untold if not is_plain(f, after, k)] for k in _known(sample, mutated)),
        key=len,
        default=untold,
    )
    shown = (f"{'.'.join((*f.key, f.field))}: {before.get(f)} → {after.get(f)}" for f in wrong)
    return (Outcome.SILENT, tuple(sorted(shown))) if wrong else (Outcome.UNDETECTABLE, ())


def is_plain(fact: Fact, after: Facts, known: Known) -> bool:
    """Whether the damaged file itself says plainly what was read of a fact.

    One that is there must stand in a plain cell of a plain row below a plain header; where one
    has gone, nothing else may stand in the file that is not plain.
    """
    if fact in after:
        return fact in known.facts and known.facts[fact] == after[fact]
    return known.is_whole and fact not in known.facts


def _known(sample: Sample, mutated: bytes) -> Iterator[Known]:
    """What the second reader makes of the file, in each of the shapes that it may have."""
    for sheets in sheets_in(mutated, sample.shape):
        yield known_of(sheets, sample.source.catalogue, sample.place)


def is_told(fact: Fact, is_there: bool, reading: FileReading) -> bool:
    """Whether a finding tells of this difference, and not just of anything."""
    findings = [found for found in reading.findings if found.form in ("", fact.form)]
    if not is_there and any(found.rule == _BLANK for found in findings):
        return True
    if fact.kind == "figure" and fact.field != "remark" and is_there:
        return any((found.indicator, found.column_name) == fact.key for found in findings)
    if fact.kind == "figure" and not is_there:
        return any(_tells_missing(found, fact.key[0]) for found in findings)
    if fact.kind == "title":
        sayings = (*fact.key, "统计年度") if fact.key == ("数据时点",) else fact.key
        formula = any(found.rule == _FORMULA and not found.column_name for found in findings)
        return formula or any(found.column_name in sayings for found in findings)
    if any(found.rule == _FORMULA and found.column_name == _column(fact) for found in findings):
        return True
    return any(found.rule == rule for found in findings for rule in _TELLING[fact.kind])


def _column(fact: Fact) -> str:
    """Under which head a text stands."""
    return "备注" if fact.field == "remark" else fact.field


def _tells_missing(found: Finding, code: str) -> bool:
    """Whether a line of the form is told to be missing."""
    return found.rule == "D63" and code in found.observed.split("、")


@contextmanager
def _time_limit() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
