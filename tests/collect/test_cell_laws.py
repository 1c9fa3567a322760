"""Laws of one cell: a dress changes no figure, a short form never shuts out the truth, damage shows."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect.reader.figures.cells import Defect, Reading
from tests.collect.typed import cell, known, outcome, told

WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789."}
GROUPINGS = ",，'’‘ \u00a0\u2009\u202f\u3000"
SPACES = " \u00a0\u2009\u3000"
UNSEEN = "\u200b\u200d\u2060\ufeff\u200e\u202a\u202c"
UNITS = ("", "个", " 个", "（个）", "(个)", "\u3000个")

places = st.integers(0, 4)
numbers = st.builds(
    lambda whole, decimals: (
        f"{whole // 10**decimals}.{whole % 10**decimals:0{decimals}d}" if decimals else str(whole)
    ),
    st.integers(0, 10**13 - 1),
    places,
)


@st.composite
def dressed(draw) -> tuple[str, str, set[str]]:
    """A plain number, the same in a stack of dresses, and the rules that have to tell of them."""
    plain = draw(numbers)
    text, rules = plain, set()
    whole, point, fraction = plain.partition(".")
    if len(whole) > 3 and draw(st.booleans()):
        text = f"{int(whole):,}".replace(",", draw(st.sampled_from(GROUPINGS))) + point + fraction
        rules.add("D19")
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        wide = text[start:].translate(WIDE)
        rules |= {"D17"} if wide != text[start:] else set()
        text = text[:start] + wide
    unit = draw(st.sampled_from(UNITS))
    rules |= {"D20"} if unit else set()
    rules |= {"D18"} if unit[:1] in ("\u3000", " ") else set()
    text += unit
    if len(text) > 1 and draw(st.booleans()):
        at = draw(st.integers(1, len(text) - 1))
        text = text[:at] + draw(st.sampled_from(UNSEEN)) + text[at:]
        rules.add("D18")
    if draw(st.booleans()):
        text = f"'{text}"
        rules.add("D18")
    ends = st.text(SPACES + UNSEEN, max_size=3)
    return plain, draw(ends) + text + draw(ends), rules


@given(dressed(), st.booleans())
def test_any_stack_of_dresses_leaves_the_figure_and_is_told(case, rounded):
    plain, text, rules = case
    reading = cell(text, rounded=rounded)
    assert known(reading) == known(cell(plain, rounded=rounded))
    assert told(reading) == " ".join(sorted(rules))


@given(dressed(), st.sampled_from(["多于", "约;精确到10", "估计", "精确到0.5;初步"]))
def test_what_is_declared_holds_for_a_dressed_figure_as_for_a_plain_one(case, nature):
    plain, text, _ = case
    assert known(cell(text, nature)) == known(cell(plain, nature))


@given(st.integers(1, 10**12), st.sampled_from([("万", 4), ("亿", 8)]), places)
def test_the_truth_lies_within_the_bounds_of_what_was_rounded_to_ten_thousands(
    number, magnitude, kept
):
    name, power = magnitude
    shown = f"{round(Decimal(number).scaleb(-power), kept):f}"
    reading = outcome(f"{shown}{name}个")
    assert isinstance(reading, Defect) or reading.lower <= number <= reading.upper
    assert isinstance(reading, Reading) or not Decimal(shown)


@given(st.integers(0, 10**13 - 1), st.sampled_from([0, 1, 2]), st.integers(0, 15))
def test_the_truth_lies_within_the_bounds_of_a_scientific_display(number, decimals, kept):
    """Whatever a spreadsheet has dropped from a number of the line's decimals."""
    truth = Decimal(number).scaleb(-decimals)
    reading = outcome(f"{truth:.{kept}E}", unit="万元", decimals=decimals)
    assert isinstance(reading, Defect) or reading.lower <= truth <= reading.upper


@given(st.integers(0, 10**10 - 1))
def test_a_scientific_display_of_all_digits_is_exact(number):
    digits = max(len(str(number)) - 1, 0)
    assert known(cell(f"{Decimal(number):.{digits}E}")) == (number, number, number)


DAMAGE = st.sampled_from(
    "0123456789.,，'’‘ \u00a0\u3000\t\n\u200b０１９．－％-+=/%个件万亿千百十一二五两零〇多余约近eEOlx。、·²①\u0336\u202e()（）"
)
BASES = st.sampled_from(
    [
        "362", "1,172", "1，172", "1 172", "12,345,678.50", "１１７２", "362个", "1,172 个", "94.5", "11.65万", "1.2亿个",
        "1.165E+05", "5", "0",
    ]
)  # fmt: skip


@st.composite
def damaged(draw) -> str:
    """A figure with one character changed, added, lost or swapped with the next."""
    text = draw(BASES)
    at, glyph = draw(st.integers(0, len(text) - 1)), draw(DAMAGE)
    ways = (
        text[:at] + glyph + text[at + 1 :],
        text[:at] + glyph + text[at:],
        text[:at] + text[at + 1 :],
        text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    )
    return draw(st.sampled_from(ways))


HAN = {"一": 1, "二": 2, "两": 2, "五": 5, "十": 10, "零": 0}


def human(text: str) -> Decimal | None:
    """What anybody reads in the text: digits in their order, in groups of three, times 万 or 亿."""
    text = text.translate({wide: plain for plain, wide in WIDE.items()}).replace("\u200b", "")
    text = text.strip(" \u00a0\u3000\t\n").removeprefix("'").strip()
    text = re.sub("[ \u00a0\u3000\t\n]*([（(]个[)）]|个)$", "", text)
    if text in HAN:
        return Decimal(HAN[text])
    factor = {"万": 10**4, "亿": 10**8}.get(text[-1:], 1)
    text = (text[:-1] if factor > 1 else text).rstrip()
    kinds = set(text) - set("0123456789.eE+")
    if len(kinds) > 1 or kinds - set(GROUPINGS):
        return None
    plain = text
    for kind in kinds:
        plain = text.replace(kind, "")
        whole, point, fraction = plain.partition(".")
        if f"{int(whole or 0):,}".replace(",", kind) + point + fraction != text:
            return None
    return Decimal(plain) * factor if re.fullmatch(r"\d+(\.\d+)?([eE]\+?\d\d?)?", plain) else None


@given(damaged())
def test_damage_shows_or_gives_what_anybody_would_read(text):
    reading = outcome(text)
    if isinstance(reading, Reading) and reading.value is not None:
        assert reading.value == human(text)
        assert reading.lower <= reading.value <= reading.upper


GLYPHS = st.sampled_from("0123456789.,，' \u200bＥeE+-０９％%个人万亿十百一两多约以上/无…")


@given(st.text() | st.text(GLYPHS, max_size=12), st.sampled_from(["个", "%", "万元", "人", ""]))
def test_any_text_is_read_or_refused_and_fits_the_warehouse(text, unit):
    reading = outcome(text, unit=unit)
    if isinstance(reading, Reading) and reading.value is not None:
        assert 0 <= reading.lower <= reading.value <= reading.upper < 10**14
        for number in (reading.value, reading.lower, reading.upper, reading.precision):
            assert number == number.quantize(Decimal("0.0001"))


@given(dressed() | damaged().map(lambda text: ("", text, set())))
def test_what_the_remark_says_was_read_is_read_again_when_typed(case):
    reading = outcome(case[1])
    for remark in reading.remarks if isinstance(reading, Reading) else ():
        if isinstance(remark.expected, str) and remark.expected:
            assert cell(remark.expected).value == reading.value
            assert not cell(remark.expected).remarks
