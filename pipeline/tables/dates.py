"""The time a table stands for: what is appended to its title, and days that are not year-ends."""

from __future__ import annotations

from datetime import date

from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.tables.draft import Draft, Source
from pipeline.vocabulary import Measure, Text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
YEAR_END = (12, 31)


def time_of(draft: Draft, source: Source, first: int) -> Text:
    """What is appended to the title of a table that prints the years from ``first`` to this one.

    （2024年末） for stocks, （2024年） where a flow is among them, （2022—2024年） for series,
    （2021年9月） where all figures stand for one day that is not the end of the year.
    """
    last = source.year
    if first != last:
        return Text(f"（{first}—{last}年）", f" ({first}–{last})")
    days = {day for period, day in days_of(draft, source) if period == last}
    if len(days) == 1 and not is_year_end(day := days.pop()):
        return _appended(month_of(day))
    if _only_stocks(draft, source.catalogue):
        return year_end(last)
    return _appended(Text(f"{last}年", str(last)))


def year_end(year: int) -> Text:
    """（2024年末） / (End of 2024)."""
    return _appended(Text(f"{year}年末", f"End of {year}"))


def days_of(draft: Draft, source: Source) -> set[tuple[int, date]]:
    """The periods of the levels printed in a table, with the days that they stand for."""
    answers = (source.answer(ask) for ask in draft.asks() if ask.measure is Measure.LEVEL)
    return {
        (figure.period, figure.ref_date)
        for figure in answers
        if figure and figure.ref_date and figure.value is not None
    }


def is_year_end(day: date) -> bool:
    return (day.month, day.day) == YEAR_END


def month_of(day: date) -> Text:
    """2021年9月 / September 2021."""
    return Text(f"{day.year}年{day.month}月", f"{_MONTHS[day.month - 1]} {day.year}")


def day_of(day: date) -> Text:
    """2020年11月1日 / 1 November 2020."""
    return Text(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


def _appended(text: Text) -> Text:
    return Text(f"（{text.zh}）", f" ({text.en})")


def _only_stocks(draft: Draft, catalogue: Catalogue) -> bool:
    codes = {ask.indicator for ask in draft.asks()}
    return not any(_has_flow(catalogue, catalogue.indicator(code)) for code in codes)


def _has_flow(catalogue: Catalogue, indicator: Indicator) -> bool:
    if indicator.formula is None:
        return indicator.kind == "flow"
    return any(catalogue.indicator(line).kind == "flow" for line in indicator.formula.lines)
