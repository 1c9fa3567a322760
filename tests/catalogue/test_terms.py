"""The term list: what it says, what it takes from other files, and how a fault in it is told."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load
from pipeline.errors import CatalogueError
from pipeline.warehouse import passing_warehouse
from tests.catalogue.conftest import SHIPPED

FILE = "terms.csv"


def usages(folder):
    return {usage.wrong: usage for usage in load(folder).usages}


def listed(folder) -> set[tuple]:
    """The list as the warehouse holds it."""
    with passing_warehouse((folder,)) as warehouse:
        warehouse.materialise("codelist", folder=str(folder))
        rows = warehouse.rows("select * from codelist.term")
    assert len(rows) == len({row["wrong"] for row in rows})
    return {(r["wrong"], r["right_zh"], r["right_en"], r["kind"], r["last_year"]) for r in rows}


def told(folder) -> set[tuple]:
    return {(u.wrong, u.right.zh, u.right.en, u.kind, u.last_year) for u in load(folder).usages}


def test_the_warehouse_holds_the_same_list_as_the_loader():
    assert listed(SHIPPED) == told(SHIPPED)


def test_former_names_come_from_the_files_that_hold_them():
    found = usages(SHIPPED)
    assert (found["毛难族"].right.zh, found["毛难族"].last_year) == ("毛南族", None)
    assert (found["横县"].right.zh, found["横县"].last_year) == ("横州市", 2020)


def test_a_row_without_a_right_word_adds_exceptions_to_a_word_held_elsewhere():
    assert "横县茉莉花" in usages(SHIPPED)["横县"].unless


def test_a_former_name_of_an_area_is_on_the_list_up_to_its_last_year(copy):
    copy.change("areas.csv", "450200", "aliases", "柳江市@2019;452700@2018;柳州市民宗委")
    assert (usages(copy.folder)["柳江市"].last_year, "452700" in usages(copy.folder)) == (
        2019,
        False,
    )
    assert listed(copy.folder) == told(copy.folder)


@pytest.mark.parametrize("content", [None, "", "wrong,right_zh,right_en,kind,last_year,unless\n"])
def test_a_region_without_a_list_has_what_its_other_files_say(copy, content):
    (copy.folder / FILE).unlink()
    if content is not None:
        (copy.folder / FILE).write_text(content, encoding="utf-8")
    assert set(usages(copy.folder)) == {"僮族", "毛难族", "崩龙族", "横县"}
    assert listed(copy.folder) == told(copy.folder)


FAULTS = {
    "a word that is right as it is": (("好族", "好族", "Good", "group"), "right_zh"),
    "a right word that holds another wrong one": (("好族", "新僮族", "Good", "group"), "right_zh"),
    "a right word in one language": (("好族", "美族", "", "group"), "right_en"),
    "an unknown kind": (("好族", "美族", "Good", "people"), "kind"),
    "a year in letters": (("好族", "美族", "Good", "group", "last"), "last_year"),
    "an exception that is not longer": (("好族", "美族", "Good", "group", "", "好族"), "unless"),
    "an exception without the word": (("好族", "美族", "Good", "group", "", "美好"), "unless"),
    "a word that stands twice": (("桐族", "侗族", "Dong", "group"), "wrong"),
    "a word that another file holds": (("僮族", "壮族", "Zhuang", "group"), "right_zh"),
    "a word without a right one": (("好族",), "right_zh"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_told_with_its_line_and_column(copy, what):
    row, column = FAULTS[what]
    line = copy.add(FILE, *row)
    with pytest.raises(CatalogueError) as caught:
        load(copy.folder)
    assert caught.value.where == f"{FILE}:{line} {column}"
    assert caught.value.remedy_zh
    assert caught.value.remedy_en


def test_a_right_word_may_hold_the_wrong_one_that_it_mends():
    assert usages(SHIPPED)["鲜族"].right.zh == "朝鲜族"


def test_no_right_word_and_no_exception_is_itself_on_the_list():
    found = usages(SHIPPED)
    words = [usage.right.zh for usage in found.values()]
    assert not set(words) & set(found)
