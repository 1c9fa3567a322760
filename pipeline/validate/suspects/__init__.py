"""Which cells of a form are probably wrong when its edits fail: a suspicion, never a correction."""

from pipeline.validate.suspects.localise import localise, localise_apart
from pipeline.validate.suspects.model import (
    AnyEdit,
    Cell,
    Edit,
    Implication,
    Localisation,
    Quotient,
    Slip,
    SlipKind,
    Solution,
    Suspect,
)
from pipeline.validate.suspects.slips import slip_of
from pipeline.validate.suspects.wording import suspicion

__all__ = [
    "AnyEdit",
    "Cell",
    "Edit",
    "Implication",
    "Localisation",
    "Quotient",
    "Slip",
    "SlipKind",
    "Solution",
    "Suspect",
    "localise",
    "localise_apart",
    "slip_of",
    "suspicion",
]
