"""What a returned workbook explains, as explanations to be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.reading import FileReading
from pipeline.rules.explanation import Explanation
from pipeline.vocabulary import NOTHING, REGION_KIND

_SAMPLE, _CITY, _REGION = "示例", "市级", "自治区级"


def explanations_of(reading: FileReading, lexicon: Lexicon, today: date) -> Iterator[Explanation]:
    """An explanation for every question that was answered with a reason and words.

    What was corrected needs none. They were given on ``today``, those on samples on the day that
    the form states, if it states one.
    """
    samples = {
        form.titles.form.code: form.titles for form in reading.forms if form.titles.is_sample
    }
    any_sample = next(iter(samples.values()), None)
    for reply in reading.replies:
        if not (reply.explains and reply.justifies):
            continue
        found, titles = reply.finding, samples.get(reply.form, any_sample)
        unit = lexicon.units.get(found.area)
        office = _REGION if unit is not None and unit.kind == REGION_KIND else _CITY
        yield Explanation(
            finding_id=found.finding_id,
            values_hash=found.values_hash,
            rule=found.rule,
            area=found.area,
            form=found.form,
            period=found.period or 0,
            indicator=found.indicator,
            column_name=found.column_name,
            observed=found.observed,
            expected=found.expected,
            reason_code=reply.reason_code,
            text=" ".join(reply.text.split()),
            printed=NOTHING,
            given_by=office if titles is None else _SAMPLE,
            given_on=(titles.stated_on if titles else None) or today,
            source_sha256=reading.sha256,
        )
