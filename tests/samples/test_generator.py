"""The generator writes what lies under data/raw, byte for byte, however often it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.workspace import Workspace
from tests.samples.reading import DATA, SAMPLE_YEARS
from tools.samples.__main__ import keep_real_years, write_samples
from tools.samples.benchmark import extended_workspace
from tools.samples.draw import settled
from tools.samples.published import read_published
from tools.samples.submissions import files


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(DATA / "catalogue")


@pytest.fixture(scope="module")
def generated(catalogue: Catalogue) -> dict[Path, bytes]:
    published = read_published(DATA / "raw")
    return {file.path: file.content for file in files(catalogue, published, SAMPLE_YEARS)}


def test_running_again_gives_the_same_bytes(
    catalogue: Catalogue, generated: dict[Path, bytes]
) -> None:
    again = files(catalogue, read_published(DATA / "raw"), SAMPLE_YEARS)
    assert {file.path: file.content for file in again} == generated


def test_what_lies_in_raw_is_what_the_generator_writes(generated: dict[Path, bytes]) -> None:
    raw = DATA / "raw"
    lying = {
        path.relative_to(raw): path.read_bytes()
        for year in SAMPLE_YEARS
        for path in (raw / str(year)).rglob("*")
        if path.is_file()
    }
    assert lying == generated


def test_a_file_is_utf8_with_bom_and_crlf(generated: dict[Path, bytes]) -> None:
    for content in generated.values():
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 0


def test_all_samples_are_marked_as_such(generated: dict[Path, bytes]) -> None:
    assert all("资料性质,示例\r\n".encode() in content for content in generated.values())


def test_every_city_sends_every_form_every_year_but_for_one(
    catalogue: Catalogue, generated: dict[Path, bytes]
) -> None:
    due = {
        Path(str(year), city.code, f"{form.code.lower()}.csv")
        for year in SAMPLE_YEARS
        for city in catalogue.cities
        for form in catalogue.forms
    }
    assert due - generated.keys() == {Path("2024", "450900", "mt6.csv")}


def test_small_counts_move_by_lot_and_never_by_more_than_one() -> None:
    settled_counts = {int(settled(8.3, 0, "a", year)) for year in range(100)}
    assert settled_counts == {8, 9}


def test_a_benchmark_workspace_holds_invented_cities_and_their_files(tmp_path: Path) -> None:
    larger = extended_workspace(Workspace(DATA), tmp_path / "bench", 20)
    count = write_samples(larger, (2023, 2024))
    cities = load(larger.catalogue).cities
    assert len(cities) == 20
    assert count == len(list(larger.root.glob("raw/202[34]/*/*.csv")))
    for city in cities:
        assert (larger.raw(2024) / city.code / "mt1.csv").exists()
        assert (larger.raw(2024) / city.code / "mtn.csv").exists()


def test_a_benchmark_never_overwrites_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exists"):
        extended_workspace(Workspace(DATA), tmp_path, 20)


def test_a_year_with_real_submissions_is_never_replaced() -> None:
    keep_real_years(Workspace(DATA), SAMPLE_YEARS)
    with pytest.raises(SystemExit, match="no sample"):
        keep_real_years(Workspace(DATA), (2021,))
