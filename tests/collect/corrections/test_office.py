"""A correction workbook that a real spreadsheet program has opened and saved."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.collect.corrections.clerk import Clerk
from tests.collect.corrections.issued import JUMP_ROW, SUM_ROW, issued
from tests.collect.mini import read, rules, this_year

pytestmark = [pytest.mark.slow, pytest.mark.office]


def saved_by_office(content: bytes, folder) -> bytes:
    (folder / "a.xlsx").write_bytes(content)
    subprocess.run(
        [
            str(shutil.which("soffice")), "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", "a.xlsx",
        ],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / "a.xlsx").read_bytes()


def test_untouched_it_says_nothing(tmp_path):
    reading = read(saved_by_office(issued(), tmp_path))
    assert (rules(reading), reading.replies) == (["D54N"], ())
    assert reading.forms[0].is_untouched


def test_answers_are_read_as_they_were_typed(tmp_path):
    clerk = Clerk(issued())
    clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
    clerk.answer(JUMP_ROW, 处理="属实", 原因代码="R9 其他", 说明="口径有变")
    reading = read(saved_by_office(clerk.saved(), tmp_path))
    assert rules(reading) == ["D54N"]
    assert this_year(reading, "202").raw_text == "87"
    assert [reply.explains for reply in reading.replies] == [False, True]
