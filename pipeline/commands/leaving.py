"""The end of a process."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

_UNTOLD = 120  # as Python ends where the last words could not be written


def leave(code: int) -> NoReturn:
    """Ends at once, when everything has been told.

    By now all that was opened is closed. To take the interpreter to pieces, module by module, would
    last as long as judging a form does.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or _UNTOLD
    os._exit(code)
