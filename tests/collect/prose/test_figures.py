"""Plain figures in texts: read where their meaning is certain, and left alone elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from time import process_time

import pytest

from pipeline.catalogue import load
from pipeline.collect.reader.prose.figures import Setting, plain_figures
from pipeline.collect.reader.prose.names import naming
from pipeline.collect.spool import Spool
from pipeline.workspace import HOUSE
from tests.collect.mini import LEXICON, events, narrative, read
from tests.samples.reading import forms

CATALOGUE = load(HOUSE / "data" / "catalogue")
NAMES = naming(CATALOGUE)
CITY = CATALOGUE.area("450100")
REFERENCE = re.compile(r"\[\[(\w+)(?:@(\d{4}))?\]\]")


def told(text: str, *, is_event: bool = False) -> list[tuple[str, str]]:
    found = plain_figures(text, Setting(CITY, 2024, is_event), NAMES)
    return [(figure.indicator, figure.piece) for figure in found]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("全市建成服务站362个，", [("204", "服务站362个")]),
        ("南宁市现有服务站362个。", [("204", "服务站362个")]),
        ("截至2024年底，服务站达到３６２个。", [("204", "服务站达到３６２个")]),
        ("设有362个服务站。", [("204", "362个服务站")]),
        ("社区“民族之家”150个、服务站362个。", [("203", "社区“民族之家”150个"), ("204", "服务站362个")]),
        ("民族之家和服务站合计512个。", [("216", "民族之家和服务站合计512个")]),
        ("服务站362个，上年为350个。", [("204", "服务站362个")]),
    ],
)  # fmt: skip
def test_a_name_with_its_amount_is_a_figure(text, read_as):
    assert told(text) == read_as


@pytest.mark.parametrize(
    "text",
    [
        "兴宁区服务站12个。", "某社区设有服务站2个。", "新建服务站12个。", "比上年增加服务站3个。",
        "2023年，服务站350个。", "去年，服务站350个。", "二〇一九年，服务站35个。", "力争服务站达到500个。",
        "每个街道设有服务站2个。", "5月，服务站362个。", "服务站5个获评示范。", "服务站里362个。",
        "民族之家、服务站共362个。", "志愿服务站362个。", "服务站362人。", "汉族362人。", "律师20人。",
        "全年建成服务站12个。", "服务站[[204]]个。", "服务站三百个。", "",
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_left_alone(text):
    assert told(text) == []


def test_an_event_tells_of_a_total_only_where_it_says_so():
    assert told("服务站3个挂牌，设有服务站3个。", is_event=True) == []
    assert told("挂牌仪式举行，全市服务站362个。", is_event=True) == [("204", "服务站362个")]


def test_a_text_of_nothing_but_brackets_or_digits_takes_no_time():
    started = process_time()
    told("服务站" * 6_000)
    told("[[2" * 6_000)
    told("1" * 19_000 + "个")
    assert process_time() - started < 2


def test_amounts_that_no_column_can_hold_are_left_alone():
    assert told("服务站999999999999999亿个。") == []


def with_figures(text: str, area: str, year: int, figures: dict) -> str:
    """The text as a city would write it that knows nothing of references."""

    def figure(match: re.Match[str]) -> str:
        known = figures.get((area, match[1], int(match[2] or year)))
        return known or match[0]

    return REFERENCE.sub(figure, text)


def test_the_shipped_narratives_with_digits_for_references_contradict_no_form():
    """Nearly half of the figures are recognised, and none as that of another line."""
    sent = [form for year in (2021, 2022, 2023) for form in forms(year)]
    figures = {
        (form.area, code, form.year): f"{value:f}"
        for form in sent
        if form.form not in ("MTN", "MTE")
        for code, value in form.figures().items()
    }
    n_cited = n_read = 0
    for form in sent:
        for row in form.rows if form.form == "MTN" else ():
            text = with_figures(row["正文"], form.area, form.year, figures)
            n_cited += len(REFERENCE.findall(row["正文"]))
            setting = Setting(CATALOGUE.area(form.area), form.year)
            for figure in plain_figures(text, setting, NAMES):
                n_read += 1
                form_says = figures[form.area, figure.indicator, form.year]
                assert figure.bounds.upper is not None
                assert figure.bounds.lower <= Decimal(form_says) <= figure.bounds.upper, figure
    assert n_read > 0.4 * n_cited


def test_what_words_tell_is_spooled_with_line_and_column():
    text = "0,“五同”工作法,全市服务平台总数418个。"
    reading = read(narrative(text, "1,同谋,正文。"))
    (form,) = reading.forms
    assert [figure.indicator for _, figure in form.content.told.figures] == ["201"]
    assert form.content.told.method is not None
    assert form.content.told.method.n_parts == 1
    assert set(Spool().rows) >= {"wording", "plain_figure", "method"}


def test_a_refused_file_is_not_read_for_its_words():
    assert read(narrative("0,题,平台总数418个[[999]]。")).forms == ()


def test_the_names_of_a_small_catalogue_are_its_own():
    assert set(LEXICON.naming.lines) >= {"服务平台总数", "法律服务站"}
    (form,) = read(events("2024-05-01,南宁市,全市服务平台总数418个。")).forms
    assert [figure.piece for _, figure in form.content.told.figures] == ["服务平台总数418个"]
