"""The name of a method and its parts, from the titles of a narrative."""

from __future__ import annotations

import pytest

from pipeline.rules.methods import method_of
from pipeline.vocabulary import Text

NAMES = [
    ("“五同”工作法：首府的五个环节", "The Five-Together method: work in the capital",
     "“五同”工作法", "The Five-Together method", 5),
    ("“五同”工作法重在长效", "The Five-Together method is made to last",
     "“五同”工作法", "The Five-Together method", 5),
    ("“五大举措”：做实做细", "The Five Measures: thorough work", "“五大举措”", "The Five Measures", 5),
    ("“三有”机制覆盖景区", "The Three Haves reach the sights", "“三有”机制", "The Three Haves", 3),
    ("“五个坚持”看实效", "The Five Adherences judged by results", "“五个坚持”", "The Five Adherences", 5),
    ("“港城融居”示例计划", "The sample programme “Port City, Shared Homes”",
     "“港城融居”示例计划", "Port City, Shared Homes", None),
    ("“三江口邻里”示例计划", "", "“三江口邻里”示例计划", "", None),
    ("“四邻共治”到乡镇", "In the townships", "“四邻共治”", "In the townships", None),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "name_zh", "name_en", "number"), NAMES)
def test_a_title_begins_with_the_name(zh, en, name_zh, name_en, number):
    method = method_of(Text(zh, en))
    assert method is not None
    assert (method.name, method.number) == (Text(name_zh, name_en), number)


@pytest.mark.parametrize("title", ["全区城市民族工作：补短板", "", "推广“五同”工作法", "五个坚持"])
def test_a_title_that_begins_otherwise_names_none(title):
    assert method_of(Text(title, "")) is None


def parts(title: str, *headings: str) -> tuple[int, ...]:
    method = method_of(Text(title, ""))
    assert method is not None
    return method.parts_of(headings)


def test_sections_that_begin_with_the_key_word_are_its_parts():
    assert parts("“三有”机制", "有领导", "有经费", "有服务", "建好平台") == (0, 1, 2)


def test_where_none_does_all_are():
    assert parts("“五大举措”", "组织", "机制") == (0, 1)


def test_a_heading_that_holds_the_word_further_on_is_no_part():
    assert parts("“五同”工作法", "同谋：商量", "大家同心") == (0,)
