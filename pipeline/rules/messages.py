"""How findings are put into words: figures as a clerk writes them, templates filled with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_MINUS = "−"


def figure(value: object) -> str:
    """A value as text: a decimal without trailing zeros, none as nothing, the rest as it is."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)


def span(lower: Decimal, upper: Decimal | None) -> str:
    """An interval as text: 419, ≥419 without an upper bound, else 400–419."""
    if upper is None:
        return f"≥{figure(lower)}"
    return figure(lower) if lower == upper else f"{figure(lower)}–{figure(upper)}"


def signed(written: str) -> str:
    """A difference as it stands in a sentence: +3, −1 (a true minus); nothing stays nothing."""
    if not written or written == "0":
        return written
    return written.replace("-", _MINUS, 1) if written.startswith("-") else f"+{written}"


def equals(written: str) -> str:
    """=419, but ≥419 as it is."""
    return written if written.startswith(("≥", ">")) else f"={written}"


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with its placeholders filled; raises KeyError for one without a fact.

    A part in [square brackets] is left out when one of its placeholders is blank. The facts are
    filled in last and in one go, so that nothing in them is taken for a template.
    """

    def kept(match: re.Match[str]) -> str:
        part = match.group(1)
        return part if all(facts[name] for name in _PLACEHOLDER.findall(part)) else ""

    whole = _OPTIONAL.sub(kept, template)
    return _PLACEHOLDER.sub(lambda match: facts[match.group(1)], whole)
