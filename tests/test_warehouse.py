"""What a warehouse holds has one hash, whatever the order, and another when it holds something else."""

from __future__ import annotations

from pathlib import Path

from pipeline.warehouse import open_warehouse

COLUMNS = ("name", "n")
ROWS = [{"name": "甲", "n": "1"}, {"name": "乙", "n": None}]


def test_the_content_is_the_same_in_any_order_and_another_after_a_change(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        empty = warehouse.content()
        warehouse.load("staged.some", COLUMNS, ROWS)
        filled = warehouse.content()
        warehouse.load("staged.some", COLUMNS, ROWS[::-1])
        assert warehouse.content() == filled
        warehouse.load("staged.some", COLUMNS, [ROWS[0], {"name": "乙", "n": ""}])
        changed = warehouse.content()
        warehouse.load("staged.some", COLUMNS, [])
        assert len({empty, filled, changed, warehouse.content()}) == 4
