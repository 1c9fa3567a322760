"""The registry of edit rules: the files under ``sql/edit_rules`` with what their headers say."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.queries import Query, needed_for, queries
from pipeline.vocabulary import RuleClass, Severity, Text

_RELATION_WORDINGS = Path(__file__).with_name("relation.toml")
_VERDICTS = "validated.submission"
_ONLY_ASKS = (Severity.QUERY, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule is about and what it says, with {placeholders} for the figures.

    ``expects`` is what should stand there, in general; ``remedy`` what is to be done.
    """

    rule_class: RuleClass
    title: Text
    message: Text
    remedy: Text
    expects: Text


@dataclass(frozen=True, slots=True)
class EditRule:
    """One file under ``sql/edit_rules``: a SELECT that returns what offends against it.

    ``severity`` and ``wording`` are none where the file evaluates the relations of the catalogue:
    then each row brings its own severity, and its kind and outcome choose the wording.
    """

    code: str
    query: Query
    severity: Severity | None
    wording: Wording | None

    @property
    def needs_in_force(self) -> bool:
        """Whether it compares with figures in force, and so runs only once verdicts are known."""
        return _VERDICTS in needed_for([self.query])

    @property
    def looks_across_areas(self) -> bool:
        """Whether it holds areas against each other, and so has nothing to say of one file."""
        return self.query.fields.get("scope") == "region"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a form whose cells it points to."""
        return tuple(self.query.fields.get("columns", "").split())

    @property
    def example(self) -> dict[str, str]:
        """Figures that offend against it, by placeholder."""
        pairs = (word.partition("=") for word in self.query.fields.get("example", "").split())
        return {name: value for name, _, value in pairs}

    def holds_in(self, year: int | None) -> bool:
        """Whether it is valid for a reference year; without years in its header it always is."""
        first, last = (self.query.fields.get(name, "") for name in ("valid_from", "valid_to"))
        return year is None or int(first or year) <= year <= int(last or year)

    def can_speak(self, forms: Collection[str], relations: Collection[str]) -> bool:
        """Whether it has anything to say where there are only these kinds of forms and relations.

        Its header names the kinds that it is about; without any it is about all.
        """
        known = (("forms", forms), ("relations", relations))
        told = ((self.query.fields.get(name, "").split(), kinds) for name, kinds in known)
        return all(not about or not set(about).isdisjoint(kinds) for about, kinds in told)


@cache
def edit_rules() -> tuple[EditRule, ...]:
    """All rules in the order of their numbers.

    Raises ValueError where a rule that runs after the verdicts would change one, or a number is
    used twice.
    """
    rules = sorted((_rule(query) for query in queries("edit_rules")), key=lambda rule: rule.code)
    if len({rule.code for rule in rules}) < len(rules):
        raise ValueError("two files under sql/edit_rules have the same rule number")
    for rule in rules:
        if rule.needs_in_force and rule.severity not in (None, *_ONLY_ASKS):
            raise ValueError(f"{rule.code} reads what is in force, so it may only ask, not demand")
    return tuple(rules)


@cache
def relation_wordings() -> Mapping[str, Wording]:
    """The wordings of relations by kind, and ``cross_form`` and ``unjudged``."""
    with _RELATION_WORDINGS.open("rb") as handle:
        return {kind: _wording(entry) for kind, entry in tomllib.load(handle).items()}


def _rule(query: Query) -> EditRule:
    fields = query.fields
    if "severity" not in fields:
        return EditRule(fields["rule"], query, None, None)
    return EditRule(fields["rule"], query, Severity(fields["severity"]), _wording(fields))


def _wording(entry: Mapping[str, str]) -> Wording:
    texts = (
        Text(entry[f"{name}_zh"], entry[f"{name}_en"])
        for name in ("title", "message", "remedy", "expects")
    )
    return Wording(RuleClass(entry["class"]), *texts)
