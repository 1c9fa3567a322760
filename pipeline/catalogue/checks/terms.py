"""Checks on the term list: what is right is right, nothing is said twice, exceptions are longer."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken
from pipeline.catalogue.model import Area, EthnicGroup
from pipeline.catalogue.rows import pairs
from pipeline.catalogue.terms import all_usages, held_elsewhere
from pipeline.catalogue.usage import Usage
from pipeline.errors import CatalogueError


def right_words_are_right(draft: Draft) -> Iterator[CatalogueError]:
    """A right word differs from the wrong one, and holds no wrong word itself."""
    known = _known(draft)
    for usage, row in pairs(draft.usages):
        if usage.wrong == usage.right.zh:
            yield broken(
                row.at("right_zh"),
                (f"“{usage.wrong}”与规范用语相同", f"“{usage.wrong}” is what it should be"),
                ("请改正其中一处", "Correct one of the two"),
            )
        elif found := next((w for w in known if _says(usage.right.zh, w)), None):
            yield broken(
                row.at("right_zh"),
                (
                    f"规范用语“{usage.right.zh}”含有“{found.wrong}”",
                    f"the right word “{usage.right.zh}” holds “{found.wrong}”",
                ),
                (
                    f"请改正，或在“{found.wrong}”的 unless 中列出",
                    f"Correct it, or list it under unless of “{found.wrong}”",
                ),
            )


def terms_are_told_once(draft: Draft) -> Iterator[CatalogueError]:
    """What another file holds is not told again; a row without a right word is about such a one."""
    held = {usage.wrong for usage in held_elsewhere(*_held_by(draft))}
    for usage, row in pairs(draft.usages):
        if (usage.wrong in held) == bool(usage.right.zh):
            told = usage.wrong in held
            fault = ("已由目录的其他文件给出", "is held by another file of the catalogue")
            missing = ("没有规范用语", "has no right word")
            zh, en = fault if told else missing
            yield broken(
                row.at("right_zh"),
                (f"“{usage.wrong}”{zh}", f"“{usage.wrong}” {en}"),
                ("请清空，只留 unless", "Clear it and leave unless alone")
                if told
                else ("请填写 right_zh、right_en 和 kind", "Fill in right_zh, right_en and kind"),
            )


def exceptions_are_longer(draft: Draft) -> Iterator[CatalogueError]:
    """A word in which the wrong one is fine holds it, and more."""
    for usage, row in pairs(draft.usages):
        for word in usage.unless:
            if usage.wrong not in word or usage.wrong == word:
                yield broken(
                    row.at("unless"),
                    (f"“{word}”不含“{usage.wrong}”", f"“{word}” does not hold “{usage.wrong}”"),
                    ("请写出含有该词的更长的词", "Give a longer word that holds it"),
                )


def _known(draft: Draft) -> tuple[Usage, ...]:
    """Every word that is not to be used, whichever file holds it."""
    return all_usages((usage for usage, _ in pairs(draft.usages)), *_held_by(draft))


def _held_by(
    draft: Draft,
) -> tuple[tuple[Area, ...], tuple[EthnicGroup, ...], list[dict[str, str]]]:
    """The areas, groups and counties, whose former names are such words."""
    return (
        tuple(area for area, _ in pairs(draft.areas)),
        tuple(group for group, _ in pairs(draft.groups)),
        [row.values for row in draft.registers["counties"]],
    )


def _says(text: str, usage: Usage) -> bool:
    """Whether the wrong word stands in a text, and not inside one in which it is fine."""
    for word in usage.protected:
        text = text.replace(word, "")
    return usage.wrong in text
