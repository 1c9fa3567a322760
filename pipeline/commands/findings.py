"""What the commands tell of submissions and findings: counts, what stops a book, the work list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.commands.report import Grid
from pipeline.commands.season import Season
from pipeline.rules.finding import Finding
from pipeline.rules.places import place
from pipeline.validate import findings_csv, open_errors
from pipeline.vocabulary import Severity, Text, Verdict
from pipeline.warehouse import Warehouse

OPEN = "severity <> 'note' and reason_code is null"  # what wants an answer


def counts(warehouse: Warehouse, year: int) -> dict[str, Any]:
    """Submissions by verdict, findings of the newest revisions by severity, answers among them.

    A question that has been answered counts as explained and no longer as a query.
    """
    verdicts = warehouse.rows(
        "select verdict, count(*) as n from validated.submission where year = $year"
        " group by verdict order by verdict",
        year=year,
    )
    found = warehouse.rows(
        "select coalesce(reason_code, '') <> '' as is_explained, severity, count(*) as n"
        " from validated.finding where period = $year and outcome = 'fails' and is_current"
        " group by is_explained, severity",
        year=year,
    )
    by_severity = {row["severity"]: row["n"] for row in found if not row["is_explained"]}
    answered = sum(row["n"] for row in found if row["is_explained"])
    return {
        "submissions": {Verdict(row["verdict"]): row["n"] for row in verdicts},
        "findings": {s: by_severity[s] for s in Severity if s in by_severity},
        **({"explained": answered} if answered else {}),
    }


def stop_lines(warehouse: Warehouse, season: Season) -> tuple[Text, ...]:
    """One line for each city-form with an open error and no accepted revision to fall back on."""
    rows = open_errors(warehouse, season.year)
    return tuple(_stop(row, season.catalogue) for row in rows if row["stops"])


def older_lines(warehouse: Warehouse, season: Season) -> tuple[Text, ...]:
    """One line for each city-form whose newest file did not clear, so that an older one is used."""
    rows = open_errors(warehouse, season.year)
    return tuple(_older(row, season.catalogue) for row in rows if not row["stops"])


def _stop(row: dict[str, Any], catalogue: Catalogue) -> Text:
    who, why = _named(row, catalogue), row["n_error"]
    return Text(
        f"{who.zh}：有 {why} 项强制性错误未改正，没有可用的版本",
        f"{who.en}: {why} open errors and no accepted revision",
    )


def _older(row: dict[str, Any], catalogue: Catalogue) -> Text:
    who, newest, used = _named(row, catalogue), row["newest_file"], row["in_force_file"]
    return Text(
        f"{who.zh}：{newest} 未通过，仍采用 {used}",
        f"{who.en}: {newest} did not clear, {used} is still used",
    )


def _named(row: dict[str, Any], catalogue: Catalogue) -> Text:
    area, form = catalogue.area(row["area"]), catalogue.form(row["form"])
    return Text(f"{area.name.zh} {form.table_no}", f"{area.name.en} {form.code}")


def write_findings(warehouse: Warehouse, season: Season) -> Path:
    """``internal/findings.csv`` of the reference year."""
    target = season.workspace.internal(season.year) / "findings.csv"
    findings_csv(warehouse, season.year, target)
    return target


def findings_grid(warehouse: Warehouse, year: int, lang: str, only: str) -> Grid:
    """The current findings of ``year`` for which the SQL condition ``only`` is true."""
    rows = warehouse.rows(
        "select * from validated.finding"
        f" where period = $year and outcome = 'fails' and is_current and {only}",
        year=year,
    )
    return listed_findings("findings", map(Finding.of, rows), lang)


def listed_findings(name: str, findings: Iterable[Finding], lang: str) -> Grid:
    """A row a finding: severity, rule, place, and what is said of it."""
    heads = (
        Text("级别", "severity"),
        Text("规则", "rule"),
        Text("位置", "place"),
        Text("发现与处理", "message"),
    )
    return Grid(name, heads, tuple(_finding_row(found, lang) for found in findings))


def _finding_row(found: Finding, lang: str) -> tuple[str, ...]:
    told = (found.message, found.suspicion, found.remedy)
    return (
        found.severity,
        found.rule,
        place(found, found.file_name or f"{found.area} {found.form}").told(lang),
        " ".join(filter(None, (text.told(lang) for text in told))),
    )


LABELS = {
    "submissions": Text("报送文件", "submissions"),
    "findings": Text("审核发现", "findings"),
    "explained": Text("已说明", "explained"),
    "pages": Text("页数", "pages"),
    "observations": Text("公布数据", "published figures"),
    "reused": Text("沿用图和章", "charts and chapters reused"),
    "made": Text("新制图和章", "charts and chapters made"),
    "seconds": Text("用时（秒）", "seconds"),
    "paths": Text("文件", "files"),
}
