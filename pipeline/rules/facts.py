"""Everything that the message of a rule may name: figures, names, units, how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.rules.messages import equals, figure, filled, signed
from pipeline.vocabulary import Text

_LANGUAGES = ("zh", "en")
_LISTED = {"zh": "、", "en": ", "}
_BESIDE = ("rate", "whole")  # columns that hold another indicator, for the name of it


class Facts:
    """What templates are filled with, from the rows of rules."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._areas = {area.code: area for area in catalogue.areas}
        self._forms = {form.code: form for form in catalogue.forms}
        self._indicators = {indicator.code: indicator for indicator in catalogue.indicators}

    def told(self, template: Text, row: Mapping[str, Any]) -> Text:
        """The template in both languages; KeyError where it names what the row has not."""
        zh, en = (self._of(row, lang) for lang in _LANGUAGES)
        return Text(filled(template.zh, zh), filled(template.en, en))

    def _of(self, row: Mapping[str, Any], lang: str) -> dict[str, str]:
        facts = {key: figure(value) for key, value in row.items()}
        beside = ((key, self._indicators[row[key]]) for key in _BESIDE if key in row)
        facts |= {f"{key}_name": other.name.told(lang) for key, other in beside}
        facts |= {
            "area_name": self._areas[row["area"]].name.told(lang),
            "form_name": self._forms[row["form"]].name.told(lang),
            "table_no": self._forms[row["form"]].table_no,
            "last_period": str(row["period"] - 1),
            "signed": signed(facts.get("difference", "")),
            "equals": equals(facts.get("expected", "")),
            "lines": facts.get("lines", "").replace(";", _LISTED[lang]),
            "statement": facts.get(f"statement_{lang}", ""),
        }
        if indicator := self._indicators.get(row.get("indicator") or ""):
            facts |= {"name": indicator.name.told(lang), "unit": indicator.unit.told(lang)}
        return facts
