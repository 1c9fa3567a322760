"""``python -m tools.dependencies``: writes ``docs/dependencies.md``.

The reasons for the direct ones stand in ``dependencies.toml``; everything else is read from
pyproject.toml, from the files of requirements and from the packages themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from typing import NamedTuple

from pipeline.workspace import HOUSE

PAGE = HOUSE / "docs" / "dependencies.md"
RUN, DEV = "requirements.txt", "requirements-dev.txt"
SAID = tomllib.loads((HOUSE / "tools" / "dependencies.toml").read_text(encoding="utf-8"))


class Package(NamedTuple):
    """A locked package: its name, version and licence; blank where it is not installed here."""

    name: str
    version: str
    licence: str


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> dict[str, str]:
    """Name and version of every package of a file of requirements."""
    text = (HOUSE / file).read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*])?==([^ ;\\]+)", text, re.MULTILINE)
    return {normalised(name): version for name, version in pins}


def direct() -> dict[str, list[str]]:
    """The packages that pyproject.toml asks for, by the reason for which it does."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"run": project["dependencies"]} | project["optional-dependencies"]
    return {
        kind: [normalised(re.split(r"[\[<>=!~; ]", one)[0]) for one in names]
        for kind, names in asked.items()
    }


def licence(name: str) -> str:
    """What a package says of its licence: an SPDX expression, or the words of its classifiers."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return str(SAID["stated"].get(name, ""))
    if expression := _said(told, "License-Expression"):
        return expression
    classified = [c for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    named = [c.rpartition(" :: ")[2] for c in classified if not c.endswith("OSI Approved")]
    words = " / ".join(named) or _said(told, "License").partition("\n")[0]
    return words or str(SAID["stated"].get(name, ""))


def _said(told: PackageMetadata, key: str) -> str:
    return str(told[key]).strip() if key in told else ""


def is_allowed(words: str) -> bool:
    """Whether a licence, or one of several to choose from, is on the list."""
    choices = re.split(r"\s(?:OR|/)\s", words)
    return any(all(_is_known(p) for p in re.split(r"\sAND\s", choice)) for choice in choices)


def _is_known(words: str) -> bool:
    plain = words.strip("() ")
    copyleft = re.search(r"\b[AL]?GPL|General Public", plain)
    return not copyleft and any(re.search(rf"\b{re.escape(one)}", plain) for one in SAID["allowed"])


def packages(file: str) -> list[Package]:
    return [Package(name, version, licence(name)) for name, version in sorted(locked(file).items())]


def page() -> str:
    """The whole document."""
    return "\n".join(_lines()) + str(SAID["system"])


def _lines() -> Iterator[str]:
    yield SAID["head"]
    asked = direct()
    yield from _direct("运行所需 · To run", asked["run"])
    yield from _direct("开发与测试 · To develop and test", asked["dev"])
    compared = dict.fromkeys((*asked["bench"], *asked["dbt"]))
    only = [name for name in compared if name not in asked["dev"]]
    yield from _direct("只为基准对照 · To compare with in the benchmarks", only)
    named = {name for names in asked.values() for name in names}
    run = locked(RUN)
    rest = [one for one in packages(DEV) if one.name not in named]
    tests = [one for one in rest if one.name not in run]
    yield from _list("间接所需（运行）· Indirect, to run", [o for o in rest if o.name in run])
    yield from _list("间接所需（仅测试）· Indirect, tests only", tests)


def _direct(title: str, names: list[str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| 包 package | 许可证 licence | 用途 reason |"
    yield "|---|---|---|"
    for name in names:
        why = SAID["reasons"][name]
        yield f"| {name} | {licence(name)} | {why['zh']} · {why['en']} |"
    yield ""


def _list(title: str, found: list[Package]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| 包 package | 版本 version | 许可证 licence |"
    yield "|---|---|---|"
    yield from (f"| {one.name} | {one.version} | {one.licence} |" for one in found)
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
