"""The counts of all mutations, told once at the end, whatever process they were counted in."""

from __future__ import annotations

from collections.abc import Iterator

from tests.collect.mutations.counting import table


def pytest_terminal_summary(terminalreporter) -> None:
    tallies = sorted(_tallies(terminalreporter.stats), key=lambda row: row["name"])
    if tallies:
        terminalreporter.section("mutations")
        terminalreporter.write_line("\n".join(table(tallies)))


def _tallies(stats: dict[str, list]) -> Iterator[dict]:
    for outcome in ("passed", "failed"):
        for report in stats.get(outcome, []):
            yield from (value for key, value in report.user_properties if key == "tally")
