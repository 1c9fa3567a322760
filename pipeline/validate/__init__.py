"""Judges what was collected: findings, the verdict on every file, the figures in force."""

from pipeline.validate.listing import findings_csv
from pipeline.validate.stage import validate
from pipeline.validate.standing import open_errors

__all__ = ["findings_csv", "open_errors", "validate"]
