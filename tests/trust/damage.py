"""Files of cities, damaged several times over: what a disk, a network or a vandal might leave."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

from tests.collect.mutations.grids import SHEET
from tests.collect.mutations.sources import TEXT_SHAPES, Sample, sample, sources

Draw = Callable[[st.SearchStrategy], object]
Damage = Callable[[Draw, bytes], bytes]

_TOKENS = (  # what a reader may stumble over, put in anywhere
    b"\0", b"\x1b[2J", b"\r", b"\n", b"\n\n", b'"', b'""', b"'", b",", b";", b"\t", b"|", b"=", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xfe\xff", b"\x81", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"1E999999999",
    b"9" * 400, b"-0", b"1e-9", b"NaN", b"Infinity", b"0x10", b"1_000", "４１８".encode(), "①".encode(), "十万".encode(),
    "约".encode(), "；精确到0".encode(), "精确到-1".encode(), "不适用".encode(), b"[[", b"[[201@99999]]", b"]]",
    "\u202e".encode(), "\u200b".encode(), "\u2028".encode(), "\U000e0041".encode(), "\U0010ffff".encode(),
    "指标代码".encode(), "指标名称,计量单位".encode(), "表号,MT9\n".encode(), "统计年度,99999\n".encode(), "统计年度,²⁰²⁴\n".encode(),
    "报出日期,2025-02-31\n".encode(), "报出日期,0000-00-00\n".encode(), "填报单位,450100 柳州市\n".encode(),
    "资料性质,示例\n".encode(), "合计,,,1,1,,\n".encode(), "注：\n".encode(), "填表人：张三\n".encode(), b"sep=;\n",
    "数据时点,9999-12-31\n".encode(), b"1-2", "2024年13月".encode(), b"#REF!", b"%s{0}{{x}}",
)  # fmt: skip
_MARKUP = (  # and inside the parts of a workbook
    b"<", b">", b"/>", b"</c>", b"</row>", b"<c/>", b"<row/>", b'<c r="A1"><v>1</v></c>', b'<c r="XFD1048576" t="s"><v>0</v></c>',
    b't="s"', b't="e"', b't="b"', b't="d"', b't="inlineStr"', b't="str"', b't="x"', b's="99999"', b's="-1"', b'r="A0"',
    b'r="ZZZZ1"', b"<f>1+1</f>", b'<f t="shared" si="0"/>', b'<f t="array" ref="A1:B2">1</f>', b"<v></v>", b"<v>1e999</v>",
    b"<v>-1</v>", b"<v>99999999999</v>", b"<is><t>x</t></is>", b"<!DOCTYPE x>", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"&#0;", b"&#x1F;", b"&x;", b"&lt;", b'date1904="1"', b'numFmtId="14"', b'formatCode="yyyy"', b'state="veryHidden"',
)  # fmt: skip
_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "latin-1",
)
_NUMBER = re.compile(rb"[0-9]+(?:\.[0-9]+)?")
_LONGEST = 40


def _place(draw: Draw, content: bytes) -> int:
    return draw(st.integers(0, len(content)))


def _stretch(draw: Draw, content: bytes) -> tuple[int, int]:
    start = _place(draw, content)
    return start, min(len(content), start + draw(st.integers(1, _LONGEST)))


def byte_changed(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]


def bit_flipped(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    flipped = bytes(byte ^ 1 << draw(st.integers(0, 7)) for byte in content[at : at + 1])
    return content[:at] + flipped + content[at + 1 :]


def bytes_put_in(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + draw(st.binary(min_size=1, max_size=_LONGEST)) + content[at:]


def token_put_in(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + draw(st.sampled_from(_TOKENS)) + content[at:]


def line_put_in(draw: Draw, content: bytes) -> bytes:
    """A token as a line, or at the end of one."""
    lines = content.split(b"\n")
    lines.insert(_place(draw, lines), draw(st.sampled_from(_TOKENS)))
    return b"\n".join(lines)


def cell_replaced(draw: Draw, content: bytes) -> bytes:
    """A token, or any text, instead of a cell."""
    cells = content.split(b",")
    value = draw(st.sampled_from(_TOKENS) | st.text(max_size=_LONGEST).map(_encoded))
    cells[draw(st.integers(0, len(cells) - 1))] = value
    return b",".join(cells)


def number_replaced(draw: Draw, content: bytes) -> bytes:
    """Another number where one stood: huge, tiny, with an exponent."""
    spans = [match.span() for match in _NUMBER.finditer(content)]
    if not spans:
        return content
    start, end = draw(st.sampled_from(spans))
    number = draw(
        st.decimals(allow_nan=True, allow_infinity=True).map(str) | st.integers().map(str)
    )
    return content[:start] + number.encode() + content[end:]


def stretch_lost(draw: Draw, content: bytes) -> bytes:
    start, end = _stretch(draw, content)
    return content[:start] + content[end:]


def stretch_repeated(draw: Draw, content: bytes) -> bytes:
    start, end = _stretch(draw, content)
    return content[:end] + content[start:end] * draw(st.integers(1, 50)) + content[end:]


def cut_off(draw: Draw, content: bytes) -> bytes:
    return content[: _place(draw, content)]


def beginning_lost(draw: Draw, content: bytes) -> bytes:
    return content[_place(draw, content) :]


def lines_exchanged(draw: Draw, content: bytes) -> bytes:
    lines = content.split(b"\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def spliced(draw: Draw, content: bytes) -> bytes:
    """The beginning of this file and the end of another."""
    other = draw(text_samples()).content
    return content[: _place(draw, content)] + other[_place(draw, other) :]


def sent_together(draw: Draw, content: bytes) -> bytes:
    """Two files in one."""
    return content + draw(text_samples()).content


def encoded_anew(draw: Draw, content: bytes) -> bytes:
    """Taken for one encoding and written in another, whole or from some place on."""
    at = draw(st.sampled_from((0, 0, _place(draw, content))))
    text = content[at:].decode(draw(st.sampled_from(_ENCODINGS)), "replace")
    return content[:at] + text.encode(draw(st.sampled_from(_ENCODINGS)), "replace")


def delimiter_exchanged(draw: Draw, content: bytes) -> bytes:
    signs = st.sampled_from((b",", b";", b"\t", b"|", b"\n", b"\r\n", b'"', b" "))
    return content.replace(draw(signs), draw(signs), draw(st.sampled_from((-1, 1, 3))))


ANY = (
    byte_changed, bit_flipped, bytes_put_in, token_put_in, stretch_lost, stretch_repeated, cut_off, number_replaced,
)  # fmt: skip
OF_TEXT = (
    *ANY, line_put_in, cell_replaced, beginning_lost, lines_exchanged, spliced, sent_together, encoded_anew,
    delimiter_exchanged,
)  # fmt: skip


def markup_put_in(draw: Draw, content: bytes) -> bytes:
    """A tag or an attribute where another tag begins or ends."""
    places = [m.start() for m in re.finditer(rb"[<>/ ]", content)] or [0]
    at = draw(st.sampled_from(places)) + draw(st.integers(0, 1))
    return content[:at] + b" " + draw(st.sampled_from(_MARKUP)) + content[at:]


def tag_lost(draw: Draw, content: bytes) -> bytes:
    spans = [m.span() for m in re.finditer(rb"<[^>]*>", content)] or [(0, 0)]
    start, end = draw(st.sampled_from(spans))
    return content[:start] + content[end:]


def attribute_changed(draw: Draw, content: bytes) -> bytes:
    spans = [m.span(1) for m in re.finditer(rb'="([^"]*)"', content)] or [(0, 0)]
    start, end = draw(st.sampled_from(spans))
    value = draw(st.sampled_from(_TOKENS) | st.integers(-2, 10**6).map(lambda n: str(n).encode()))
    return content[:start] + value + content[end:]


_OF_PARTS = (*ANY, markup_put_in, markup_put_in, tag_lost, attribute_changed)


def part_damaged(draw: Draw, content: bytes) -> bytes:
    """One part of a workbook, damaged, in an archive that is sound itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 # an archive that is broken already is left to other blows
        return content
    names = sorted(parts, key=lambda name: ("sheet" not in name, "shared" not in name, name))
    if not names:
        return content
    name = names[draw(st.integers(0, len(names) - 1) | st.just(0))]
    parts[name] = draw(st.sampled_from(_OF_PARTS))(draw, parts[name])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return target.getvalue()


OF_BOOKS = (*ANY, *[part_damaged] * (2 * len(ANY)))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _samples(shapes) -> st.SearchStrategy[Sample]:
    numbers, loose = st.integers(0, len(sources()) - 1), st.booleans()
    return st.builds(
        lambda n, s, free: sample(n, s, loose=free), numbers, st.sampled_from(shapes), loose
    )


def text_samples() -> st.SearchStrategy[Sample]:
    return _samples(TEXT_SHAPES)


def book_samples() -> st.SearchStrategy[Sample]:
    return _samples((SHEET,))


@st.composite
def damaged(draw: Draw, samples: st.SearchStrategy[Sample], ways: tuple[Damage, ...]):
    """A sound file of a city, and what is left of it after one to six blows."""
    sound = draw(samples)
    content = sound.content
    for damage in draw(st.lists(st.sampled_from(ways), min_size=1, max_size=6)):
        content = damage(draw, content)
    return sound, content
