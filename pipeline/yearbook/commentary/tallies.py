"""Findings over several indicators or years: how many rose, which most, since when, where."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.figures import Figure
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.commentary.facts import Change, Facts, Kind, comparable, level
from pipeline.yearbook.commentary.findings import Finding
from pipeline.yearbook.commentary.grammar import NBSP, grouped, per_cent
from pipeline.yearbook.commentary.words import (
    Phrase,
    Sources,
    called,
    change_of,
    level_of,
    lower,
    number,
    size_of,
    subject,
    words,
)

FEWEST = 4  # changes that make a tally
_SPAN = 2  # years that make more than a change on last year
_STEADY = 50  # a base below this makes no “greatest rise”


def changes_of(facts: Facts, area: str, codes: Sequence[str]) -> list[Change]:
    """The changes of several indicators, as far as they may be told."""
    return [change for code in codes if (change := facts.change(area, code))]


def tally(facts: Facts, codes: Sequence[str], noun: Text) -> Finding | None:
    """How many of several indicators rose, fell, stayed: 24 项指标中，20 项比上年上升、4 项下降."""
    changes = changes_of(facts, facts.region, codes)
    if len(changes) < FEWEST:
        return None
    sources = tuple(address for c in changes for address in c.sources)
    total = _counted(len(changes), sources)
    verbs = (Text("上升", "rose"), Text("下降", "fell"), Text("持平", "stayed level"))
    counts = [sum(c.sign == sign for c in changes) for sign in (1, -1, 0)]
    told = [(n, verb) for n, verb in zip(counts, verbs, strict=True) if n]
    last = facts.model.year - 1
    if len(told) == 1:
        verb = told[0][1]
        lead = words("", "All ") + total + words(f" 项{noun.zh}", f" {noun.en} ")
        rest = words(f"全部比上年{verb.zh}", f"{verb.en} on {last}")
        return Finding("tally", lead, rest)
    lead = words("", "Of ") + total + words(f" 项{noun.zh}中，", f" {noun.en}, ")
    rest = words("", "")
    for at, (count, verb) in enumerate(told):
        comma = words("、", " and " if at == len(told) - 1 else ", ") if at else words("", "")
        on_last = Text("", "") if at else Text("比上年", f" on {last}")
        rest += comma + _counted(count, sources, strong=at == 0)
        rest += words(f" 项{on_last.zh}{verb.zh}", f" {verb.en}{on_last.en}")
    return Finding("tally", lead, rest)


def _counted(count: int, sources: Sources, *, strong: bool = False) -> Phrase:
    return number(Text(str(count), str(count)), sources, strong=strong)


def steepest(facts: Facts, codes: Sequence[str], area: str | None = None) -> Finding | None:
    """The greatest rise and the greatest fall in per cent (or the second rise, when none fell).

    Ties, multiples, small bases and rates are left out of the comparison.
    """
    changes = changes_of(facts, area or facts.region, codes)
    growth = [c for c in changes if c.kind is Kind.GROWTH and level(c.before) >= _STEADY]
    ranked = sorted(growth, key=lambda c: c.value, reverse=True)
    if len(ranked) < FEWEST or ranked[0].sign < 1 or ranked[0].value == ranked[1].value:
        return None
    lead = _extreme(facts, ranked[0], "增幅最大的是", "the greatest rise was in ")
    last = ranked[-1]
    if last.sign < 0 and last.value != ranked[-2].value:
        rest = _extreme(facts, last, "降幅最大的是", "the greatest fall in ")
        return Finding("steepest", _capital(lead) + words("，", "; "), rest)
    if ranked[1].value == ranked[2].value or ranked[1].sign < 1:
        return None
    second = _extreme(facts, ranked[1], "其次是", "followed by ")
    return Finding("steepest", _capital(lead) + words("，", ", "), second)


def _extreme(facts: Facts, change: Change, zh: str, en: str) -> Phrase:
    indicator = facts.indicator(change.now.indicator)
    name = called(indicator)
    size = size_of(change, indicator) or Text("0%", "0 per cent")
    told = number(size, change.sources, strong=True)
    return words(f"{zh}{name.zh}（", f"{en}{lower(name.en)} (") + told + words("）", ")")


def _capital(phrase: Phrase) -> Phrase:
    first, *others = phrase.en
    run = type(first)(first.text[:1].upper() + first.text[1:], first.figure, first.sources)
    return Phrase(phrase.zh, (run, *others))


def since(facts: Facts, code: str, area: str | None = None) -> Finding | None:
    """The change over the whole run of comparable years, two or more."""
    where = area or facts.region
    indicator, now = facts.indicator(code), facts.firm(where, code)
    first = _first(facts, where, code)
    if now is None or first is None or now.period - first.period < _SPAN or level(first) < _STEADY:
        return None
    growth = (level(now) - level(first)) * 100 / level(first)
    size = per_cent(growth)
    if not indicator.is_counted or size is None or growth == 0:
        return None
    lead = subject(indicator, facts.whole if area is None else "")
    lead += level_of(now, indicator, strong=True) + words("，", ", ")
    way = Text("增长", "up") if growth > 0 else Text("下降", "down")
    told = number(
        Text(f"{size}%", f"{size}{NBSP}per cent"), (now.address, first.address), strong=True
    )
    rest = words(f"比 {first.period} 年{way.zh} ", f"{way.en} ") + told
    return Finding("since", lead, rest + words("", f" on {first.period}"))


def _first(facts: Facts, area: str, code: str) -> Figure | None:
    """The earliest year from which on all years can be compared with this one."""
    now = found = facts.firm(area, code)
    while now is not None and found is not None:
        before = facts.firm(area, code, found.period - 1)
        if before is None or not comparable(now, before):
            return found
        found = before
    return None


def peaks(facts: Facts, codes: Sequence[str]) -> Finding | None:
    """The two most concentrated of several distributions: 侗族 70.2% 在柳州."""
    largest = [share for code in codes if (share := _largest(facts, code))]
    ranked = sorted(largest, key=level, reverse=True)
    if len(ranked) < FEWEST:
        return None
    lead, rest = (_peak(facts, share) for share in ranked[:2])
    return Finding("peaks", lead + words("，", ", "), rest)


def _largest(facts: Facts, code: str) -> Figure | None:
    """The city with the greatest published share of an indicator's total."""
    get = facts.model.figures.get
    shares = [
        get(a.code, code, facts.model.year, Measure.SHARE) for a in facts.model.catalogue.cities
    ]
    known = [f for f in shares if f is not None and f.firm and not f.withheld]
    return max(known, key=level, default=None)


def _peak(facts: Facts, share: Figure) -> Phrase:
    short, where = facts.indicator(share.indicator).short, facts.names([share])
    text = grouped(level(share), share.decimals)
    told = number(Text(f"{text}%", f"{text}{NBSP}per cent"), (share.address,), strong=True)
    return (
        words(f"{short.zh} ", "") + told + words(f" 在{where.zh}", f" of {short.en} in {where.en}")
    )


def volume(facts: Facts, code: str, rate: str) -> Finding | None:
    """A count with its growth, and a rate of the same field with its change."""
    counted, rated = facts.firm(facts.region, code), facts.firm(facts.region, rate)
    growth, points = facts.change(facts.region, code), facts.change(facts.region, rate)
    if counted is None or rated is None or growth is None or points is None:
        return None
    first, second = facts.indicator(code), facts.indicator(rate)
    lead = subject(first, facts.whole) + level_of(counted, first) + words("，", ", ")
    lead += change_of(growth, first) + words("；", "; ")
    name = called(second)
    rest = words(f"{name.zh}为 ", f"{lower(name.en)} stood at ")
    rest += level_of(rated, second, strong=True) + words("，", ", ")
    return Finding("volume", lead, rest + change_of(points, second))
