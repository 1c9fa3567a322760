"""Words of the term list in the texts that the editors and explanations bring into the book."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.commands.season import Season
from pipeline.rules.wording import words_found
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse

_EXPLANATIONS = "from disseminated.explanation order by area, indicator, period, text_zh"
_ABOUT_ITSELF = "README"


def wording_flaws(season: Season, warehouse: Warehouse) -> Iterator[Text]:
    """Where such a word stands, and what should: file and line, or what the explanation is of."""
    usages = tuple(u for u in season.catalogue.usages if (u.last_year or 0) < season.year)
    for place, told in _texts(season, warehouse):
        for word in words_found(told, usages):
            wrong, right = word.usage.wrong, word.usage.right
            yield Text(
                f"{place.zh} “{word.piece}”：“{wrong}”应写作“{right.zh}”",
                f"{place.en} “{word.piece}”: “{wrong}” should be “{right.zh}” ({right.en})",
            )


def _texts(season: Season, warehouse: Warehouse) -> Iterator[tuple[Text, str]]:
    """Every text with its place."""
    for path in sorted(season.workspace.editorial.glob("*.md")):
        if path.stem != _ABOUT_ITSELF:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield Text(f"{path.name}:{number}", f"{path.name}:{number}"), line
    for part in season.catalogue.edition.parts:
        place = Text(f"edition.toml 第 {part.number} 篇", f"edition.toml, part {part.number},")
        yield from ((place, text.zh) for text in part.introduction)
    for row in warehouse.rows(_EXPLANATIONS):
        told = f"{row['area']} {row['indicator']} {row['period']}"
        yield Text(f"填报说明 {told}", f"explanation {told}"), row["text_zh"]
