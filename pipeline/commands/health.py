"""`pipeline rules health`: rules that never or always fire, cannot judge, or repeat others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue, Relation
from pipeline.commands.current import current_warehouse, demand_known
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.rules.book import rule_book
from pipeline.rules.conflicts import Linear, contradictions, implied_by_others, repeats
from pipeline.vocabulary import Text

_HEALTH = """
    select
        rule,
        cast(sum(n_applied) as integer) as n_applied,
        cast(sum(n_found) as integer) as n_found,
        cast(sum(n_missing) as integer) as n_missing,
        cast(sum(n_bounded) as integer) as n_bounded
    from validated.rule_health where year = $year or $year = 0 group by rule order by rule
"""
_NEVER, _ALWAYS = Text("从未触发", "never fired"), Text("次次触发", "always fired")
_BLIND = Text("多数不能判断", "mostly cannot judge")
_MOSTLY = 0.5


def health(data: Path, lang: str, *, year: int | None) -> Report:
    """How the rules did on what was received, of ``year`` or of all years.

    Exit 1 when relations contradict each other: then nobody can fill in the forms.
    """
    season = open_season(data, year or 0, Steps(lang, quiet=True))
    if year is not None:
        demand_known(season)
    with current_warehouse(season) as warehouse:
        rows = warehouse.rows(_HEALTH, year=year or 0)
    catalogue = season.catalogue
    linear = tuple(_linear(catalogue))
    clashes = [" · ".join(codes) for codes in contradictions(linear)]
    echoes = [f"{first} → {second}" for first, second in repeats(linear)]
    implied = [_code(one) for one in implied_by_others(linear)]
    facts = (
        ("rules", Text("规则", "rules"), len(rows)),
        ("contradictions", Text("互相矛盾", "contradictions"), clashes or _none(lang)),
        ("repeats", Text("前者包含后者", "the first implies the second"), echoes or _none(lang)),
        ("implied", Text("可由其余推出", "implied by the others"), implied or _none(lang)),
    )
    exit_code = Exit.DATA if clashes else Exit.DONE
    return Report(exit_code, facts, (_grid(rows, catalogue, lang),), data={"health": rows})


def _grid(rows: list[dict[str, Any]], catalogue: Catalogue, lang: str) -> Grid:
    heads = (
        Text("规则", "rule"),
        Text("适用", "applied"),
        Text("触发", "found"),
        Text("缺数不能判", "missing"),
        Text("只知范围", "bounds only"),
        Text("提示", "remark"),
        Text("内容", "what it is about"),
    )
    titles = {rule.code: rule.summary for rule in rule_book(catalogue)}
    listed = tuple(
        (
            row["rule"],
            *(str(row[name]) for name in ("n_applied", "n_found", "n_missing", "n_bounded")),
            _remark(row).told(lang),
            titles[row["rule"]].told(lang),
        )
        for row in rows
    )
    return Grid("health", heads, listed)


def _remark(row: dict[str, Any]) -> Text:
    judged = row["n_applied"] - row["n_missing"] - row["n_bounded"]
    if judged > 0 and row["n_found"] >= judged:
        return _ALWAYS
    if row["n_applied"] and judged < _MOSTLY * row["n_applied"]:
        return _BLIND
    return Text("", "") if row["n_found"] else _NEVER


def _linear(catalogue: Catalogue) -> Iterator[Linear]:
    """The relations that are linear in the figures of one year, or of two."""
    for relation in catalogue.relations:
        if relation.kind in ("sum", "subset", "cumulative"):
            terms = tuple((_key(t.indicator, t.lag), t.coefficient) for t in relation.terms)
            yield Linear(relation.code, terms, _sense(relation), relation.tolerance or Decimal(0))


def _sense(relation: Relation) -> str:
    return "<=" if relation.kind == "subset" else "="


def _key(indicator: str, lag: int) -> str:
    return f"{indicator}@-{lag}" if lag else indicator


def _code(implied: Any) -> str:
    return implied if isinstance(implied, str) else " ← ".join(map(str, implied))


def _none(lang: str) -> str:
    return "无" if lang == "zh" else "none"
