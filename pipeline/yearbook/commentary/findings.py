"""Findings in the region's figures: each is a lead and what is striking about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.tables.figures import Figure
from pipeline.vocabulary import Text
from pipeline.yearbook.commentary.facts import Change, Facts, Kind, level
from pipeline.yearbook.commentary.grammar import NBSP, PER_CENT, grouped, zh_count
from pipeline.yearbook.commentary.model import Headline, Sentence, plain
from pipeline.yearbook.commentary.words import (
    Phrase,
    called,
    change_of,
    level_of,
    lower,
    number,
    running,
    share_text,
    size_of,
    spaced,
    subject,
    words,
    written,
)

LEADERS = 3
_TWICE = 2  # from here on one says how many times


@dataclass(frozen=True, slots=True)
class Finding:
    """A computed finding: ``lead`` with its punctuation, and ``rest``, the striking half.

    ``formula`` names how it is worded, so that neighbours can be worded differently.
    """

    formula: str
    lead: Phrase
    rest: Phrase

    @property
    def headline(self) -> Headline:
        both = self.lead + self.rest
        figures = Sentence(both.zh, both.en).figures
        lead, rest = (Text(plain(half.zh), plain(half.en)) for half in (self.lead, self.rest))
        return Headline(lead, rest, figures)

    def sentence(self, *tables: str) -> Sentence:
        return (self.lead + self.rest + words("。", ".")).told(*tables)


def _level(facts: Facts, code: str) -> Phrase | None:
    """全区服务平台 1 965 个， / Service platforms numbered 1 965,"""
    figure = facts.firm(facts.region, code)
    if figure is None:
        return None
    indicator = facts.indicator(code)
    told = subject(indicator, facts.whole) + level_of(figure, indicator, strong=True)
    return told + words("，", ", ")


def size(facts: Facts, code: str) -> Finding | None:
    """The region's level and how it changed, with a streak."""
    lead, change = _level(facts, code), facts.change(facts.region, code)
    if lead is None or change is None:
        return None
    rest = change_of(change, facts.indicator(code), strong=True)
    return Finding("size", lead, rest + running(facts.streak(facts.region, code)))


def concentration(facts: Facts, code: str) -> Finding | None:
    """What the three largest cities hold of the region's total; not where third and fourth tie."""
    lead, ranking = _level(facts, code), facts.ranking(code)
    whole = facts.firm(facts.region, code)
    if lead is None or whole is None or ranking is None or ranking.n_missing or not level(whole):
        return None
    top, others = ranking.figures[:LEADERS], ranking.figures[LEADERS:]
    if not others or top[-1].value == others[0].value:
        return None
    names = facts.names(top)
    share = share_text(sum((level(f) for f in top), Decimal(0)), level(whole))
    sources = (*(figure.address for figure in top), whole.address)
    told = number(share, sources, strong=True)
    rest = words(f"{names.zh}{zh_count(LEADERS)}市占 ", "with ") + told
    return Finding("concentration", lead, rest + words("", f" in {names.en}"))


def ends(facts: Facts, code: str) -> Finding | None:
    """Where a rate is highest and lowest; rates per head also as a multiple, from twice on."""
    indicator = facts.indicator(code)
    ranking = facts.ranking(code) if indicator.rankable else None
    if ranking is None or not ranking.spread:
        return None
    name, best, worst = called(indicator), ranking.highest, ranking.lowest
    among = _among(len(ranking.figures), ranking.n_missing)
    begun, tops = among.zh + name.zh, _tops(facts, best)
    begun = spaced(begun) if tops[0].isdigit() else begun
    english = lower(name.en) if among.en else name.en
    lead = (
        words(f"{begun}{tops}最高（", f"{among.en}{english}: ")
        + _bracketed(facts, best)
        + words("），", " highest, ")
    )
    high, low = level(best[0]), level(worst[0])
    per_head = indicator.unit.zh != PER_CENT
    if per_head and low > 0 and high / low >= _TWICE and len(worst) == 1:
        times = grouped(high / low, 1)
        sources = (best[0].address, worst[0].address)
        of = facts.names(worst)
        told = number(Text(f"{times}{NBSP}倍", f"{times}{NBSP}times"), sources, strong=True)
        return Finding("ends", lead, words(f"是{of.zh}的 ", "") + told + words("", f" {of.en}"))
    rest = words(f"{_tops(facts, worst)}最低（", "") + _bracketed(facts, worst, strong=True)
    return Finding("ends", lead, rest + words("）", " lowest"))


def _among(known: int, missing: int) -> Text:
    """已报 13 市中, where some cities did not report."""
    if not missing:
        return Text("", "")
    return Text(f"已报{NBSP}{known}{NBSP}市中", f"Among {known} reporting cities, ")


def _tops(facts: Facts, figures: Sequence[Figure]) -> str:
    """The cities at one end; ties stand side by side."""
    return facts.names(figures).zh + ("并列" if len(figures) > 1 else "")


def _bracketed(facts: Facts, figures: Sequence[Figure], *, strong: bool = False) -> Phrase:
    """The figure at one end; in English with the cities before it."""
    figure = figures[0]
    shown = written(figure, facts.indicator(figure.indicator))
    unit = "%" if shown.unit.zh == "%" else ""
    text = Text(f"{shown.number.zh}{unit}", f"({shown.number.en}{unit})")
    return words("", f"{facts.names(figures).en} ") + number(text, (figure.address,), strong=strong)


def cities(facts: Facts, code: str) -> Finding | None:
    """How many cities rose, and which one most."""
    indicator = facts.indicator(code)
    areas = facts.model.catalogue.cities
    changes = [c for area in areas if (c := facts.change(area.code, code))]
    if len(changes) < max(facts.model.catalogue.edition.matched_min_areas, LEADERS):
        return None
    rose = [c for c in changes if c.sign > 0]
    fastest = _fastest(changes)
    if fastest is None or size_of(fastest, indicator) is None:
        return None
    name, count = called(indicator), len(changes)
    every = tuple(address for c in changes for address in c.sources)
    up = "提高" if fastest.kind is Kind.POINTS else "增长"
    scope = Text("", "") if count == len(areas) else Text("可比的 ", " comparable")
    told = number(Text(str(len(rose)), str(len(rose))), every)
    if len(rose) == count:
        lead = words(f"{scope.zh}{count} 市的{name.zh}全部{up}，", f"{name.en} rose in all ")
        lead += Phrase((), told.en) + words("", f"{scope.en} cities, ")
    else:
        lead = words(f"{scope.zh}{count} 市中 ", f"{name.en} rose in ") + told
        lead += words(f" 市的{name.zh}{up}，", f" of {count}{scope.en} cities, ")
    return Finding("cities", lead, _most(facts, fastest, up, alone=len(rose) == 1))


def _most(facts: Facts, fastest: Change, up: str, *, alone: bool) -> Phrase:
    """Where it rose most, or, where it rose in one city ``alone``, which."""
    where = facts.names([fastest.now])
    amount = size_of(fastest, facts.indicator(fastest.now.indicator)) or Text("", "")
    told = number(amount, fastest.sources, strong=True)
    most = Text("最多" if up == "提高" else "最快", "most in ")
    before, after = ("为", "") if alone else ("", most.zh)
    return (
        words(f"{before}{where.zh}{after}（", f"{'' if alone else most.en}{where.en} (")
        + told
        + words("）", ")")
    )


def _fastest(changes: Sequence[Change]) -> Change | None:
    """The one greatest rise; none when two tie or when only multiples or small counts rose."""
    kinds = (Kind.GROWTH, Kind.POINTS)
    ranked = sorted((c for c in changes if c.kind in kinds), key=lambda c: c.value, reverse=True)
    beyond = any(c.kind is Kind.TIMES for c in changes)
    if len(ranked) < LEADERS or beyond or ranked[0].value == ranked[1].value:
        return None
    return ranked[0] if ranked[0].value > 0 else None


def structure(facts: Facts, whole: str, shown: Collection[str] = ()) -> Finding | None:
    """The largest part of a whole whose parts are all known (and shown, where that is asked)."""
    lead, total = _level(facts, whole), facts.firm(facts.region, whole)
    divisions = (facts.leaves(whole), facts.parts(whole))
    fit = [d for d in divisions if not shown or {i.code for i in d} <= set(shown)]
    if lead is None or total is None or not level(total) or not fit:
        return None
    known = [(i, f) for i in fit[0] if (f := facts.firm(facts.region, i.code))]
    if len(known) < max(len(fit[0]), 2):
        return None
    ranked = sorted(known, key=lambda pair: level(pair[1]), reverse=True)
    (part, figure), (_, second) = ranked[0], ranked[1]
    if figure.value == second.value:
        return None
    told = number(
        share_text(level(figure), level(total)), (figure.address, total.address), strong=True
    )
    rest = words(f"其中{part.short.zh}占 ", f"of which {lower(called(part).en)} ") + told
    return Finding("structure", lead, rest)
