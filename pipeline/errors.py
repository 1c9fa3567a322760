"""What can go wrong: every failure a user may meet, with its exit code and its remedy."""

from __future__ import annotations

import unicodedata
from enum import IntEnum


def visible(text: str) -> str:
    """A text as a terminal may show it: whatever would speak to the terminal instead is a mark.

    Controls, marks that turn the direction of writing, and all else that cannot be seen; line ends
    and spaces stay.
    """
    if text.isprintable():
        return text
    return "".join(c if _is_seen(c) else "�" for c in text)


def _is_seen(character: str) -> bool:
    return character.isprintable() or character == "\n" or unicodedata.category(character) == "Zs"


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    DATA = 1
    USAGE = 2
    ENVIRONMENT = 3
    BUG = 70


class PipelineError(Exception):
    """A failure that the user can act on, told in both languages.

    ``where`` names file, line and column as far as they are known; ``remedy_*`` says what to do.
    """

    exit: Exit = Exit.DATA

    def __init__(
        self, zh: str, en: str, *, where: str = "", remedy_zh: str = "", remedy_en: str = ""
    ) -> None:
        super().__init__(en)
        self.zh, self.en, self.where = zh, en, where
        self.remedy_zh, self.remedy_en = remedy_zh, remedy_en

    def told(self, lang: str) -> str:
        """The failure as one paragraph: place, what happened, what to do."""
        text, remedy = (self.zh, self.remedy_zh) if lang == "zh" else (self.en, self.remedy_en)
        place = f"{self.where}: " if self.where else ""
        mark = "处理办法:" if lang == "zh" else "Remedy: "
        return visible(f"{place}{text}" + (f"\n  {mark}{remedy}" if remedy else ""))


class DataError(PipelineError):
    """The data forbid going on: an open error, nothing to build from."""


class UsageError(PipelineError):
    """The command was called with something that does not exist or does not fit."""

    exit = Exit.USAGE


class CatalogueError(PipelineError):
    """A file under ``data/catalogue`` is broken; ``where`` is file:line."""

    exit = Exit.USAGE


class EnvironmentLacks(PipelineError):
    """A library, font or permission is missing on this machine."""

    exit = Exit.ENVIRONMENT


class RenderError(PipelineError):
    """The book could not be set as it should be: a missing glyph, a WeasyPrint warning."""

    exit = Exit.BUG
