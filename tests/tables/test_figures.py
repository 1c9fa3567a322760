"""Published figures are read from the warehouse whole and in a fixed order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.tables.figures import Figure, read_figures
from pipeline.vocabulary import ConfStatus, Mark, Measure, ObsStatus
from pipeline.warehouse import open_warehouse

_PUBLISHED = """
create table disseminated.figure as
select * from (values
    ('450200', '601', 'N', 2021, 3.0000::decimal(28, 4), 3.0000::decimal(28, 4), 3.0000::decimal(28, 4),
     null::decimal(18, 4), 0, '', 'A', 'F', false, 1, 1, false, date '2021-09-26'),
    ('450100', '703', 'N', 2021, null, null, null, null, 0, '', 'A', 'C', true, 1, 14, true, null),
    ('450100', '213', 'G1Y', 2021, 100, 100, null, 10, 1, '>', 'P', 'F', false, 1, 1, false, null)
) as t (area, indicator, measure, period, value, lower, upper, precision, decimals, mark,
    obs_status, conf_status, revised, n_reported, n_expected, is_sample, ref_date)
"""


def published(folder: Path) -> list[Figure]:
    with open_warehouse(folder / "small.duckdb") as warehouse:
        warehouse.rows(_PUBLISHED)
        return list(read_figures(warehouse))


def test_figures_come_in_the_order_of_their_addresses(tmp_path: Path):
    found = [(f.area, f.indicator) for f in published(tmp_path)]
    assert found == [("450100", "213"), ("450100", "703"), ("450200", "601")]


def test_a_figure_keeps_value_bounds_and_statuses(tmp_path: Path):
    growth, hidden, exact = published(tmp_path)
    assert (growth.measure, growth.mark, growth.status) == (
        Measure.GROWTH,
        Mark.MORE,
        ObsStatus.PROVISIONAL,
    )
    assert (growth.lower, growth.upper, growth.precision) == (Decimal(100), None, Decimal(10))
    assert (hidden.conf, hidden.withheld, hidden.revised) == (ConfStatus.WITHHELD, True, True)
    assert (exact.value, exact.ref_date) == (Decimal(3), date(2021, 9, 26))


def test_shown_exact_firm_and_partial_say_what_may_be_done_with_a_figure(tmp_path: Path):
    growth, hidden, exact = published(tmp_path)
    assert [f.shown for f in (growth, hidden, exact)] == [True, True, True]
    assert [f.exact for f in (growth, hidden, exact)] == [False, False, True]
    assert [f.firm for f in (growth, hidden, exact)] == [False, False, True]
    assert [f.partial for f in (growth, hidden, exact)] == [False, True, False]
