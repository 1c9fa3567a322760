"""`pipeline certify`: records the scan of a signed certificate, by its hash; it is not copied."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from pipeline.catalogue.model import Area
from pipeline.collect.certifications import (
    Certified,
    Scan,
    Standing,
    certifications,
    certify,
    standing,
)
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.reader.privacy import personal_number
from pipeline.collect.receipts import Archive
from pipeline.commands.certificates import obstacles
from pipeline.commands.content import content_hash
from pipeline.commands.current import current_warehouse, demand_known, rejudge
from pipeline.commands.naming import area_called
from pipeline.commands.report import Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import DataError, Exit, UsageError
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse

_MOST_BYTES = 50 * 1024 * 1024
_PLACE = "--scan"


def certify_year(data: Path, year: int, area: str, lang: str, scan: Path) -> Report:
    """Records that a unit has signed and sealed what is in force of its year.

    Raises UsageError for an unknown year or unit and for a scan that cannot be taken, DataError
    while the unit's year is not complete; then nothing is recorded.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    unit = area_called(area, build_lexicon(season.catalogue))
    signed = _scan(scan)
    digest = _content(season, unit)
    ledger = Archive(season.workspace.received).ledger
    is_new = certify(ledger, unit.code, year, digest, signed, today()) is not None
    if is_new:
        rejudge(season)  # the warehouse is to be younger than the ledger
    return _report(unit, year, digest, signed, is_new=is_new)


def certified(warehouse: Warehouse, known: Certified, area: str, year: int) -> Standing:
    """Whether a unit's year has been signed as it now stands: none, valid or lapsed."""
    return standing(known, area, year, content_hash(warehouse, area, year))


def known_certificates(season: Season) -> Certified:
    """Every scan that the ledger knows. Raises DataError where the ledger is damaged."""
    return certifications(Archive(season.workspace.received).ledger.acts())


def _content(season: Season, unit: Area) -> str:
    with current_warehouse(season) as warehouse:
        if why := obstacles(warehouse, season.catalogue, unit, season.year):
            raise _incomplete(unit, season.year, why)
        return content_hash(warehouse, unit.code, season.year)


def _incomplete(unit: Area, year: int, why: tuple[Text, ...]) -> DataError:
    return DataError(
        f"{unit.name.zh} {year} 年数据还不能确认：" + "、".join(one.zh for one in why),
        f"{unit.name.en} cannot certify {year} yet: " + ", ".join(one.en for one in why),
        remedy_zh="应报的表都采用、错误都改正以后，重新打印确认书，签字盖章后再登记。",
        remedy_en="once every form that is owed is accepted and no error is open, print the"
        " certificate anew, have it signed and sealed, and record that",
    )


def _scan(path: Path) -> Scan:
    """Raises UsageError for what is no readable file, too large, empty, or badly named."""
    name = path.name
    if personal_number(name):
        raise _refused(
            Text(
                "文件名中疑有身份证号或手机号，未予登记",
                "the name of the file seems to hold an identity or telephone number",
            ),
            Text(
                "登记簿不记个人信息，请改名后再登记。",
                "rename it: the ledger holds no personal data",
            ),
        )
    if not name.isprintable():
        raise _refused(
            Text("文件名中有无法显示的字符", "the name of the file holds unprintable characters"),
            Text("请改名后再登记。", "rename the file"),
        )
    try:
        return Scan(_hash(path), name)
    except OSError as problem:
        raise _unreadable(name) from problem


def _hash(path: Path) -> str:
    """Raises OSError where it cannot be read."""
    if not path.is_file():
        raise _unreadable(path.name)
    if not 0 < path.stat().st_size <= _MOST_BYTES:
        raise _refused(
            Text(f"{path.name}是空文件或超过 50 MB", f"{path.name} is empty or larger than 50 MB"),
            Text("请用较低的分辨率重新扫描。", "scan it again, with fewer dots per inch"),
        )
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def _unreadable(name: str) -> UsageError:
    return _refused(
        Text(f"找不到或读不了这个文件：{name}", f"no such file, or it cannot be read: {name}"),
        Text("请核对扫描件的路径。", "check the path of the scan"),
    )


def _refused(what: Text, remedy: Text) -> UsageError:
    return UsageError(what.zh, what.en, where=_PLACE, remedy_zh=remedy.zh, remedy_en=remedy.en)


def _report(unit: Area, year: int, digest: str, scan: Scan, *, is_new: bool) -> Report:
    done = Text("确认书已登记", "the certificate was recorded")
    if not is_new:
        done = Text("此前已登记，未重复登记", "recorded before; nothing was added")
    told = Text(f"{unit.name.zh} {year} 年：{done.zh}", f"{unit.name.en}, {year}: {done.en}")
    facts = (
        ("recorded", Text("登记", "recorded"), told),
        ("scan", Text("扫描件", "scan"), scan.file_name),
        ("sha256", Text("扫描件 SHA-256", "SHA-256 of it"), scan.sha256),
        ("content", Text("内容校验码", "content hash"), digest),
    )
    kept = Text(
        "只登记扫描件的校验码，不留存扫描件，请自行归档；数据一有更正，确认即失效。",
        "Only the hash was recorded: file the scan yourself. It lapses when the data move.",
    )
    data = {"recorded": {"zh": told.zh, "en": told.en}, "is_new": is_new}
    return Report(Exit.DONE, facts, (), (kept,), data)
