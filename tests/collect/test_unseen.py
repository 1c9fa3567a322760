"""Characters that nobody sees are taken out of words and told of; what hides words is sent back."""

from __future__ import annotations

import pytest

from pipeline.rules.printable import RANGES
from tests.collect.defects.books import book
from tests.collect.mini import events, figures, narrative, read, rules, this_year, titles
from tools import glyphs

FORMS = {
    "remark": lambda c: figures().replace("含县级", f"含{c}县级"),
    "note": lambda c: figures() + f"注：含{c}县级\n",
    "heading": lambda c: narrative(f"0,题{c}目,全市建成"),
    "body": lambda c: narrative(f"0,题目,全市{c}建成"),
    "place": lambda c: events(f"2024-05-01,南{c}宁,召开座谈会"),
    "matter": lambda c: events(f"2024-05-01,南宁,召开{c}座谈会"),
    "title": lambda c: titles(资料来源=f"统计{c}公报") + figures().split("\n", 4)[4],
}
INVISIBLE = {"zero width space": "\u200b", "zero width joiner": "\u200d", "word joiner": "\u2060", "byte order mark": "\ufeff",
             "soft hyphen": "\u00ad", "left-to-right mark": "\u200e", "isolate": "\u2068", "tag": "\U000e0041"}  # fmt: skip
HIDING = {"right-to-left override": "\u202e", "right-to-left embedding": "\u202b", "right-to-left isolate": "\u2067",
          "right-to-left mark": "\u200f", "C1 control": "\u009b", "delete": "\u007f", "private use": "\ue000",
          "no character": "\u0378"}  # fmt: skip


def whole(reading) -> str:
    """All words of what was read."""
    return repr([(form.content, form.titles) for form in reading.forms])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_is_invisible_is_taken_out_and_told(form, sign):
    hidden, plain = FORMS[form](INVISIBLE[sign]), FORMS[form]("")
    for reading, sound in ((read(hidden), read(plain)), (read(book(hidden)), read(book(plain)))):
        assert reading.forms[0].digest == sound.forms[0].digest
        assert "D88" in rules(reading)
        assert INVISIBLE[sign] not in whole(reading)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", HIDING)
def test_what_may_hide_something_is_sent_back_with_its_place(form, sign):
    hidden = FORMS[form](HIDING[sign])
    assert read(hidden).is_rejected
    (found,) = [f for f in read(book(hidden)).findings if f.rule == "D87"]
    assert found.observed == f"U+{ord(HIDING[sign]):04X}"
    assert found.line
    assert found.column_no
    assert HIDING[sign] not in found.message.zh


def test_spaces_of_all_kinds_and_new_chinese_characters_stay():
    remark = "含\u3000县\u00a0级\U00020bb7"
    assert this_year(read(figures().replace("含县级", remark)), "202").remark == remark


def test_at_the_ends_of_a_text_it_means_nothing():
    assert rules(read(figures().replace("含县级", "\u200b含县级\ufeff"))) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", ["🙂", "བ", "ᠮ", "\ufffc", "⅓"])
def test_what_cannot_be_printed_is_sent_back_before_it_stops_the_book(form, sign):
    for content in (FORMS[form](sign), book(FORMS[form](sign))):
        (found,) = [f for f in read(content).findings if f.severity == "reject"]
        assert (found.rule, found.observed) == ("D89", f"{sign} U+{ord(sign):04X}")


def test_the_list_of_what_can_be_printed_is_that_of_the_fonts():
    if not glyphs.FONTS.is_dir():
        pytest.skip("the fonts lie elsewhere")
    assert RANGES.read_text("ascii") == glyphs.text()
