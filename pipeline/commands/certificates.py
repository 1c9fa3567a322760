"""The 数据质量确认书: what a unit's year amounts to, to be compared, signed and sealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.catalogue.model import Area, Catalogue, Form
from pipeline.collect.templates.drawing_up import formal_name
from pipeline.commands.board import MISSING, STATES
from pipeline.commands.content import (
    Row,
    cells_in_force,
    content_hash,
    forms_in_force,
    texts_in_force,
)
from pipeline.commands.papers import in_chinese, paper
from pipeline.vocabulary import ObsStatus, Qualifier, Text, Verdict
from pipeline.warehouse import Warehouse

_GROUP = 8  # hex digits
_BEGINNING = 12  # of the hash of a file
_BOARD = """
    select form, state, open_errors, is_owed from validated.board
    where year = $year and area = $area
"""


@dataclass(frozen=True, slots=True)
class CertifiedForm:
    """A row of the certificate: a form in force.

    ``filled`` of ``asked`` cells hold something; of a form of texts ``asked`` is zero and
    ``filled`` counts them. ``total`` is the exact sum of the ``n_summed`` exact counts and amounts,
    whatever their units; ``n_explained`` counts the queries that were explained.
    """

    table_no: str
    name: str
    revision: int
    received_on: date
    sha256: str
    filled: int
    asked: int
    total: Decimal = Decimal(0)
    n_summed: int = 0
    n_explained: int = 0

    @property
    def grouped(self) -> str:
        """The total as the book prints figures: 1 234 567.50; blank where nothing was summed."""
        return f"{self.total:,f}".replace(",", "\N{NO-BREAK SPACE}") if self.n_summed else ""

    @property
    def beginning(self) -> str:
        return self.sha256[:_BEGINNING]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One unit's certificate; ``day`` is when the last of its forms came, so that it repeats.

    ``book`` and ``publisher`` are the edition's; ``mark`` is printed where data are samples.
    """

    unit: Area
    year: int
    book: str
    publisher: str
    day: date
    forms: tuple[CertifiedForm, ...]
    content_hash: str
    mark: str = ""


def certificate(given: Certificate) -> bytes:
    """The certificate as a PDF: one page A4, as long as there are no more than a dozen forms."""
    digest = given.content_hash
    return paper(
        "certificate",
        given=given,
        unit=formal_name(given.unit),
        day=in_chinese(given.day),
        groups=[digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)],
    )


def certificate_of(
    warehouse: Warehouse,
    catalogue: Catalogue,
    area: Area,
    year: int,
    explained: Mapping[str, int],
) -> Certificate | None:
    """The certificate of what is in force; ``explained``: by form, the queries with a reason.

    None where the unit owed nothing, or :func:`obstacles` stand in the way.
    """
    if obstacles(warehouse, catalogue, area, year):
        return None
    given = {row["form"]: row for row in forms_in_force(warehouse, area.code, year)}
    cells, texts = _parted(warehouse, area.code, year)
    forms = tuple(
        _form(form, given[form.code], cells, texts, catalogue, explained.get(form.code, 0))
        for form in catalogue.forms
        if form.code in given
    )
    is_sample = any(row["is_sample"] for row in given.values())
    edition = catalogue.edition
    return Certificate(
        area, year, edition.title.zh, edition.publisher.zh,
        max(form.received_on for form in forms), forms, content_hash(warehouse, area.code, year),
        edition.sample_mark.zh if is_sample else "",
    )  # fmt: skip


def obstacles(
    warehouse: Warehouse, catalogue: Catalogue, area: Area, year: int
) -> tuple[Text, ...]:
    """What keeps a unit's year from being certified, a form each; none where it is complete.

    Every form that is owed must be in force, and no newest file may have an open error.
    """
    board = {row["form"]: row for row in warehouse.rows(_BOARD, area=area.code, year=year)}
    if not any(row["is_owed"] for row in board.values()):
        return (Text("该年没有应报的表", "nothing was owed for that year"),)
    listed = ((form, board[form.code]) for form in catalogue.forms if form.code in board)
    return tuple(_obstacle(form, row) for form, row in listed if _is_open(row))


def _is_open(row: Row) -> bool:
    return bool(row["open_errors"] or (row["is_owed"] and row["state"] != Verdict.ACCEPTED))


def _obstacle(form: Form, row: Row) -> Text:
    errors = row["open_errors"]
    if not errors or row["state"] in (MISSING, Verdict.REJECTED):
        state = STATES[row["state"]]
        return Text(f"{form.table_no}{state.zh}", f"{form.code} {state.en}")
    return Text(f"{form.table_no}有 {errors} 项错误未改", f"{form.code} has {errors} open error(s)")


def _parted(
    warehouse: Warehouse, area: str, year: int
) -> tuple[dict[str, list[Row]], Counter[str]]:
    """By submission, its cells and the number of its texts."""
    cells: dict[str, list[Row]] = {}
    for row in cells_in_force(warehouse, area, year):
        cells.setdefault(row["submission_id"], []).append(row)
    texts = Counter(row["submission_id"] for row in texts_in_force(warehouse, area, year))
    return cells, texts


def _form(
    form: Form,
    row: Row,
    cells: Mapping[str, list[Row]],
    texts: Mapping[str, int],
    catalogue: Catalogue,
    n_explained: int,
) -> CertifiedForm:
    own = cells.get(row["submission_id"], [])
    counted = {i.code for i in catalogue.lines_of(form.code) if i.is_counted}
    summed = [cell for cell in own if cell["indicator"] in counted and _is_exact(cell)]
    filled = sum(cell["obs_status"] != ObsStatus.NOT_REPORTED for cell in own)
    return CertifiedForm(
        form.table_no, form.name.zh, row["revision"], row["received_on"], row["sha256"],
        filled if own else texts.get(row["submission_id"], 0), len(own),
        _total(summed), len(summed), n_explained,
    )  # fmt: skip


def _is_exact(cell: Row) -> bool:
    exact = cell["qualifier"] == Qualifier.EXACT and cell["value"] is not None
    return exact and cell["lower"] == cell["value"] == cell["upper"]


def _total(cells: Iterable[Row]) -> Decimal:
    """The sum, with as many decimals as the most exact of its figures was given with."""
    given = list(cells)
    places = max((cell["decimals"] or 0 for cell in given), default=0)
    total: Decimal = sum((cell["value"] for cell in given), Decimal(0)).normalize()
    exponent = total.as_tuple().exponent
    places = max(places, -exponent if isinstance(exponent, int) else 0)
    return total.quantize(Decimal(1).scaleb(-places))
