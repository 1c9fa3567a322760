"""The summary of one city: how large it is, what it has, what rose and fell, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.catalogue.model import Area
from pipeline.tables.figures import Figure
from pipeline.vocabulary import Measure, PartRole, Text
from pipeline.yearbook.commentary.facts import Facts, level
from pipeline.yearbook.commentary.grammar import grouped
from pipeline.yearbook.commentary.model import Sentence
from pipeline.yearbook.commentary.reported import coverage, listed
from pipeline.yearbook.commentary.tallies import FEWEST, changes_of, steepest
from pipeline.yearbook.commentary.words import (
    Phrase,
    called,
    change_of,
    level_of,
    lower,
    number,
    running,
    share_text,
    spaced,
    words,
)
from pipeline.yearbook.edition import EditionModel

_MOST_LISTED = 5
_FEW = 3  # with fewer firm key figures a city is told by what it reported


def city_summary(model: EditionModel, area: Area) -> tuple[Sentence, ...]:
    """Four to six sentences on a city; a shorter text, from what it reported, where that is little.

    Empty when nothing is published of the city.
    """
    facts = Facts(model)
    codes = facts.key(facts.model.part_for(PartRole.CITIES).number)
    known = [code for code in codes if facts.firm(area.code, code)]
    if len(known) < _FEW or not _counts(facts, known):
        return _inventory(facts, area)
    makers: tuple[Callable[[Facts, Area, Sequence[str]], Phrase | None], ...] = (
        _people, _share, _main, _tally, _extremes, _rates,
    )  # fmt: skip
    told = (make(facts, area, codes) for make in makers)
    return tuple((phrase + words("。", ".")).told() for phrase in told if phrase)


def _counts(facts: Facts, codes: Sequence[str]) -> list[str]:
    return [code for code in codes if facts.indicator(code).is_counted]


def _rated(facts: Facts, codes: Sequence[str]) -> list[str]:
    return [code for code in codes if facts.indicator(code).rankable]


def _people(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    """The first key figure: the size of the city, and its share of the region."""
    code = _counts(facts, codes)[0]
    figure = facts.firm(area.code, code)
    if figure is None:
        return None
    indicator, year = facts.indicator(code), facts.model.year
    name = called(indicator)
    told = words(
        spaced(f"{year} 年{area.name.zh}{name.zh}"), f"{name.en} of {area.short.en}, {year}: "
    )
    told += level_of(figure, indicator, strong=True)
    change = facts.change(area.code, code)
    if change is not None:
        told += words("，", ", ") + change_of(change, indicator)
    return told + _of_region(facts, figure)


def _of_region(facts: Facts, figure: Figure) -> Phrase:
    """，占全区的 21.3% — where the region's total is complete."""
    whole = facts.firm(facts.region, figure.indicator)
    if whole is None or not level(whole):
        return words("", "")
    share = share_text(level(figure), level(whole))
    told = number(share, (figure.address, whole.address))
    return words(f"，占{facts.whole}的 ", ", ") + told + words("", " of the region")


def _share(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    """The first rate (the share of minorities) and its place among the cities."""
    for code in _rated(facts, codes):
        figure = facts.firm(area.code, code)
        if figure is None:
            continue
        indicator = facts.indicator(code)
        name = called(indicator)
        told = words(f"{name.zh}为 ", f"{name.en} stood at ")
        return told + level_of(figure, indicator) + _place(facts, area, code)
    return None


def _place(facts: Facts, area: Area, code: str) -> Phrase:
    """，居 14 个市第 6 位 — from the published rank; ties are said to be ties."""
    get, year = facts.model.figures.get, facts.model.year
    rank = get(area.code, code, year, Measure.RANK)
    if rank is None or rank.value is None or rank.withheld:
        return words("", "")
    others = [get(a.code, code, year, Measure.RANK) for a in facts.model.catalogue.cities]
    known = [f for f in others if f is not None and f.value is not None]
    tied = sum(f.value == rank.value for f in known) > 1
    place, verb = grouped(rank.value, 0), "并列" if tied else "居"
    told = number(Text(place, place), (rank.address,), strong=True)
    zh, en = f"，在 {len(known)} 个市中{verb}第 ", ", joint rank " if tied else ", rank "
    return words(zh, en) + told + words(" 位", f" of {len(known)} cities")


def _main(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    """The main count after the populations: level, growth, streak, share of the region."""
    for code in _counts(facts, codes):
        figure, indicator = facts.firm(area.code, code), facts.indicator(code)
        if figure is None or indicator.unit.en == "person":
            continue
        name, change = called(indicator), facts.change(area.code, code)
        told = words(spaced(name.zh), f"{name.en}: ") + level_of(figure, indicator, strong=True)
        if change is not None:
            told += words("，", ", ") + change_of(change, indicator)
            told += running(facts.streak(area.code, code))
        return told + _of_region(facts, figure)
    return None


def _tally(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    """How many of the key figures rose and fell."""
    changes = changes_of(facts, area.code, codes)
    if len(changes) < FEWEST:
        return None
    sources = tuple(address for c in changes for address in c.sources)
    counts = [sum(c.sign == sign for c in changes) for sign in (1, -1, 0)]
    verbs = (Text("上升", "rose"), Text("下降", "fell"), Text("持平", "stayed level"))
    told = words("", "Of ") + number(Text(f"{len(changes)}", f"{len(changes)}"), sources)
    told += words(" 项可比的主要指标中，", " comparable main indicators ")
    shown = [(n, verb) for n, verb in zip(counts, verbs, strict=True) if n]
    for at, (count, verb) in enumerate(shown):
        comma = words("、", " and " if at == len(shown) - 1 else ", ") if at else words("", "")
        told += comma + number(Text(f"{count}", f"{count}"), sources, strong=not at)
        told += words(f" 项{verb.zh}", f" {verb.en}")
    return told


def _extremes(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    found = steepest(facts, codes, area.code)
    return None if found is None else found.lead + found.rest


def _rates(facts: Facts, area: Area, codes: Sequence[str]) -> Phrase | None:
    """How many rates lie above the region's, and the one that lies furthest above (or below)."""
    gaps = []
    for code in _rated(facts, codes)[1:]:  # the first has been told with its place
        own, region = facts.firm(area.code, code), facts.firm(facts.region, code)
        if own is not None and region is not None and facts.indicator(code).unit.zh == "%":
            gaps.append((level(own) - level(region), own, region))
    if len(gaps) < FEWEST:
        return None
    above = [gap for gap in gaps if gap[0] > 0]
    sources = tuple(f.address for _, own, region in gaps for f in (own, region))
    told = words("", "Of ") + number(Text(f"{len(gaps)}", f"{len(gaps)}"), sources)
    told += words(" 项主要比率中，", " main rates ")
    told += number(Text(f"{len(above)}", f"{len(above)}"), sources, strong=True)
    told += words(
        f" 项高于{facts.whole}", f" {'is' if len(above) == 1 else 'are'} above the region"
    )
    return told + _furthest(facts, max(gaps, key=lambda gap: abs(gap[0])))


def _furthest(facts: Facts, gap: tuple[object, Figure, Figure]) -> Phrase:
    _, own, region = gap
    indicator = facts.indicator(own.indicator)
    name, side = called(indicator), level(own) - level(region)
    if not side:
        return words("", "")
    zh, en = ("高于", "above") if side > 0 else ("低于", "below")
    told = words(f"，相差最大的是{name.zh}（", f"; furthest apart is {lower(name.en)} (")
    told += level_of(own, indicator, strong=True)
    told += words(f"，{zh}{facts.whole}的 ", f", {en} the region's ") + level_of(region, indicator)
    return told + words("）", ")")


def _inventory(facts: Facts, area: Area) -> tuple[Sentence, ...]:
    """What a city with few data reported, and nothing beyond it."""
    figures = reported_by(facts, area)
    if not figures:
        return ()
    sources = tuple(f.address for f in figures)
    count = number(Text(f"{len(figures)}", f"{len(figures)}"), sources, strong=True)
    year = facts.model.year
    first = words(f"{year} 年{area.name.zh}已报 ", f"For {year} {area.short.en} reported ") + count
    first += words(" 个数据。", " figures." if len(figures) > 1 else " figure.")
    return (first.told(), (words("其中", "") + notable(facts, area) + words("。", ".")).told())


def reported_by(facts: Facts, area: Area) -> list[Figure]:
    return [f for f in coverage(facts).figures if f.area == area.code]


def notable(facts: Facts, area: Area, most: int = _MOST_LISTED) -> Phrase:
    """The largest figures that a city reported, in the order of the forms."""
    figures = reported_by(facts, area)
    shown = sorted(figures, key=lambda f: -(f.value or 0))[:most]
    return listed(facts, [f for f in figures if f in shown])
