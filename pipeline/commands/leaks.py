"""What is told of a small cell that the publication would betray."""

from __future__ import annotations

from pipeline.audit import Audit, Leak
from pipeline.catalogue.model import Catalogue
from pipeline.errors import DataError
from pipeline.vocabulary import Text

_MOST = 3  # named in one message


def demand_no_leak(found: Audit, catalogue: Catalogue) -> None:
    """Raises DataError where anybody could exclude a value of a small cell."""
    if not found.leaks:
        return
    told = [leak_told(leak, catalogue) for leak in found.leaks[:_MOST]]
    n = len(found.leaks)
    raise DataError(
        f"保密检验未通过，{n} 处小数可被推出：" + "；".join(one.zh for one in told),
        f"the audit failed: {n} small cells could be worked out: " + "; ".join(t.en for t in told),
        where="disseminated.figure",
        remedy_zh="什么也没有公布。请运行 pipeline audit 查看全部，并连同日志报告维护者。",
        remedy_en="nothing was published; run pipeline audit for all of them, and report it",
    )


def leak_told(leak: Leak, catalogue: Catalogue) -> Text:
    """Which cell, who learns what of it, and from which published figures or rules."""
    area, line = catalogue.area(leak.area), catalogue.indicator(leak.indicator)
    who = catalogue.area(leak.who).name if leak.who else Text("任何读者", "any reader")
    by = "、".join(leak.by)
    return Text(
        f"{area.name.zh} {leak.period} 年{line.name.zh}（{line.code}），{who.zh}可知其在 "
        f"{leak.low:g} 至 {leak.high:g} 之间（依据：{by}）",
        f"{area.name.en}, {line.name.en} ({line.code}) of {leak.period}: {who.en} can tell that it "
        f"lies from {leak.low:g} to {leak.high:g} (by {', '.join(leak.by)})",
    )
