"""What was read, written as rows of text: the spool from which ``sql/staged`` builds its tables."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.prose.spooled import told_rows
from pipeline.collect.reader.reading import FileReading, FormReading
from pipeline.collect.reader.titles.stated import Titles
from pipeline.collect.receipts import Receipt
from pipeline.rules.finding import FINDING_COLUMNS, Finding
from pipeline.vocabulary import Role, Text
from pipeline.warehouse import Warehouse, write_spool
from pipeline.workspace import passing_folder

Cells = Mapping[str, str | None]

# By table, in the order in which sql/staged declares the columns.
COLUMNS: dict[str, tuple[str, ...]] = {
    "submission": (
        "submission_id", "sha256", "area", "form", "year", "revision", "seq", "ledger_on",
        "stated_on", "ref_date", "file_name", "sheet", "encoding", "nature", "source_note",
        "remark", "is_sample", "origin", "digest",
    ),
    "observation": (
        "submission_id", "area", "form", "indicator", "period", "role", "raw_text", "value",
        "lower", "upper", "lower_open", "upper_open", "precision", "decimals", "qualifier",
        "obs_status", "ref_date", "remark", "given_name", "given_unit", "given_nature",
        "sheet", "line", "column_no", "is_sample",
    ),
    "narrative": (
        "submission_id", "area", "period", "paragraph", "heading_zh", "heading_en", "text_zh",
        "text_en", "line", "is_sample",
    ),
    "event": (
        "submission_id", "area", "period", "event_no", "date", "place_zh", "place_en", "text_zh",
        "text_en", "line", "is_sample",
    ),
    "wording": (
        "submission_id", "area", "period", "line", "column_name", "indicator", "place", "wrong",
        "piece",
    ),
    "plain_figure": (
        "submission_id", "area", "period", "line", "column_name", "paragraph", "place", "indicator",
        "piece", "lower", "upper", "lower_open", "upper_open",
    ),
    "method": (
        "submission_id", "area", "period", "line", "name_zh", "name_en", "n_promised", "n_parts",
    ),
    "reading_finding": (*FINDING_COLUMNS, "sha256"),
}  # fmt: skip


@dataclass(slots=True)
class Spool:
    """The rows of ``staged`` on their way into the warehouse, by table."""

    rows: dict[str, list[Cells]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, receipt: Receipt, reading: FileReading, form: FormReading) -> None:
        """One form of a received file; what was found in the file is added apart."""
        titles, content = form.titles, form.content
        whose = {
            "submission_id": form.submission_id,
            "area": titles.area.code,
            "period": str(titles.year),
            "is_sample": _text(titles.is_sample),
        }
        self.rows["submission"].append(whose | _submission(receipt, reading, form))
        self.rows["observation"] += (whose | _observation(o, titles) for o in content.observations)
        self.rows["narrative"] += (
            whose
            | {"paragraph": str(p.number), "line": str(p.line)}
            | _in_both("heading", p.heading)
            | _in_both("text", p.text)
            for p in content.paragraphs
        )
        self.rows["event"] += (
            whose
            | {"event_no": str(e.number), "date": e.day.isoformat(), "line": str(e.line)}
            | _in_both("place", e.place)
            | _in_both("text", e.text)
            for e in content.events
        )
        for table, rows in told_rows(content.told):
            self.rows[table] += (whose | row for row in rows)

    def add_findings(self, findings: Iterable[Finding], digest: str) -> None:
        """What was found in one file; ``digest`` is its sha256, blank if it was not read."""
        self.rows["reading_finding"] += (f.row() | {"sha256": digest or None} for f in findings)

    def packed(self) -> bytes:
        """All rows as JSON, by table, each in the order of its columns."""
        told = {
            name: [[row.get(column) for column in COLUMNS[name]] for row in rows]
            for name, rows in self.rows.items()
            if rows
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    def add_packed(self, packed: bytes) -> None:
        """The rows of another spool, as it packed them."""
        for name, rows in json.loads(packed).items():
            self.rows[name] += (dict(zip(COLUMNS[name], row, strict=True)) for row in rows)

    def into(self, warehouse: Warehouse, only: Container[str] | None = None) -> None:
        """Builds the tables of ``staged``, all or ``only`` those named, from one CSV a table."""
        with passing_folder(warehouse.folder, "spool") as folder:
            for name, columns in COLUMNS.items():
                write_spool(folder / f"{name}.csv", columns, self.rows[name])
            warehouse.materialise("staged", only, spool=str(folder))


def _submission(receipt: Receipt, reading: FileReading, form: FormReading) -> dict[str, str | None]:
    titles = form.titles
    return {
        "sha256": reading.sha256,
        "form": titles.form.code,
        "year": str(titles.year),
        "revision": str(receipt.revision),
        "seq": str(receipt.seq),
        "ledger_on": receipt.received_on.isoformat(),
        "stated_on": titles.stated_on.isoformat() if titles.stated_on else None,
        "ref_date": titles.ref_date.isoformat(),
        "file_name": receipt.file_name,
        "sheet": form.sheet or None,
        "encoding": reading.encoding,
        "nature": titles.nature,
        "source_note": titles.source_note or None,
        "remark": form.content.remark or None,
        "origin": reading.origin,
        "digest": form.digest,
    }


def _observation(seen: Observation, titles: Titles) -> dict[str, str | None]:
    """The reference date belongs to this year's figure; last year's is evidence without one."""
    this_year, reading = seen.role is Role.THIS, seen.reading
    return {
        "form": titles.form.code,
        "indicator": seen.indicator,
        "period": str(titles.year if this_year else titles.year - 1),
        "role": seen.role,
        "raw_text": seen.raw_text,
        "value": _text(reading.value),
        "lower": _text(reading.lower),
        "upper": _text(reading.upper),
        "lower_open": _text(reading.lower_open),
        "upper_open": _text(reading.upper_open),
        "precision": _text(reading.precision),
        "decimals": _text(reading.decimals),
        "qualifier": seen.declared.qualifier,
        "obs_status": reading.status,
        "ref_date": titles.ref_date.isoformat() if this_year else None,
        "remark": seen.remark or None,
        "given_name": seen.given_name,
        "given_unit": seen.given_unit,
        "given_nature": seen.given_nature or None,
        "sheet": seen.sheet or None,
        "line": str(seen.line),
        "column_no": _text(seen.column_no),
    }


def _in_both(name: str, text: Text) -> dict[str, str | None]:
    return {f"{name}_zh": text.zh or None, f"{name}_en": text.en or None}


def _text(value: object) -> str | None:
    """Numbers in plain digits, flags as true and false."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    return format(value, "f") if not isinstance(value, int) else str(value)
