"""All rules in one list, wherever they are kept: SQL files, relations, rules of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.model import Catalogue, Relation
from pipeline.rules.reading import reading_rules
from pipeline.rules.registry import EditRule, Wording, edit_rules, relation_wordings
from pipeline.vocabulary import NOTHING, RuleClass, Severity, Text

READING = "reading"
RULE_COLUMNS = (
    "code", "class", "group", "severity", "title_zh", "title_en", "source", "forms", "needs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is listed and taught.

    ``group`` is what its findings are counted under: its own code, the kind of a relation, or
    ``reading``. ``statement`` is a relation's own sentence. ``columns`` are the columns of a form
    that it points to, ``lines`` the lines of a relation. Years bound its validity; none is open.
    ``source`` is where it is kept.
    """

    code: str
    rule_class: RuleClass
    group: str
    severity: Severity
    title: Text
    message: Text
    remedy: Text
    expects: Text
    source: str
    statement: Text = NOTHING
    columns: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    forms: str = ""  # kinds of forms that it is about; blank: all
    needs: str = ""  # what it cannot judge without: last_year

    @property
    def summary(self) -> Text:
        """What it is about, in a line of a list."""
        if self.group == READING:
            return self.message
        return self.statement if self.statement.zh else self.title

    @property
    def row(self) -> dict[str, str | None]:
        """The rule as a row of ``validated.rule``, under ``RULE_COLUMNS``."""
        values = (
            self.code, self.rule_class, self.group, self.severity, self.title.zh, self.title.en,
            "file" if self.source.endswith(".sql") else "", self.forms, self.needs,
        )  # fmt: skip
        return {name: value or None for name, value in zip(RULE_COLUMNS, values, strict=True)}


def rule_book(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Every rule: those of the reader, the relations, the files of ``sql/edit_rules``, by code."""
    rules = (*_of_reading(), *_of_relations(catalogue), *_of_files())
    return tuple(sorted(rules, key=lambda rule: rule.code))


def kind_of(relation: Relation, catalogue: Catalogue) -> str:
    """The kind by which a relation is worded: that of its row, or ``cross_form``."""
    forms = {catalogue.indicator(term.indicator).form for term in relation.terms}
    return relation.kind if len(forms) == 1 else "cross_form"


def _of_files() -> Iterator[Rule]:
    for rule in edit_rules():
        if rule.wording is not None and rule.severity is not None:
            yield _of_file(rule, rule.wording, rule.severity)


def _of_file(rule: EditRule, wording: Wording, severity: Severity) -> Rule:
    first, last = (rule.query.fields.get(name) for name in ("valid_from", "valid_to"))
    return Rule(
        rule.code,
        wording.rule_class,
        rule.code,
        severity,
        wording.title,
        wording.message,
        wording.remedy,
        wording.expects,
        f"sql/edit_rules/{rule.query.name.partition('.')[2]}.sql",
        columns=rule.columns,
        valid_from=int(first) if first else None,
        valid_to=int(last) if last else None,
        forms=rule.query.fields.get("forms", ""),
        needs=rule.query.fields.get("needs", ""),
    )


def _of_relations(catalogue: Catalogue) -> Iterator[Rule]:
    for relation in catalogue.relations:
        kind = kind_of(relation, catalogue)
        wording = relation_wordings()[kind]
        yield Rule(
            relation.code,
            wording.rule_class,
            kind,
            Severity(relation.severity),
            wording.title,
            wording.message,
            wording.remedy,
            wording.expects,
            "catalogue/relations.csv",
            relation.message,
            ("本年",),
            tuple(dict.fromkeys(term.indicator for term in relation.terms)),
            relation.valid_from,
            relation.valid_to,
        )


def _of_reading() -> Iterator[Rule]:
    for rule in reading_rules().values():
        yield Rule(
            rule.code,
            rule.rule_class,
            READING,
            rule.severity,
            Text("报表读取", "Reading of files"),
            rule.message,
            rule.remedy,
            rule.remedy,
            "pipeline/rules/reading.toml",
        )
