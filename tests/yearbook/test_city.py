"""The chapter of a city: its profile, emblem and table are read from figures, and fill pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.catalogue.model import Area
from pipeline.tables.figures import Figure, Figures
from pipeline.tables.program import build_city_table
from pipeline.vocabulary import Measure, Text
from pipeline.workspace import TEMPLATES
from pipeline.yearbook import ink
from pipeline.yearbook.chapters import Chapter
from pipeline.yearbook.charts.drawing import Drawing, know
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.city import City, city
from pipeline.yearbook.edition import EditionModel, Narrative, Section
from pipeline.yearbook.emblem import emblem, rates, third
from pipeline.yearbook.html import environment
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.motif import Weave
from tests.fakes import fake_catalogue, fake_edition

PROFILE = (
    {"ordinal": "1", "indicators": "101", "fact": "", "name_zh": "", "name_en": ""},
    {"ordinal": "2", "indicators": "999;201", "fact": "", "name_zh": "", "name_en": ""},
    {
        "ordinal": "3",
        "indicators": "",
        "fact": "n_county_units",
        "name_zh": "县级单位",
        "name_en": "County-level units",
    },
)
FACTS = ({"area": "450100", "from_year": "2020", "to_year": "", "n_county_units": "12"},)


@pytest.fixture(scope="module")
def model() -> EditionModel:
    catalogue = fake_catalogue()
    catalogue = replace(catalogue, registers={"city_profile": PROFILE[::2], "area_facts": FACTS})
    return fake_edition(catalogue)


def nanning(model: EditionModel) -> Area:
    return model.catalogue.area("450100")


def chapter(model: EditionModel, charts: tuple[Chart, ...] = ()) -> City:
    area = nanning(model)
    return city(
        model,
        area,
        summary=(),
        table=build_city_table(area, model.catalogue, model.figures, model.year, "9-1-1"),
        charts=charts,
        breaker=Breaker(()),
    )


def page(made: City, model: EditionModel) -> str:
    return environment().get_template("chapters/city.html.j2").render(chapter=made, model=model)


know({"nothing": "<svg></svg>"})


def chart(number: str, width: float, height: float) -> Chart:
    words = Text("图", "Chart")
    return Chart(
        number,
        words,
        Drawing("nothing", width, height),
        words,
        Text("", ""),
    )


def ranked(model: EditionModel, places: dict[str, int]) -> EditionModel:
    """The edition with these places of Nanning in rates on five forms."""
    plain = next(f for f in model.figures if f.period == 2024 and f.area == "450100")
    rate = next(i for i in model.catalogue.indicators if i.rankable and i.on_form)
    extra = tuple(replace(rate, code=code, form=f"MT{n}") for n, code in enumerate(places, 1))
    ranks = [rank(plain, code, "450100", place) for code, place in places.items()]
    others = [rank(plain, code, "450200", 9) for code in places]
    catalogue = replace(model.catalogue, indicators=(*model.catalogue.indicators, *extra))
    figures = Figures([*model.figures, *ranks, *others])
    return replace(model, catalogue=catalogue, figures=figures)


def rank(plain: Figure, code: str, area: str, place: int) -> Figure:
    return replace(
        plain, area=area, indicator=code, measure=Measure.RANK, value=Decimal(place), decimals=0
    )


def test_the_profile_reads_figures_and_registers(model: EditionModel) -> None:
    residents, counties = chapter(model).profile
    figure = model.figures.get("450100", "101", 2024)
    assert figure is not None
    assert residents.label == model.catalogue.indicator("101").short
    assert residents.value[:2].replace("\u00a0", "") in str(figure.value)
    assert (counties.value, counties.label.zh) == ("12", "县级单位")


def test_the_profile_falls_back_to_an_earlier_year_and_names_it(model: EditionModel) -> None:
    gone = Figures(f for f in model.figures if not (f.indicator == "101" and f.period == 2024))
    residents = chapter(replace(model, figures=gone)).profile[0]
    assert residents.label.zh.endswith("（2023年）")


def test_a_city_without_the_fact_has_no_card_for_it(model: EditionModel) -> None:
    liuzhou = model.catalogue.area("450200")
    made = city(model, liuzhou, summary=(), table=None, charts=(), breaker=Breaker(()))
    assert [card.label.zh for card in made.profile] == [model.catalogue.indicator("101").short.zh]


@pytest.mark.parametrize(("place", "expected"), [(1, 0), (5, 0), (6, 1), (10, 1), (11, 2), (14, 2)])
def test_fourteen_cities_fall_into_three_thirds(place: int, expected: int) -> None:
    assert third(place, 14) == expected


def test_the_emblem_weaves_the_rank_of_each_rate(model: EditionModel) -> None:
    made = emblem(ranked(model, {"r1": 1, "r2": 2, "r3": 1, "r4": 2, "r5": 1}), nanning(model))
    assert made is not None
    assert [place.weave for place in made.places] == [
        Weave.FULL, Weave.BROKEN, Weave.FULL, Weave.BROKEN, Weave.FULL,
    ]  # fmt: skip
    assert [place.place for place in made.places] == [1, 2, 1, 2, 1]
    assert all(place.among == 2 for place in made.places)


def test_another_rank_gives_another_emblem(model: EditionModel) -> None:
    one = emblem(ranked(model, {"r1": 1, "r2": 2, "r3": 1, "r4": 2, "r5": 1}), nanning(model))
    two = emblem(ranked(model, {"r1": 2, "r2": 2, "r3": 1, "r4": 2, "r5": 1}), nanning(model))
    assert one is not None
    assert two is not None
    assert one.svg != two.svg


def test_with_few_ranks_the_locator_stands_instead(model: EditionModel) -> None:
    made = chapter(model)
    assert made.emblem is None
    assert made.locator.count("#A8352B") == 1
    assert "示意图，非地图" in page(made, model)


def test_each_form_gives_one_rate_to_the_emblem(model: EditionModel) -> None:
    told = rates(ranked(model, {"r1": 1, "r2": 2, "r3": 1, "r4": 2, "r5": 1}))
    assert len({indicator.form for indicator in told}) == len(told) == 5


def test_the_page_prints_every_cell_of_the_table(model: EditionModel) -> None:
    html = page(chapter(model), model)
    table = build_city_table(nanning(model), model.catalogue, model.figures, 2024, "9-1-1")
    assert table is not None
    for row in table.parts[0].rows:
        assert row.label.zh in html
        assert all(cell.text in html for cell in row.cells)


def test_figures_in_the_story_are_set_in_ink(model: EditionModel) -> None:
    section = Section(
        1, Text("同建", "Build"), Text("平台\u2068418\u2069个", "\u2068418\u2069 here")
    )
    told = replace(model, narratives=(Narrative("450100", 2024, (section,), is_sample=True),))
    html = page(chapter(told), told)
    assert '平台<b class="figure-run">418</b>个' in html
    assert "\u2068" not in html


def test_nothing_from_a_city_can_become_markup(model: EditionModel) -> None:
    section = Section(1, Text("<b>", "<b>"), Text("<script>x</script>", "&"))
    told = replace(model, narratives=(Narrative("450100", 2024, (section,), is_sample=True),))
    assert "<script>" not in page(chapter(told), told)


def test_halves_stand_beside_each_other(model: EditionModel) -> None:
    half, full = chart("9-1-1", 82, 40), chart("9-1-2", 168, 60)
    made = chapter(model, (half, half, full, half))
    assert [len(row.charts) for row in made.flow.charts] == [2, 1, 1]


@pytest.mark.parametrize(("paragraphs", "charts"), [(0, 0), (3, 2), (6, 3), (9, 1)])
def test_the_chapter_stands_on_as_many_pages_as_were_reckoned(
    model: EditionModel, paragraphs: int, charts: int
) -> None:
    import weasyprint

    told = Text(
        "外来各族居民的服务管理与全市流动人口工作一并安排。" * 5, "Services for newcomers. " * 16
    )
    sections = tuple(Section(n, Text("同谋共事", "Plan"), told) for n in range(paragraphs))
    narratives = (Narrative("450100", 2024, sections, is_sample=True),) if sections else ()
    long = replace(model, narratives=narratives, events=())
    made = chapter(long, tuple(chart(f"9-1-{n}", 168, 70) for n in range(1, charts + 1)))
    html = environment().get_template("yearbook.html.j2")
    text = html.render(model=long, chapters=[Chapter("city", made)], inks=ink.of(long))
    pages = weasyprint.HTML(string=text, base_url=f"{TEMPLATES}/").render().pages
    assert len(pages) == made.flow.n_pages


def test_the_sections_of_a_method_are_headings_below_its_title(model: EditionModel) -> None:
    html = page(chapter(model), model)
    assert '<h3 data-outline="典型经验 “五同”工作法">' in html
    assert [html.count(f"<h4>{head}</h4>") for head in ("同谋", "同建")] == [1, 1]


def test_a_narrative_knows_its_method_and_which_sections_are_its_parts(model: EditionModel) -> None:
    narrative = model.narrative("450100")
    assert narrative is not None
    assert narrative.method is not None
    assert narrative.method.name.zh == "“五同”工作法"
    more = (*narrative.sections, Section(3, Text("大家庭", "One family"), Text("文", "Text")))
    assert [s.heading.zh for s in replace(narrative, sections=more).parts] == ["同谋", "同建"]
    assert replace(narrative, sections=more[1:]).method is None
