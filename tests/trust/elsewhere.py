"""One build somewhere else: another day, place, user and machine, as far as one process can tell.

python -m tests.trust.elsewhere '{"day": "2031-02-03", …}' build 2024 --data DIR
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

NOBODY = 65534
HERE = Path(__file__).resolve().parents[2]


def live_elsewhere(told: dict[str, Any], arguments: list[str]) -> None:
    os.umask(told.get("umask", 0o022))
    if told.get("processors"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: told["processors"]])
    if told.get("backwards"):
        _list_backwards()
    if told.get("nobody") and can_be_nobody():
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    sys.argv = ["pipeline", *arguments]
    import cli
    from pipeline.commands import season

    if "day" in told:
        season.today = lambda: date.fromisoformat(told["day"])
    cli.main()


def can_be_nobody() -> bool:
    """Only root can become somebody else, and only where Python and this house are open to all."""
    places = (Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), HERE)
    ways = {folder for place in places for folder in (place, *place.parents)}
    return os.geteuid() == 0 and all(folder.stat().st_mode & 0o005 == 0o005 for folder in ways)


def _list_backwards() -> None:
    """As another file system would: folders tell what is in them in another order."""
    scan, listed = os.scandir, os.listdir

    class Backwards:
        def __init__(self, path: Any = ".") -> None:
            with scan(path) as entries:
                self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Any:
            return self._entries

        def __next__(self) -> Any:
            return next(self._entries)

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            self._entries = iter(())

    os.scandir = Backwards
    os.listdir = lambda path=".": sorted(listed(path), reverse=True)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    live_elsewhere(json.loads(sys.argv[1]), sys.argv[2:])
