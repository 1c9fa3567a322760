"""The internal report on quality: it names the cities, adds up, and says that it must not leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.vocabulary import ObsStatus, RuleClass, Text
from pipeline.yearbook.edition import Completeness, EditionModel
from pipeline.yearbook.household import Household, Level, Question, Return, Tally
from pipeline.yearbook.internal import InternalReport, UnitRow, internal_report
from pipeline.yearbook.pdf import write_pdf
from pipeline.yearbook.report import report_html
from pipeline.yearbook.trend import axis, drawing, trends
from tests.fakes import fake_catalogue, fake_edition

NANNING, LIUZHOU, FANGCHENGGANG = "450100", "450200", "450600"
DEADLINE = date(2025, 2, 28)
EMPTY = Household((), (), (), (), {})


def sent(area: str, form: str, state: str = "accepted", revision: int = 1, late: int = 0) -> Return:
    return Return(area, form, state, revision, late, date(2025, 2, 10))


def tally(
    area: str,
    severity: str,
    counts: Sequence[int],
    kind: RuleClass = RuleClass.BALANCE,
    lapsed: int = 0,
    undated: int = 0,
) -> Tally:
    return Tally(area, kind, severity, *counts, lapsed, undated)


@pytest.fixture(scope="module")
def model() -> EditionModel:
    cells = (
        Completeness(NANNING, 10, 9, {ObsStatus.IMPUTED: 2}, 0, 0),
        Completeness(LIUZHOU, 10, 10, {}, 0, 0),
        Completeness(FANGCHENGGANG, 10, 5, {}, 3, 0),
    )
    plain = fake_edition(fake_catalogue())
    return replace(plain, quality=replace(plain.quality, completeness=cells))


@pytest.fixture(scope="module")
def house() -> Household:
    """Liuzhou late and revised, Fangchenggang without one form; the region reports one."""
    return Household(
        returns=(
            sent("450000", "MT1"),
            sent(NANNING, "MT1"), sent(NANNING, "MT2"),
            sent(LIUZHOU, "MT1", late=6), sent(LIUZHOU, "MT2", revision=3),
            sent(FANGCHENGGANG, "MT1"),
            Return(FANGCHENGGANG, "MT2", "missing", None, None, None),
        ),
        tallies=(
            tally(LIUZHOU, "error", (3, 2, 0, 1)),
            tally(LIUZHOU, "query", (5, 1, 3, 1), RuleClass.OUTLIER, lapsed=1),
            tally(FANGCHENGGANG, "query", (1, 0, 0, 1), RuleClass.COMPLETENESS, undated=1),
            tally(NANNING, "note", (1, 0, 0, 0), RuleClass.COMPLETENESS),
        ),
        trend=(
            Level(LIUZHOU, date(2025, 2, 10), 4),
            Level(LIUZHOU, date(2025, 3, 1), 2),
        ),
        questions=(
            Question(LIUZHOU, "MT2", "201", "S201", Text("合计不符", "A total differs"), "error", DEADLINE, False),
            Question(LIUZHOU, "MT2", "202", "V12", Text("变动过大", "A large change"), "query", DEADLINE, True),
        ),
        withheld={(FANGCHENGGANG, "primary"): 1, (FANGCHENGGANG, "secondary"): 2},
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(model: EditionModel, house: Household) -> InternalReport:
    return internal_report(model, house)


def row(report: InternalReport, name: str) -> UnitRow:
    return next(r for r in report.rows if r.name.zh == name)


def test_every_city_has_a_row_after_the_region_and_its_own_level(report: InternalReport) -> None:
    names = [r.name.zh for r in report.rows]
    assert names == ["全区", "自治区本级", "南宁市", "柳州市", "防城港市"]


def test_late_and_missing_forms_are_named_with_their_city(report: InternalReport) -> None:
    told = [(line.area.zh, line.what.zh, line.what.en) for line in report.tardy]
    assert told == [
        ("柳州市", "迟报：民统1表（6 天）", "late MT1 (6 days)"),
        ("防城港市", "未报：民统2表", "not received MT2"),
    ]
    assert report.headline.lead.zh == "柳州市、防城港市迟报或缺报；"
    assert report.headline.text.en.startswith("Late or missing: Liuzhou, Fangchenggang; ")


def test_boxes_tell_days_revisions_and_what_was_never_owed(report: InternalReport) -> None:
    first, second = row(report, "柳州市").cells
    assert first is not None
    assert (first.css, first.text) == ("late", "+6")
    assert second is not None
    assert (second.css, second.revised) == ("on-time", 2)
    assert row(report, "自治区本级").cells[1] is None
    missing = row(report, "防城港市").cells[1]
    assert missing is not None
    assert missing.css == "missing"


def test_the_region_is_the_sum_of_its_units(report: InternalReport) -> None:
    whole, *units = report.rows
    for count in ("n_owed", "n_on_time", "n_revised", "n_lapsed", "n_imputed", "n_primary"):
        assert getattr(whole, count) == sum(getattr(unit, count) for unit in units), count
    for severity, outcomes in whole.outcomes.items():
        for outcome, count in outcomes.items():
            assert count == sum(unit.outcomes[severity][outcome] for unit in units)
    assert (whole.n_on_time, whole.n_owed) == (5, 7)
    assert whole.filled == "80.0"


def test_findings_stand_by_severity_outcome_and_class(report: InternalReport) -> None:
    liuzhou = row(report, "柳州市")
    assert liuzhou.outcomes["error"] == {"found": 3, "corrected": 2, "open": 1}
    assert liuzhou.outcomes["query"] == {"found": 5, "corrected": 1, "explained": 3, "open": 1}
    assert liuzhou.n_lapsed == 1
    assert [name.zh for name in report.classes] == ["平衡关系", "异常值", "完整与时效"]
    assert liuzhou.classes == ((1, 3), (1, 5), (0, 0))


def test_imputed_and_withheld_cells_stand_with_their_city(report: InternalReport) -> None:
    assert row(report, "南宁市").n_imputed == 2
    city = row(report, "防城港市")
    assert (city.n_primary, city.n_secondary) == (1, 2)


def test_the_trend_ends_with_what_is_open_now(report: InternalReport) -> None:
    assert row(report, "柳州市").trend.steps[-1][1] == 2
    assert row(report, "防城港市").trend.steps == ((date(2025, 3, 1), 1),)
    assert row(report, "全区").trend.steps == ((date(2025, 2, 10), 4), (date(2025, 3, 1), 3))


def test_a_drawing_needs_no_day_to_be_drawn() -> None:
    assert axis([], None, 0) is None
    assert trends([], {}, DEADLINE)[""].steps == ()
    along = axis([DEADLINE], DEADLINE, 0)
    assert along is not None
    assert drawing(trends([], {}, DEADLINE)[""], along).startswith("<svg")


def test_an_open_finding_says_what_it_is_about_and_that_its_explanation_lapsed(
    report: InternalReport,
) -> None:
    assert [line.what.zh for line in report.pending] == [
        "民统2表 201 服务平台总数：合计不符",
        "民统2表 202 服务中心（联络站）：变动过大（原说明失效）",
    ]
    assert report.pending[1].what.en == "A large change (its explanation has lapsed)"


def test_findings_beyond_the_room_are_counted(model: EditionModel, house: Household) -> None:
    many = replace(house, questions=house.questions * 20)
    found = internal_report(model, many)
    assert len(found.pending) + found.n_untold == 40


def test_a_year_in_which_all_went_well_says_so(model: EditionModel) -> None:
    good = replace(EMPTY, returns=(sent(NANNING, "MT1"),))
    headline = internal_report(model, good).headline
    assert headline.lead.zh == "各单位全部按时报送；"
    assert headline.finding.zh == "审核发现没有待处理的"
    assert "no finding is open" in headline.en


def test_a_year_without_a_deadline_names_nobody_as_late(
    model: EditionModel, house: Household
) -> None:
    edition = replace(model.catalogue.edition, deadlines={})
    old = replace(model, catalogue=replace(model.catalogue, edition=edition))
    assert internal_report(old, house).headline.lead.zh == "本年度未布置报表；"
    boxes = {cell.css for r in internal_report(old, house).rows for cell in r.cells if cell}
    assert "on-time" not in boxes


def test_the_report_names_cities_in_both_languages_and_begins_with_the_public_page(
    model: EditionModel, house: Household
) -> None:
    html = report_html(model, house)
    assert html.index("分表报送与填报情况") < html.index("分市报送情况")
    for word in ("柳州市", "Liuzhou", "民统1表（6 天）", "MT1 (6 days)"):
        assert word in html


def test_every_page_says_that_it_must_not_leave_the_house(
    model: EditionModel, house: Household, tmp_path: Path
) -> None:
    target = tmp_path / "quality.pdf"
    pages = write_pdf(report_html(model, house), target)
    document = pdfium.PdfDocument(target)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(texts) == pages == 3
    for text in texts:
        assert text.count("内部资料 不得外传 INTERNAL") == 2, "at the head and at the foot"


def test_the_report_of_nothing_is_a_report(model: EditionModel, tmp_path: Path) -> None:
    assert write_pdf(report_html(model, EMPTY), tmp_path / "quality.pdf") >= 2
