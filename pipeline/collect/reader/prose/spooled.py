"""What was found in the words of a form, as rows of text for ``staged``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.collect.reader.prose.figures import PlainFigure
from pipeline.collect.reader.prose.told import NamedMethod, Passage, Told
from pipeline.rules.wording import WordFound

Row = dict[str, str | None]


def told_rows(told: Told) -> Iterator[tuple[str, list[Row]]]:
    """By table of ``staged``, its rows; ``place`` numbers what was found in a form, from 1."""
    yield "wording", [_word(p, word, place) for place, (p, word) in enumerate(told.words, 1)]
    yield "plain_figure", [_figure(p, fig, place) for place, (p, fig) in enumerate(told.figures, 1)]
    yield "method", [_method(told.method)] if told.method else []


def _word(passage: Passage, word: WordFound, place: int) -> Row:
    return {
        "line": str(passage.line),
        "column_name": passage.column,
        "indicator": passage.indicator or None,
        "place": str(place),
        "wrong": word.usage.wrong,
        "piece": word.piece,
    }


def _figure(passage: Passage, figure: PlainFigure, place: int) -> Row:
    bounds = figure.bounds
    return {
        "line": str(passage.line),
        "column_name": passage.column,
        "paragraph": None if passage.number is None else str(passage.number),
        "place": str(place),
        "indicator": figure.indicator,
        "piece": figure.piece,
        "lower": _plain(bounds.lower),
        "upper": _plain(bounds.upper),
        "lower_open": str(bounds.lower_open).lower(),
        "upper_open": str(bounds.upper_open).lower(),
    }


def _method(named: NamedMethod) -> Row:
    method = named.method
    return {
        "line": str(named.line),
        "name_zh": method.name.zh,
        "name_en": method.name.en,
        "n_promised": None if method.number is None else str(method.number),
        "n_parts": str(named.n_parts),
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
