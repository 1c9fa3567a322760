"""The method that a city has given a name: “五同”工作法, and the sections that are its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary import Text

_NUMERALS = {n: at for at, n in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_NAMED = re.compile(
    r"“(?P<name>[^“”]{2,12})”"
    r"(?P<noun>示例计划|示例项目|工作法|工作机制|工作模式|机制|模式|做法|举措|行动|计划|工程)?"
)
# a count of things (五大举措, 五个坚持), or of one word that begins every part (五同, 三有)
_COUNTED = re.compile(
    rf"(?P<n>[{''.join(_NUMERALS)}])(?:[个大项条种步类](?P<word>.{{1,4}})|(?P<key>.))"
)
_ENGLISH = (
    re.compile(r"(?P<name>[^:“”]+):"),  # The Five-Together method: …
    re.compile(r"[^“”]*“(?P<name>[^“”]+)”"),  # The sample programme “Port City as a Home”
    re.compile(r"(?P<name>The(?: [A-Z][\w-]*)+(?: method| mechanism)?)"),  # The Three Haves reach …
)


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name; ``number`` is how many parts the name promises (none: it does not say).

    ``key`` is the word of the name that its parts may begin with: 同, 有, 坚持.
    """

    name: Text
    number: int | None = None
    key: str = ""

    def parts_of(self, headings: Sequence[str]) -> tuple[int, ...]:
        """Which of the numbered sections are parts of it, counted from 0, by their headings.

        Those that begin with its key, where any do; else all of them.
        """
        begun = tuple(
            at for at, told in enumerate(headings) if self.key and told.startswith(self.key)
        )
        return begun or tuple(range(len(headings)))


def method_of(title: Text) -> Method | None:
    """The method that the title of a narrative begins with; none where it begins with no name.

    The name is what stands in quotation marks, with the noun that follows; where the English title
    has no name that can be told from the rest, it is the whole title.
    """
    found = _NAMED.match(title.zh)
    if found is None:
        return None
    zh = f"“{found['name']}”{found['noun'] or ''}"
    counted = _COUNTED.fullmatch(found["name"])
    if counted is None:
        return Method(Text(zh, _english(title.en)))
    key = counted["key"] or counted["word"]
    return Method(Text(zh, _english(title.en)), _NUMERALS[counted["n"]], key)


def _english(title: str) -> str:
    for pattern in _ENGLISH:
        if found := pattern.match(title):
            return found["name"].strip()
    return title
