"""Never silently wrong: what was written comes back, and damage is refused or harmless."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.collect.reader.reading import FileReading
from pipeline.rules.printable import without_glyph
from tests.collect.mini import CATALOGUE, HEAD, figures, one, read, rules, this_year, titles
from tests.collect.mutations.facts import Fact, Facts, facts_of

LINES = CATALOGUE.lines_of("MT2")
NATURES = ("", "准确", "多于", "约;精确到10", "转述", "初步", "多于;估计", "精确到0.5;初步")
BASE = figures()
NUMERIC = frozenset(b"0123456789.")

figure = st.none() | st.decimals(min_value=0, max_value=10**10, places=2)
letter = st.characters(codec="utf-8", categories=["L", "P", "Zs"])
remark = st.text(letter, max_size=20).filter(lambda text: not without_glyph(text))
line = st.tuples(figure, figure, st.sampled_from(NATURES), remark)


def values(reading: FileReading) -> Facts:
    """Everything that counts about the figures of a file."""
    facts = facts_of(reading)
    return {fact: facts[fact] for fact in facts if fact.kind == "figure" and fact.field != "remark"}


def value(found: Facts, code: str, column: str) -> object:
    return found[Fact("MT2", "figure", (code, column), "value")]


def written(lines) -> str:
    """A form with these cells, as a spreadsheet would save it."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD.split(","))
    for indicator, (this, last, nature, said) in zip(LINES, lines, strict=True):
        shown = ["" if cell is None else format(cell, "f") for cell in (this, last)]
        said_of = nature if this is not None else ""
        writer.writerow(
            [indicator.code, indicator.name.zh, indicator.unit.zh, *shown, said_of, said]
        )
    return titles() + target.getvalue()


@given(st.tuples(*[line] * len(LINES)))
def test_what_was_written_is_read(lines):
    """Unless a remark is the head of a column for persons, or a spreadsheet's sign of an error."""
    reading = read(written(lines))
    assume({"D50", "D75"}.isdisjoint(rules(reading)))
    found = values(reading)
    for indicator, (this, last, _, _) in zip(LINES, lines, strict=True):
        assert value(found, indicator.code, "本年") == this
        assert value(found, indicator.code, "上年") == last


DRESSES = (
    "{:,}", "{} ", " {}", "{}个", "{}%", "约{}", "{}多", "{}余", "+{}", "-{}", "'{}", "{}.", ".{}",
    "={}", "{}E0", "{}万", "０{}", "{}，0", "{}。", "{}/", "#{}", "{}\u200b", "\u3000{}", "“{}”", "{}元",
    "0x{}", "{}_0", "{},0", "({})", "{}!", "$ {}", "¥{}", "{}-", "{}~",
)  # fmt: skip


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(DRESSES), st.booleans())
def test_a_figure_in_any_dress_is_the_same_or_refused(number, dress, quoted):
    cell = dress.format(number)
    reading = read(one(f'"{cell}"' if quoted else cell))
    if reading.forms:
        meant = number * 10_000 if "万" in dress else number
        assert this_year(reading).reading.value == meant


def harmless(mutated: bytes) -> bool:
    """Whether a damaged file is refused, or gives the figures of the sound one."""
    reading = read(mutated)
    return not reading.forms or values(reading) == values(read(BASE))


@given(st.integers(min_value=0, max_value=len(BASE.encode()) - 1), st.integers(0, 255))
def test_a_changed_byte_that_is_no_digit_changes_no_figure(at, byte):
    content = bytearray(BASE.encode())
    if content[at] not in NUMERIC and byte not in NUMERIC:
        content[at] = byte
    assert harmless(bytes(content))


@given(st.integers(min_value=0, max_value=len(BASE.encode())), st.integers(0, 255))
def test_an_added_byte_that_is_no_digit_changes_no_figure(at, byte):
    content = BASE.encode()
    added = b"" if byte in NUMERIC else bytes([byte])
    assert harmless(content[:at] + added + content[at:])


@given(st.integers(min_value=0, max_value=len(BASE.encode()) - 1), st.integers(1, 400))
def test_a_hole_in_the_file_is_refused_harmless_or_told_of(at, length):
    """Digits lost inside one cell cannot be seen; a hole over a line end loses a line at least."""
    content = BASE.encode()
    hole = content[at : at + length]
    assume(NUMERIC.isdisjoint(hole) or b"\n" in hole)
    mutated = content[:at] + content[at + length :]
    assert harmless(mutated) or "D63" in rules(read(mutated))


@given(st.permutations(range(7)))
def test_columns_in_another_order_give_the_same_figures(order):
    rows = list(csv.reader(io.StringIO(BASE)))
    turned = [[row[i] for i in order] if len(row) == len(order) else row for row in rows]
    target = io.StringIO()
    csv.writer(target).writerows(turned)
    assert values(read(target.getvalue())) == values(read(BASE))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_without_a_traceback(content):
    assert not read(content).forms


@given(st.lists(st.lists(st.text(max_size=8), max_size=8), max_size=8))
def test_any_table_below_good_titles_is_read_or_refused(table):
    target = io.StringIO()
    csv.writer(target).writerows(table)
    reading = read(titles() + HEAD + "\n" + target.getvalue())
    assert not reading.forms or all(
        o.reading.value is None or isinstance(o.reading.value, Decimal)
        for o in reading.forms[0].content.observations
    )
