"""Sits at LibreOffice Calc like a clerk: opens files, types into cells, saves in other formats.

It is run by the Python that has LibreOffice's bindings, so it uses nothing of the project. Jobs
come as JSON on stdin: [{"open", "import", "type": {sheet: {cell: text}}, "read": {sheet: [cell]},
"save": [{"path", "filter", "options"}]}]; what the cells to be read show goes to stdout.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno  # comes with LibreOffice
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = f"typist-{os.getpid()}"
PATIENCE = 60  # seconds


def main() -> None:
    office = _start(Path(sys.argv[1]))
    try:
        desktop = _desktop()
        shown = [_work(desktop, job) for job in json.load(sys.stdin)]
        json.dump(shown, sys.stdout)
        desktop.terminate()
        office.wait(PATIENCE)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)  # whatever is left of it


def _start(profile: Path) -> subprocess.Popen[bytes]:
    """LibreOffice with a profile of its own, so that no other one is disturbed."""
    return subprocess.Popen(
        [
            shutil.which("soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"--accept=pipe,name={PIPE};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _desktop():
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            service = "com.sun.star.frame.Desktop"
            return there.ServiceManager.createInstanceWithContext(service, there)


def _work(desktop, job):
    opened = desktop.loadComponentFromURL(
        Path(job["open"]).as_uri(), "_blank", 0, _properties(Hidden=True, **job.get("import", {}))
    )
    try:
        for sheet, cells in job.get("type", {}).items():
            for place, text in cells.items():
                _cell(opened, sheet, place).setFormula(text)
        opened.calculateAll()
        for copy in job.get("save", ()):
            options = {"FilterOptions": copy["options"]} if "options" in copy else {}
            url = Path(copy["path"]).as_uri()
            opened.storeToURL(url, _properties(FilterName=copy["filter"], **options))
        return {
            sheet: {place: _cell(opened, sheet, place).getString() for place in places}
            for sheet, places in job.get("read", {}).items()
        }
    finally:
        opened.close(True)


def _cell(opened, sheet, place):
    return opened.getSheets().getByName(sheet).getCellRangeByName(place)


def _properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main()
