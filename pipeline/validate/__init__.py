"""Judges what was collected: findings, the verdict on every file, the figures in force."""

from pipeline.validate.listing import findings_csv
from pipeline.validate.stage import judge, judging_needs, validate
from pipeline.validate.standing import open_errors

__all__ = ["findings_csv", "judge", "judging_needs", "open_errors", "validate"]
