"""Words that tell a figure are not printed: a withheld one could be among them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.rules.printing import tells_figure
from pipeline.vocabulary import Text

REASONS = Path(__file__).parents[2] / "data" / "catalogue" / "reasons.csv"


@pytest.mark.parametrize(
    "told",
    [
        "其中3人退出。", "其中３人退出。", "其中③人退出。", "减少三人。", "仅有两名。", "十余户迁出。",
        "下降百分之五。", "2023人。", "2.5倍。", "12 020年", "占½。",
    ],
)  # fmt: skip
def test_a_number_in_chinese_is_refused_in_digits_and_in_words(told: str) -> None:
    assert tells_figure(Text(told, "A reason."))


@pytest.mark.parametrize(
    "told",
    ["3 persons left.", "Three persons left.", "Of 2023 persons.", "Half of them.", "A dozen.",
     "In 2023.5"],
)  # fmt: skip
def test_a_number_in_english_is_refused_in_digits_and_in_words(told: str) -> None:
    assert tells_figure(Text("原因。", told))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2023年统计口径有调整。", "The definition changed in 2023."),
        ("2022—2023年机构改革。", "Bodies were reorganised since 2022 and until 2023."),
        ("含一次性活动，统一部署。", "Includes a one-off event of the same programme."),
        ("三月三活动停办。", "The Sanyuesan festival was not held."),
        ("", ""),
    ],
)
def test_years_and_words_that_only_look_like_numbers_are_printed(zh: str, en: str) -> None:
    assert not tells_figure(Text(zh, en))


def test_the_sentences_of_the_reasons_tell_no_figure() -> None:
    with REASONS.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            assert not tells_figure(Text(row["print_zh"], "")), row["code"]
