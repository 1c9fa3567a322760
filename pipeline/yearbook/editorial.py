"""The editable texts of the front matter: a little Markdown, Chinese with English below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from pipeline.errors import UsageError
from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading (may be blank) and what stands under it, one Text a paragraph."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One file under ``data/editorial``: its title and its passages."""

    title: Text
    passages: tuple[Passage, ...]


def read(name: str, text: str, words: Mapping[str, object]) -> Piece:
    """The file ``<name>.md``: ``# 题 | Title``, ``## 节 | Heading``, Chinese paragraphs, each
    followed by its English one with ``> `` before it. ``{year}`` and the like are replaced from
    ``words``.

    Raises UsageError naming file and line for an unknown word or English without Chinese.
    """
    title, passages = Text("", ""), [Passage(Text("", ""), ())]
    for line, written in _blocks(text):
        block = _filled(name, line, written, words)
        if block.startswith("# "):
            title = _both(block[2:])
        elif block.startswith("## "):
            passages.append(Passage(_both(block[3:]), ()))
        elif block.startswith("> "):
            passages[-1] = _translated(passages[-1], block[2:], name, line)
        else:
            last = passages[-1]
            passages[-1] = Passage(last.heading, (*last.paragraphs, Text(block, "")))
    return Piece(title, tuple(p for p in passages if p.paragraphs or p.heading.zh))


def _filled(name: str, line: int, block: str, words: Mapping[str, object]) -> str:
    try:
        return _Words().vformat(block, (), words)
    except (KeyError, ValueError, IndexError) as problem:
        raise _broken(name, line, f"{block[:20]}… ({problem})") from problem


class _Words(Formatter):
    """Fills in words by their names, and does nothing else that a format could ask for."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            raise ValueError(format_spec)
        return str(value)


def _blocks(text: str) -> list[tuple[int, str]]:
    """The non-blank lines with their numbers; a paragraph is one line, however long."""
    lines = enumerate(text.splitlines(), 1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def _both(heading: str) -> Text:
    zh, _, en = heading.partition("|")
    return Text(zh.strip(), en.strip())


def _translated(passage: Passage, english: str, name: str, line: int) -> Passage:
    if not passage.paragraphs or passage.paragraphs[-1].en:
        raise _broken(name, line, "English without Chinese")
    *before, last = passage.paragraphs
    return Passage(passage.heading, (*before, Text(last.zh, english)))


def _broken(name: str, line: int, what: str) -> UsageError:
    return UsageError(
        f"编辑文字有误：{what}",
        f"The editorial text is broken: {what}",
        where=f"editorial/{name}.md:{line}",
        remedy_zh="每段中文之后另起一行，以“> ”开头写英文；花括号内只能用说明中列出的词。",
        remedy_en="Put the English on the line after each Chinese paragraph, after “> ”; use only "
        "the words in braces that the other files use.",
    )
