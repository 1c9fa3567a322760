"""The correction workbook (订正表): a unit's forms as it sent them, and what was found in them.

``drawing_up`` says what stands in it, ``marks`` which cells stand out and why; the ``*_sheet``
modules write one kind of sheet each, ``workbook`` puts them together, and
``collect.reader.replies`` reads it when it comes back.
"""

from pipeline.collect.corrections.drawing_up import Correction, FormToCorrect, correction_of
from pipeline.collect.corrections.workbook import correction_workbook

__all__ = ["Correction", "FormToCorrect", "correction_of", "correction_workbook"]
