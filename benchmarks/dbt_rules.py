"""The same rules as tests of a dbt project on DuckDB, generated from the catalogue.

Models make the two tables that pandera makes (the long one with last year's figures, the wide one
with a column a line); every rule is a singular test that selects the rows that fail. Tests warn, so
that all of them run; how many rows each found is in ``run_results.json``.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.frames import SCALE, lines, registers
from pipeline.catalogue.model import Catalogue, Relation

KEY = "area, indicator, period"
LAWS = {
    "V01": f"decimals = 0 and value % {SCALE} <> 0",
    "V03": f"is_part and value > {100 * SCALE}",
    "V05": "owed_from <= period and area <> '{region}' and value is null",
    "V06": "value <> register",
    "V12": "abs(value - last) >= least and abs(value - last) * 100 > most_change * last",
    "V13": "monotone and value < last",
    "V14": "stated <> last",
    "V24": "value > most",
    "value": "value < 0",
    "period": "period not between 2020 and 2024",
}
LONG = """
with this as (from {cells} where role = 'this'), stated as (from {cells} where role = 'last')
select this.* exclude (role), before.value as last, stated.value as stated,
    line.* exclude (indicator), register.* exclude (area, indicator)
from this
left join this as before on this.area = before.area and this.indicator = before.indicator
    and this.period = before.period + 1
left join stated on this.area = stated.area and this.indicator = stated.indicator
    and this.period = stated.period + 1
left join {lines} as line on this.indicator = line.indicator
left join {registers} as register
    on this.area = register.area and this.indicator = register.indicator
"""
WIDE = """
with wide as (
    pivot (select {key}, value from {{{{ ref('long') }}}})
    on indicator in ({codes}) using first(value) group by area, period
)
select wide.*, {last} from wide
left join wide as before on wide.area = before.area and wide.period = before.period + 1
"""
PROJECT = """
name: rules
version: "1.0.0"
profile: rules
flags: {send_anonymous_usage_stats: false, use_colors: false}
models: {+materialized: table}
tests: {+severity: warn}
"""
PROFILE = """
rules:
  target: it
  outputs: {{it: {{type: duckdb, path: "{path}", threads: 2}}}}
"""


def generate(catalogue: Catalogue, cells: Path, project: Path) -> None:
    """Writes the project, and the catalogue's frames beside it."""
    for part in ("models", "tests"):
        (project / part).mkdir(parents=True, exist_ok=True)
    lines(catalogue).rename({"limit": "most_change"}).write_parquet(project / "lines.parquet")
    registers(catalogue).write_parquet(project / "registers.parquet")
    (project / "dbt_project.yml").write_text(PROJECT)
    (project / "profiles.yml").write_text(PROFILE.format(path=project / "rules.duckdb"))
    files = {"cells": cells, "lines": project / "lines.parquet"}
    files["registers"] = project / "registers.parquet"
    named = {name: f"read_parquet('{path}')" for name, path in files.items()}
    (project / "models" / "long.sql").write_text(LONG.format(**named))
    codes = [i.code for i in catalogue.indicators if i.on_form]
    last = ", ".join(f'before."{code}" as "{code}@1"' for code in codes)
    listed = ", ".join(f"'{code}'" for code in codes)
    wide = WIDE.format(key=KEY, codes=listed, last=last)
    (project / "models" / "wide.sql").write_text(wide)
    for code, law in LAWS.items():
        test = f"select {KEY} from {{{{ ref('long') }}}} where {law}"
        told = test.replace("{region}", catalogue.region.code)
        (project / "tests" / f"{code}.sql").write_text(told)
    for relation in catalogue.relations:
        if {term.indicator for term in relation.terms} <= set(codes):
            test = (
                f"select area, period from {{{{ ref('wide') }}}} where {fails(relation, catalogue)}"
            )
            (project / "tests" / f"{relation.code}.sql").write_text(test)


def fails(relation: Relation, catalogue: Catalogue) -> str:
    """The relation as a condition on the columns of the wide table; blanks say nothing."""
    if relation.kind == "ratio":
        found = (catalogue.indicator(term.indicator) for term in relation.terms)
        rate = next(indicator for indicator in found if indicator.ratio)
        assert rate.ratio
        above, below = f'"{rate.ratio.numerator}"', f'"{rate.ratio.denominator}"'
        off = f'abs("{rate.code}" * {below} - {above} * {rate.ratio.factor * SCALE})'
        return f"{below} <> 0 and {off} > {int((relation.tolerance or 0) * SCALE)} * {below}"
    if relation.kind == "implies":
        when = relation.when.removesuffix(">0")
        rest = " + ".join(f'"{t.indicator}"' for t in relation.terms if t.indicator != when)
        return f'"{when}" <> 0 and {rest} <= 0'
    balance = " + ".join(
        f'"{term.indicator}{"@1" if term.lag else ""}" * {int(term.coefficient * 100)}'
        for term in relation.terms
    )
    return f"{balance} {'>' if relation.kind == 'subset' else '<>'} 0"


def findings(project: Path) -> Counter[str]:
    """Builds the models and runs the tests; how many rows fail each."""
    from dbt.cli.main import dbtRunner

    at = str(project)
    ended = dbtRunner().invoke(["-q", "build", "--project-dir", at, "--profiles-dir", at])
    told = json.loads((project / "target" / "run_results.json").read_text(encoding="utf-8"))
    if not ended.success:
        wrong = [one for one in told["results"] if one["status"] in ("error", "skipped")]
        raise SystemExit("\n".join(str(one["message"]) for one in wrong[:5]))
    tests = [one for one in told["results"] if one["unique_id"].startswith("test.")]
    return Counter({one["unique_id"].split(".")[2]: one["failures"] for one in tests})
