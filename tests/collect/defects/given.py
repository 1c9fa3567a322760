"""How a case of damage is written down and judged.

A case is a form with one defect, the findings that must be made of it, no more and no fewer, and
the sound form that it must be read like. A case without findings is a near miss, or damage that
passes in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.rules.finding import Finding
from pipeline.rules.reading import reading_rules
from pipeline.vocabulary import ObsStatus, Qualifier, Role, Severity
from tests.collect.mini import LEXICON, NANNING, ROWS, figures, one, rules

SOUND = figures()
NEXT = 6 + len(ROWS)  # the line under the table
OUR_WORDS = frozenset({"D07", "D50", "D51", "D52", "D68"})  # observed is told in both languages
UNNAMED = frozenset({"D43"})  # its message names the other line and has no need of the code


class Found(NamedTuple):
    """A finding that must be made. What is none is not looked at; ``expected`` may be a part.

    ``rule`` names several, as ``D20R|D21R``, where any of them says what is wrong.
    """

    rule: str
    line: int | None = None
    column: str | None = None
    observed: str | None = None
    expected: str | None = None


class Case(NamedTuple):
    """A form with one defect. ``like`` is the form it is read like, unless a finding rejects it.

    ``also`` names rules that may be told of as well, where the specification leaves it open.
    """

    defect: str
    why: str
    form: str | bytes
    finds: tuple[Found, ...] = ()
    like: str = SOUND
    also: tuple[str, ...] = ()
    name: str = "raw/2024/450100/x.csv"
    year: int = 2024
    lexicon: Lexicon = LEXICON

    def __str__(self) -> str:
        return f"{self.defect} {self.why}"


def cell(
    defect: str,
    typed: str,
    *finds: Found | str,
    like: str = "418",
    nature: str = "",
    means: str | None = None,
    code: str = "201",
    also: tuple[str, ...] = (),
) -> Case:
    """``typed`` under 本年 of line ``code``: found there, and read as if ``like`` were typed.

    ``nature`` is what 数据性质 says of it; ``means`` what it would have to say beside ``like``.
    A finding may be given by its rule alone.
    """
    line = 6 + ("201", "202", "203", "204").index(code)
    quoted = '"' + typed.replace('"', '""') + '"'
    told = tuple(
        Found(found, line, "本年", typed.strip()) if isinstance(found, str) else found
        for found in finds
    )
    return Case(
        defect,
        f"{typed!r} {nature}".rstrip(),
        one(quoted, nature, code=code),
        told,
        one(like, nature if means is None else means, code=code),
        also,
    )


def reading_of(
    form: str | bytes,
    *,
    name: str = "raw/2024/450100/x.csv",
    folder: str | None = NANNING,
    year: int | None = 2024,
    encoding: str = "",
    lexicon: Lexicon = LEXICON,
) -> FileReading:
    """The form as it is read at a place; with no ``folder`` nothing but the file says whose it is."""
    content = form.encode() if isinstance(form, str) else form
    area = lexicon.units[folder] if folder else None
    return read_file(content, Place(name, area, year, encoding), lexicon)


def shown(observation: Observation) -> str:
    """What was read of a cell: ``830 > A``, ``116500 [116450, 116550] A``, or a status alone."""
    reading = observation.reading
    status = reading.status.value
    if reading.value is None:
        return status
    value = _plain(reading.value)
    sign = (
        "" if observation.declared.qualifier is Qualifier.EXACT else observation.declared.qualifier
    )
    if reading.lower == reading.upper == reading.value:
        return " ".join(filter(None, (value, sign, status)))
    bounds = f"[{_plain(reading.lower)}, {_plain(reading.upper)}]"
    return " ".join(filter(None, (value, bounds, sign, status)))


def values(reading: FileReading, form: int = 0) -> dict[tuple[str, Role], str]:
    """Every figure of a form as shown; blanks and missing lines are left out."""
    assert reading.forms, rules(reading)
    found = reading.forms[form].content.observations
    assert len({(o.indicator, o.role) for o in found}) == len(found)
    return {
        (o.indicator, o.role): shown(o)
        for o in found
        if o.reading.status is not ObsStatus.NOT_REPORTED
    }


def judge(case: Case) -> FileReading:
    """Asserts that the case is found and read exactly as it says."""
    reading = reading_of(case.form, name=case.name, year=case.year, lexicon=case.lexicon)
    assert_found(reading.findings, case.finds, case.also)
    if any(_rejects(found.rule) for found in case.finds):
        assert not reading.forms
    else:
        sound = reading_of(case.like, year=case.year, lexicon=case.lexicon)
        assert values(reading) == values(sound)
        assert _whose(reading) == _whose(sound)
    return reading


def assert_found(
    findings: Iterable[Finding], finds: tuple[Found, ...], also: tuple[str, ...] = ()
) -> None:
    """Asserts that exactly these findings were made, each at its place and well put."""
    made = list(findings)
    for wanted in finds:
        at = next((f for f in made if _agrees(f, wanted)), None)
        assert at is not None, (wanted, told(made))
        made.remove(at)
        _assert_well_put(at, wanted)
    assert not [f for f in made if f.rule not in also], told(made)


def assert_safe(form: str | bytes, like: str = SOUND, **place: str) -> FileReading:
    """Asserts that the form is refused, or read like ``like`` to the last figure."""
    reading = reading_of(form, **place)
    refused = any(finding.severity is Severity.REJECT for finding in reading.findings)
    assert bool(reading.forms) != refused, told(reading.findings)
    assert refused or values(reading) == values(reading_of(like)), told(reading.findings)
    return reading


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings in short, for whoever reads a failing test."""
    return [
        f"{f.rule} {f.line or '·'} {f.column_name or '·'} {f.observed or '·'} {f.expected or '·'}"
        for f in findings
    ]


def _agrees(finding: Finding, wanted: Found) -> bool:
    return (
        finding.rule in wanted.rule.split("|")
        and wanted.line in (None, finding.line)
        and wanted.column in (None, finding.column_name)
        and wanted.observed in (None, finding.observed)
        and (wanted.expected is None or wanted.expected in finding.expected)
    )


def _assert_well_put(finding: Finding, wanted: Found) -> None:
    """Both messages are whole sentences that name what was seen, and what should have been."""
    zh, en = finding.message.zh, finding.message.en
    assert (zh[-1], en[-1]) == ("。", ".")
    assert not {"{", "}"} & set(zh + en + finding.remedy.zh + finding.remedy.en) - set(
        finding.observed
    )
    if wanted.observed and finding.rule not in UNNAMED:
        assert wanted.observed[:50] in zh
        assert wanted.observed[:50] in en or finding.rule in OUR_WORDS
    if wanted.expected:
        assert wanted.expected in zh + finding.remedy.zh
    assert finding.message.zh != finding.message.en
    assert finding.remedy.zh
    assert finding.remedy.en


def _rejects(rule: str) -> bool:
    return reading_rules()[rule.partition("|")[0]].severity is Severity.REJECT


def _whose(reading: FileReading) -> tuple[object, ...]:
    titles = reading.forms[0].titles
    return titles.form.code, titles.area.code, titles.year


def _plain(number: object) -> str:
    """A bound or value without idle zeros; ∞ where there is none."""
    if number is None:
        return "∞"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
