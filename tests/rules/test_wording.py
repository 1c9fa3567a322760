"""Words of the term list are found where they are wrong, and not within words that are right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import load
from pipeline.catalogue.usage import Usage
from pipeline.rules.wording import words_found
from pipeline.vocabulary import Text
from pipeline.workspace import HOUSE

USAGES = load(HOUSE / "data" / "catalogue").usages
MINISTRY = Usage("国土资源部", Text("自然资源部", ""), "office", 2018, ("国土资源部门",))
SHORT = Usage("资源部", Text("部", ""), "office")


def found(text: str, *usages: Usage) -> list[str]:
    return [word.usage.wrong for word in words_found(text, usages or USAGES)]


def test_a_word_is_told_once_however_often_it_stands():
    assert found("僮族，僮族，僮族") == ["僮族"]


def test_words_come_in_the_order_of_the_text():
    assert found("毛难族和僮族") == ["毛难族", "僮族"]


def test_one_that_is_fine_does_not_hide_one_that_is_not():
    assert found("国土资源部门请示国土资源部", MINISTRY) == ["国土资源部"]


def test_of_words_within_each_other_the_longest_is_told():
    assert found("国土资源部", SHORT, MINISTRY) == ["国土资源部"]


def test_the_piece_shows_what_stands_around_it_in_one_line():
    (word,) = words_found("一二三四五六七八九十僮族\n同胞", USAGES)
    assert word.piece == "…三四五六七八九十僮族 同胞"


@given(st.sampled_from(USAGES), st.text("一二，。", max_size=12), st.text("一二，。", max_size=12))
def test_every_word_of_the_list_is_found_and_its_right_word_and_exceptions_are_not(
    usage, before, after
):
    assert found(f"{before}。{usage.wrong}{after}") == [usage.wrong]
    for fine in (usage.right.zh, *usage.protected):
        assert usage.wrong not in found(f"{before}。{fine}{after}")


@given(st.text("僮族国土资源部门原横县茉莉花市民委员会朝鲜", max_size=30))
def test_what_is_found_stands_where_it_is_said_to(text):
    for word in words_found(text, USAGES):
        assert text[word.at :].startswith(word.usage.wrong)
