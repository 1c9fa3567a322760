"""The words of 数据性质 as a template offers them, and the other way round: from codes to words."""

from __future__ import annotations

from decimal import Decimal

from pipeline.vocabulary import ObsStatus, Qualifier

QUALIFIERS = {
    Qualifier.MORE_THAN: "多于",
    Qualifier.AT_LEAST: "不少于",
    Qualifier.ABOUT: "约",
    Qualifier.STATED: "转述",
}
STATUSES = {
    ObsStatus.PROVISIONAL: "初步",
    ObsStatus.ESTIMATED: "估计",
    ObsStatus.UNKNOWN: "不详",
    ObsStatus.NOT_APPLICABLE: "不适用",
}
TO_THE_NEAREST = "精确到"
TOGETHER = "；"
_STEPS = (10, 100, 1000, 10000)

# 约 alone says too little to be read, so it is offered with the steps that are used most.
OFFERED = (
    QUALIFIERS[Qualifier.MORE_THAN],
    QUALIFIERS[Qualifier.AT_LEAST],
    *(f"{QUALIFIERS[Qualifier.ABOUT]}{TOGETHER}{TO_THE_NEAREST}{step}" for step in _STEPS),
    QUALIFIERS[Qualifier.STATED],
    *STATUSES.values(),
)


def nature(qualifier: Qualifier, status: ObsStatus, step: Decimal | None) -> str:
    """What is written under 数据性质 for a figure; blank for one that is exact and final."""
    words = (
        QUALIFIERS.get(qualifier, ""),
        f"{TO_THE_NEAREST}{step.normalize():f}" if step is not None else "",
        STATUSES.get(status, ""),
    )
    return TOGETHER.join(filter(None, words))
