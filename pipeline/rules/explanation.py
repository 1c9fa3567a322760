"""An explanation: why a figure that was asked about is right, bound to the figures as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256

from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row of ``data/explanations/<year>.csv``; one finding may be explained more than once.

    ``finding_id`` and ``values_hash`` are those of the finding: once its figures have moved, the
    hash is another one and the explanation has lapsed. ``rule`` to ``expected`` repeat the finding
    for the reader of the file. ``reason_code`` is one of ``reasons.csv``; ``printed`` is what the
    book may say of it (blank: the sentence of the reason). ``given_by`` names an office, never a
    person; ``source_sha256`` is the workbook that it came in, blank where it was typed in.
    """

    finding_id: str
    values_hash: str
    rule: str
    area: str
    form: str
    period: int
    indicator: str
    column_name: str
    observed: str
    expected: str
    reason_code: str
    text: str
    printed: Text
    given_by: str
    given_on: date
    source_sha256: str = ""

    @property
    def explanation_id(self) -> str:
        """The same for the same words on the same figures, whenever and however they came."""
        parts = (self.finding_id, self.values_hash, self.reason_code, self.text)
        return sha256("\x1f".join((*parts, self.printed.zh, self.printed.en)).encode()).hexdigest()[
            :16
        ]

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Explanation:
        """The explanation that a row under ``EXPLANATION_COLUMNS`` holds; ValueError if none."""
        plain = {name: row[name] for name in _PLAIN}
        return cls(
            **plain,
            period=int(row["period"]),
            printed=Text(row["print_zh"], row["print_en"]),
            given_on=date.fromisoformat(row["given_on"]),
        )

    def row(self) -> dict[str, str]:
        """The explanation as a row of text under ``EXPLANATION_COLUMNS``."""
        plain = {f.name: str(getattr(self, f.name)) for f in fields(self) if f.name != "printed"}
        return plain | {"print_zh": self.printed.zh, "print_en": self.printed.en}


EXPLANATION_COLUMNS = (
    "rule",
    "area",
    "form",
    "period",
    "indicator",
    "column_name",
    "observed",
    "expected",
    "reason_code",
    "text",
    "print_zh",
    "print_en",
    "given_by",
    "given_on",
    "source_sha256",
    "finding_id",
    "values_hash",
)
_PLAIN = tuple(
    name
    for name in EXPLANATION_COLUMNS
    if name not in ("period", "print_zh", "print_en", "given_on")
)
