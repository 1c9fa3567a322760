"""From bytes to text, strictly: the encoding in which the words of a form can be read, or none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.collect.reader.report import Report
from pipeline.vocabulary import Text

_BOM = b"\xef\xbb\xbf"
_FORMATS = (
    (b"PK\x03\x04", Text("压缩包或其他办公文档", "an archive or another office document")),
    (
        b"\xd0\xcf\x11\xe0",
        Text("旧版（.xls）或加密的工作簿", "an old (.xls) or an encrypted workbook"),
    ),
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"<", Text("网页或 XML 文件", "a web page or XML")),
    (b"MIME-Version", Text("网页或 XML 文件", "a web page or XML")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"\x1f\x8b", Text("压缩包", "an archive")),
    (b"Rar!", Text("压缩包", "an archive")),
    (b"7z\xbc\xaf", Text("压缩包", "an archive")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
)
# The words of titles and headers, by which an encoding is known to be the right one.
_SIMPLIFIED = re.compile(
    "指标代码|指标名称|计量单位|填报单位|统计年度|报出日期|表号|数据性质|备注|本年|上年"
    "|序号|标题|正文|日期|地点|事项|代码|项目|名称"
)
_TRADITIONAL = re.compile(
    "指標代碼|指標名稱|計量單位|填報單位|統計年度|報出日期|表號|數據性質|備註|備注|本年|上年"
    "|序號|標題|正文|日期|地點|事項|代碼|項目|名稱"
)
_ENOUGH = 3  # different words; one alone may be chance

# Traces of text that was once decoded wrongly, and characters that no table holds: controls, and
# those that turn the direction of writing round and so hide what is written.
_DAMAGE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202b\u202e\u2067\ufffd\ufffe\uffff]|锟斤拷|烫烫烫"
)
_CELL_ENDS = re.compile(rb"[\n\r\t,;]")
_CHINESE_UTF8 = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2})+")
_NEWER_CHINESE = range(0x20000, 0x40000)  # planes that are filled faster than Python knows
_UNMARKED = ("gb18030", "cp950", "utf-16-le", "utf-16-be")  # only their words tell them apart
_MARKED = {  # byte order marks
    _BOM: "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_CHINESE = ("gb18030", "cp950")
_TOLD = {"utf-16": "D03", "utf-16-le": "D03", "utf-16-be": "D03", "gb18030": "D01", "cp950": "D72"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with LF line ends, and the encoding it came in."""

    text: str
    encoding: str


def decode(content: bytes, report: Report, *, forced: str = "") -> Decoded | None:
    """The text, or none when the bytes are not certainly text; the report then says why.

    ``forced`` names the only encoding to be tried; LookupError if Python has none of that name.
    Otherwise a byte order mark decides, and without one the words of the header: of UTF-8, UTF-16,
    GB18030 and Big5, each strictly, the one in which most of them can be read. Big5 is turned into
    simplified characters, so that names can be compared.
    """
    if not content.strip(_BOM + b" \t\r\n\0"):
        report.add("D53")
        return None
    if (kind := _format(content)) is not None:
        report.add("D07", observed=kind)
        return None
    encodings = (forced,) if forced else _candidates(content)
    readable = [read for encoding in encodings if (read := _strictly(content, encoding))]
    best = max(readable, key=_n_words, default=None)
    damaged = _first_doubt(content) if best is None else _damage(best, content)
    if best is None or damaged is not None:
        report.add("D04", line=1 + (damaged or 0))
        return None
    if rule := _TOLD.get(best.encoding):
        report.add(rule)
    return _simplified(best) if best.encoding == "cp950" else best


def _format(content: bytes) -> Text | None:
    """The format that the first bytes betray; those of a web page may be UTF-16."""
    head = content[:64].removeprefix(_BOM).lstrip(b"\xff\xfe\0 \t\r\n")
    return next((kind for magic, kind in _FORMATS if head.startswith(magic)), None)


def _candidates(content: bytes) -> tuple[str, ...]:
    """The encodings worth trying; the first of equals is preferred."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8",) if _is_utf8(content) else _CHINESE


def _is_utf8(content: bytes) -> bool:
    """Strictly, and not by chance: a few GB18030 characters alone may look like UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isascii() or _SIMPLIFIED.search(text) is not None or not _reads_as_form(content)


def _reads_as_form(content: bytes) -> bool:
    decoded = _strictly(content, "gb18030")
    return decoded is not None and _n_words(decoded) >= _ENOUGH


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return Decoded(text, encoding)


def _n_words(decoded: Decoded) -> int:
    words = _TRADITIONAL if decoded.encoding == "cp950" else _SIMPLIFIED
    return len(set(words.findall(decoded.text)))


def _damage(decoded: Decoded, content: bytes) -> int | None:
    """How many lines come before the first that is damaged; none where nothing is."""
    text = decoded.text
    if trace := _DAMAGE.search(text) or _unassigned(text):
        return text.count("\n", 0, trace.start())
    if decoded.encoding not in _UNMARKED:
        return None
    if _n_words(decoded) < _ENOUGH:
        return _first_doubt(content)
    return next(_in_utf8(content), None) if decoded.encoding in _CHINESE else None


def _unassigned(text: str) -> re.Match[str] | None:
    """The first character that is nobody's: private use, unassigned, half of a pair."""
    if text.isascii():
        return None
    nobodys = "".join(c for c in set(text) if is_nobodys(c))
    return re.search(f"[{re.escape(nobodys)}]", text) if nobodys else None


def is_nobodys(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in ("Co", "Cs") or (kind == "Cn" and ord(character) not in _NEWER_CHINESE)


def _in_utf8(content: bytes) -> Iterator[int]:
    """The lines of a text in another encoding that hold cells of Chinese in UTF-8."""
    for cell in _cells(content):
        found = _CHINESE_UTF8.search(cell.content)
        if found and _is_whole(cell.content):
            yield cell.line


@dataclass(frozen=True, slots=True)
class _Cell:
    content: bytes
    line: int


def _cells(content: bytes) -> Iterable[_Cell]:
    """Pieces between separators; in neither encoding is one of these bytes half a character."""
    return (
        _Cell(cell, line)
        for line, row in enumerate(content.split(b"\n"))
        for cell in _CELL_ENDS.split(row)
        if not cell.isascii()
    )


def _is_whole(cell: bytes) -> bool:
    try:
        text = cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c.isascii() or ord(c) >= 0x2000 for c in text)  # noqa: PLR2004 # CJK and its stops


def _first_doubt(content: bytes) -> int:
    """How many lines come before UTF-8 ends and something else begins."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        return content.count(b"\n", 0, problem.start)
    return content.count(b"\n", 0, max(content.find(b"\0"), 0))


def _simplified(decoded: Decoded) -> Decoded:
    """The text in simplified characters, one for one, so that lines stay where they are."""
    from opencc import OpenCC

    return Decoded(OpenCC("t2s").convert(decoded.text), "big5")
