"""What programs do that save, or read, a text in the wrong encoding."""

from __future__ import annotations

import unicodedata
from random import Random

from tests.collect.mini import traditional
from tests.collect.mutations.grids import SHAPES, as_text, unquoted, written
from tests.collect.mutations.registry import of_bytes, of_files
from tests.collect.mutations.sources import Sample

_MISREAD = ("cp1252", "latin-1", "gb18030", "big5", "utf-16-le", "cp437", "shift_jis")
_SINGLE = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_UTF8 = SHAPES[:2]
_RECODED = (
    ("gb18030", b""), ("gbk", b""), ("gb2312", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-le", b""),
    ("utf-16-be", b"\xfe\xff"), ("utf-16-be", b""), ("utf-8", b""), ("utf-32", b""), ("utf-7", b""),
    ("hz", b""), ("gb18030", b"\xef\xbb\xbf"), ("utf-8", b"\xff\xfe"), ("gb18030", b"\x84\x31\x95\x33"),
    ("utf-16-le", b"\xfe\xff"), ("utf-8", b"\xef\xbb\xbf\xef\xbb\xbf"),
)  # fmt: skip
_LOSSY = ("gb2312", "big5", "cp1252", "ascii", "shift_jis", "euc_kr")


def _text(sample: Sample) -> str:
    return as_text(sample.source.grid.lines)


@of_files(shapes=_UTF8)
def recoded(sample: Sample, rng: Random) -> bytes:
    """Saved in another encoding, with the right mark before it, a wrong one, or none."""
    encoding, mark = rng.choice(_RECODED)
    return mark + _text(sample).encode(encoding, "replace")


@of_files(shapes=_UTF8)
def recoded_traditional(sample: Sample, rng: Random) -> bytes:
    """Written in traditional characters, in Big5, UTF-8 or GB18030."""
    encoding = rng.choice(("big5", "big5hkscs", "cp950", "utf-8", "gb18030"))
    return traditional(_text(sample)).encode(encoding, "replace")


@of_files(shapes=_UTF8)
def recoded_with_losses(sample: Sample, rng: Random) -> bytes:
    """Saved in an encoding that has not all characters: these became question marks."""
    return _text(sample).encode(rng.choice(_LOSSY), "replace")


@of_files(shapes=_UTF8)
def misread_and_saved(sample: Sample, rng: Random) -> bytes:
    """Read in a wrong encoding, and what appeared was saved (mojibake)."""
    wrong, saved = rng.choice(_MISREAD), rng.choice(("utf-8", "gb18030"))
    right = rng.choice(("utf-8", "gb18030"))
    return _text(sample).encode(right).decode(wrong, "replace").encode(saved, "replace")


@of_files(shapes=SHAPES[:3])
def cell_misread_and_saved(sample: Sample, rng: Random) -> bytes | None:
    """One cell was pasted from a file that had been read in a wrong encoding."""
    grid = sample.grid
    line = rng.choice(grid.lines)
    at = rng.randrange(len(line))
    if line[at].isascii():
        return None
    right = rng.choice(("utf-8", "utf-8", "gb18030"))
    wrong = rng.choice(("gb18030", "cp1252", "latin-1"))
    line[at] = line[at].encode(right).decode(wrong, rng.choice(("replace", "ignore")))
    line[at] = "".join(c for c in line[at] if c.isprintable())
    return as_text(grid.lines, sample.shape).encode(sample.shape.encoding, "replace")


@of_files(shapes=_UTF8)
def half_in_another_encoding(sample: Sample, rng: Random) -> bytes:
    """The first part in one encoding, the rest in another."""
    text = _text(sample)
    at = rng.randrange(len(text))
    first, second = rng.sample(_SINGLE, 2)
    return text[:at].encode(first, "replace") + text[at:].encode(second, "replace")


@of_files(shapes=_UTF8)
def row_in_another_encoding(sample: Sample, rng: Random) -> bytes:
    """One line, pasted from elsewhere, is in another encoding."""
    lines = _text(sample).splitlines(keepends=True)
    at = rng.randrange(len(lines))
    first, second = rng.sample(_SINGLE, 2)
    return b"".join(
        line.encode(second if i == at else first, "replace") for i, line in enumerate(lines)
    )


@of_files(shapes=_UTF8)
def cell_in_another_encoding(sample: Sample, rng: Random) -> bytes | None:
    """One cell, pasted from elsewhere, is in another encoding."""
    lines = sample.source.grid.lines
    y = rng.randrange(len(lines))
    x = rng.randrange(len(lines[y]))
    if lines[y][x].isascii():
        return None
    first, second = rng.sample(_SINGLE[:3], 2)
    rows = (
        b",".join(
            _quoted(cell).encode(second if (i, j) == (y, x) else first, "replace")
            for j, cell in enumerate(row)
        )
        for i, row in enumerate(lines)
    )
    return b"".join(row + b"\r\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell


@of_bytes()
def mark_in_the_middle(content: bytes, rng: Random) -> bytes:
    """A byte order mark stands where two files were joined, or twice at the beginning."""
    mark = rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    lines = content.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], mark, *lines[at:]])


@of_bytes()
def byte_order_turned(content: bytes, rng: Random) -> bytes:
    """From somewhere on, every two bytes are the wrong way round."""
    at = rng.randrange(len(content)) // 2 * 2
    rest = content[at:]
    turned = bytearray(rest)
    turned[: len(rest) // 2 * 2 : 2] = rest[1::2]
    turned[1::2] = rest[: len(rest) // 2 * 2 : 2]
    return content[:at] + bytes(turned)


@of_files(shapes=SHAPES)
def characters_replaced(sample: Sample, rng: Random) -> bytes:
    """Some characters became replacement characters, question marks, squares or 锟斤拷."""
    grid = sample.grid
    stand_in = rng.choice(
        ("\ufffd", "?", "□", "锟斤拷", "??", "\x00", "&#21335;", "\\u5357", "_x000D_")
    )
    for _ in range(rng.randrange(1, 4)):
        line = rng.choice(grid.lines)
        at = rng.randrange(len(line))
        if line[at]:
            where = rng.randrange(len(line[at]))
            line[at] = line[at][:where] + stand_in + line[at][where + 1 :]
    text = as_text(grid.lines, sample.shape)
    return text.encode(sample.shape.encoding, "replace")


@of_files(shapes=SHAPES)
def normalised(sample: Sample, rng: Random) -> bytes:
    """All text in another Unicode form, as some copying programs leave it."""
    form = rng.choice(("NFC", "NFD", "NFKC", "NFKD"))
    lines = [[unicodedata.normalize(form, cell) for cell in row] for row in sample.grid.lines]
    return written(lines, sample.shape)


@of_files(shapes=_UTF8)
def line_ends_changed(sample: Sample, rng: Random) -> bytes:
    """Lines end as on another system, in two ways at once, or in ways that no table knows."""
    ends = rng.choice((("\n",), ("\r",), ("\r\n", "\n"), ("\r", "\n"), ("\n\n",), ("\r\r\n",),
                       ("\n\r",), ("\u2028",), ("\x85",), ("\f",), ("\v",), ("\x1e",)))  # fmt: skip
    text = "".join(line + rng.choice(ends) for line in _text(sample).split("\r\n")[:-1])
    return text.encode(sample.shape.encoding)


@of_files(shapes=_UTF8)
def no_quotes_and_recoded(sample: Sample, rng: Random) -> bytes:
    """Saved without quotes by a program that knows only its own encoding."""
    return unquoted(sample.source.grid.lines, rng.choice("\t;,|")).encode(
        rng.choice(("gb18030", "utf-16", "utf-8")), "replace"
    )
