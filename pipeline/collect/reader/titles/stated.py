"""What the lines above the header say: which form, whose, of which year, from which day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.catalogue.model import Area, Form
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles.asking import Read, Wrong, read_optional, read_title
from pipeline.collect.reader.titles.dates import is_plain_day, read_day
from pipeline.collect.reader.titles.preamble import FORM, NATURE, REF, SOURCE, STATED, Preamble
from pipeline.collect.reader.titles.sender import Place, read_area, read_year_of
from pipeline.vocabulary import Text

SENT, COMPILED, SAMPLE = "报送", "公开资料整理", "示例"
_EXAMPLE_FORM, _EXAMPLE_DAY = "MT2", "2025-02-18"
_A_DAY = Text("形如 2025-02-18 的日期", "a day like 2025-02-18")
_NOT_BEFORE = Text("不早于统计年度的日期", "a day not before the reference year")
_DAY_OF_RECEIPT = Text("收件日期", "the day of receipt")
_EARLIEST = 1949


@dataclass(frozen=True, slots=True)
class Titles:
    """What the title lines say, each of it checked. ``stated_on`` is none where no day is given."""

    form: Form
    area: Area
    year: int
    stated_on: date | None
    ref_date: date
    nature: str
    source_note: str

    @property
    def is_sample(self) -> bool:
        return self.nature == SAMPLE


_KNOWN_TITLES = Text("模板中的标题", "one of the template's titles")
_NATURES = (SENT, COMPILED, SAMPLE)
_NO_FORM = Wrong("D55", Text("表目录中的表号", "a form of the catalogue"))
_NO_NATURE = Wrong("D55", Text("、".join(_NATURES), ", ".join(_NATURES)))


def read_form(
    preamble: Preamble, guess: Callable[[], Form | None], lexicon: Lexicon, report: Report
) -> Form | None:
    """Which form the table is; where no line says so, what ``guess`` makes of its rows."""
    if (title := preamble.titles.get(FORM)) is not None:
        return read_title(title, lambda text: _form(text, lexicon), report)
    form = (
        next(filter(None, (lexicon.form(word.value) for word in preamble.words)), None) or guess()
    )
    if form is None:
        report.add("D54", column=FORM, expected=_EXAMPLE_FORM)
    else:
        taken = Text(f"“{form.table_no} {form.name.zh}”", f"“{form.code} {form.name.en}”")
        report.add("D54N", column=FORM, expected=taken)
    return form


def read_titles(
    preamble: Preamble, form: Form | None, lexicon: Lexicon, place: Place, report: Report
) -> Titles | None:
    """The titles when all can be read; every one that cannot is told of.

    What a line does not say is taken from the drop folder, and asked about.
    """
    year = read_year_of(preamble, place, report)
    area = read_area(preamble, place, year, lexicon, report)
    _check_unknown_titles(preamble, report)
    nature = read_optional(preamble, NATURE, SENT, _nature, report)
    asked = nature == SENT or place.returned
    stated_on = _stated_on(preamble, year, report, asked=asked)
    usual = date(year or _EARLIEST, 12, 31)
    ref_date = read_optional(preamble, REF, usual, lambda text: _ref_date(text, year), report)
    if form is None or area is None or year is None or nature is None or ref_date is None:
        return None
    source = preamble.titles.get(SOURCE)
    return Titles(form, area, year, stated_on, ref_date, nature, source.value if source else "")


def _check_unknown_titles(preamble: Preamble, report: Report) -> None:
    """A title under a name that nobody knows must not be passed over: it may say what counts."""
    for key, value in pairwise(preamble.words):
        says = value.value in _NATURES or read_day(value.value) is not None
        if says and key.line == value.line:
            report.add(
                "D55",
                line=value.line,
                column=key.value,
                column_no=value.column_no,
                observed=value.value,
                expected=_KNOWN_TITLES,
            )


def _form(text: str, lexicon: Lexicon) -> Read[Form] | Wrong:
    form = lexicon.form(text)
    return _NO_FORM if form is None else Read(form)


def _nature(text: str) -> Read[str] | Wrong:
    return Read(text) if text in _NATURES else _NO_NATURE


def _stated_on(preamble: Preamble, year: int | None, report: Report, *, asked: bool) -> date | None:
    """The day of report; files that nobody sent must state it, since no receipt dates them.

    A correction workbook is sent by somebody (``asked``), whatever its figures are.
    """
    title = preamble.titles.get(STATED)
    if title is not None:
        return read_title(title, lambda text: _written_day(text, year), report)
    if asked:
        report.add("D54N", column=STATED, expected=_DAY_OF_RECEIPT)
    else:
        report.add("D54", column=STATED, expected=_EXAMPLE_DAY)
    return None


def _written_day(text: str, year: int | None) -> Read[date] | Wrong:
    """Nobody reports on a year before it has begun."""
    if (day := read_day(text)) is None:
        return Wrong("D41", _A_DAY)
    if day.year < (year or day.year):
        return Wrong("D41", _NOT_BEFORE)
    return Read(day) if is_plain_day(text) else Read(day, "D41N", day.isoformat())


def _ref_date(text: str, year: int | None) -> Read[date] | Wrong:
    outcome = _written_day(text, None)
    if isinstance(outcome, Read) and outcome.value.year != (year or outcome.value.year):
        return Wrong("D42", str(year))
    return outcome
