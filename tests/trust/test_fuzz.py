"""Whatever bytes lie in the drop folder, the reader answers: it reads them right or sends them back.

The quick test is the same every time. ``FUZZ_MINUTES=600 pytest -m slow tests/trust/test_fuzz.py``
goes on for hours, with other files each time; a failure is shrunk and shown.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.collect.reader.reading import read_file
from tests.collect.mini import LIUZHOU, loose, read
from tests.collect.mutations.facts import Fact, facts_of
from tests.collect.mutations.judgement import FAILURES, Outcome, is_told, judge, sound_facts
from tests.collect.mutations.reference import known_of
from tests.collect.mutations.sheets import sheets_in
from tests.collect.mutations.sources import TEXT_SHAPES, sample, sources
from tests.trust.damage import OF_BOOKS, OF_TEXT, book_samples, damaged, text_samples

MINUTES = float(os.environ.get("FUZZ_MINUTES", "5"))  # for each kind of file
PATIENT = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
)
KINDS = {
    "text": damaged(text_samples(), OF_TEXT),
    "workbook": damaged(book_samples(), OF_BOOKS),
}


@given(KINDS["text"])
@settings(PATIENT, max_examples=150, derandomize=True)
def test_a_damaged_text_is_read_right_or_sent_back(given_file):
    assert_safe(given_file)


@given(KINDS["workbook"])
@settings(PATIENT, max_examples=80, derandomize=True)
def test_a_damaged_workbook_is_read_right_or_sent_back(given_file):
    assert_safe(given_file)


@given(st.binary(max_size=4000))
@settings(PATIENT, max_examples=150, derandomize=True)
def test_bytes_that_nobody_wrote_are_sent_back(content):
    for reading in (read(content), read(content, folder=LIUZHOU, name="x.xlsx"), loose(content)):
        assert reading.is_rejected
        assert not reading.forms


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_right_or_sent_back_for_minutes(kind, record_property):
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + 60 * MINUTES

    @given(KINDS[kind])
    @settings(PATIENT, max_examples=400)
    def a_while(given_file):
        outcomes[assert_safe(given_file)] += 1

    while time.monotonic() < end:
        a_while()
    record_property("outcomes", dict(outcomes))
    print(kind, outcomes.total(), dict(outcomes))  # noqa: T201 # with -s


def assert_safe(given_file) -> str:
    """The outcome, which is no crash, no hanging and no value that the file does not say.

    Of a file that was damaged so much, what is missing may be missing; whatever is read must stand
    in it, as a second, strict reader sees it, or be told.
    """
    sound, content = given_file
    verdict = judge(sound, content)
    outcome = verdict.outcome
    if outcome is Outcome.SILENT and not unsaid(sound, content):
        return "parts of it gone, the rest as it stands"
    assert outcome not in FAILURES, (sound.source.name, sound.shape.name, content, verdict)
    return outcome.value


def unsaid(sound, content: bytes) -> list[Fact]:
    """What was read that no sound file says, nor the damaged one, and no finding tells."""
    reading = read_file(content, sound.place, sound.source.lexicon)
    after, spliced = facts_of(reading), said_anywhere()
    new = [f for f in after if (f, after[f]) not in spliced and not is_told(f, True, reading)]
    strict = (
        known_of(sheets, sound.source.catalogue, sound.place).facts
        for encoding in (sound.shape.encoding, "utf-8", "cp950", "utf-16-le", "utf-16-be")
        for sheets in sheets_in(content, replace(sound.shape, encoding=encoding))
    )
    left = ([f for f in new if known.get(f) != after[f]] for known in strict)
    return [
        f for f in min(left, key=len, default=new) if not stands_on_its_line(f, after[f], content)
    ]


def stands_on_its_line(fact: Fact, value: object, content: bytes) -> bool:
    """Whether a title stands on one line with its value, whatever else does: the strict reader
    knows them side by side alone.
    """
    if fact.kind != "title":
        return False
    texts = (content.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "utf-16"))
    lines = (line for text in texts for line in text.splitlines())
    return any(fact.key[0] in line and str(value) in line for line in lines)


@cache
def said_anywhere() -> frozenset[tuple[Fact, object]]:
    """Every fact of every sound form, since parts of several may lie in a damaged file."""
    forms = (
        sample(at, TEXT_SHAPES[0], loose=loose)
        for at in range(len(sources()))
        for loose in (True, False)
    )
    return frozenset(fact for form in forms for fact in sound_facts(form).items())
