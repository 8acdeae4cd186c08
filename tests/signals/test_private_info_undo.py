"""Undoing disguises: the map back to the text, each step, and what stays as it is."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.scan import Scan
from evenhand.signals.private_info.undo import UNDO_SIGNS, undone
from evenhand.signals.private_info.undo.mapped import Edit, Mapped
from evenhand.signals.private_info.words.undo import STEPS

SIGNED = Scan({"undo": UNDO_SIGNS}, native_too=False)

WRITTEN = """
    4 1 2 55 0187 one two five oh seven fünf zéro &#52; %34 \\u0034 <b> </td><td> ** | - . 🍎 ssn
    card backwards rot13 O I SS bar gjb NDEyLTU1LTAxODcgNDEyLTU1LTAxODc= 3431322d3535 @ a
"""
PIECES = st.sampled_from([*WRITTEN.split(), "\n", "\n> ", " ", ", "])
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@st.composite
def edited(draw):
    """A text and two layers of edits upon it."""
    made = Mapped(draw(st.text("abcdef", max_size=30)))
    for step in ("one", "two"):
        size = len(made.text)
        ends = draw(st.lists(st.integers(0, size), max_size=8, unique=True).map(sorted))
        pairs = zip(ends[::2], ends[1::2], strict=False)
        made = made.edited(
            [
                Edit(start, end, made.text[start:end][::-1], step, mirrored=True)
                if draw(st.booleans())
                else Edit(start, end, draw(st.text("xyz", max_size=4)), step)
                for start, end in pairs
            ]
        )
    return made


def first_of(made):
    while made._source is not None:
        made = made._source
    return made.text


@settings(deadline=None)
@given(edited(), st.data())
def test_spans_lie_within_the_text_and_grow_with_what_they_hold(made, data):
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    outer = made.span(start, end)
    assert 0 <= outer.start <= outer.end <= len(first_of(made))
    if end - start > 1:
        inner = made.span(start, end - 1)
        assert outer.start <= inner.start
        assert inner.end <= outer.end


@settings(deadline=None)
@given(edited(), st.data())
def test_what_no_step_touched_is_as_it_was(made, data):
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    if end > start and not made.steps(start, end):
        span = made.span(start, end)
        assert first_of(made)[span.start : span.end] == made.text[start:end]


def test_a_mirrored_stretch_leads_back_sign_by_sign():
    made = Mapped("ab 7810 cd").edited([Edit(3, 7, "0187", "backwards", mirrored=True)])
    assert made.text == "ab 0187 cd"
    assert (made.span(3, 5).start, made.span(3, 5).end) == (5, 7)
    assert made.steps(0, 2) == ()


def test_spans_outside_of_the_text_are_refused():
    with pytest.raises(IndexError):
        Mapped("abc").span(1, 4)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_everything_undone_leads_back_and_names_its_steps(text):
    total = 0
    for hidden in undone(text):
        size = len(hidden.text)
        total += size
        assert hidden.text != text
        assert set(hidden.steps(0, size)) <= set(STEPS)
        span = hidden.span(0, size)
        assert 0 <= span.start <= span.end <= len(text)
    assert total <= 4 * len(text)


SHOWN = [
    ("4 1 2 - 5 5 - 0 1 8 7", "412-55-0187", "parted"),
    ("4-1-2 5-5 0-1-8-7", "412-55-0187", "parted"),
    ("412🍎55🍎0187", "412-55-0187", "parted"),
    ("a 4🍎1🍌2🍇5🍎5🍌0🍇1🍎8🍌7", "412550187", "parted"),
    ("four one two, five five, oh one eight seven", "412-55-0187", "number_words"),
    ("fouronetwo-fivefive-zerooneeightseven", "412-55-0187", "number_words"),
    ("412 five five 0187", "412-55-0187", "number_words"),
    ("four hundred twelve, five five five, oh one eighty seven", "412-555-0187", "number_words"),
    ("double four two, triple five", "442-555", "number_words"),
    ("cuatro uno dos guión cinco cinco guión cero uno ocho siete", "412-55-0187", "number_words"),
    ("null eins sieben zwo fünf fünf fünf acht", "01725558", "number_words"),
    ("zéro six, douze, trente-quatre, soixante-dix-huit", "06-12-34-78", "number_words"),
    ("4I2-S5-O187", "412-55-0187", "letters"),
    ("SSN S62-2S-6897", "562-25-6897", "letters"),
    ("her ssn: 3SO-66-O4SS", "350-66-0455", "letters"),
    ("card 4S39 SO27 O3l9 61O5", "4539 5027 0319 6105", "letters"),
    ("412-\n55-0187", "412-55-0187", "line_breaks"),
    ("private phone: 718 | 555 | 0109", "718-555-0109", "table_cells"),
    ("SSN 41255\n0187", "412550187", "line_breaks"),
    ("412-5\n> 5-0187", "412-55-0187", "line_breaks"),
    ("ssn | 412 | 55 | 0187 |", "412-55-0187", "table_cells"),
    ("<b>412</b>-55-<i>01</i>87", "412-55-0187", "markup"),
    ("**4**12-**55**-0187", "412-55-0187", "markup"),
    ("&#52;&#x31;2&nbsp;55", "412 55", "entities"),
    ("&amp;#52;12-55", "412-55", "entities"),
    ("%34%31%32%2D55", "412-55", "percent"),
    ("\\u0034\\x31\\u{32}-55", "412-55", "escapes"),
    ("=34=31=32-55", "412-55", "quoted_printable"),
    (base64.b64encode(b"ssn 412-55-0187 yes").decode(), "ssn 412-55-0187 yes", "base64"),
    (base64.b64encode(b"&#52;12-55-0187").decode(), "412-55-0187", "entities"),
    (b"ssn 412-55-0187".hex(), "ssn 412-55-0187", "hex"),
    ("backwards: 7810-55-214", "412-55-0187", "backwards"),
    ("rückwärts 7810-55-214", "412-55-0187", "backwards"),
    ("rot13: wnar@znvy.rknzcyr", "jane@mail.example", "rot13"),
    ("D.E.8.9.3.7.0.4.0.0.4.4.0.5.3.2.0.1.3.0.0.0", "DE89370400440532013000", "parted"),
    ("j a n e @ m a i l . e x a m p l e", "jane@mail.example", "parted"),
]


@pytest.mark.parametrize(("text", "plain", "step"), SHOWN)
def test_step(text, plain, step):
    readings = [hidden for hidden in undone(text) if plain in hidden.text]
    assert readings
    at = readings[-1].text.index(plain)
    assert step in readings[-1].steps(at, at + len(plain))


@pytest.mark.parametrize(("text", "plain", "step"), SHOWN)
def test_every_disguise_shows_in_the_first_pass(text, plain, step):
    if len(re.sub(r"\D", "", plain)) >= 9 or "@" in plain:
        assert SIGNED.one(text)


KEPT = [
    "ten nine eight seven six five four",
    "1 - 2 - 3 - 4 - 5 - 6 - 7 - 8 - 9",
    "0 1 0 1 1 0 0 1 0 1",
    "one or two of the four",
    "| 300 | 400 | 5000 |",
    "E4 E5 Nf3 Nc6 Bb5 a6",
    "at 2024-06-17T08:30:00",
    "no word says it is one: 3SO-66-O4SS",
    "https://x.example/b8B1O0SslZ412",
    "d41d8cd98f00b204e9800998ecf8427e",
    "DE89 3704 0044 0532 0130 00",
    "4242424242424242",
    "412-55-0187, (412) 555-0187 and 06 12 34 56 78",
    "the internationalization-of-everything",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_disguise_is_left_as_it_is(text):
    assert [hidden.text for hidden in undone(text)] == []


def test_no_sign_reaches_over_the_end_of_a_text():
    inside = re.compile(r"\[\^(?!\\x00)[^\]]*\](?!$)")
    assert [sign for sign in UNDO_SIGNS if inside.search(sign)] == []


def test_codes_within_codes_are_undone_three_deep_and_no_deeper():
    packed = "ssn 412-55-0187, the last of all"
    for _ in range(3):
        packed = base64.b64encode(packed.encode()).decode()
    assert "412-55-0187" in next(undone(packed)).text
    deeper = base64.b64encode(packed.encode()).decode()
    assert all("412-55-0187" not in hidden.text for hidden in undone(deeper))
