"""One cell as a clerk typed it, read for a line: the reading, the rules told, or the defect."""

from decimal import Decimal

from pipeline.collect.reader.figures.cells import Defect, Line, Reading, parse_cell
from pipeline.collect.reader.figures.declared import read_declared


def outcome(
    text: str, nature: str = "", *, unit: str = "个", decimals: int = 0, rounded: bool = False
) -> Reading | Defect:
    declared = read_declared(nature)
    assert declared is not None
    return parse_cell(text, declared, Line(unit, decimals, rounded=rounded))


def cell(text: str, nature: str = "", **line) -> Reading:
    reading = outcome(text, nature, **line)
    assert isinstance(reading, Reading), (text, reading)
    return reading


def defect(text: str, nature: str = "", **line) -> str:
    reading = outcome(text, nature, **line)
    assert isinstance(reading, Defect), (text, reading)
    return reading.rule


def told(reading: Reading) -> str:
    return " ".join(remark.rule for remark in reading.remarks)


def known(reading: Reading) -> tuple[Decimal | None, ...]:
    """The value and its bounds."""
    return reading.value, reading.lower, reading.upper
