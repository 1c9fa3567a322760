"""The house rules for SQL: path is address, grain on the first line, one portable SELECT a file."""

from __future__ import annotations

import re

import duckdb
import pytest

from pipeline.queries import SCHEMAS, queries
from pipeline.workspace import SQL

FOLDERS = sorted(path.name for path in SQL.iterdir() if path.is_dir())
FILES = {query.name: query for folder in FOLDERS for query in queries(folder)}
READS_BEFORE = {schema: SCHEMAS[: at + 1] for at, schema in enumerate(SCHEMAS)}
READS_BEFORE["edit_rules"] = READS_BEFORE["validated"]
READ_FILES = ("codelist", "staged")  # these two open CSV files, in DuckDB's own words
UNPORTABLE = re.compile(
    r"\b(exclude|lambda|macro|rowid|unnest|group by all|order by all|list_\w+|array_\w+"
    r"|struct_\w+|qualify|pivot|asof)\b|\*\s*replace\b|->|[\[\]{}]"
)
_STRING = re.compile(r"'(?:[^']|'')*'")

every_file = pytest.mark.parametrize("query", FILES.values(), ids=FILES.keys())


def words(query) -> str:
    """The file without comments and without what stands in quotes."""
    return _STRING.sub("''", query.body)


def schema(query) -> str:
    return query.name.partition(".")[0]


def test_there_are_no_other_folders():
    assert set(FOLDERS) == {*SCHEMAS, "edit_rules"}


@every_file
def test_the_first_line_states_the_grain(query):
    assert query.text.startswith("-- one row per ")


@every_file
def test_the_header_says_more_than_the_grain(query):
    second = query.text.splitlines()[1]
    assert second.startswith("-- ")


@every_file
def test_a_file_has_at_most_eighty_lines(query):
    assert query.text.count("\n") <= 80


@every_file
def test_it_is_one_select(query):
    (statement,) = duckdb.extract_statements(query.text)
    assert statement.type is duckdb.StatementType.SELECT
    assert not query.text.rstrip().endswith(";")


@every_file
def test_keywords_and_names_are_lower_case(query):
    assert re.findall(r"[A-Z]+", words(query)) == []


@every_file
def test_values_come_in_by_name_only(query):
    (statement,) = duckdb.extract_statements(query.text)
    assert set(statement.named_parameters) == query.parameters
    assert not re.search(r"\?|\$[0-9]|%s", words(query))


@every_file
def test_it_reads_only_what_was_built_before(query):
    allowed = READS_BEFORE[schema(query)]
    assert {table for table in query.reads if table.partition(".")[0] not in allowed} == set()


@every_file
def test_it_names_the_schema_of_every_table(query):
    """So that what a file reads can be told from its text."""
    text = re.sub(r"extract\(\w+ from", "", words(query))
    sources = set(re.findall(r"\b(?:from|join) ([\w.\"]+)", text))
    steps = set(re.findall(r"^(\w+) as \(|^with (\w+) as \(", text, re.MULTILINE))
    assert sources - query.reads - {name for pair in steps for name in pair} <= {"read_csv"}


@every_file
def test_its_order_is_total_and_its_own(query):
    last = words(query).rstrip().rpartition("order by")[2]
    assert last
    assert ")" not in last.replace("()", "")


@every_file
def test_after_staged_it_is_plain_sql(query):
    if schema(query) not in READ_FILES:
        assert UNPORTABLE.findall(words(query)) == []


@pytest.mark.parametrize("query", queries("edit_rules"), ids=lambda query: query.name)
def test_a_rule_says_what_is_wrong_and_what_to_do_in_both_languages(query):
    parts = ("title", "message", "remedy", "expects")
    texts = {f"{part}_{lang}" for part in parts for lang in ("zh", "en")}
    told, of_the_catalogue = {"rule", "class", "severity", *texts}, {"rule"}
    assert query.fields.keys() & told in (told, of_the_catalogue)
