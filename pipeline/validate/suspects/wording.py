"""A suspicion in one sentence, as one tells a tired clerk: what may be wrong, never that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from pipeline.rules.messages import figure, filled
from pipeline.validate.suspects.model import Localisation, Solution, Suspect
from pipeline.vocabulary import Text

_LAST_YEAR = "@-1"
_MOST_SAID = 3  # cells or clauses; to name more alternatives does not help
_LOOSE = re.compile(r" *([、，。：；（）]) *")
_NAMED, _BARE = Text("{name}（{code}）", "{name} ({code})"), Text(" {code} ", "{code}")
_EARLIER = Text("上年{cell}", "last year's {cell}")
_AND, _OR, _ALSO = Text("与", " and "), Text("或", " or "), Text("、", ", ")

_DECIDED = Text("疑为{cells}有误：{facts}。", "{cells} may be wrong: {facts}.")
_TOGETHER = Text("疑为{cells}同时有误：{facts}。", "{cells} may be wrong together: {facts}.")
_FACTS = Text(
    "填 {observed}[，似应为 {repair}][（{slip}）]",
    "stated {observed}[, perhaps {repair}][ ({slip})]",
)
_SWAPPED = Text(
    "疑为{cells}两行填反：现填 {observed}，似应为 {repair}。",
    "{cells} may have been exchanged: stated {observed}, perhaps {repair}.",
)
_FIRST, _LATER = Text("疑为", "It may be that "), Text("，也可能是", ", or that ")
_ONE, _BOTH = Text("{cells}有误", "{cells} is wrong"), Text("{cells}同时有误", "{cells} are wrong")
_MANY = Text("{cells}等项中有一项有误", "one of {cells} and others is wrong")
_EXCHANGED = Text("{cells}两行填反", "{cells} were exchanged")
_UNKNOWN = Text(
    "未能判断是哪一项有误，请核对{cells}。",
    "Which figure is wrong could not be told; please check {cells}.",
)


def suspicion(
    localisation: Localisation, names: Mapping[str, str], names_en: Mapping[str, str]
) -> Text:
    """Which cells are probably wrong, and what they should be; blank where nothing is suspected.

    ``names`` and ``names_en`` are the names of indicators by code; without one the code stands
    alone. Failing edits that have nothing to do with each other get a sentence each.
    """
    parts = [part for part in localisation.apart or (localisation,) if part.suspects]
    zh = [_Sentence("zh", names).of(part) for part in parts]
    return Text("".join(zh), " ".join(_Sentence("en", names_en).of(part) for part in parts))


class _Sentence:
    """How a suspicion is told in one language, with these names."""

    def __init__(self, lang: str, names: Mapping[str, str]) -> None:
        self._lang, self._names = lang, names

    def of(self, part: Localisation) -> str:
        if not part.is_exact:
            told = self._filled(_UNKNOWN, cells=self._cells((s.key for s in part.suspects), _ALSO))
        elif len(part.rivals) == 1:
            told = self._decided(part.rivals[0])
        else:
            told = "".join(self._undecided(part.rivals)) + {"zh": "。", "en": "."}[self._lang]
        tidy = _LOOSE.sub(r"\1", told).replace("  ", " ").strip()
        return tidy[:1].upper() + tidy[1:]

    def _decided(self, solution: Solution) -> str:
        cells, suspects = self._cells(solution.keys, _AND), solution.suspects
        if solution.is_swap:
            observed = self._joined(figure(s.observed) for s in suspects)
            repair = self._joined(figure(s.repair) for s in suspects)
            return self._filled(_SWAPPED, cells=cells, observed=observed, repair=repair)
        if len(suspects) == 1:
            return self._filled(_DECIDED, cells=cells, facts=self._facts(suspects[0]))
        each = (
            f"{self._cell(s.key)}{' ' * (self._lang == 'en')}{self._facts(s)}" for s in suspects
        )
        return self._filled(
            _TOGETHER, cells=cells, facts={"zh": "；", "en": "; "}[self._lang].join(each)
        )

    def _undecided(self, rivals: Sequence[Solution]) -> Iterator[str]:
        """Clauses in the order of the rivals, the first few; cells alone share one clause."""
        told = dict.fromkeys(
            self._alone(rivals) if len(rival.keys) == 1 else self._several(rival)
            for rival in rivals
        )
        clauses = list(told)[:_MOST_SAID]
        openings = (_FIRST, *repeat(_LATER, len(clauses) - 1))
        for opening, clause in zip(openings, clauses, strict=True):
            yield opening.told(self._lang) + clause

    def _alone(self, rivals: Sequence[Solution]) -> str:
        keys = [rival.keys[0] for rival in rivals if len(rival.keys) == 1]
        if len(keys) > _MOST_SAID:
            return self._filled(_MANY, cells=self._cells(keys[:_MOST_SAID], _ALSO))
        return self._filled(_ONE, cells=self._cells(keys, _OR))

    def _several(self, rival: Solution) -> str:
        wording = _EXCHANGED if rival.is_swap else _BOTH
        return self._filled(wording, cells=self._cells(rival.keys, _AND))

    def _facts(self, suspect: Suspect) -> str:
        return self._filled(
            _FACTS,
            observed=figure(suspect.observed),
            repair=figure(suspect.repair),
            slip=suspect.slip.told.told(self._lang) if suspect.slip else "",
        )

    def _joined(self, figures: Iterable[str]) -> str:
        return _ALSO.told(self._lang).join(figures)

    def _cells(self, keys: Iterable[str], joint: Text) -> str:
        """The cells in a row, ``joint`` before the last one."""
        *others, last = (self._cell(key) for key in keys)
        return joint.told(self._lang).join([self._joined(others), last] if others else [last])

    def _cell(self, key: str) -> str:
        code = key.removesuffix(_LAST_YEAR)
        name = self._names.get(code, "")
        told = self._filled(_NAMED if name else _BARE, name=name, code=code)
        return self._filled(_EARLIER, cell=told) if code != key else told

    def _filled(self, template: Text, **facts: str) -> str:
        return filled(template.told(self._lang), facts)
