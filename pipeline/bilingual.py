"""Which of the two languages of a book leads, and how a template sets one beside the other.

Everything that is set, written or measured asks for the text that leads and the text that follows,
never for Chinese and English: place, ink and size go with the rank of a text, fonts and hyphens
with its language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from markupsafe import Markup, escape

from pipeline.vocabulary import NOTHING, Text

LANGUAGES = ("zh", "en")
_TAGS = {"zh": "zh-CN", "en": "en"}  # BCP 47
T_co = TypeVar("T_co", covariant=True)


class Both(Protocol[T_co]):
    """Anything that is told in both languages: a text, or the runs of a sentence."""

    @property
    def zh(self) -> T_co: ...

    @property
    def en(self) -> T_co: ...


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a book: ``leading`` (zh or en) comes first, the other one follows."""

    leading: str = "zh"

    @property
    def following(self) -> str:
        return next(lang for lang in LANGUAGES if lang != self.leading)

    @property
    def leading_tag(self) -> str:
        """The language of the document as HTML and PDF name it."""
        return _TAGS[self.leading]

    @property
    def following_tag(self) -> str:
        return _TAGS[self.following]

    def lead(self, both: Both[T_co]) -> T_co:
        return both.zh if self.leading == "zh" else both.en

    def follow(self, both: Both[T_co]) -> T_co:
        return both.en if self.leading == "zh" else both.zh

    def pair(self, both: Both[T_co]) -> tuple[T_co, T_co]:
        """What leads, then what follows."""
        return self.lead(both), self.follow(both)

    def replacing(self, text: Text, other: Text) -> Text:
        """A text with what follows taken from another one."""
        return Text(text.zh, other.en) if self.leading == "zh" else Text(other.zh, text.en)

    def numbered(self, text: Text, number: Text) -> Text:
        """A text with a number before what leads, as in a running head."""
        return self.replacing(Text(f"{number.zh} {text.zh}", f"{number.en} {text.en}"), text)

    def alone(self, text: Text) -> Text:
        """A text without what follows."""
        return self.replacing(text, NOTHING)

    def joined(self, text: Text, between: str = " ") -> str:
        """Both texts on one line, each once."""
        return between.join(dict.fromkeys(filter(None, self.pair(text))))

    def both(self, text: Text) -> Markup:
        """The text that leads and, in an element of its own, the other where it says more."""
        lead, follow = self.pair(text)
        beside = Markup(" ") + self.under(text, "span") if follow and follow != lead else ""
        return escape(lead) + beside

    def under(self, text: Text, tag: str = "p", css: str = "") -> Markup:
        """The text that follows, in an element that names its rank and language."""
        classes = f"{css} follow".strip()
        opening = Markup('<{} class="{}" lang="{}">').format(tag, classes, self.following_tag)
        return opening + escape(self.follow(text)) + Markup("</{}>").format(tag)

    @property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters with which templates speak of the two."""
        names = ("lead", "follow", "both", "under", "joined")
        return {name: getattr(self, name) for name in names}

    @property
    def words(self) -> dict[str, Any]:
        """What templates may use besides: ``text("目录", "Contents")``, and the attributes of an
        element that follows.
        """
        attributes = Markup('class="follow" lang="{}"').format(self.following_tag)
        return {"text": Text, "FOLLOW": attributes, "LANGUAGES": self}


CHINESE_FIRST = Languages()
