"""What disks, networks and careless editors do to bytes."""

from __future__ import annotations

from random import Random

from tests.collect.mutations.grids import SHEET
from tests.collect.mutations.registry import of_bytes, of_files
from tests.collect.mutations.sources import EVERY_SHAPE, Sample, any_other

_LOST = 400
_SIGNS = b",,,;\t\"' \r\n.|:0"


def _at(content: bytes, rng: Random) -> int:
    return rng.randrange(len(content))


@of_bytes(EVERY_SHAPE)
def byte_changed(content: bytes, rng: Random) -> bytes:
    """One byte becomes another."""
    at = _at(content, rng)
    return content[:at] + bytes([rng.randrange(256)]) + content[at + 1 :]


@of_bytes()
def bit_changed(content: bytes, rng: Random) -> bytes:
    """One bit falls over."""
    at = _at(content, rng)
    return content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]


@of_bytes(EVERY_SHAPE)
def byte_added(content: bytes, rng: Random) -> bytes:
    """A byte comes in."""
    at = _at(content, rng)
    return content[:at] + bytes([rng.randrange(256)]) + content[at:]


@of_bytes(EVERY_SHAPE)
def byte_lost(content: bytes, rng: Random) -> bytes:
    """A byte is lost."""
    at = _at(content, rng)
    return content[:at] + content[at + 1 :]


@of_bytes()
def byte_doubled(content: bytes, rng: Random) -> bytes:
    """A byte comes twice."""
    at = _at(content, rng)
    return content[:at] + content[at : at + 1] + content[at:]


@of_bytes()
def neighbours_swapped(content: bytes, rng: Random) -> bytes:
    """Two neighbouring bytes change places."""
    at = _at(content[:-1], rng)
    return content[:at] + content[at : at + 2][::-1] + content[at + 2 :]


@of_bytes()
def bytes_exchanged(content: bytes, rng: Random) -> bytes:
    """Two bytes anywhere change places."""
    first, second = _at(content, rng), _at(content, rng)
    damaged = bytearray(content)
    damaged[first], damaged[second] = damaged[second], damaged[first]
    return bytes(damaged)


@of_bytes()
def sign_added(content: bytes, rng: Random) -> bytes:
    """A delimiter, quote, space or line end is typed somewhere."""
    at = _at(content, rng)
    return content[:at] + bytes([rng.choice(_SIGNS)]) + content[at:]


@of_bytes()
def sign_typed_over(content: bytes, rng: Random) -> bytes:
    """A delimiter, quote, space or line end is typed over something."""
    at = _at(content, rng)
    return content[:at] + bytes([rng.choice(_SIGNS)]) + content[at + 1 :]


@of_bytes()
def digit_changed(content: bytes, rng: Random) -> bytes:
    """A digit becomes another digit."""
    digits = [i for i, byte in enumerate(content) if chr(byte).isdecimal()]
    at = rng.choice(digits)
    return content[:at] + rng.choice(b"0123456789").to_bytes() + content[at + 1 :]


@of_bytes(EVERY_SHAPE)
def cut_off(content: bytes, rng: Random) -> bytes:
    """The file ends somewhere, as after a broken copy."""
    return content[: _at(content, rng)]


@of_bytes()
def cut_at_line_end(content: bytes, rng: Random) -> bytes:
    """The file ends where a line ends."""
    ends = [i for i, byte in enumerate(content) if byte == ord("\n")]
    return content[: rng.choice(ends) + 1]


@of_bytes(EVERY_SHAPE)
def beginning_lost(content: bytes, rng: Random) -> bytes:
    """The file begins somewhere in the middle."""
    return content[_at(content, rng) :]


@of_bytes(EVERY_SHAPE)
def block_lost(content: bytes, rng: Random) -> bytes:
    """A hole in the file."""
    at = _at(content, rng)
    return content[:at] + content[at + rng.randrange(1, _LOST) :]


@of_bytes()
def block_doubled(content: bytes, rng: Random) -> bytes:
    """A block comes twice."""
    at = _at(content, rng)
    end = at + rng.randrange(1, _LOST)
    return content[:end] + content[at:]


@of_bytes()
def block_moved(content: bytes, rng: Random) -> bytes:
    """A block stands elsewhere."""
    at = _at(content, rng)
    end = at + rng.randrange(1, _LOST)
    rest = content[:at] + content[end:]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + content[at:end] + rest[to:]


@of_bytes(EVERY_SHAPE)
def block_zeroed(content: bytes, rng: Random) -> bytes:
    """A block of the disk was never written."""
    at = _at(content, rng)
    end = min(len(content), at + rng.randrange(1, _LOST))
    return content[:at] + bytes(end - at) + content[end:]


@of_bytes()
def eighth_bit_lost(content: bytes, rng: Random) -> bytes:
    """From somewhere on, all bytes have seven bits, as after an old mail gateway."""
    at = _at(content, rng)
    return content[:at] + bytes(byte & 0x7F for byte in content[at:])


@of_files(shapes=EVERY_SHAPE)
def spliced(sample: Sample, rng: Random) -> bytes:
    """The beginning of one file and the end of another."""
    other = any_other(rng, sample, same_kind=rng.random() < 1 / 2).content
    return sample.content[: _at(sample.content, rng)] + other[_at(other, rng) :]


@of_files()
def spliced_at_lines(sample: Sample, rng: Random) -> bytes:
    """The first lines of one file and the last lines of another."""
    mine, other = (s.content.splitlines(keepends=True) for s in (sample, any_other(rng, sample)))
    return b"".join(mine[: rng.randrange(len(mine))] + other[rng.randrange(len(other)) :])


@of_files()
def two_files_in_one(sample: Sample, rng: Random) -> bytes:
    """Another file stands behind this one."""
    return sample.content + any_other(rng, sample, same_kind=rng.random() < 1 / 2).content


@of_bytes()
def twice_in_one(content: bytes, rng: Random) -> bytes:
    """The file stands in itself twice."""
    return content + content.removeprefix(b"\xef\xbb\xbf" if rng.random() < 1 / 2 else b"")


@of_bytes((SHEET,))
def book_in_disguise(content: bytes, rng: Random) -> bytes:
    """Something stands before or behind the workbook's own bytes."""
    some = rng.randbytes(rng.randrange(1, 9))
    return some + content if rng.random() < 1 / 2 else content + some
