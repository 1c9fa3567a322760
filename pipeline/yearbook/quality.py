"""How good the data are: what arrived and when, what was found, what is printed; names no city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.vocabulary import CLASS_NAMES, Text
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.display import Display
from pipeline.yearbook.edition import EditionModel, FindingCount
from pipeline.yearbook.returns import CELLS, LATE, MISSING, ON_TIME, FormRow, form_rows, per_cent
from pipeline.yearbook.spread import Strip, strips

MOST_RULES, FEWER_RULES = 5, 3  # the second where the table of classes is long
LONG = 8  # lines of the table of classes from which on it is long
SEVERITIES = {
    "reject": Text("拒收", "Unreadable"),
    "error": Text("强制性", "Errors"),
    "query": Text("核实性", "Queries"),
    "note": Text("提示", "Notes"),
}
OUTCOMES = (
    ("corrected", Text("已订正", "corrected")),
    ("explained", Text("已说明", "explained")),
    ("open", Text("待处理", "open")),
    ("noted", Text("仅提示", "for information")),
)
MARKS = {"reject": "■", "error": "●", "query": "○", "note": "△"}


@dataclass(frozen=True, slots=True)
class Class:
    """All findings of one severity, or of one class of rules; ``marks`` tell its severities."""

    name: Text
    marks: str
    n_found: int
    n_corrected: int
    n_explained: int
    n_open: int | None  # none where no answer is asked for


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The pages on the quality of the data."""

    headline: Headline
    figures: tuple[Display, ...]
    rows: tuple[FormRow, ...]
    columns: int  # the boxes of the longest row
    rules: tuple[FindingCount, ...]
    severities: tuple[Class, ...]
    classes: tuple[Class, ...]
    is_long: bool  # the table of classes: it is set closer, to keep the page one page
    strips: tuple[Strip, ...]
    n_printed: int  # explanations in the appendix
    explained_in: str  # the table of the appendix that prints them
    owed: bool
    statement: Text

    @property
    def kinds(self) -> tuple[tuple[str, Text], ...]:
        """What can stand in a cell, as far as it does, for the key."""
        return tuple((k, name) for k, name in CELLS if any(row.cells[k] for row in self.rows))

    def outcome(self, rule: FindingCount) -> dict[str, int]:
        """The findings of a rule by what became of them; a note waits for nothing."""
        last = "noted" if rule.severity == "note" else "open"
        counts = {"corrected": rule.n_corrected, "explained": rule.n_explained, last: rule.n_open}
        return {kind: count for kind, count in counts.items() if count}

    @property
    def outcomes(self) -> tuple[tuple[str, Text], ...]:
        """What became of the findings that are drawn, for the key."""
        drawn = {kind for rule in self.rules for kind in self.outcome(rule)}
        return tuple(pair for pair in OUTCOMES if pair[0] in drawn)

    @property
    def most_found(self) -> int:
        return max((rule.n_found for rule in self.rules), default=1)


def quality(model: EditionModel, explained_in: str = "") -> QualityPage:
    """What the public may know of the quality of an edition.

    ``explained_in`` is the number of the table that prints the explanations.
    """
    owed = model.year in model.catalogue.edition.deadlines
    rows = tuple(form_rows(model, owed=owed))
    severities = tuple(_severities(model.quality.findings))
    classes = tuple(_classes(model.quality.findings))
    is_long = len(classes) + len(severities) >= LONG
    return QualityPage(
        headline=_headline(model, rows, severities, owed),
        figures=tuple(_figures(rows, severities, owed)),
        rows=rows,
        columns=max((len(row.boxes) for row in rows), default=1),
        rules=_rules(model.quality.findings, FEWER_RULES if is_long else MOST_RULES),
        severities=severities,
        classes=classes,
        is_long=is_long,
        strips=strips(model),
        n_printed=len(model.quality.explanations),
        explained_in=explained_in,
        owed=owed,
        statement=_statement(severities),
    )


def _rules(findings: Sequence[FindingCount], most: int) -> tuple[FindingCount, ...]:
    return tuple(sorted(findings, key=lambda f: (-f.n_found, f.rule))[:most])


def _severities(findings: Sequence[FindingCount]) -> Iterator[Class]:
    for severity, name in SEVERITIES.items():
        ours = [f for f in findings if f.severity == severity]
        if ours:
            yield _summed(name, ours, asks=severity != "note")


def _classes(findings: Sequence[FindingCount]) -> Iterator[Class]:
    """By class of rules, notes left out: they ask nothing."""
    for kind, name in CLASS_NAMES.items():
        ours = [f for f in findings if f.rule_class is kind and f.severity != "note"]
        if ours:
            yield _summed(name, ours, asks=True)


def _summed(name: Text, findings: Sequence[FindingCount], *, asks: bool) -> Class:
    return Class(
        name,
        "".join(sign for kind, sign in MARKS.items() if any(f.severity == kind for f in findings)),
        sum(f.n_found for f in findings),
        sum(f.n_corrected for f in findings),
        sum(f.n_explained for f in findings),
        sum(f.n_open for f in findings) if asks else None,
    )


def _figures(rows: Sequence[FormRow], classes: Sequence[Class], owed: bool) -> Iterator[Display]:
    boxes = [box for row in rows for box in row.boxes]
    if owed:
        on_time = sum(box.state == ON_TIME for box in boxes)
        words = Text("按时报送", f"on time, {on_time} of {len(boxes)}")
        yield Display(per_cent(on_time, len(boxes)), Text("%", "%"), words)
    else:
        words = Text("由公开资料整理", "forms compiled by editors")
        yield Display(str(len(boxes)), Text("份", ""), words)
    total = sum(row.n_cells for row in rows)
    blank = sum(row.cells["blank"] for row in rows)
    yield Display(
        per_cent(total - blank, total),
        Text("%", "%"),
        Text("各市指标格已填", f"cells filled, of {_grouped(total)}"),
    )
    yield from _settled(classes)
    explained = sum(c.n_explained for c in classes)
    yield Display(str(explained), Text("项", ""), Text("核实属实，已说明", "confirmed, explained"))
    imputed = sum(row.cells["imputed"] for row in rows)
    told = Text("插补", "cells imputed") if imputed else Text("未作插补", "none imputed")
    yield Display(str(imputed), Text("格", ""), told)
    withheld = sum(row.cells["withheld"] for row in rows)
    # nothing is printed unless the audit has failed to work out what is withheld
    tried = Text("不予公布，经攻击检验", "cells withheld, audited")
    told = tried if withheld else Text("不予公布", "cells withheld")
    yield Display(str(withheld), Text("格", ""), told)


def _settled(classes: Sequence[Class]) -> Iterator[Display]:
    for found in classes:
        if found.name is SEVERITIES["query"]:
            done = found.n_found - (found.n_open or 0)
            words = Text("核实性发现已了结", "queries settled")
            yield Display(f"{done}/{found.n_found}", Text("项", ""), words)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _headline(
    model: EditionModel, rows: Sequence[FormRow], classes: Sequence[Class], owed: bool
) -> Headline:
    boxes = [box for row in rows for box in row.boxes]
    finding = _findings_told(classes)
    if not owed:
        lead = Text(
            f"{model.year} 年未布置报表，{len(boxes)} 份由公开资料整理；",
            f"No forms were due for {model.year}; {len(boxes)} were compiled from published "
            "sources; ",
        )
        return Headline(lead, finding)
    missing = sum(box.state == MISSING for box in boxes)
    late = sum(box.state == LATE for box in boxes)
    on_time = len(boxes) - missing - late
    came = f"{len(boxes)} 份报表全部收齐" if not missing else f"{len(boxes)} 份报表缺 {missing} 份"
    english = f"{len(boxes) - missing} of {len(boxes)} forms received, {on_time} on time"
    return Headline(Text(f"{came}，{on_time} 份按时；", f"{english}; "), finding)


def _many(count: int, noun: str) -> str:
    """1 query, 2 queries."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _findings_told(classes: Sequence[Class]) -> Text:
    """The most telling thing about the findings: open errors, open queries, or none open."""
    pending = {c.name: c.n_open or 0 for c in classes}
    errors, queries = (pending.get(SEVERITIES[s], 0) for s in ("error", "query"))
    if errors:
        return Text(f"{errors} 项强制性错误未改正", f"{_many(errors, 'error')} not corrected")
    if queries:
        return Text(
            f"{queries} 项核实性发现待说明", f"{_many(queries, 'query')} without an explanation"
        )
    if any(c.n_found for c in classes):
        return Text("审核发现全部了结", "every finding is settled")
    return Text("审核未发现问题", "the checks found nothing")


def _statement(classes: Sequence[Class]) -> Text:
    """What the compilers did with the findings, as far as it is true of this edition."""
    corrected = sum(c.n_corrected for c in classes)
    zh = "编辑部门不改动任何填报数值，订正一律由填报单位重报。"
    en = "The compilers change no reported value; every correction is a new return of the reporter."
    if not corrected:
        return Text(zh, en)
    return Text(
        f"{zh}本年度有 {corrected} 项发现因重报而消除。",
        f"{en} New returns settled {_many(corrected, 'finding')} this year.",
    )
