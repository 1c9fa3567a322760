"""What a form says, whatever its dress: the hash by which a new revision is told from the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.titles.stated import Titles
from pipeline.vocabulary import ObsStatus

if TYPE_CHECKING:
    from pipeline.collect.reader.forms import Content


def digest(titles: Titles, content: Content) -> str:
    """The hash of everything that a form says.

    Its day, encoding, order of rows, wording of names and zeros that change nothing are no part of
    it; nor is a line on which nothing stands. A zero that narrows the bounds of a rate is: 94.00
    says more than 94.
    """
    said = [
        [titles.area.code, titles.form.code, titles.year, titles.ref_date.isoformat()],
        titles.nature,
        sorted(map(_figure, filter(_says_something, content.observations))),
        sorted([p.number, p.heading.zh, p.heading.en, p.text.zh, p.text.en]
               for p in content.paragraphs),
        sorted([e.day.isoformat(), e.place.zh, e.place.en, e.text.zh, e.text.en]
               for e in content.events),
        content.remark,
    ]  # fmt: skip
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _says_something(seen: Observation) -> bool:
    """Whether anything stands in the cell or is said of it: a blank line is as good as none."""
    is_blank = seen.reading.status is ObsStatus.NOT_REPORTED and not seen.is_declared
    return not is_blank or bool(seen.remark)


def _figure(seen: Observation) -> list[str]:
    return [seen.indicator, seen.role, *_read(seen), seen.remark]


def _read(seen: Observation) -> Iterator[str]:
    reading, declared = seen.reading, seen.declared
    yield reading.status
    yield from map(_plain, (reading.value, reading.lower, reading.upper))
    yield from map(_plain, (reading.lower_open, reading.upper_open))
    yield from (declared.qualifier, declared.status, _plain(declared.precision))


def _plain(value: Any) -> str:
    """1172.50 as 1172.5; what is not known as nothing."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
