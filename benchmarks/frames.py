"""What the catalogue says of lines and of cities, as frames beside which figures are judged."""

from __future__ import annotations

import polars

from pipeline.catalogue.model import Catalogue

SCALE = 10_000  # figures are whole numbers of 1/10,000, so that sums are exact


def lines(catalogue: Catalogue) -> polars.DataFrame:
    """What the catalogue says of each line."""
    due = {form.code: form.expected_from for form in catalogue.forms}
    parents = {i.code: i.parent for i in catalogue.indicators}
    return polars.DataFrame(
        [
            {
                "indicator": i.code,
                "decimals": i.decimals,
                "is_part": bool(i.ratio and parents[i.ratio.numerator] == i.ratio.denominator),
                "owed_from": due[i.form] if i.mandatory else None,
                "limit": int(i.yoy_limit_pct) if i.yoy_limit_pct is not None else None,
                "least": int((i.min_abs_change or 0) * SCALE),
                "monotone": i.monotone,
            }
            for i in catalogue.indicators
            if i.on_form
        ]
    )


def registers(catalogue: Catalogue) -> polars.DataFrame:
    """What the register of divisions has of a line, and of the whole of which it is a part."""
    names = {i.code: i.register for i in catalogue.indicators}
    rows = [
        {
            "area": fact["area"],
            "indicator": i.code,
            "register": int(fact[i.register]) * SCALE if i.register else None,
            "most": int(fact[names[i.parent]]) * SCALE if i.parent and names[i.parent] else None,
        }
        for fact in catalogue.registers["area_facts"]
        for i in catalogue.indicators
        if i.register or (i.parent and names[i.parent])
    ]
    return polars.DataFrame(rows)
