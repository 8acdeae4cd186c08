"""Folding: what looks the same becomes the same, and every span finds its way back."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import Span
from evenhand.text.confusables import LOOKS_LIKE, TABLE
from evenhand.text.fold import fold

TEXTS = st.text() | st.text("ae1-7 \n\u200b\u0301\u0327\ufe0f\u20e3ﬁ①é🅰の\uff9eｶ가가\u00ad“ﷺ😀")
HIDDEN = st.text("\u200b\u200d\u2060\ufeff\u00ad\u202e", max_size=3)


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)
    assert fold(once.text).text == once.text


def may_change(sign):
    """Assigned, and not one of the many ideographs and syllables that stand for themselves."""
    category = unicodedata.category(sign)
    return category not in {"Cn", "Co", "Cs"} and (
        category != "Lo" or sign in TABLE or unicodedata.normalize("NFKD", sign) != sign
    )


@pytest.mark.parametrize("lead", ["", "a"])
def test_every_code_point_folds_once_and_for_all(lead):
    """All that may change, alone and behind a letter, where a mark would sit on it."""
    signs = [sign for sign in map(chr, range(0x110000)) if may_change(sign)]
    once = fold("\n".join(lead + sign for sign in signs)).text
    assert fold(once).text == once


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_spans_are_in_bounds_and_in_order(text):
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    for start in range(len(spans)):
        for end in range(start + 1, len(spans) + 1):
            assert folded.span(start, end) == Span(spans[start].start, spans[end - 1].end)


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_what_a_span_covers_folds_to_what_was_searched(text):
    """Cut at the borders of a stretch that changed, the original gives the folded text again."""
    folded = fold(text)
    whole = folded.span(0, len(folded.text))
    if text:
        assert fold(text[whole.start : whole.end]).text == folded.text
    else:
        assert whole == Span(0, 0)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_left_alone_and_not_copied(text):
    folded = fold(text)
    assert folded.text is text
    assert folded.original is text
    assert folded.span(0, len(text)) == Span(0, len(text))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), st.data())
@settings(deadline=None)
def test_ascii_survives_hidden_signs(word, data):
    before, after = data.draw(st.text(max_size=5)), data.draw(HIDDEN)
    parts = [sign + data.draw(HIDDEN) for sign in word[:-1]] + [word[-1]]
    hidden = "".join(parts)
    folded = fold(before + "\n" + hidden + after + "\n")
    at = folded.text.index("\n", len(fold(before).text)) + 1
    assert folded.text[at : at + len(word)] == word
    start = len(before) + 1
    assert folded.span(at, at + len(word)) == Span(start, start + len(hidden))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("４１２‑５５–０１８７", "412-55-0187"),
        ("٤١٢ ४१२ 𝟒𝟏𝟐 ④①② ❹❶❷ ⁴¹²", "412 412 412 412 412 412"),
        ("4️⃣1️⃣2️⃣", "412"),
        ("4̲1̶2", "412"),
        ("A\u20ddB\u20de", "AB"),
        ("4\u200b1\u00ad2\u2060", "412"),
        ("рауment ѕеcret ΑΒΕ", "payment secret ABE"),
        ("jane＠mail．example", "jane@mail.example"),
        ("“quoted” ‘so’ it’s", "\"quoted\" 'so' it's"),
        ("a\u00a0b\u2003c\u2028d\r\ne", "a b c\nd\r\ne"),
        ("ﬁle Ⅻ ½ №", "file XII 1/2 No"),
        ("🅰🄱Ⓒ ｗｉｄｅ 𝓈𝒸𝓇𝒾𝓅𝓉 ꜱᴍᴀʟʟ", "ABC wide script small"),
        ("café cafe\u0301 Ångström naïve", "café café Ångström naïve"),
        ("Straße ÆON İ", "Straße ÆON İ"),
        ("日本語 한국어 नमस्ते ไทย", "日本語 한국어 नमस्ते ไทย"),
        ("👩‍👩‍👧 ❤️ 🇺🇸", "👩👩👧 ❤ 🇺🇸"),
        ("ーカ", "ーカ"),
    ],
)
def test_what_looks_the_same_becomes_the_same(text, plain):
    assert fold(text).text == plain


def test_a_folded_sign_knows_its_place():
    folded = fold("SSN ４\u200b1\u200b２-5️⃣ ok")
    assert folded.text == "SSN 412-5 ok"
    assert folded.span(4, 9) == Span(4, 13)
    assert folded.span(4, 5) == Span(4, 5)
    assert folded.span(10, 12) == Span(14, 16)


def test_a_ligature_belongs_to_each_of_its_letters():
    folded = fold("aﬁb")
    assert [folded.span(i, i + 1) for i in range(4)] == [
        Span(0, 1), Span(1, 2), Span(1, 2), Span(2, 3),
    ]  # fmt: skip


def test_marks_belong_to_their_letter_and_are_bounded():
    folded = fold("x" + "e" + "\u0301" * 50 + "y")
    assert folded.text.startswith("xé")
    assert len(folded.text) < 12
    assert folded.span(1, 2) == Span(1, 52)
    assert folded.span(len(folded.text) - 1, len(folded.text)) == Span(52, 53)


def test_an_empty_span_has_a_place_too():
    folded = fold("\u200ba\u200bb\u200b")
    assert folded.text == "ab"
    assert folded.span(1, 1) == Span(3, 3)
    assert fold("").span(0, 0) == Span(0, 0)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 0), (0, 4)])
def test_a_span_outside_is_refused(start, end):
    with pytest.raises(IndexError):
        fold("４12").span(start, end)


def test_table_of_look_alikes_is_sound():
    signs = [sign for others in LOOKS_LIKE.values() for sign in others]
    assert len(signs) == len(set(signs)), "a sign stands for one ASCII sign only"
    assert not any(sign.isascii() for sign in TABLE)
    assert all(plain.isascii() and len(plain) == 1 for plain in TABLE.values())
    needless = [s for s in signs if unicodedata.normalize("NFKC", s) == TABLE[s]]
    assert [unicodedata.name(sign) for sign in needless] == []
