"""The editors' texts: read from a little Markdown, with the words of the edition filled in."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.vocabulary import Text
from pipeline.workspace import HOUSE
from pipeline.yearbook import editorial, front
from pipeline.yearbook.html import environment
from tests.fakes import fake_catalogue, fake_edition

TEXT = "# 序 | Foreword\n\n## 缘起 | Why\n\n数据为{year}年。\n> Data for {year}.\n\n另一段。\n"


def test_headings_and_paragraphs_are_read_in_pairs() -> None:
    piece = editorial.read("foreword", TEXT, {"year": 2024})
    (passage,) = piece.passages
    assert piece.title == Text("序", "Foreword")
    assert passage.heading == Text("缘起", "Why")
    assert passage.paragraphs == (Text("数据为2024年。", "Data for 2024."), Text("另一段。", ""))


def test_an_unknown_word_is_named_with_its_line() -> None:
    with pytest.raises(UsageError) as caught:
        editorial.read("foreword", TEXT, {})
    assert caught.value.where == "editorial/foreword.md:5"


def test_english_without_chinese_is_an_error() -> None:
    with pytest.raises(UsageError, match="English without Chinese"):
        editorial.read("imprint", "> Nothing above.\n", {})


def test_the_shipped_texts_can_be_read_and_all_are_bilingual() -> None:
    folder = HOUSE / "data" / "editorial"
    texts = {name: (folder / f"{name}.md").read_text(encoding="utf-8") for name in front.NAMES}
    model = fake_edition(fake_catalogue())
    model.editorial.update(texts)
    pieces = [text.piece for text in front.front(model)]
    assert len(pieces) == len(front.NAMES)
    assert all(t.zh and t.en for p in pieces for passage in p.passages for t in passage.paragraphs)


def test_what_an_editor_writes_is_escaped() -> None:
    model = fake_edition(fake_catalogue())
    model.editorial["foreword"] = "# 序 | Foreword\n\n<script>x</script>\n> <b>\n"
    text = next(t for t in front.front(model) if t.name == "foreword")
    template = environment().get_template("chapters/front.html.j2")
    assert "<script>" not in template.render(chapter=text, model=model)
