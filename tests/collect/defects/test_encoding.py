"""D01–D04: what programs save, decoded strictly; what was damaged on the way, refused."""

from __future__ import annotations

import pytest

from tests.collect.defects.given import (
    NEXT,
    SOUND,
    Case,
    Found,
    assert_safe,
    judge,
    reading_of,
    values,
)
from tests.collect.mini import figures, narrative, rules, titles, traditional

BOM = "\ufeff"
TABBED = SOUND.replace(",", "\t")
RARE = SOUND.replace("含县级", "含㑇\U00020bb7村")  # four bytes each in GB18030
GBK_LINE = "202,服务中心(联络站),个,78,,,含县级".encode("gbk")
_UTF8 = SOUND.encode()


def with_bytes(old: str, new: bytes, encoding: str = "utf-8") -> bytes:
    """The sound form with something in it replaced by bytes of another kind."""
    wanted = old.encode(encoding)
    content = SOUND.encode(encoding)
    assert wanted in content
    return content.replace(wanted, new)


D01, D03 = (Found("D01"),), (Found("D03"),)

CASES = (
    Case("D01", "what Excel saves as CSV on Chinese Windows",
         SOUND.replace("\n", "\r\n").encode("gbk"), D01),
    Case("D01", "characters of four bytes", RARE.encode("gb18030"), D01, RARE),
    Case("D01", "with the byte order mark of GB18030", (BOM + SOUND).encode("gb18030"), D01),
    Case("D01", "tab-separated, as WPS saves text", TABBED.encode("gb18030"),
         (*D01, Found("D06"))),
    Case("D01", "UTF-8 is no GB18030", SOUND),
    Case("D01", "even where its characters are rare", RARE, (), RARE),
    Case("D02", "UTF-8 with a byte order mark", BOM + SOUND),
    Case("D02", "and everything in quotes",
         BOM + "".join(",".join(f'"{c}"' for c in r.split(",")) + "\r\n" for r in SOUND.split("\n") if r)),
    Case("D03", "Unicode text of Excel", (BOM + TABBED).replace("\n", "\r\n").encode("utf-16-le"),
         (*D03, Found("D06"))),
    Case("D03", "the other end first", (BOM + SOUND).encode("utf-16-be"), D03),
    Case("D03", "two units a character", (BOM + RARE).encode("utf-16-le"), D03, RARE),
    Case("D03", "UTF-8 has one mark only", BOM + SOUND),
    Case("D04", "a byte that is no UTF-8", with_bytes("含县级", b"\xff"), (Found("D04", 7),)),
    Case("D04", "the file ends in the middle of a character", _UTF8[:-1] + b"\xe5",
         (Found("D04", NEXT - 1),)),
    Case("D04", "half a character of UTF-16", (BOM + SOUND).encode("utf-16-le")[:-1],
         (Found("D04"),)),
    Case("D04", "a surrogate without its half",
         (BOM + SOUND.replace("含县级", "\ud842")).encode("utf-16-le", "surrogatepass"),
         (Found("D04"),)),
    Case("D04", "one line of GBK among UTF-8",
         with_bytes("202,服务中心(联络站),个,78,,,含县级", GBK_LINE), (Found("D04", 7),)),
    Case("D04", "a remark of UTF-8 among GBK, which GB18030 can read as nonsense",
         with_bytes("含县级", "县级".encode(), "gbk"), (Found("D04", 7),), also=("D01",)),
    Case("D04", "what could not be decoded was replaced", SOUND.replace("含县级", "含\ufffd级"),
         (Found("D04", 7),)),
    Case("D04", "and saved as GBK once more", SOUND.replace("含县级", "锟斤拷"),
         (Found("D04", 7),)),
    Case("D04", "in GBK, too", SOUND.replace("含县级", "锟斤拷").encode("gbk"),
         (Found("D04", 7),), also=("D01",)),
    Case("D04", "a NUL", SOUND.replace("418", "4\x0018"), (Found("D04", 6),)),
    Case("D04", "a backspace", SOUND.replace("418", "41\x088"), (Found("D04", 6),)),
    Case("D04", "a control character above ASCII", SOUND.replace("含县级", "含\x85级"),
         (Found("D04", 7),)),
    Case("D04", "a character of private use", SOUND.replace("含县级", "含\ue5e5级"),
         (Found("D04", 7),)),
    Case("D04", "a character that does not exist", SOUND.replace("含县级", "含\u0378级"),
         (Found("D04", 7),)),
    Case("D04", "two of three characters of damage", SOUND.replace("含县级", "锟斤"), ()),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bytes_are_decoded_or_refused(case):
    judge(case)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_the_digest_is_of_what_was_typed_whatever_the_encoding(encoding):
    assert reading_of(SOUND.encode(encoding)).forms[0].digest == reading_of(SOUND).forms[0].digest


def test_the_digest_changes_with_a_single_figure():
    other = reading_of(SOUND.replace("418", "419"))
    assert other.forms[0].digest != reading_of(SOUND).forms[0].digest


def test_the_encoding_that_was_found_is_told():
    told = [reading_of(SOUND.encode(e)).encoding for e in ("utf-8", "gbk", "utf-16")]
    assert len(set(told)) == 3
    assert told[0].startswith("utf-8")
    assert told[1] == "gb18030"
    assert told[2].startswith("utf-16")


def test_big5_is_read_where_its_traditional_names_are_known():
    """Names are recognised, so the figures are certain; what else was typed stays traditional."""
    judge(Case("D72", "Big5", traditional(SOUND).encode("big5"), (Found("D72"),)))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_right_or_refused(encoding):
    assert_safe(SOUND.encode(encoding))


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8"])
def test_a_forced_encoding_that_is_the_wrong_one_is_refused(encoding):
    wrong = SOUND.encode("utf-8" if encoding != "utf-8" else "gb18030")
    reading = reading_of(wrong, encoding=encoding)
    assert not reading.forms
    assert rules(reading)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_a_forced_encoding_that_is_the_right_one_is_used(encoding):
    assert values(reading_of(SOUND.encode(encoding), encoding=encoding)) == values(
        reading_of(SOUND)
    )


@pytest.mark.parametrize("through", ["latin-1", "cp1252"])
def test_text_that_was_decoded_wrongly_and_saved_is_refused(through):
    """Every Chinese name has become Latin letters: there is nothing left to recognise."""
    assert not reading_of(SOUND.encode().decode(through, "ignore")).forms


def test_question_marks_for_every_chinese_character_are_refused():
    assert not reading_of(SOUND.encode("ascii", "replace")).forms


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_narrative_is_decoded_like_any_form(encoding):
    found, sound = (reading_of(narrative().encode(e)) for e in (encoding, "utf-8"))
    texts = [[p.text for p in r.forms[0].content.paragraphs] for r in (found, sound)]
    assert texts[0] == texts[1]


def test_a_short_file_in_gbk_is_told_apart_from_damage():
    """The words of the form decide, however few there are of them."""
    content = titles().encode("gbk")
    assert "D04" not in rules(reading_of(content))


def test_unicode_text_that_is_no_form_is_not_called_damaged():
    """Its mark says what it is; that it holds no table is another matter."""
    assert "D04" not in rules(reading_of("关于报送报表的说明\n请于月底前报送。\n".encode("utf-16")))


def test_line_ends_inside_characters_of_utf_16_are_no_line_ends():
    """上 is U+4E0A and 不 U+4E0D; bytes must not be searched for line ends."""
    text = SOUND.replace("含县级", "不上")
    assert values(reading_of((BOM + text).encode("utf-16-le"))) == values(reading_of(figures()))
