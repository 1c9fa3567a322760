"""`pipeline verify`: a release can be made again, and whatever was altered is named."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from pipeline.commands.build import Order, build
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.commands.verify import verify
from pipeline.errors import DataError, UsageError
from pipeline.publish.archive import SUMS, archive_of, write_archive
from pipeline.publish.printed import keep_printed
from pipeline.publish.record import versions
from pipeline.publish.release import releases, write_release
from pipeline.vocabulary import Medium
from pipeline.workspace import Workspace
from tests.commands.conftest import break_figure

YEAR = 2024


def released(data) -> None:
    """A release of the data alone, without the minutes of printing."""
    assert build(data, YEAR, "en", Order((Medium.DATA,)), quiet=True).exit == 0
    season = open_season(data, YEAR, Steps(quiet=True))
    with edition_warehouse(season) as warehouse:
        book = keep_printed(warehouse, season.workspace, YEAR)
    record = {"edition": book.digest, "versions": versions()}
    write_archive(season.workspace, write_release(season.workspace, YEAR, record, "", ()), YEAR)


@pytest.fixture(scope="module")
def once(tmp_path_factory, collected_once):
    """Made once for all tests here, each of which spoils a copy."""
    folder = shutil.copytree(collected_once, tmp_path_factory.mktemp("verify") / "data")
    released(folder)
    return folder


@pytest.fixture
def data(once, tmp_path):
    return shutil.copytree(once, tmp_path / "data")


def facts(report):
    return {key: value for key, _, value in report.facts}


def differing(report):
    return [row for grid in report.grids if grid.name == "files" for row in grid.rows]


def checked(data, number=None):
    return verify(data, YEAR, "en", number, quiet=True)


def test_what_was_released_is_made_again_byte_by_byte(data):
    report = checked(data)
    told = facts(report)
    assert (report.exit, told["differing_files"], told["differing_figures"]) == (0, 0, 0)
    assert told["same_files"] > 5
    assert told["figures"] > 100
    assert told["versions"] == []


def test_what_came_later_does_not_matter(data):
    again = data / "raw/2024/450100/again.csv"
    again.write_bytes((data / "raw/2024/450100/mt2.csv").read_bytes())
    break_figure(again, "209", "7")
    released(data)
    assert checked(data, 1).exit == 0
    assert checked(data, 2).exit == 0


def test_a_file_that_was_altered_in_the_release_is_named(data):
    (release,) = releases(Workspace(data), YEAR)
    altered = release.folder / "public" / "data" / "observations.csv"
    altered.write_bytes(altered.read_bytes() + b"\n")
    report = checked(data)
    assert report.exit == 1
    assert differing(report) == [("public/data/observations.csv", "altered since it was released")]


def test_without_an_archive_what_was_changed_since_differs(data):
    workspace = Workspace(data)
    archive_of(workspace, releases(workspace, YEAR)[0].folder, YEAR).unlink()
    assert checked(data).exit == 0
    names = workspace.catalogue / "indicators.csv"
    names.write_text(names.read_text("utf-8").replace("Platforms in use", "In use"), "utf-8")
    report = checked(data)
    assert report.exit == 1
    assert report.lines[-1].en.startswith("the release has no archive")
    assert {how for _, how in differing(report)} == {"different when made again"}


def test_what_cannot_be_printed_any_more_is_not_made_again_and_the_reason_told(data):
    workspace = Workspace(data)
    archive_of(workspace, releases(workspace, YEAR)[0].folder, YEAR).unlink()
    names = workspace.catalogue / "indicators.csv"
    names.write_text(names.read_text("utf-8").replace("服务站", "服务点"), "utf-8")
    report = checked(data)
    assert report.exit == 1
    assert {how for _, how in differing(report)} == {"not made again"}
    assert len(report.lines) > 1


@pytest.mark.parametrize("harm", ["cut", "changed", "added", "lost"])
def test_a_damaged_archive_is_not_used(data, harm):
    workspace = Workspace(data)
    archive = archive_of(workspace, releases(workspace, YEAR)[0].folder, YEAR)
    spoil(archive, harm)
    with pytest.raises(DataError, match="archive is damaged"):
        checked(data)


def spoil(archive, harm: str) -> None:
    if harm == "cut":
        archive.write_bytes(archive.read_bytes()[:-100])
        return
    with zipfile.ZipFile(archive) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    name = next(n for n in held if n.startswith("received/") and n != "received/ledger.csv")
    if harm == "changed":
        held[name] += b" "
    if harm == "lost":
        del held[name]
    if harm == "added":
        held["../outside.txt"] = b"nobody listed it"
    assert SUMS in held
    with zipfile.ZipFile(archive, "w") as spoilt:
        for each, content in held.items():
            spoilt.writestr(each, content)


def test_without_a_release_there_is_nothing_to_verify(data):
    with pytest.raises(UsageError, match="no such release"):
        checked(data, 9)
