"""`pipeline verify`: a release made again from what was received, and held against what left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from pipeline.commands.edition import edition_warehouse
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.publish.archive import archive_of, sources, unpack
from pipeline.publish.printed import Address, Printed, editions, printed_now, read_printed
from pipeline.publish.record import hashes, versions
from pipeline.publish.release import Released, releases
from pipeline.vocabulary import Medium, Text
from pipeline.workspace import Workspace, passing_folder

_MEDIA = {
    "public/data/": Medium.DATA,
    "public/yearbook.xlsx": Medium.WORKBOOK,
    "public/html/": Medium.HTML,
    "public/cities/": Medium.CITY_PDF,
    "public/yearbook.pdf": Medium.PDF,
}
_TOLD = 40  # figures that differ are listed up to so many
_FILES = (Text("文件", "file"), Text("比对", "compared"))
_FIGURES = (
    Text("地区", "area"), Text("指标", "indicator"), Text("量", "measure"),
    Text("时期", "period"), Text("发布件", "released"), Text("重做", "made again"),
)  # fmt: skip
ALTERED = Text("发布后被改动", "altered since it was released")
DIFFERENT = Text("重做后不同", "different when made again")
MISSING = Text("重做后没有", "not made again")
ADDED = Text("发布件没有", "not in the release")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a release says and what was made again: hashes of public files, printed figures."""

    held: Mapping[str, str]  # as they lie in the release now
    made: Mapping[str, str]
    before: Mapping[Address, Printed]
    now: Mapping[Address, Printed]
    messages: tuple[Text, ...]  # of the build


def verify(data: Path, year: int, lang: str, number: int | None, *, quiet: bool) -> Report:
    """Builds a release (the last, or ``number``) again, somewhere else, and compares.

    It is made from its archive; without one from what the workspace holds now. Exit 1 where any
    byte or figure differs. Raises UsageError where there is no such release, DataError where what
    it was made from is damaged.
    """
    workspace = Workspace(data)
    one = _release(workspace, year, number)
    archive = archive_of(workspace, one.folder, year)
    with passing_folder(Path(gettempdir()), "verify") as folder:
        if archive.exists():
            unpack(archive, folder)
        else:
            _copy(workspace, folder)
        found = _made_again(Workspace(folder), one, lang, quiet=quiet)
    return _told(one, found, archive if archive.exists() else None, lang)


def _release(workspace: Workspace, year: int, number: int | None) -> Released:
    known = releases(workspace, year)
    found = [one for one in known if number in (None, one.number)]
    if not found:
        raise UsageError(
            f"{year} 年没有这样的发布：{number or '尚未发布'}",
            f"there is no such release of {year}: {number or 'none was made'}",
            remedy_zh="先运行 pipeline release，或用 --release 指明编号。",
            remedy_en="run pipeline release first, or name another with --release",
        )
    return found[-1]


def _copy(workspace: Workspace, folder: Path) -> None:
    for path in sources(workspace):
        target = folder / path.relative_to(workspace.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _made_again(workspace: Workspace, one: Released, lang: str, *, quiet: bool) -> Verified:
    """As it would have been built; this release and later ones did not exist then."""
    from pipeline.commands.build import Order, render

    kept = editions(workspace, one.year)
    before = next((read_printed(each) for each in kept if each.digest == one.edition), {})
    for later in releases(workspace, one.year):
        if later.number >= one.number:
            shutil.rmtree(later.folder)
    media = tuple(m for name, m in _MEDIA.items() if any(f.startswith(name) for f in one.files))
    report = render(workspace.root, one.year, lang, Order(media, fresh=True), quiet=quiet)
    with edition_warehouse(open_season(workspace.root, one.year, Steps(lang, quiet))) as warehouse:
        now = printed_now(warehouse)
    public = workspace.public(one.year)
    made = {f"public/{name}": digest for name, digest in hashes(public, public).items()}
    return Verified(hashes(one.folder, one.folder), made, before, now, report.lines)


def _told(one: Released, found: Verified, archive: Path | None, lang: str) -> Report:
    files = list(_differing(one, found))
    figures = [
        (*map(str, address), _said(found.before.get(address)), _said(found.now.get(address)))
        for address in sorted({*found.before, *found.now})
        if found.before.get(address) != found.now.get(address)
    ]
    other = [
        f"{name} {was} → {now}"
        for name, now in versions().items()
        if (was := one.versions.get(name, now)) != now
    ]
    same = sum(found.made.get(name) == digest for name, digest in one.files.items())
    facts = (
        ("release", Text("发布", "release"), str(one.folder)),
        ("made_from", Text("据以重做", "made from"), str(archive or "data")),
        ("same_files", Text("相同的文件", "files that are the same"), same),
        ("differing_files", Text("不同的文件", "files that differ"), len(files)),
        ("figures", Text("比对的数", "figures compared"), len({*found.before, *found.now})),
        ("differing_figures", Text("不同的数", "figures that differ"), len(figures)),
        ("versions", Text("版本不同", "other versions"), other),
    )
    grids = (
        Grid("files", _FILES, tuple((name, how.told(lang)) for name, how in files)),
        Grid("figures", _FIGURES, tuple(figures[:_TOLD])),
    )
    holds = not files and not figures
    lines = (*(() if holds else found.messages), *_verdict(holds, one, archive))
    return Report(Exit.DONE if holds else Exit.DATA, facts, grids, lines)


def _differing(one: Released, found: Verified) -> Iterator[tuple[str, Text]]:
    for name, digest in one.files.items():
        if found.held.get(name) != digest:
            yield name, ALTERED
        if name.startswith("public/") and found.made.get(name) != digest:
            yield name, DIFFERENT if name in found.made else MISSING
    for name in sorted(found.made.keys() - one.files.keys()):
        yield name, ADDED


def _verdict(holds: bool, one: Released, archive: Path | None) -> Iterator[Text]:
    if archive is None:
        yield Text(
            "没有该次发布的归档，据工作区现有的收件、目录和文字重做；此后的改动会显为不同。",
            "the release has no archive: it was made from what the workspace holds now,"
            " and what was changed since differs",
        )
    if holds:
        yield Text(
            f"第 {one.number} 次发布可逐字节重做，各数相同。",
            f"release {one.number} was made again, byte by byte and figure by figure the same",
        )


def _said(one: Printed | None) -> str:
    return one.told if one else ""
