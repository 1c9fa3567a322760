"""Runs one command of the pipeline and writes down what it opens, connects to and starts.

``python traced.py LOG ARGUMENT…``; the processes that it starts write into the same file, since they
find this folder, and in it ``sitecustomize``, through PYTHONPATH.
"""

from __future__ import annotations

import json
import os
import sys

_EVENTS = ("open", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen",
           "os.exec", "os.posix_spawn", "os.system", "urllib.Request", "ctypes.dlopen",
           "webbrowser.open", "http.client.connect", "ftplib.connect", "smtplib.connect")  # fmt: skip


def listen(log: str) -> None:
    """Appends every such event of this process to ``log``."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS:
            told = [a if isinstance(a, str | int) else repr(a) for a in arguments]
            os.write(descriptor, (json.dumps([event, *told]) + "\n").encode())

    sys.addaudithook(hear)


if __name__ == "__main__":
    listen(sys.argv[1])
    sys.argv = ["pipeline", *sys.argv[2:]]
    import cli

    cli.main()
