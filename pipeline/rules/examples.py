"""An example for every rule: figures that offend against it, and what would be said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.catalogue.model import Catalogue, Relation, Term
from pipeline.rules.book import kind_of
from pipeline.rules.facts import Facts
from pipeline.rules.registry import EditRule, edit_rules, relation_wordings
from pipeline.vocabulary import Text

_WHOLE, _STEP = 100, 10
Row = dict[str, Any]


def example_of(code: str, catalogue: Catalogue) -> Text | None:
    """What the rule would say of figures that offend against it; none for rules of the reader."""
    frame = {
        "area": catalogue.cities[0].code,
        "period": max(catalogue.edition.deadlines, default=max(catalogue.edition.closings)),
    }
    for relation in catalogue.relations:
        if relation.code == code:
            return _of_relation(relation, catalogue, frame)
    rule = next((rule for rule in edit_rules() if rule.code == code), None)
    return _of_file(rule, catalogue, frame) if rule is not None and rule.wording else None


def _of_file(rule: EditRule, catalogue: Catalogue, frame: Row) -> Text | None:
    wording, figures = rule.wording, rule.example
    if wording is None:
        return None
    known = {indicator.code: indicator.form for indicator in catalogue.indicators}
    form = known.get(figures.get("indicator", ""), _form_for(rule, catalogue))
    row: Row = {**frame, "form": form, **figures}
    row["period"] = int(row["period"])
    return Facts(catalogue).told(wording.message, row)


def _form_for(rule: EditRule, catalogue: Catalogue) -> str:
    kinds = rule.query.fields.get("forms", "table").split()
    return next(form.code for form in catalogue.forms if form.kind in kinds)


def _of_relation(relation: Relation, catalogue: Catalogue, frame: Row) -> Text:
    kind = kind_of(relation, catalogue)
    left, right = _sides(relation)
    row = frame | {
        "form": catalogue.indicator(relation.terms[0].indicator).form,
        "rule": relation.code,
        "indicator": left[0],
        "addends": "+".join(right),
        "lines": ";".join(dict.fromkeys(_codes(relation))),
        "statement_zh": relation.message.zh,
        "statement_en": relation.message.en,
    }
    return Facts(catalogue).told(
        relation_wordings()[kind].message, row | _figures(relation, right, catalogue)
    )


def _sides(relation: Relation) -> tuple[list[str], list[str]]:
    """The codes on the left and on the right, as a message names them."""
    if relation.kind == "implies":
        condition = relation.when.removesuffix(">0")
        return [condition], [t.indicator for t in relation.terms if t.indicator != condition]
    named = [(_name(term), term.coefficient > 0) for term in relation.terms]
    return [n for n, is_left in named if is_left], [n for n, is_left in named if not is_left]


def _name(term: Term) -> str:
    weight = abs(term.coefficient)
    times = "" if weight == 1 else f"{weight:f}×"
    return times + term.indicator + (f"(t-{term.lag})" if term.lag else "")


def _figures(relation: Relation, right: Iterable[str], catalogue: Catalogue) -> Row:
    """Figures by kind: each is off by one, or by ten per cent where it is a rate."""
    if relation.kind == "implies":
        return {"observed": "5", "parts": "0", "expected": "0", "difference": ""}
    if relation.kind == "ratio":
        rate = next(i for i in map(catalogue.indicator, _codes(relation)) if i.ratio)
        parts = rate.ratio
        divided = f"{parts.numerator}÷{parts.denominator}×{parts.factor}" if parts else ""
        return {
            "indicator": rate.code, "addends": divided, "lines": ";".join(_codes(relation)),
            "observed": "90.00", "parts": "40÷50×100", "expected": "80.00", "difference": "10",
        }  # fmt: skip
    parts_of = [str(_WHOLE + _STEP * n) for n, _ in enumerate(right)]
    total = sum(map(int, parts_of))
    return {
        "observed": str(total + 1),
        "parts": "+".join(parts_of),
        "expected": str(total),
        "difference": "1",
    }


def _codes(relation: Relation) -> list[str]:
    return [term.indicator for term in relation.terms]
