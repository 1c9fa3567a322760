"""What was typed becomes values without pydantic, whose import outlasts most of the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from typer import BadParameter, Context, Typer
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_group

Convert = Callable[[str], Any]


def plainly(app: Typer, typed: Sequence[str]) -> TyperGroup:
    """The commands of ``app``, whose parameters are turned into values by :class:`_Plain`.

    Where ``typed`` begins with the name of a command, only that one is drawn up. Typer makes its
    own converter for a parameter when it is first needed; here each has one before. A parameter of
    a type that is not known here is left to Typer, and so would all be if Typer kept its converters
    elsewhere: slower, but not otherwise.
    """
    chosen, commands = copy(app), app.registered_commands
    asked = [c for c in commands if c.callback and (c.name or c.callback.__name__) in typed[:1]]
    chosen.registered_commands = asked or commands
    chosen.registered_groups = [] if asked else app.registered_groups
    group = get_group(chosen)
    for command in (group, *group.commands.values()):
        for parameter in command.get_params(Context(command)):
            if isinstance(parameter, (TyperArgument, TyperOption)):
                _make_plain(parameter)
    return group


class _Plain:
    """Turns the text given for one parameter, or each of its texts, into values."""

    def __init__(self, convert: Convert) -> None:
        self._convert = convert

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Defaults are values already. Raises BadParameter where the text does not fit."""
        try:
            if isinstance(value, (list, tuple)):
                return [self._convert(text) for text in value]
            return self._convert(value) if isinstance(value, str) else value
        except ValueError as problem:
            raise BadParameter(str(problem), ctx=ctx, param=param) from None


def _make_plain(parameter: TyperArgument | TyperOption) -> None:
    kind: Any = parameter.type_descriptor.annotation
    if get_origin(kind) is list:
        (kind,) = get_args(kind)
    convert: Convert | None = kind if kind in (bool, str, Path) else None
    if kind is int:
        convert = lambda text: _whole(text, parameter.min, parameter.max)  # noqa: E731
    elif isinstance(kind, type) and issubclass(kind, Enum):
        convert = lambda text: _one_of(text, kind)  # noqa: E731
    if convert is not None:
        parameter._runtime_param = _Plain(convert)  # type: ignore[assignment]  # noqa: SLF001


def _whole(text: str, least: float | None, most: float | None) -> int:
    """A whole number within its bounds."""
    if not text.isascii() or not text.removeprefix("-").isdigit():
        raise ValueError(f"“{text}”应为整数 is not a whole number")
    number = int(text)
    if (least is not None and number < least) or (most is not None and number > most):
        raise ValueError(f"{number} 应在 {least} 至 {most} 之间 is not between {least} and {most}")
    return number


def _one_of(text: str, words: type[Enum]) -> Enum:
    """The member whose value was typed."""
    found = next((word for word in words if word.value == text), None)
    if found is None:
        listed = "、".join(str(word.value) for word in words)
        raise ValueError(f"“{text}”应为以下之一 should be one of {listed}")
    return found
