"""Whole files as offices send them, with everything that is read of them and found in them.

``cases/<defect>-<what>/`` holds the file as it lay in a city's folder, and ``expected.json``: its
findings as rule, line, column, observed, expected; the form, unit, year and day; the remark under
the table; every figure. Open both side by side to see what the reader makes of a file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.collect.defects import shipped
from tests.collect.defects.given import reading_of, told, values

CASES = sorted(path.parent for path in Path(__file__).with_name("cases").glob("*/expected.json"))


def read(folder: Path):
    """The only file beside what is expected, and how it is read."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    (sent,) = (path for path in folder.iterdir() if path.name != "expected.json")
    area = expected["folder"]
    reading = reading_of(
        sent.read_bytes(),
        name=f"raw/2024/{area}/{sent.name}",
        folder=area,
        lexicon=shipped.LEXICON,
    )
    return expected, reading


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_file_is_read_and_found_as_a_person_would(folder):
    expected, reading = read(folder)
    assert told(reading.findings) == expected["findings"]
    if "form" not in expected:
        assert reading.forms == ()
        return
    (form,) = reading.forms
    says = form.titles
    whose = (says.form.code, says.area.code, str(says.year), says.stated_on.isoformat())
    assert " ".join(whose) == expected["form"]
    assert form.content.remark == expected["remark"]
    figures = {f"{code} {role.value}": shown for (code, role), shown in values(reading).items()}
    assert figures == expected["figures"]


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_the_name_of_a_case_is_that_of_its_defect(folder):
    expected, _ = read(folder)
    assert any(one.startswith(folder.name[:3]) for one in expected["findings"])
