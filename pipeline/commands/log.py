"""`pipeline log`: what was done, in its order, and whether the log can be believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.collect.ledger import ActKind, Ledger
from pipeline.commands.evidence import LEDGER, last_logged, unrecorded
from pipeline.commands.report import Grid, Report
from pipeline.commands.running import INTERRUPTED
from pipeline.errors import DataError, Exit, UsageError
from pipeline.journal import MENDED, Head, Journal, Line, noted_head
from pipeline.vocabulary import Text
from pipeline.workspace import Workspace

ACTS = {
    ActKind.RECEIVED: Text("收件", "received"),
    ActKind.REPEATED: Text("重复收件", "repeated"),
    ActKind.WITHDRAWN: Text("撤回", "withdrawn"),
    ActKind.REINSTATED: Text("恢复", "reinstated"),
    ActKind.MOVED: Text("改归", "moved"),
    ActKind.CERTIFIED: Text("确认", "certified"),
    "explained": Text("说明", "explained"),
    "unexplained": Text("撤销说明", "explanation removed"),
    "returned": Text("退回", "returned"),
    "certificate": Text("出具确认书", "certificate issued"),
    "imputed": Text("插补", "imputed"),
    "suppressed": Text("保密处理", "suppressed"),
    "frozen": Text("定稿", "frozen"),
    "printed": Text("成书", "printed"),
    "proofed": Text("校样", "proofed"),
    "released": Text("发布", "released"),
    INTERRUPTED: Text("命令中断", "interrupted"),
    MENDED: Text("修补日志尾行", "last line mended"),
}
_ROLES = {
    "unit": Text("填报单位", "unit"),
    "office": Text("编辑部", "office"),
    "program": Text("程序", "program"),
}
_HEADS = (
    Text("序号", "line"), Text("时间", "at"), Text("事项", "act"), Text("年度", "year"),
    Text("对象", "what"), Text("详情", "facts"), Text("角色", "role"), Text("命令", "command"),
    Text("版本", "version"), Text("补登", "late"),
)  # fmt: skip
_LATE = Text("是", "yes")
_FINE = Text(
    "日志完整：逐行相接，与各项记录一致。", "The log is whole and agrees with the records."
)


def log(data: Path, year: int | None, lang: str, *, check: bool) -> Report:
    """The lines of a year, or all. With ``check`` exit 1 where the log cannot be believed.

    Raises DataError naming the line where the chain is broken, UsageError without a workspace.
    """
    workspace = Workspace(data)
    if not workspace.catalogue.is_dir():
        raise UsageError(
            f"找不到工作区：{workspace.catalogue} 不存在",
            f"no workspace: there is no folder {workspace.catalogue}",
            remedy_zh="用 --data 指明工作区。",
            remedy_en="name the workspace with --data",
        )
    lines = Journal(workspace.log).lines()
    shown = [line for line in lines if year in (None, line.entry.year)]
    grid = Grid("log", _HEADS, tuple(_row(line, lang) for line in shown))
    head = f"{lines[-1].number} {lines[-1].digest}" if lines else "0"
    facts = (("head", Text("末行", "head"), head),)
    if not check:
        return Report(Exit.DONE, facts, (grid,))
    found = tuple(flaws(workspace))
    return Report(Exit.DATA if found else Exit.DONE, facts, (), found or (_FINE,))


def flaws(workspace: Workspace) -> Iterator[Text]:
    """Everything that is wrong with the log of a workspace; the line at which a chain breaks."""
    journal = Journal(workspace.log)
    try:
        lines = journal.lines()
        missing = unrecorded(workspace, lines)
    except DataError as problem:
        yield Text(f"{problem.where}: {problem.zh}", f"{problem.where}: {problem.en}")
        return
    yield from _cut_off(workspace, journal, lines)
    yield from _ledger_cut(workspace, lines)
    if missing:
        n = len(missing)
        yield Text(
            f"有 {n} 件事尚未登入日志：命令中断过，或日志末尾被删；下一个写入命令会补登",
            f"{n} acts have no line: a command was killed, or lines were cut off the end;"
            " the next command that writes enters them, as late",
        )


def _cut_off(workspace: Workspace, journal: Journal, lines: Sequence[Line]) -> Iterator[Text]:
    """Heads noted elsewhere that the log does not reach."""
    known = {Head(line.number, line.digest) for line in lines} | {Head()}
    root = workspace.root
    noted = {"log/head.json": journal.noted_head()}
    for pattern in ("out/*/internal/run.json", "releases/*/*/release.json"):
        noted |= {str(p.relative_to(root)): noted_head(p) for p in sorted(root.glob(pattern))}
    for name, head in noted.items():
        if head is not None and head not in known:
            yield Text(
                f"{name} 记下的第 {head.number} 行不在日志中：此行以后被删，或被改写",
                f"line {head.number}, noted in {name}, is not in the log:"
                " it was cut off there, or written anew",
            )


def _ledger_cut(workspace: Workspace, lines: Sequence[Line]) -> Iterator[Text]:
    seq, chain = last_logged(lines)
    chained = Ledger(workspace.received).chained()
    if seq and (seq > len(chained) or chained[seq - 1][1] != chain):
        yield Text(
            f"{LEDGER} 没有日志所记的第 {seq} 号：登记簿末尾被删，或换成了别的登记簿",
            f"{LEDGER} lacks number {seq} as the log has it: its end was cut off, or it is another",
        )


def _row(line: Line, lang: str) -> tuple[str, ...]:
    entry = line.entry
    return (
        str(line.number),
        line.at,
        ACTS[entry.act].told(lang) if entry.act in ACTS else entry.act,
        str(entry.year or ""),
        entry.ref,
        "; ".join(f"{name} {_plain(value)}" for name, value in entry.facts.items()),
        _ROLES[entry.role].told(lang) if entry.role in _ROLES else entry.role,
        line.command,
        line.version,
        _LATE.told(lang) if line.is_late else "",
    )


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
