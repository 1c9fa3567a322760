"""Holds findings against the explanations that were given: they answer, or they have lapsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.rules.explanation import Explanation
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity, Text

Given = Mapping[str, Mapping[str, Explanation]]  # finding_id, values_hash


def by_finding(explanations: Iterable[Explanation]) -> Given:
    """The explanations by finding and figures; of several on the same figures the last counts."""
    given: dict[str, dict[str, Explanation]] = {}
    for one in explanations:
        given.setdefault(one.finding_id, {})[one.values_hash] = one
    return given


def explained(finding: Finding, given: Given) -> Finding:
    """The finding with its explanation; one whose figures have moved since says so.

    Only what asks can be explained: an error is corrected, and a note wants no answer.
    """
    answers = given.get(finding.finding_id)
    if not answers or finding.severity is not Severity.QUERY:
        return finding
    if answer := answers.get(finding.values_hash):
        return replace(
            finding,
            reason_code=answer.reason_code,
            explanation=answer.text,
            explained_on=answer.given_on.isoformat(),
        )
    return replace(finding, has_lapsed=True, message=_lapsed(finding.message, answers))


def _lapsed(message: Text, answers: Mapping[str, Explanation]) -> Text:
    last = max(answers.values(), key=lambda one: one.given_on)
    return Text(
        f"{message.zh}（{last.given_on} 的说明“{last.text}”因数值变动失效。）",
        f"{message.en} (The explanation of {last.given_on} has lapsed: the figures have moved.)",
    )
