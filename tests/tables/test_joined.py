"""A table without pages: its 续表 stand side by side, and a head that was broken is whole again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.publish.web.joining import one_part
from pipeline.tables.joined import joined
from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.vocabulary import NOTHING, Text

TOTAL, NANNING = Text("合计", "Total"), Text("南宁", "Nanning")
COLUMNS = (Column(Text("数", "Number"), NOTHING, 1, 3),)


def part(text: str, label: Text = NANNING, head: Text = TOTAL) -> TablePart:
    return TablePart((Spanner(head, 0, 1),), COLUMNS, (Row("city", label, (Cell(text),)),))


TABLE = Table(
    "1-1",
    Text("题", "Title"),
    NOTHING,
    Text("地区", "Area"),
    "portrait",
    (part("7"), part("8")),
    (),
)


def test_the_cells_of_a_row_follow_each_other():
    assert [cell.text for cell in joined(TABLE).rows[0].cells] == ["7", "8"]


def test_a_head_over_both_parts_is_one_head_again():
    assert one_part(TABLE).spanners == (Spanner(TOTAL, 0, 2),)


def test_different_heads_stay_apart():
    other = replace(TABLE, parts=(part("7"), part("8", head=Text("其中", "Of which"))))
    assert [spanner.span for spanner in one_part(other).spanners] == [1, 1]


def test_parts_of_different_rows_are_no_table():
    with pytest.raises(ValueError, match="1-1"):
        joined(replace(TABLE, parts=(part("7"), part("8", label=Text("柳州", "Liuzhou")))))
