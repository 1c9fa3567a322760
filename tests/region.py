"""A tiny region for SQL tests: three cities (or more), their own level, and what they observed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.catalogue.imputation import Imputation
from pipeline.process.imputation import impute
from pipeline.protect.cells import PRINTED_COLUMNS, withhold
from pipeline.warehouse import Warehouse, open_warehouse

REGION, OWN = "450000", "459900"
CITIES = ("450100", "450200", "450300")

_TABLES = """
create table codelist.area (code varchar, kind varchar, parent varchar);
create table codelist.area_member ("class" varchar, city varchar);
create table codelist.indicator (
    id varchar, form varchar, kind varchar, decimals integer, parent varchar, part_of varchar,
    aggregation varchar, numerator varchar, denominator varchar, factor integer,
    region_reports varchar, rankable boolean, k integer, release varchar,
    yoy_limit_pct decimal(9, 2), on_form boolean, unit_en varchar, frequency varchar);
create table codelist.formula_line (indicator varchar, line varchar);
create table codelist.relation (relation_id varchar, kind varchar, binding boolean, severity varchar);
create table codelist.relation_term (
    relation_id varchar, indicator varchar, lag integer, coefficient decimal(18, 4));
create table codelist.form (code varchar, expected_from integer);
create table codelist.edition_year (year integer);
create table validated.submission (
    submission_id varchar, area varchar, form varchar, year integer, nature varchar,
    in_force boolean, late_days integer, n_query integer, n_error integer, is_sample boolean);
create table validated.observation (
    area varchar, indicator varchar, period integer, submission_id varchar, value decimal(18, 4),
    lower decimal(18, 4), upper decimal(18, 4), lower_open boolean, precision decimal(18, 4),
    decimals integer, qualifier varchar, obs_status varchar, ref_date date, printed_value decimal(18, 4), revised boolean,
    is_sample boolean);
create table validated.narrative (
    area varchar, period integer, paragraph integer, heading_zh varchar, heading_en varchar,
    text_zh varchar, text_en varchar, is_sample boolean);
create table validated.event (
    area varchar, period integer, event_no integer, date date, place_zh varchar, place_en varchar,
    text_zh varchar, text_en varchar, is_sample boolean);
create table validated.board (
    year integer, area varchar, form varchar, state varchar, revision integer, late_days integer,
    n_query integer, n_explained integer, n_error integer, is_sample boolean);
create table validated.finding_life (
    "group" varchar, "class" varchar, severity varchar, title_zh varchar, title_en varchar,
    period integer, state varchar, area varchar);
create table codelist.reason (code varchar, print_zh varchar, print_en varchar);
create table validated.explanation (
    finding_id varchar, values_hash varchar, reason_code varchar, text varchar, print_zh varchar,
    print_en varchar, given_no varchar, tells_figure varchar);
create table validated.finding (
    finding_id varchar, values_hash varchar, rule varchar, area varchar, indicator varchar,
    period integer, submission_id varchar, reason_code varchar, is_current boolean);
"""


class Region:
    """A warehouse with code lists to which a test adds indicators and observations."""

    def __init__(self, warehouse: Warehouse, cities: Sequence[str]) -> None:
        self.warehouse, self.cities = warehouse, tuple(cities)
        self._run(_TABLES)
        kinds = [(REGION, "region"), (OWN, "own_level"), *((c, "city") for c in cities)]
        for code, kind in kinds:
            self._run("insert into codelist.area values (?, ?, '450000')", code, kind)

    def _run(self, sql: str, *values: Any) -> None:
        self.warehouse._connection.execute(sql, list(values))

    def a_class(self, code: str, *members: str) -> None:
        self._run("insert into codelist.area values (?, 'class', 'share')", code)
        for city in members:
            self._run("insert into codelist.area_member values (?, ?)", code, city)

    def indicator(self, code: str, **fields: Any) -> None:
        """A summable count with no limits, unless ``fields`` say otherwise."""
        usual: dict[str, Any] = {
            "form": "MT1", "kind": "stock", "decimals": 0, "parent": None, "part_of": "",
            "aggregation": "sum", "numerator": None, "denominator": None, "factor": None,
            "region_reports": "", "rankable": False, "k": None, "release": "public",
            "yoy_limit_pct": 30, "on_form": True, "unit_en": "unit", "frequency": "annual",
        }  # fmt: skip
        self._run(
            f"insert into codelist.indicator values ({', '.join('?' * 18)})",
            code,
            *(usual | fields).values(),
        )
        if fields.get("part_of"):
            self._relate(code, fields["parent"], fields["part_of"])

    def _relate(self, part: str, whole: str, part_of: str) -> None:
        """The relation that the catalogue would have: the sum of all parts, or a part in its whole."""
        is_sum = part_of == "exhaustive"
        code = f"S{whole}" if is_sum else f"P{part}"
        signs = [(part, -1 if is_sum else 1)]
        if not self.warehouse.rows(
            "select * from codelist.relation where relation_id = $code", code=code
        ):
            kind = "sum" if is_sum else "subset"
            self._run("insert into codelist.relation values (?, ?, true, 'error')", code, kind)
            signs.append((whole, 1 if is_sum else -1))
        for indicator, sign in signs:
            self._run(
                "insert into codelist.relation_term values (?, ?, 0, ?)", code, indicator, sign
            )

    def ratio(self, code: str, above: str, below: str, **fields: Any) -> None:
        made = {
            "kind": "ratio", "decimals": 2, "aggregation": "formula", "numerator": above,
            "denominator": below, "factor": 100, "unit_en": "%",
        }  # fmt: skip
        self.indicator(code, **(made | fields))
        self._made_of(code, above, below)

    def diversity(self, code: str, *lines: str) -> None:
        self.indicator(
            code, kind="index", decimals=4, aggregation="formula", unit_en="", on_form=False
        )
        self._made_of(code, *lines)

    def _made_of(self, code: str, *lines: str) -> None:
        for line in lines:
            self._run("insert into codelist.formula_line values (?, ?)", code, line)

    def owes(self, form: str, *years: int) -> None:
        self._run("insert into codelist.form values (?, ?)", form, min(years))
        for year in years:
            self._run("insert into codelist.edition_year values (?)", year)

    def observe(
        self, area: str, indicator: str, value: int | str | None, period: int = 2024, **given: Any
    ) -> None:
        """An observation in force: exact, normal and of the year's end, unless ``given`` differs."""
        number = None if value is None else Decimal(value)
        bounds = {"lower": number, "upper": number}
        whole = bounds | {"status": "A", "ref_date": date(period, 12, 31), "revised": False} | given
        nature = given.get("nature", "报送")
        submission = f"{area}-{period}-{nature}"
        self._run(
            "insert into validated.submission select ?, ?, 'MT1', ?, ?, true, 0, 0, 0, false"
            " where ? not in (select submission_id from validated.submission)",
            submission, area, period, nature, submission,
        )  # fmt: skip
        self._run(
            "insert into validated.observation values (?,?,?,?,?,?,?,?,?,?,null,?,?,null,?,?)",
            area, indicator, period, submission, number, whole["lower"], whole["upper"],
            given.get("strict", whole["upper"] is None), given.get("precision"), given.get("decimals", 0), whole["status"], whole["ref_date"],
            whole["revised"], given.get("is_sample", False),
        )  # fmt: skip

    def reckon(
        self,
        year: int = 2024,
        matched_min: int = 2,
        rank_min: int = 3,
        average_years: int = 2,
        imputation: Imputation | None = None,
        printed: Sequence[tuple[object, ...]] = (),
    ) -> None:
        asked = imputation or Imputation()
        impute(self.warehouse, asked, matched_min)
        self.warehouse.materialise(
            "aggregated", matched_min=matched_min, final_pct=asked.final_limit_pct,
            average_years=average_years,
        )  # fmt: skip
        blank = dict.fromkeys(PRINTED_COLUMNS, "")
        rows = [blank | dict(zip(PRINTED_COLUMNS, map(str, one), strict=False)) for one in printed]
        withhold(self.warehouse, rows)
        self.warehouse.materialise(
            "disseminated", year=year, rank_min=rank_min, average_years=average_years
        )

    def figure(
        self, area: str, indicator: str, measure: str = "N", period: int = 2024
    ) -> dict[str, Any] | None:
        rows = self.warehouse.rows(
            "select * from disseminated.figure where area = $area and indicator = $indicator"
            " and measure = $measure and period = $period",
            area=area, indicator=indicator, measure=measure, period=period,
        )  # fmt: skip
        return rows[0] if rows else None

    def printed(
        self, area: str, indicator: str, measure: str = "N", period: int = 2024
    ) -> str | None:
        """The figure as mark and value, ``×`` where withheld, none where there is no figure."""
        row = self.figure(area, indicator, measure, period)
        if row is None:
            return None
        if row["conf_status"] == "C":
            return "×"
        if row["value"] is None:
            return row["obs_status"]
        return f"{row['mark']}{row['value']:.{row['decimals']}f}"


@contextmanager
def region_in(folder: Path, cities: Sequence[str] = CITIES) -> Iterator[Region]:
    with open_warehouse(folder / "test.duckdb") as warehouse:
        yield Region(warehouse, cities)
