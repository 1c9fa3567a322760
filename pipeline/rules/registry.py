"""The registry of edit rules: the files under ``sql/edit_rules`` with what their headers say."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.queries import Query, queries
from pipeline.vocabulary import Severity, Text

_RELATION_WORDINGS = Path(__file__).with_name("relation.toml")
_NEEDS_IN_FORCE = "validated."
_ONLY_ASKS = (Severity.QUERY, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule's title, what it says and what is to be done, with {placeholders} for the figures."""

    title: Text
    message: Text
    remedy: Text


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
        """Whether it compares figures in force, and so can run only once verdicts are known."""
        return any(table.startswith(_NEEDS_IN_FORCE) for table in self.query.reads)

    @property
    def looks_across_areas(self) -> bool:
        """Whether it holds areas against each other, and so has nothing to say of one file."""
        return self.query.fields.get("scope") == "region"

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
    """The wordings of relations by kind, and ``unjudged``."""
    with _RELATION_WORDINGS.open("rb") as handle:
        return {kind: _wording(entry) for kind, entry in tomllib.load(handle).items()}


def _rule(query: Query) -> EditRule:
    fields = query.fields
    if "severity" not in fields:
        return EditRule(fields["rule"], query, None, None)
    return EditRule(fields["rule"], query, Severity(fields["severity"]), _wording(fields))


def _wording(entry: Mapping[str, str]) -> Wording:
    return Wording(
        Text(entry["title_zh"], entry["title_en"]),
        Text(entry["message_zh"], entry["message_en"]),
        Text(entry["remedy_zh"], entry["remedy_en"]),
    )


def rule_titles() -> dict[str, Text]:
    """A short title for every edit rule by number, every kind of relation, and ``reading``."""
    titled = {rule.code: rule.wording.title for rule in edit_rules() if rule.wording}
    relations = {kind: wording.title for kind, wording in relation_wordings().items()}
    return titled | relations | {"reading": Text("报表读取", "Reading of files")}
