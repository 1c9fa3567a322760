"""Editions that several tests read: built once in a process, never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.build import Order, build
from tests.editions.book import Book
from tests.workspaces import season, workspace_in


def built(folder: Path, year: int, *years: int) -> Book:
    """The book of ``year`` from the shipped files of ``years``."""
    workspace_in(folder, years)
    season(folder, year)
    report = build(folder, year, "en", Order(), quiet=True)
    assert report.exit == 0
    return Book(folder / "out" / str(year))


@pytest.fixture(scope="session")
def book_2021(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return built(tmp_path_factory.mktemp("edition-2021"), 2021, 2020, 2021)
