"""For every rule on answers a workbook that trips it, and one, nearly the same, that does not."""

from __future__ import annotations

from dataclasses import replace

from pipeline.collect import receive
from pipeline.workspace import Workspace
from tests.collect.corrections.clerk import Clerk
from tests.collect.corrections.issued import JUMP, JUMP_ROW, RATE_ROW, SUM_ROW, answered, returned
from tests.collect.mini import CATALOGUE, TODAY, drop, figures, one

EXPLAINED = {"处理": "属实", "原因代码": "R1 统计口径或范围调整", "说明": "口径有变"}


def _both_places(on_form: int) -> bytes:
    """202 is corrected to 87 among the findings, and typed on the form as well."""

    def fill(clerk: Clerk) -> None:
        clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
        clerk.on_form("民统2表", "202", "本年", on_form)

    return returned(fill)


def _two_rows(other: int) -> bytes:
    """Two findings about 204, of which each corrects it."""
    rows = (JUMP, replace(JUMP, rule="V14"))

    def fill(clerk: Clerk) -> None:
        clerk.answer(("V12", "204"), 处理="已更正", 更正值=980)
        clerk.answer(("V14", "204"), 处理="已更正", 更正值=other)

    return returned(fill, rows)


def _renumbered(number: str) -> bytes:
    def fill(clerk: Clerk) -> None:
        clerk.answer(JUMP_ROW, **EXPLAINED, 编号=number)

    return returned(fill)


def _aimed(code: str) -> bytes:
    def fill(clerk: Clerk) -> None:
        clerk.answer(SUM_ROW, 处理="已更正", 更正值=87, 更正指标=code)

    return returned(fill)


JUMP_NUMBER = f"{JUMP.finding_id}-{JUMP.values_hash}"


RETURNED: dict[str, tuple[bytes, bytes]] = {
    "D77": (_both_places(88), _both_places(87)),
    "D78": (_two_rows(981), _two_rows(980)),
    "D79": (answered(SUM_ROW, 处理="已更正"), answered(SUM_ROW, 处理="已更正", 更正值=87)),
    "D80": (
        answered(JUMP_ROW, 处理="属实", 说明="口径有变"),
        answered(JUMP_ROW, **EXPLAINED),
    ),
    "D81": (answered(SUM_ROW, **EXPLAINED), answered(RATE_ROW, **EXPLAINED)),
    "D82": (_renumbered(JUMP_NUMBER[:-1]), _renumbered(JUMP_NUMBER)),
    "D83": (
        answered(JUMP_ROW, **EXPLAINED | {"原因代码": "R77"}),
        answered(JUMP_ROW, **EXPLAINED | {"原因代码": "r1"}),
    ),
    "D84": (
        answered(JUMP_ROW, **EXPLAINED, 更正值=980),
        answered(JUMP_ROW, **EXPLAINED, 更正值=1172.5),
    ),
    "D85": (_aimed("205"), _aimed("201")),
}


def put_overtaken(workspace: Workspace) -> None:
    """The form was sent anew after the workbook had been made."""
    _put_correction(workspace, figures(), one("419"))


def put_in_time(workspace: Workspace) -> None:
    """The workbook was made on the newest revision."""
    _put_correction(workspace, one("419"), figures())


def _put_correction(workspace: Workspace, *sent: str) -> None:
    """The forms as they were sent one after the other, then a correction made on the usual one."""
    for number, form in enumerate(sent):
        drop(workspace, f"2024/450100/{number}.csv", form)
        receive(workspace, CATALOGUE, 2024, TODAY)

    def fill(clerk: Clerk) -> None:
        clerk.title("民统2表", "报出日期", "2025-03-18")
        clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)

    drop(workspace, "2024/450100/订正表.xlsx", returned(fill))
