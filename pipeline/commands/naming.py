"""What people call areas and forms on the command line, looked up in the catalogue's words."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalogue.model import Area, Form
from pipeline.collect.folders import named_area
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.errors import UsageError


def area_called(name: str, lexicon: Lexicon) -> Area:
    """The reporting unit of a code or any of its names. Raises UsageError for an unknown one."""
    if (area := named_area(name, lexicon)) is not None:
        return area
    known = {area.code: area for area in lexicon.units.values()}.values()
    raise UsageError(
        f"没有这个填报单位：{_shown(name)}",
        f"no such reporting unit: {_shown(name)}",
        remedy_zh="请用代码或名称：" + _listed(f"{a.code} {a.name.zh}" for a in known),
        remedy_en="name one of " + _listed(f"{a.code} {a.name.en}" for a in known),
    )


def form_called(name: str, lexicon: Lexicon) -> Form:
    """The form of ``MT2``, ``mt2``, ``民统2表`` or its name. Raises UsageError for another."""
    if (form := lexicon.form(name)) is not None:
        return form
    known = {form.code: form for form in lexicon.forms.values()}.values()
    raise UsageError(
        f"没有这张表：{_shown(name)}",
        f"no such form: {_shown(name)}",
        remedy_zh="请用表号：" + _listed(f"{f.code} {f.table_no}" for f in known),
        remedy_en="name one of " + _listed(f"{f.code} {f.name.en}" for f in known),
    )


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in name)
