"""``python -m tools.rulebook``: writes ``docs/rules.md`` from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.rules.book import Rule, rule_book
from pipeline.rules.examples import example_of
from pipeline.vocabulary import CLASS_NAMES, RuleClass, Severity
from pipeline.workspace import HOUSE

PAGE = HOUSE / "docs" / "rules.md"
_SIGNS = {
    Severity.REJECT: "拒收 reject",
    Severity.ERROR: "强制 error",
    Severity.QUERY: "核实 query",
    Severity.NOTE: "提示 note",
}
_HEAD = """# 审核规则 · Edit rules

由 `python -m tools.rulebook` 生成，勿手工修改。规则写在 `sql/edit_rules/*.sql` 的文件头、
`data/catalogue/relations.csv` 和 `pipeline/rules/reading.toml`（读数规则）。
`pipeline rules explain V18` 讲解其中一条；方法和出处见 [validation.md](validation.md)。

Made by `python -m tools.rulebook`; do not edit. The rules are kept in the heads of
`sql/edit_rules/*.sql`, in `data/catalogue/relations.csv` and, for reading, in
`pipeline/rules/reading.toml`. Methods and their sources are in [validation.md](validation.md).
"""


def rulebook(catalogue: Catalogue) -> str:
    """The page: a section a class, a table row a rule."""
    rules = rule_book(catalogue)
    sections = (
        "\n".join(_section(kind, [r for r in rules if r.rule_class is kind], catalogue))
        for kind in RuleClass
    )
    return "\n".join((_HEAD, *filter(None, sections)))


def _section(kind: RuleClass, rules: list[Rule], catalogue: Catalogue) -> Iterator[str]:
    if not rules:
        return
    name = CLASS_NAMES[kind]
    yield f"## {name.zh} · {name.en} (`{kind}`)\n"
    yield "| 规则 | 级别 | 要求 What it asks | 应为 Expected | 举例 Example |"
    yield "|---|---|---|---|---|"
    yield from (_row(rule, catalogue) for rule in rules)
    yield ""


def _row(rule: Rule, catalogue: Catalogue) -> str:
    asked, told = rule.summary, example_of(rule.code, catalogue)
    example = told.zh.removesuffix(rule.statement.zh or "\0") if told else ""
    years = f"{rule.valid_from or ''}–{rule.valid_to or ''}".strip("–")
    cells = (
        f"{rule.code} {years}".strip(),
        _SIGNS[rule.severity],
        f"{asked.zh}<br>{asked.en}",
        f"{rule.expects.zh}<br>{rule.expects.en}",
        example,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    PAGE.write_text(rulebook(load(Path(HOUSE) / "data" / "catalogue")), encoding="utf-8")


if __name__ == "__main__":
    main()
