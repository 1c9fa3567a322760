"""Of two texts one leads and one follows, as the edition says."""

from __future__ import annotations

import pytest

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.vocabulary import NOTHING, Text

ENGLISH_FIRST = Languages("en")
CITY = Text("南宁市", "Nanning")


def test_the_leading_text_comes_first() -> None:
    assert CHINESE_FIRST.pair(CITY) == ("南宁市", "Nanning")
    assert ENGLISH_FIRST.pair(CITY) == ("Nanning", "南宁市")
    assert ENGLISH_FIRST.joined(CITY, " / ") == "Nanning / 南宁市"


def test_what_follows_stands_in_an_element_with_its_rank_and_language() -> None:
    assert CHINESE_FIRST.both(CITY) == '南宁市 <span class="follow" lang="en">Nanning</span>'
    assert ENGLISH_FIRST.both(CITY) == 'Nanning <span class="follow" lang="zh-CN">南宁市</span>'
    assert ENGLISH_FIRST.under(CITY, "td", "name") == (
        '<td class="name follow" lang="zh-CN">南宁市</td>'
    )


@pytest.mark.parametrize("text", [Text("%", "%"), Text("南宁", "")])
def test_what_says_nothing_new_does_not_follow(text: Text) -> None:
    assert CHINESE_FIRST.both(text) == text.zh
    assert CHINESE_FIRST.joined(text) == text.zh


def test_texts_are_escaped() -> None:
    assert ENGLISH_FIRST.both(Text("<b>", "<i>")) == (
        '&lt;i&gt; <span class="follow" lang="zh-CN">&lt;b&gt;</span>'
    )


def test_a_number_stands_before_what_leads_alone() -> None:
    number = Text("图3-1", "Fig. 3-1")
    assert CHINESE_FIRST.numbered(CITY, number) == Text("图3-1 南宁市", "Nanning")
    assert ENGLISH_FIRST.numbered(CITY, number) == Text("南宁市", "Fig. 3-1 Nanning")
    assert ENGLISH_FIRST.alone(CITY) == Text("", "Nanning")
    assert ENGLISH_FIRST.alone(NOTHING) == NOTHING
