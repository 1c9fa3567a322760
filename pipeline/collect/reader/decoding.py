"""From bytes to text, strictly: UTF-8 with or without a byte order mark, and nothing doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.collect.reader.report import Report
from pipeline.vocabulary import Text

_FORMATS = (
    (b"PK\x03\x04", Text("Excel 工作簿或压缩包", "an Excel workbook or an archive")),
    (b"\xd0\xcf\x11\xe0", Text("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)")),
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"<", Text("网页或 XML 文件", "a web page or XML")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
)
_BOM = b"\xef\xbb\xbf"
# Traces of text that was once decoded wrongly, and control characters that no table holds.
_DAMAGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|锟斤拷|烫烫烫")
_FORM_WORD = "表号"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with LF line ends, and the encoding it came in."""

    text: str
    encoding: str


def decode(content: bytes, report: Report) -> Decoded | None:
    """The text, or none when the bytes are not certainly text; the report then says why."""
    if not content.strip(_BOM + b" \t\r\n"):
        report.add("D53")
    elif (kind := _format(content)) is not None:
        report.add("D07", observed=kind)
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.add("D03")
    else:
        return _decode_utf8(content, report)
    return None


def _format(content: bytes) -> Text | None:
    head = content[:64].removeprefix(_BOM).lstrip()
    return next((kind for magic, kind in _FORMATS if head.startswith(magic)), None)


def _decode_utf8(content: bytes, report: Report) -> Decoded | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        _tell_undecodable(content, problem.start, report)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if damage := _DAMAGE.search(text):
        report.add("D04", line=text.count("\n", 0, damage.start()) + 1)
        return None
    return Decoded(text, "utf-8-sig" if content.startswith(_BOM) else "utf-8")


def _tell_undecodable(content: bytes, start: int, report: Report) -> None:
    """Says whether the whole file is probably GB18030, or damaged from ``start`` on."""
    try:
        chinese = _FORM_WORD in content.decode("gb18030")
    except UnicodeDecodeError:
        chinese = False
    if chinese:
        report.add("D01")
    else:
        report.add("D04", line=content.count(b"\n", 0, start) + 1)
