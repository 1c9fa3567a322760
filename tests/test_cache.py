"""The cache saves time and never changes anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache import Cache, key_of, key_of_files, program
from pipeline.workspace import HOUSE

KEY = key_of("something")


def test_what_was_put_is_got(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, b"pages")
    cache = Cache(tmp_path)
    assert cache.get(KEY) == b"pages"
    assert (cache.used, cache.made) == (1, 0)


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put(KEY, b"pages")
    assert cache.get(KEY) is None
    cache.prune()


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 40])
def test_what_was_damaged_is_as_good_as_absent(tmp_path: Path, damage: bytes) -> None:
    Cache(tmp_path).put(KEY, b"pages")
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(damage)
    assert Cache(tmp_path).get(KEY) is None


def test_a_cut_file_is_not_used(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, b"pages")
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert Cache(tmp_path).get(KEY) is None


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [key_of(str(number)) for number in range(3)]
    for age, key in enumerate(keys):
        cache.put(key, bytes(100))
        os.utime(tmp_path / key[:2] / key, (1000 - age, 1000 - age))
    assert cache.get(keys[2]) is not None  # the oldest, but used just now
    cache.prune(limit=300)
    assert [key in {p.name for p in tmp_path.rglob("*")} for key in keys] == [True, False, True]


def test_where_nothing_can_be_written_it_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")
    cache.put(KEY, b"pages")
    assert cache.get(KEY) is None


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_parts_have_different_keys(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_files_are_known_by_name_and_content_and_what_is_compiled_is_not_looked_at(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "house"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "words.txt").write_text("a")
    before = key_of_files(folder)
    (folder / "__pycache__" / "words.pyc").write_bytes(b"x")
    assert key_of_files(folder) == before
    (folder / "words.txt").write_text("b")
    changed = key_of_files(folder)
    (folder / "words.txt").rename(folder / "others.txt")
    assert len({before, changed, key_of_files(folder)}) == 3


@pytest.mark.parametrize("kind", ["*.py", "*.sql", "*.toml", "*.txt"])
def test_the_program_is_more_than_its_code(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read depends on the rules' words and on the list of what can be printed, too."""
    looked_at: set[Path] = set()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: looked_at.add(path) or read(path))
    program.__wrapped__()
    house = [p for name in ("pipeline", "sql") for p in (HOUSE / name).rglob(kind)]
    assert house
    assert set(house) <= looked_at
