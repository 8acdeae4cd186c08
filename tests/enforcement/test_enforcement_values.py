"""A value that still stands in a text is found again, however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.values import still_there
from evenhand.text.confusables import LOOKS_LIKE
from evenhand.text.mask import MARK

SSN = "536-22-8145"
PHONE = "+1 202 555 0143"
STREET = "1600 Elm Grove Road, Springfield, IL 62704"
EMAIL = "jane.doe@mail.example"
IBAN = "DE89 3704 0044 0532 0130 00"
BORN = "3 May 1980"
LAST_FOUR = "8145"
VALUES = (SSN, PHONE, STREET, EMAIL, IBAN, BORN, LAST_FOUR)
FILLER = "The press office answers on weekdays. "


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (SSN, "536 22 8145"),
        (SSN, "536228145"),
        (SSN, "5-3-6-2-2-8-1-4-5"),
        (SSN, "x536.22.8145x"),
        (SSN, "536 (and then) 22 (and then) 8145"),
        (SSN, "５３６-２２-８１４５"),
        (SSN, "536\u200b-22\u2060-8145"),
        (SSN, "٥٣٦-٢٢-٨١٤٥"),
        (SSN, "536-22-8l45"),
        (PHONE, "(202) 555-0143"),
        (PHONE, "001 202-555-0143"),
        (EMAIL, "JANE.DOE@MAIL.EXAMPLE"),
        (EMAIL, "jane . doe [@] mail . example"),
        (EMAIL, "jаne.dое@mаil.ехample"),
        (EMAIL, "jané.doe@mail.example"),
        (IBAN, "DE89370400440532013000"),
        (IBAN, "89 3704 0044 0532 0130 00"),
        (STREET, "1600 Elm Grove Rd"),
        (STREET, "Elm Grove Road, number 1600"),
        (STREET, "house 1600 on Grove"),
        (STREET, "1600 Elm grove road springfield"),
        ("Elmenweg 12, 12345 Musterstadt", "Elmenweg 12"),
        ("Elmenweg 12", "elmen-weg 12"),
        (BORN, "3-May-1980"),
        (LAST_FOUR, "ending 8145."),
        (LAST_FOUR, "8 1 4 5"),
        ("***-**-8145", "8145"),
        ("xxx-xx-8145", "it ends in 8145"),
    ],
)
def test_the_same_value_is_found_however_it_is_written(value: str, text: str) -> None:
    assert still_there([value], f"{FILLER}{text} {FILLER}") == {value}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (SSN, "536-22-"),
        (SSN, f"536-22-{MARK}"),
        (SSN, "536-22-xxxx"),
        (SSN, "536-22-8146"),
        (SSN, "In 536 people came; in the year after, 22 more, and today there are 8145."),
        (PHONE, "call 555"),
        (EMAIL, "Jane Doe writes"),
        (EMAIL, f"jane.doe@{MARK}"),
        (IBAN, "DE89 3704"),
        (STREET, f"{MARK}, Springfield, IL 62704"),
        (STREET, "Elm Grove Road, Springfield"),
        (STREET, "In 1600 nobody lived there. The elm is a tree."),
        (STREET, "1600 people"),
        (BORN, "in May"),
        (LAST_FOUR, "18145 and 81456"),
        (LAST_FOUR, "the year 814 and 5 more"),
        ("!!!", "!!!"),
        ("", "anything"),
    ],
)
def test_what_is_left_after_masking_is_not_the_value(value: str, text: str) -> None:
    assert still_there([value], text) == frozenset()


texts = st.text(st.sampled_from("abc XYZ.,-\n"), max_size=30)
INVISIBLE = "\u200b\u200c\u2060\u00ad\ufe0f"


@st.composite
def respelt(draw: st.DrawFn) -> tuple[str, str]:
    """(value, the same value in signs that look like it)."""
    value = draw(st.sampled_from(VALUES))
    pieces = []
    for sign in value:
        others = [sign, *LOOKS_LIKE.get(sign, "")]
        if "!" <= sign <= "~":
            others.append(chr(ord(sign) + 0xFEE0))  # full width
        if not sign.isalnum():
            others += [" ", "", "."] if len(value) > len(LAST_FOUR) else []
        pieces += [draw(st.sampled_from(others)), draw(st.sampled_from(["", *INVISIBLE]))]
    if value == STREET:
        return value, "".join(pieces).replace("ElmG", "Elm G")
    return value, "".join(pieces)


@given(pair=respelt(), before=texts, after=texts)
@settings(deadline=None)
def test_no_respelling_of_a_value_is_overlooked(
    pair: tuple[str, str], before: str, after: str
) -> None:
    value, text = pair
    assert value in still_there(VALUES, f"{before} {text} {after}")


@given(masked=st.sets(st.sampled_from(VALUES[:6])), before=texts, after=texts)
@settings(deadline=None)
def test_what_is_masked_or_removed_is_gone_and_nothing_else(
    masked: set[str], before: str, after: str
) -> None:
    """Not with the last four digits among them, which are a part of the whole number."""
    shown = [MARK if value in masked else value for value in VALUES[:6]]
    text = "\n".join((before, *shown, after))
    assert still_there(VALUES[:6], text) == set(VALUES[:6]) - masked


@given(texts)
@settings(deadline=None)
def test_a_text_without_the_values_holds_none(text: str) -> None:
    assert still_there(VALUES, text) == frozenset()


def test_many_values_are_searched_in_one_pass() -> None:
    """Three thousand values in a million signs: one after the other, this takes minutes."""
    values = [f"{n:09d}" for n in range(100_000_000, 100_003_000)]
    text = "1000 " * 200_000 + values[7]
    assert values[7] in still_there(values, text)


def test_hostile_texts_are_read_in_one_pass() -> None:
    """Were it by the square of the length, each of these would take minutes."""
    values = [f"{'1' * length}2" for length in range(6, 30)] + [STREET, "1600 Elm Grove", "1111"]
    for sign in ("1", "1 ", "1600 ", "xx", "é́"):
        assert still_there(values, sign * 50_000) <= {"1111"}
