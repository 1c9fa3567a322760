"""Reads the relations between indicators (edit rules as data), and the reasons of explanations."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipeline.catalogue.model import Reason, Relation, Term
from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Entry, Row, unique
from pipeline.vocabulary import Severity

RELATION_COLUMNS = (
    *("relation_id", "kind", "sense", "tolerance", "severity", "binding", "when"),
    *("valid_from", "valid_to", "message_zh", "message_en"),
)
TERM_COLUMNS = ("relation_id", "indicator", "lag", "coefficient")
REASON_COLUMNS = ("code", "name_zh", "name_en", "print_zh", "print_en")
KINDS = ("sum", "subset", "ratio", "cumulative", "implies")
SEVERITIES = (Severity.ERROR, Severity.QUERY, Severity.NOTE)


def read_reasons(folder: Path) -> tuple[Entry[Reason], ...]:
    """``reasons.csv``: what may explain a figure that was asked about."""
    rows = read_rows(folder, "reasons.csv", REASON_COLUMNS)
    unique(rows, "code")
    return tuple(
        Entry(Reason(row.filled("code"), row.both("name"), row.both("print")), row) for row in rows
    )


def read_terms(folder: Path) -> tuple[Entry[Term], ...]:
    """``relation_terms.csv``: one indicator of one relation a row; its row names the relation."""
    rows = read_rows(folder, "relation_terms.csv", TERM_COLUMNS)
    unique(rows, "relation_id", "indicator", "lag")
    return tuple(Entry(_term(row), row) for row in rows)


def read_relations(folder: Path, terms: tuple[Entry[Term], ...]) -> tuple[Entry[Relation], ...]:
    """``relations.csv``, each relation with its terms in the order of their file."""
    rows = read_rows(folder, "relations.csv", RELATION_COLUMNS)
    unique(rows, "relation_id")
    by_relation: dict[str, list[Term]] = {}
    for term in terms:
        by_relation.setdefault(term.row.text("relation_id"), []).append(term.value)
    return tuple(
        Entry(_relation(row, tuple(by_relation.get(row.text("relation_id"), ()))), row)
        for row in rows
    )


def _term(row: Row) -> Term:
    return Term(
        indicator=row.filled("indicator"),
        lag=row.integer("lag"),
        coefficient=row.decimal_or_none("coefficient") or Decimal(row.filled("coefficient")),
    )


def _relation(row: Row, terms: tuple[Term, ...]) -> Relation:
    return Relation(
        code=row.filled("relation_id"),
        kind=row.one_of("kind", KINDS),
        sense=row.one_of("sense", ("=", "<=", ">")),
        tolerance=row.decimal_or_none("tolerance"),
        severity=row.one_of("severity", SEVERITIES),
        binding=row.flag("binding"),
        when=row.text("when"),
        message=row.both("message"),
        terms=terms,
        valid_from=row.integer_or_none("valid_from"),
        valid_to=row.integer_or_none("valid_to"),
    )
