"""`pipeline return`: to every city what it has to answer, or its certificate to sign."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.catalogue.model import Area
from pipeline.collect.corrections import correction_of, correction_workbook
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.templates.drawing_up import reporting_units
from pipeline.commands.certificates import certificate, certificate_of
from pipeline.commands.current import current_warehouse, demand_known
from pipeline.commands.findings import LABELS
from pipeline.commands.naming import area_called
from pipeline.commands.report import Grid, Report
from pipeline.commands.return_letters import return_letter, return_letter_of
from pipeline.commands.returns import return_slip
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity, Text
from pipeline.warehouse import Warehouse
from pipeline.workspace import write_whole

_RETURNS, _CERTIFICATES = "corrections", "certificates"  # folders under internal
_FINDINGS = """
    select * from validated.finding
    where period = $year and area = $area and is_current and outcome = 'fails'
"""
_ANSWERED = (Severity.ERROR, Severity.QUERY)  # in the workbook; what cannot be read is sent anew


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written for one unit: a ZIP to send back, a certificate to sign, or neither."""

    unit: Area
    n_errors: int
    n_queries: int
    n_unreadable: int
    parcel: Path | None
    certificate: Path | None


def return_to_cities(
    data: Path, year: int, lang: str, *, select: Sequence[str], due: datetime | None, quiet: bool
) -> Report:
    """Writes a ZIP (correction workbook, letter) for each unit with anything open.

    And for each city of which all forms are in force, without an open error, the certificate of
    data quality. What is out of date is removed. ``due`` is the day until which an answer is asked
    for, a fortnight from today unless given. Raises UsageError for an unknown year or unit.
    """
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        demand_known(season)
        day = due.date() if due else date.fromordinal(today().toordinal() + 14)
        with (
            current_warehouse(season) as warehouse,
            steps.step("return", Text("退回与确认", "Returns")) as progress,
        ):
            sent = []
            for unit in _units(season, select):
                progress(unit.name.told(lang))
                sent.append(_send(season, warehouse, unit, day))
    return _told(season, sent)


def _units(season: Season, select: Sequence[str]) -> tuple[Area, ...]:
    units = reporting_units(season.catalogue, season.year)
    lexicon = build_lexicon(season.catalogue)
    chosen = {area_called(name, lexicon).code for name in select}
    return tuple(unit for unit in units if not chosen or unit.code in chosen)


def _send(season: Season, warehouse: Warehouse, unit: Area, due: date) -> Sent:
    rows = warehouse.rows(_FINDINGS, year=season.year, area=unit.code)
    findings = tuple(map(Finding.of, rows))
    pending = [f for f in findings if f.severity is not Severity.NOTE and not f.is_explained]
    of = Counter(found.severity for found in pending)
    return Sent(
        unit,
        of[Severity.ERROR],
        of[Severity.QUERY],
        of[Severity.REJECT],
        _parcel(season, warehouse, unit, pending, due),
        _certificate(season, warehouse, unit, findings),
    )


def _parcel(
    season: Season, warehouse: Warehouse, unit: Area, pending: Sequence[Finding], due: date
) -> Path | None:
    """The ZIP of a unit; where nothing is open any more, an older one goes away."""
    name = f"{unit.code}_{unit.name.zh}_{season.year}"
    target = season.workspace.internal(season.year) / _RETURNS / f"{name}_退回.zip"
    if not pending:
        target.unlink(missing_ok=True)
        return None
    catalogue = season.catalogue
    letter = return_letter_of(
        warehouse, catalogue, unit, season.year, pending, day=today(), due=due
    )
    files: dict[str, bytes] = {}
    if any(found.severity in _ANSWERED for found in pending):
        correction = correction_of(warehouse, catalogue, unit, season.year, pending)
        files[f"{name}_订正表.xlsx"] = correction_workbook(correction, catalogue)
    if letter is not None:
        files[f"{name}_退回函.pdf"] = return_letter(letter)
    if any(found.severity is Severity.REJECT for found in pending):
        files[f"{name}_退改单.html"] = return_slip(warehouse, season, unit)
    write_whole(target, _zipped(files))
    return target


def _certificate(
    season: Season, warehouse: Warehouse, unit: Area, findings: Collection[Finding]
) -> Path | None:
    name = f"{unit.code}_{unit.name.zh}_{season.year}_数据质量确认书.pdf"
    target = season.workspace.internal(season.year) / _CERTIFICATES / name
    explained: dict[str, int] = {}
    for found in findings:
        if found.is_explained:
            explained[found.form] = explained.get(found.form, 0) + 1
    made = certificate_of(warehouse, season.catalogue, unit, season.year, explained)
    if made is None:
        target.unlink(missing_ok=True)
        return None
    write_whole(target, certificate(made))
    return target


def _zipped(files: dict[str, bytes]) -> bytes:
    """The same files always give the same bytes, whenever they are packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _told(season: Season, sent: Sequence[Sent]) -> Report:
    heads = (
        Text("单位", "unit"),
        Text("必须改正", "errors"),
        Text("请核实", "queries"),
        Text("无法读取", "unreadable"),
        Text("退回", "returned"),
        Text("确认书", "certificate"),
    )
    rows = tuple(tuple(_row(one)) for one in sent)
    folder = season.workspace.internal(season.year)
    paths = [str(folder / name) for name in (_RETURNS, _CERTIFICATES)]
    facts = (
        ("returned", Text("退回", "returned"), sum(one.parcel is not None for one in sent)),
        (
            "certificates",
            Text("确认书", "certificates"),
            sum(one.certificate is not None for one in sent),
        ),
        ("paths", LABELS["paths"], paths),
    )
    return Report(Exit.DONE, facts, (Grid("units", heads, rows),))


def _row(one: Sent) -> Iterator[str]:
    yield f"{one.unit.code} {one.unit.name.zh}"
    yield from (str(one.n_errors), str(one.n_queries), str(one.n_unreadable))
    yield from ("✓" if path else "" for path in (one.parcel, one.certificate))
