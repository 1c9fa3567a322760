"""A broken catalogue is told with its file, its line and a remedy, in both languages."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load
from pipeline.errors import CatalogueError


def failure(copy) -> CatalogueError:
    """The error that loading raises; it always has a remedy in both languages."""
    with pytest.raises(CatalogueError) as caught:
        load(copy.folder)
    error = caught.value
    assert all((error.zh, error.en, error.remedy_zh, error.remedy_en))
    return error


def test_the_copy_itself_is_sound(copy):
    assert len(load(copy.folder).tables[0].columns) == 2


CELLS = {
    "a whole number with letters": ("areas.csv", "450100", "tile_row", "three"),
    "a number written in the scientific way": ("indicators.csv", "101", "yoy_limit_pct", "1e1"),
    "a date in another order": ("areas.csv", "450100", "valid_from", "31.12.2003"),
    "a date without hyphens": ("areas.csv", "450100", "valid_from", "20030101"),
    "a word that is not of the list": ("indicators.csv", "101", "kind", "stocks"),
    "a flag other than Y and N": ("indicators.csv", "101", "mandatory", "yes"),
    "a missing English name": ("indicators.csv", "101", "name_en", ""),
    "a missing Chinese definition": ("indicators.csv", "101", "definition_zh", ""),
    "an English head without the Chinese": ("table_columns.csv", "2-1", "head_en", "People"),
    "a blank at the end of a cell": ("areas.csv", "450100", "name_zh", "南宁市 "),
    "a code that stands twice": ("areas.csv", "450200", "code", "450100"),
    "an area of an unknown region": ("areas.csv", "450100", "parent", "440000"),
    "a class of an unknown classification": ("areas.csv", "C11", "parent", "income"),
    "a second region": ("areas.csv", "459900", "kind", "region"),
    "an area that ends before it begins": ("areas.csv", "450100", "valid_to", "1999-12-31"),
    "a county that ends before it begins": ("counties.csv", "450127", "valid_to", "1999-12-31"),
    "two cities on one tile": ("areas.csv", "450300", "tile_col", "3"),
    "a tile without a column": ("areas.csv", "450200", "tile_col", ""),
    "a class with a city that does not exist": (
        *("areas.csv", "C13", "members"),
        "450400;450500;450900;451500",
    ),
    "a class of two cities": ("areas.csv", "C13", "members", "450400;450500"),
    "a city in two classes": ("areas.csv", "C13", "members", "450400;450500;450900;450300"),
    "a former name without its last year": ("areas.csv", "450200", "aliases", "452700@"),
    "an alias of two areas": ("areas.csv", "450200", "aliases", "南宁市"),
    "a county of no city": ("counties.csv", "450102", "parent", "451500"),
    "a county replaced by an unknown one": ("counties.csv", "450127", "replaced_by", "450199"),
    "a county of an unknown kind": ("counties.csv", "450102", "kind", "prefecture"),
    "a township in another city": ("ethnic_townships.csv", "450124202", "parent", "450225"),
    "a township of an unknown group": ("ethnic_townships.csv", "450124202", "groups", "57"),
    "facts of an unknown area": ("area_facts.csv", "450100", "area", "451500"),
    "facts that end before they begin": ("area_facts.csv", "450100", "to_year", "2019"),
    "a fact that the register contradicts": ("area_facts.csv", "450100", "n_county_units", "13"),
    "a deadline within its year": ("edition_years.csv", "2024", "deadline", "2024-11-30"),
    "a closing before the deadline": ("edition_years.csv", "2024", "closed_on", "2025-01-31"),
    "an unknown form": ("indicators.csv", "101", "form", "MT8"),
    "a line on a narrative form": ("indicators.csv", "101", "form", "MTN"),
    "an unknown parent": ("indicators.csv", "104", "parent", "199"),
    "an unknown register": ("indicators.csv", "118", "register", "n_villages"),
    "an unknown numerator": ("indicators.csv", "116", "formula", "199 / 101 * 100"),
    "an unknown denominator": ("derived.csv", "D201", "formula", "201 / 199"),
    "a ratio of ratios": ("derived.csv", "D201", "formula", "212 / 101"),
    "a formula that is none": ("indicators.csv", "116", "formula", "103 : 101"),
    "a ratio without a formula": ("derived.csv", "D201", "formula", ""),
    "a count with a formula": ("indicators.csv", "101", "formula", "102 / 103"),
    "a ratio that is an index": ("derived.csv", "D201", "formula", "diversity(122, 124)"),
    "an index that is a ratio": ("derived.csv", "D121", "formula", "122 / 124"),
    "an index of a whole and its part": ("derived.csv", "D121", "formula", "diversity(123, 124)"),
    "an index over two levels": ("derived.csv", "D121", "formula", "diversity(121, 124)"),
    "an index of unlike things": ("derived.csv", "D121", "formula", "diversity(122, 201)"),
    "a recomputed total without a formula": ("indicators.csv", "101", "aggregation", "formula"),
    "a group on an unknown line": ("ethnic_groups.csv", "01", "indicator", "199"),
    "a parent without part_of": ("indicators.csv", "104", "part_of", ""),
    "a part in another unit": ("indicators.csv", "710", "unit_zh", "元"),
    "five decimals": ("indicators.csv", "101", "decimals", "5"),
    "a limit without its least change": ("indicators.csv", "101", "min_abs_change", ""),
    "a disclosure threshold of one": ("indicators.csv", "303", "k", "1"),
    "a flow that never falls": ("indicators.csv", "307", "monotone", "Y"),
    "a relation that rejects files": ("relations.csv", "S101", "severity", "reject"),
    "a message in one language": ("relations.csv", "S101", "message_en", ""),
    "an implication without a condition": ("relations.csv", "X303", "when", ""),
    "a table in no part": ("tables.csv", "2-1", "part", "11"),
    "a table on its side": ("tables.csv", "2-1", "orientation", "sideways"),
    "a column of an unknown table": ("table_columns.csv", "2-1", "table", "2-9"),
    "a column of an unknown indicator": ("table_columns.csv", "2-1", "indicator", "199"),
    "a column in an unknown measure": ("table_columns.csv", "2-1", "measure", "AVG"),
    "a column divided by nothing": ("table_columns.csv", "2-1", "scale", "0"),
    "a column with five decimals": ("table_columns.csv", "2-1", "decimals", "5"),
    "a form in no part": ("forms.csv", "MT1", "part", "11"),
    "a form of an unknown kind": ("forms.csv", "MT1", "kind", "letter"),
}
# Where the fault shows in another cell of the same line.
TOLD_AT = {
    "a second region": "kind",
    "a tile without a column": "tile_row",
    "two cities on one tile": "tile_row",
    "an English head without the Chinese": "head_zh",
    "a recomputed total without a formula": "formula",
    "a closing before the deadline": "deadline",
    "an implication without a condition": "relation_id",
    "a parent without part_of": "part_of",
}


@pytest.mark.parametrize("what", CELLS)
def test_one_wrong_cell_is_told_with_its_line_and_column(copy, what):
    file, key, column, value = CELLS[what]
    place = copy.change(file, key, column, value).removesuffix(column)
    assert failure(copy).where == place + TOLD_AT.get(what, column)


@pytest.mark.parametrize("file", ["areas.csv", "tables.csv", "edition.toml", "edition_years.csv"])
def test_a_missing_file_is_named(copy, file):
    (copy.folder / file).unlink()
    error = failure(copy)
    assert error.where == file
    assert file in error.remedy_zh


def test_a_missing_column_is_named(copy):
    copy.swap("areas.csv", "name_en,", "english,")
    error = failure(copy)
    assert error.where == "areas.csv:1"
    assert "name_en" in error.en


def test_an_unknown_column_is_named(copy):
    text = (copy.folder / "classifications.csv").read_text(encoding="utf-8")
    lines = [line + ",x" for line in text.splitlines()]
    (copy.folder / "classifications.csv").write_text("\n".join(lines), encoding="utf-8")
    assert failure(copy).where == "classifications.csv:1"


def test_columns_in_another_order_are_refused_because_the_warehouse_reads_by_position(copy):
    records = copy.records("classifications.csv")
    copy.write("classifications.csv", [[*cells[1:], cells[0]] for cells in records])
    error = failure(copy)
    assert error.where == "classifications.csv:1"
    assert "code,name_zh,name_en" in error.remedy_en


def test_an_unquoted_comma_is_told_with_its_line(copy):
    line = copy.swap("areas.csv", "南宁市,", "南宁市,首府,")
    assert failure(copy).where == f"areas.csv:{line}"


def test_an_open_quote_is_told_with_the_line_where_it_begins(copy):
    line = copy.swap("areas.csv", "450100,", '"450100,')
    assert failure(copy).where == f"areas.csv:{line}"


def test_lines_are_counted_through_cells_that_hold_a_line_break(copy):
    copy.swap("areas.csv", "Nanning City", '"Nanning\nCity"')
    line = copy.swap("areas.csv", "450400;450500;450900", "450400;450500")
    assert failure(copy).where == f"areas.csv:{line} members"


def test_bytes_that_are_not_utf_8_are_told_with_their_line(copy):
    path = copy.folder / "areas.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    error = failure(copy)
    assert error.where == "areas.csv:2"
    assert "UTF-8" in error.remedy_zh


def test_a_byte_order_mark_does_no_harm(copy):
    path = copy.folder / "areas.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(copy.folder).region.code == "450000"


def test_a_circle_of_parents_is_told_at_its_first_indicator(copy):
    copy.change("indicators.csv", "102", "parent", "104")
    place = copy.change("indicators.csv", "103", "parent", "104")
    assert failure(copy).where == place


def test_a_city_outside_a_classification_is_told_at_the_classification(copy):
    copy.change("areas.csv", "C21", "members", "450100;450200;450300;450800")
    error = failure(copy)
    assert error.where == "classifications.csv:3 code"
    assert "450900" in error.en


def test_a_region_must_exist(copy):
    copy.drop("areas.csv", "450000")
    assert failure(copy).where == "areas.csv:1 kind"


def test_a_term_of_an_unknown_relation_is_told(copy):
    line = copy.add("relation_terms.csv", "S999", "101", "0", "1")
    assert failure(copy).where == f"relation_terms.csv:{line} relation_id"


def test_a_term_of_a_derived_indicator_is_told_because_no_form_holds_it(copy):
    line = copy.add("relation_terms.csv", "S101", "D104", "0", "-1")
    assert failure(copy).where == f"relation_terms.csv:{line} indicator"


@pytest.mark.parametrize("relation", ["S101", "P104", "C311", "R116", "X303"])
def test_a_relation_without_its_terms_is_told(copy, relation):
    copy.drop("relation_terms.csv", relation)
    error = failure(copy)
    assert error.where.startswith("relations.csv:")
    assert relation in error.en


def test_a_sum_that_leaves_a_part_out_is_told(copy):
    records = copy.records("relation_terms.csv")
    copy.write("relation_terms.csv", [r for r in records if r[:2] != ["S503", "506"]])
    error = failure(copy)
    assert error.where.startswith("relations.csv:")
    assert "503" in error.en


def test_exhaustive_parts_without_a_sum_are_told(copy):
    copy.drop("relations.csv", "S503")
    copy.drop("relation_terms.csv", "S503")
    error = failure(copy)
    assert error.where.startswith("indicators.csv:")
    assert error.where.endswith("part_of")


def test_a_part_that_nothing_keeps_within_its_whole_is_told(copy):
    copy.drop("relations.csv", "P408")
    copy.drop("relation_terms.csv", "P408")
    error = failure(copy)
    assert error.where.endswith("part_of")
    assert "relations.csv" in error.remedy_en


def test_a_table_without_columns_is_told(copy):
    line = copy.add("tables.csv", "2-2", "2", "C", "人口", "Population", "", "", "portrait")
    assert failure(copy).where == f"tables.csv:{line} table"


def test_a_part_with_an_unknown_form_is_told_with_the_line_of_the_part(copy):
    line = copy.swap("edition.toml", 'form = "MT1"', 'form = "MT9"')
    where, column = failure(copy).where.split()
    assert where.startswith("edition.toml:")
    assert column == "form"
    assert int(where.removeprefix("edition.toml:")) < line


EDITION = {
    "a title in one language": (
        'title = { zh = "广西民族工作统计年鉴", en',
        'title = { zh = "", en',
    ),
    "a threshold in words": ("rank_min_areas = 10", 'rank_min_areas = "ten"'),
    "an ink that is no colour": ('ink = "#8A5A00"', 'ink = "gamboge"'),
    "broken TOML": ('form = "MT1"', 'form = "MT1'),
    "a part without a number in figures": ("number = 3", 'number = "三"'),
    "one language only": ('languages = ["zh", "en"]', 'languages = ["zh"]'),
    "a language twice": ('languages = ["zh", "en"]', 'languages = ["en", "en"]'),
    "a third language": ('languages = ["zh", "en"]', 'languages = ["zh", "en", "za"]'),
    "a language by its name": ('languages = ["zh", "en"]', 'languages = "English"'),
}


@pytest.mark.parametrize("what", EDITION)
def test_a_fault_in_the_edition_is_told_with_its_line(copy, what):
    line = copy.swap("edition.toml", *EDITION[what])
    assert failure(copy).where.split()[0] == f"edition.toml:{line}"


def test_the_languages_of_a_book_are_asked_for_in_both(copy):
    copy.swap("edition.toml", 'languages = ["zh", "en"]', 'languages = ["de", "fr"]')
    error = failure(copy)
    assert '["zh", "en"] 或 ["en", "zh"]' in error.remedy_zh
    assert '["zh", "en"] or ["en", "zh"]' in error.remedy_en


@pytest.mark.parametrize(
    ("written", "leading"),
    [('languages = ["en", "zh"]', "en"), ('languages = ["zh", "en"]', "zh"), ("", "zh")],
)
def test_the_first_language_leads_and_chinese_where_none_is_named(copy, written, leading):
    copy.swap("edition.toml", 'languages = ["zh", "en"]', written)
    assert load(copy.folder).edition.languages.leading == leading


def test_a_missing_key_of_the_edition_is_named(copy):
    copy.swap("edition.toml", "k_default = 3", "k_other = 3")
    error = failure(copy)
    assert error.where == "edition.toml:1 k_default"
    assert "k_default" in error.remedy_zh


def imputed(code: str, more: str = 'method = "ratio"') -> str:
    return f'[[imputation.line]]\nindicator = "{code}"\n{more}\n\n[edits]'


IMPUTED = {
    "a ratio": imputed("116"),
    "a register": imputed("118"),
    "a cumulative line": imputed("311"),
    "an honour": imputed("503"),
    "a census line": imputed("102"),
    "a line that does not add up": imputed("604"),
    "nothing that is known": imputed("999"),
    "a classification that is none": imputed("304", 'method = "like_areas"\nclasses = "income"'),
}


@pytest.mark.parametrize("what", IMPUTED)
def test_what_must_not_be_imputed_is_refused_with_its_line(copy, what):
    line = copy.swap("edition.toml", "[edits]", IMPUTED[what])
    assert failure(copy).where == f"edition.toml:{line + 1} indicator"


def test_a_yearly_count_may_be_imputed(copy):
    copy.swap("edition.toml", "[edits]", imputed("304"))
    (asked,) = load(copy.folder).edition.imputation.lines
    assert (asked.indicator, asked.method) == ("304", "ratio")


@pytest.mark.parametrize("more", ['method = "guess"', 'method = "like_areas"', 'classes = "size"'])
def test_a_method_that_is_none_is_refused(copy, more):
    copy.swap("edition.toml", "[edits]", imputed("304", more))
    assert failure(copy).where.startswith("edition.toml:")


def test_two_parts_of_one_number_are_told(copy):
    copy.swap("edition.toml", "number = 3", "number = 2")
    assert failure(copy).where.endswith("number")


def test_the_user_reads_place_fault_and_remedy(copy):
    place = copy.change("areas.csv", "C13", "members", "450400;450500")
    told = failure(copy)
    assert told.told("zh") == f"{place}: 该组只有2个市\n  处理办法:每组至少3个市"
    assert told.told("en").endswith("Remedy: A class needs at least 3 cities")
