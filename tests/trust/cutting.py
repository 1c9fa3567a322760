"""A warehouse that was cut, damaged, exchanged or lost is noticed, told of and made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import duckdb

from tests.trust.ground import Ground
from tests.trust.killing import Outcome
from tests.trust.runs import Runs
from tests.trust.seen import seen

_PAGE = 4096
_TOLD = "not to be trusted"


def _cut(path: Path, random: Random) -> None:
    with path.open("r+b") as file:
        file.truncate(random.randrange(path.stat().st_size))


def _flip(path: Path, random: Random) -> None:
    with path.open("r+b") as file:
        at = random.randrange(path.stat().st_size)
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ (1 << random.randrange(8))]))


def _page(path: Path, random: Random) -> None:
    with path.open("r+b") as file:
        file.seek(random.randrange(path.stat().st_size // _PAGE) * _PAGE)
        file.write(random.randbytes(_PAGE))


def _text(path: Path, random: Random) -> None:
    path.write_text("no database at all\n" * random.randint(0, 999))


def _tables(path: Path, random: Random) -> None:
    with duckdb.connect(str(path)) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where not internal"
        ).fetchall()
        for (name,) in random.sample(names, random.randint(1, len(names))):
            connection.execute(f"drop table {name}")


def _rows(path: Path, random: Random) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from staged.observation where line % 2 = 0")


def _writes(path: Path, random: Random) -> None:
    """Left open by a program that was killed: part of it stands in a log of writes beside it."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute("delete from staged.observation")
    assert path.with_name(f"{path.name}.wal").exists()


def _writes_cut(path: Path, random: Random) -> None:
    _writes(path, random)
    wal = path.with_name(f"{path.name}.wal")
    _cut(wal, random)


def _writes_lost(path: Path, random: Random) -> None:
    _page(path, random)
    path.with_name(f"{path.name}.wal").write_bytes(random.randbytes(999))


def _older(path: Path, random: Random) -> None:
    """As from a backup: whole, of a time when less had been received."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table staged.of_another_time as select 1 as x")


def _voucher_cut(path: Path, random: Random) -> None:
    _cut(path.with_name("yearbook.voucher.json"), random)


def _voucher_lost(path: Path, random: Random) -> None:
    path.with_name("yearbook.voucher.json").unlink()


WAYS: tuple[Callable[[Path, Random], None], ...] = (
    _cut, _flip, _page, _text, _tables, _rows, _writes, _writes_cut, _writes_lost, _older,
    _voucher_cut, _voucher_lost,
)  # fmt: skip


FORGETFUL = (_voucher_cut, _voucher_lost)  # rejected files come back with the next collect


def cut(runs: Runs, ground: Ground, done: Path, scratch: Path, random: Random, way: int) -> Outcome:
    """Damages what a finished run (``done``) left; a reader and then a writer must come to terms."""
    folder = Path(shutil.copytree(done, scratch / "cut"))
    damage, wrong = WAYS[way % len(WAYS)], []
    damage(folder / "out" / "yearbook.duckdb", random)
    year = ground.command[1]
    board = runs.run(done, "status", year, "--lang", "en")
    for command in (("status", year), ground.command):
        ended = runs.run(folder, *command, "--lang", "en")
        notes = [line for line in ended.err.splitlines() if _TOLD in line]
        if len(notes) != 1 or len(ended.err.splitlines()) != 1:
            wrong.append(f"{command[0]} said: {ended.err[-400:]!r}")
        if command[0] == "status" and damage not in FORGETFUL and ended.out != board.out:
            wrong.append(f"another board, exit {ended.code}: {ended.out[-300:]}")
    wrong += seen(folder).differences(ground.after)
    shutil.rmtree(folder)
    return Outcome("cut", ground.name, damage.__name__.strip("_"), hit=True, wrong=tuple(wrong))
