"""Slips of the hand: which one would explain a figure, and what a figure may have been before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.validate.suspects.model import Slip, SlipKind

_FACTORS = tuple(Decimal(10) ** n for n in range(1, 5))
_ROUNDED_FROM = 100  # a scaled figure that was also rounded still shows three digits
_HALF = Decimal("0.5")


def slip_of(
    wrong: Decimal, right: Decimal, decimals: int = 0, before: Decimal | None = None
) -> Slip | None:
    """The slip that makes ``wrong`` of ``right``, the rarest first; none if no single one does.

    ``decimals`` says how finely both are counted; ``before`` is last year's figure, if known. That
    two rows were exchanged is seen in two figures only, see ``ranking``.
    """
    if wrong == right:
        return None
    if (factor := _factor(wrong, right)) is not None:
        return Slip(SlipKind.SCALED, factor)
    if wrong == -right:
        return Slip(SlipKind.SIGN)
    if wrong == before:
        return Slip(SlipKind.STALE)
    if (wrong < 0) != (right < 0):
        return None
    places = max(decimals, decimals_of(wrong), decimals_of(right))
    kind = _kind(digits_of(wrong, places), digits_of(right, places))
    return Slip(kind) if kind else None


def origins(wrong: Decimal, decimals: int = 0) -> tuple[Decimal, ...]:
    """All figures, none below zero, of which one slip makes ``wrong``, in ascending order.

    That it is last year's figure says nothing of the right one, so there is none for that.
    """
    places = max(decimals, decimals_of(wrong))
    whole = {int(digits) for digits in _respelt(digits_of(wrong, places)) if digits}
    found = {Decimal(number).scaleb(-places) for number in whole}
    found |= {abs(wrong) * factor for factor in _FACTORS}
    found |= {scaled for factor in _FACTORS if _fits(scaled := abs(wrong) / factor, places)}
    found |= {abs(wrong)}
    return tuple(sorted(right for right in found if slip_of(wrong, right, decimals)))


def decimals_of(value: Decimal) -> int:
    """The decimals that a figure needs: 0 for 87.00, 1 for 0.5."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def digits_of(value: Decimal, places: int) -> str:
    """The digits without sign, point and leading zeros: 4.5 to two places is ``450``."""
    return str(int(abs(value).scaleb(places)))


def _factor(wrong: Decimal, right: Decimal) -> Decimal | None:
    """The quotient wrong / right, where that is a power of ten that a unit misread can explain."""
    if not wrong or not right or (wrong < 0) != (right < 0):
        return None
    for factor in _FACTORS:
        if wrong == right * factor:
            return factor
        if right == wrong * factor or _is_rounded(wrong, right / factor):
            return 1 / factor
    return None


def _is_rounded(wrong: Decimal, scaled: Decimal) -> bool:
    """Whether it is the scaled figure to as many decimals as were typed: 11.65 of 11.6543."""
    places = decimals_of(wrong)
    shown = abs(wrong).scaleb(places)
    return shown >= _ROUNDED_FROM and abs(abs(scaled).scaleb(places) - shown) <= _HALF


def _kind(wrong: str, right: str) -> SlipKind | None:
    """The slip between two rows of digits; a zero at the front is not written."""
    if len(wrong) == len(right):
        return _same_length(wrong, right)
    if right in _with_one_less(wrong):
        return SlipKind.EXTRA
    return SlipKind.MISSING if wrong in _with_one_less(right) else None


def _same_length(wrong: str, right: str) -> SlipKind | None:
    unlike = [n for n, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
    if len(unlike) == 1:
        return SlipKind.DIGIT
    first, *rest = unlike
    is_turned = rest == [first + 1] and wrong[first : first + 2] == right[first : first + 2][::-1]
    return SlipKind.TRANSPOSED if is_turned else None


def _with_one_less(digits: str) -> set[str]:
    """What is left when one digit is; with a zero at the front it would not be typed like that."""
    left = {digits[:n] + digits[n + 1 :] for n in range(len(digits))}
    return {rest for rest in left if rest and str(int(rest)) == rest}


def _respelt(digits: str) -> Iterator[str]:
    """The digits with two turned, one left out, one put in, one replaced."""
    for n in range(len(digits)):
        yield digits[:n] + digits[n + 1 : n + 2] + digits[n] + digits[n + 2 :]
        yield digits[:n] + digits[n + 1 :]
    for n in range(len(digits) + 1):
        for digit in "0123456789":
            yield digits[:n] + digit + digits[n:]
            yield digits[:n] + digit + digits[n + 1 :]


def _fits(value: Decimal, places: int) -> bool:
    return decimals_of(value) <= places
