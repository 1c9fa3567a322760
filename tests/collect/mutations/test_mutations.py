"""A damaged file is refused, read like the sound one, read with notes, or sound in itself.

Run all with ``pytest -m slow tests/collect/mutations``; the table at the end counts outcomes. What
is sound in itself, so that no reader can see the damage, is what the second reader can read.
"""

from __future__ import annotations

import pytest

from pipeline.collect.reader.reading import read_file
from tests.collect.mutations.counting import tally
from tests.collect.mutations.every import FAMILIES, MUTATIONS
from tests.collect.mutations.facts import facts_of
from tests.collect.mutations.judgement import FAILURES, Outcome, Verdict, judge
from tests.collect.mutations.reference import known_of
from tests.collect.mutations.sheets import sheets_in
from tests.collect.mutations.sources import EVERY_SHAPE, sample, sources

FEW, MANY = range(2), range(1000, 1120)


@pytest.mark.parametrize("name", MUTATIONS)
def test_nothing_is_silently_wrong(name, record_property):
    counted = tally(MUTATIONS[name], FEW)
    record_property("tally", counted.record())
    assert not counted.failures, counted.told()


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_nothing_is_silently_wrong_in_many_files(name, record_property):
    counted = tally(MUTATIONS[name], MANY)
    record_property("tally", counted.record())
    assert not counted.failures, counted.told()


def test_there_are_more_than_twenty_thousand_mutations():
    assert len(MUTATIONS) * len(MANY) > 20_000
    assert all(mutation.says.endswith(".") for mutation in MUTATIONS.values())
    assert all(family.__doc__ for family in FAMILIES)


@pytest.mark.parametrize("shape", EVERY_SHAPE, ids=lambda shape: shape.name)
@pytest.mark.parametrize("number", range(len(sources())), ids=lambda n: sources()[n].name)
def test_both_readers_read_the_sound_forms_alike(number, shape):
    sound = sample(number, shape, loose=False)
    source = sound.source
    (sheets, *_) = sheets_in(sound.content, shape)
    known = known_of(sheets, source.catalogue, sound.place)
    assert known.is_whole
    assert known.facts == facts_of(read_file(sound.content, sound.place, source.lexicon))


def test_the_same_seed_makes_the_same_file_at_any_time():
    for mutation in MUTATIONS.values():
        assert mutation.applied("0") == mutation.applied("0")


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("418", "418", Outcome.EQUAL),
        ("418", "481", Outcome.UNDETECTABLE),
        ("含县级", "含县", Outcome.UNDETECTABLE),
        ("202,", "201,", Outcome.REJECTED),
        ("1172.50", "1.17250E+03", Outcome.EQUAL),
        ("418", "-", Outcome.TOLD),
        ("205,壮族工作人员,人,31,30,,\r\n", "", Outcome.TOLD),
    ],
)
def test_outcomes_are_what_they_say(old, new, outcome):
    assert changed("small", old, new).outcome == outcome


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("small", "418", "0481"),
        ("small", "含县级\r\n203,", '"\r\n203,办结率,%,94.1,93,,"\r\n203,'),
        ("declared", "资料性质,示例", "1.资料性质,示例"),
        ("declared", "资料性质,示例", "资料性质 示例"),
        ("declared", "数据时点,", "数据时占,"),
        ("declared", "只有下限", "å¤šäºŽ"),
        ("declared", "只有下限", "#NAME?"),
        ("small narrative", '三"\r\n1,做法,共[[201]]个。', '三\r\n1,做法,共[[201]]个。"'),
        ("small events", "2024-09-27", "2024-09- 7"),
        ("small events", "2024-05-01,", "注：2024-05-01,"),
        ("small events", "2024-05-01,", "电话 2024-05-01,"),
        ("small events", "南宁市,", "鍗楀畞,"),
        ("small events", "座谈会", "座\u202e谈会"),
        (
            "small events",
            "日期,地点,事项\r\n2024-05-01,南宁市,召开座谈会。",
            "2024-05-01号,南宁市,召开座谈会。\r\n日期,地点,事项",
        ),
    ],
)
def test_what_was_found_once_is_found_again(form, old, new):
    """Damage that was once read without a word."""
    verdict = changed(form, old, new)
    assert verdict.outcome not in FAILURES, verdict


def changed(form: str, old: str, new: str) -> Verdict:
    """What becomes of a sound form when something in it is another."""
    number = next(i for i, source in enumerate(sources()) if source.name == form)
    sound = sample(number, EVERY_SHAPE[0], loose=False)
    text = sound.content.decode()
    assert old in text
    return judge(sound, text.replace(old, new).encode())
