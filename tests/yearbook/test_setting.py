"""Tables made ready for the page: columns, heads, aligned figures, wrapped labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook import grid, setting
from pipeline.yearbook.html import environment
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.setting import SetTable

GOLDEN = Path(__file__).parent / "golden" / "table.html"
NOTHING = Text("", "")
BREAKER = Breaker(["服务平台总数", "服务中心", "民族之家", "服务平台", "总数", "平台总数"])


def column(number: int, zh: str, en: str, **extra: object) -> Column:
    return Column(Text(zh, en), NOTHING, number, 1.0, **extra)  # type: ignore[arg-type]


def row(kind: str, zh: str, en: str, *cells: Cell, gap: bool = False) -> Row:
    return Row(kind, Text(zh, en), cells, gap=gap)


def table(**extra: object) -> Table:
    """A region, two cities, a class under its heading; each kind of cell occurs."""
    columns = (
        column(1, "服务平台总数", "Platforms, total", strong=True),
        column(2, "覆盖率", "Coverage", bar_before=True),
    )
    rows = (
        row("region", "全区", "Region", Cell("1\u00a0965"), Cell("94.12")),
        row("city", "南宁市", "Nanning", Cell("418", flag="p"), Cell("94", ">"), gap=True),
        row("city", "防城港市", "Fangchenggang", Cell("×", kind="symbol"), Cell(kind="blank")),
        row("heading", "按人口分", "By population"),
        row("class", "400万人及以上", "4 million and over", Cell("1\u00a0200"), Cell("90.5")),
    )
    part = TablePart((Spanner(Text("平台", "Platforms"), 0, 2),), columns, rows)
    values = {
        "number": "3-1",
        "title": Text("分市服务平台", "Platforms by City"),
        "unit": Text("个", "unit"),
        "stub": Text("地区", "Area"),
        "orientation": "portrait",
        "parts": (part,),
        "notes": (
            Text("行政区划以年末为准。", "Divisions at year-end."),
            Text("×为不予公布。", "× withheld."),
        ),
    } | extra
    return Table(**values)  # type: ignore[arg-type]


def set_one(table: Table) -> SetTable:
    (only,) = setting.set_table(table, BREAKER)
    return only


def html(table: SetTable) -> str:
    module = environment().get_template("macros/table.html.j2").make_module()
    return str(module.table(table, 6.5))  # type: ignore[attr-defined]


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_columns_fill_the_measure_exactly(orientation: str) -> None:
    ready = set_one(table(orientation=orientation))
    assert sum(ready.widths.all) == pytest.approx(ready.measure_mm, abs=0.05)


def test_decimal_points_stand_below_each_other() -> None:
    """A figure with fewer decimals is padded by the width of those that it lacks."""
    rows = set_one(table()).rows
    two, none, one = (row.cells[1] for row in (rows[0], rows[1], rows[4]))
    pads = [int(cell.css.split()[0][1:]) / 10 for cell in (two, none, one)]
    digit = grid.cell_mm(Cell("0"), 8.2)
    assert pads[2] - pads[0] == pytest.approx(digit, abs=0.11)
    assert pads[1] - pads[0] == pytest.approx(grid.cell_mm(Cell(".00"), 8.2), abs=0.11)


def test_a_flag_hangs_behind_and_a_bound_stands_before() -> None:
    city = set_one(table()).rows[1]
    assert (city.cells[0].text, city.cells[0].flag) == ("418", "p")
    assert city.cells[1].text == ">94"


def test_a_blank_cell_is_blank() -> None:
    assert set_one(table()).rows[2].cells[1].text == ""


def test_a_label_that_fits_takes_one_line_and_a_long_one_more() -> None:
    short = set_one(table()).rows[1]
    long = Text("登记在册的少数民族流动人口服务平台总数之一部分", "A very long label that goes on")
    wide = tuple(column(n, f"{2000 + n}年", str(2000 + n)) for n in range(9))
    cells = (Cell("12\u00a0345\u00a0678"),) * 9
    part = TablePart((), wide, (Row("item", long, cells),))
    assert short.lines == 1
    assert set_one(table(parts=(part,))).rows[0].lines > 1


def test_notes_stand_under_the_last_part_alone() -> None:
    one = table()
    first, last = setting.set_table(table(parts=one.parts * 2), BREAKER)
    assert (first.notes, last.notes) == ((), one.notes)
    assert (first.continued, last.continued) == (False, True)
    assert first.id != last.id


def test_taller_rows_make_a_taller_table() -> None:
    ready = set_one(table())
    assert ready.height_mm(7.0) - ready.height_mm(6.0) == pytest.approx(len(ready.rows))


def test_continued_parts_say_so_in_both_languages() -> None:
    _, last = setting.set_table(table(parts=table().parts * 2), BREAKER)
    assert '续表 <span class="follow" lang="en">continued</span>' in html(last)


def test_the_html_of_a_table_is_as_agreed() -> None:
    """Look at the difference; when it is meant, write the new text to golden/table.html."""
    assert html(set_one(table())).strip() == GOLDEN.read_text(encoding="utf-8").strip()


def test_what_a_city_wrote_is_escaped() -> None:
    wicked = table(title=Text("<script>", "<b>"))
    assert "<script>" not in html(set_one(wicked))
