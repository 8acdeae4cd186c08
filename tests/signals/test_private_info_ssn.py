"""Social security numbers, whole and in part: what names them, what covers them, their places."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.choose import best
from evenhand.signals.private_info.identity import ssn, ssn_partial
from evenhand.signals.private_info.identity.ssn_words import digits_of
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words import social_security

SERIALS = st.integers(1, 9999).map("{:04}".format)
AREAS = st.integers(1, 899).filter(lambda area: area != 666).map("{:03}".format)
GROUPS = st.integers(1, 99).map("{:02}".format)
PIECES = st.sampled_from(
    ("SSN ", "ssn,", "social ", "Social Security ", "last four ", "of his ", "ends in ", "0187",
     "412-55-0187", "XXX-XX-", "***", "[redacted]-", "412", "55", "zero one eight seven ", "card ",
     "order no. ", "is ", "(", ")", ": ", "\n", "|", ",", ";", " and ", "2024", "x", ".", "-")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def whole(text):
    return [text[c.start : c.end] for c in best(ssn.find(Window(text)))]


def parts(text):
    return {text[c.start : c.end] for c in best(ssn_partial.find(Window(text)))}


def partials(text):
    return {c.detail["partial"] for c in ssn_partial.find(Window(text))}


@given(AREAS, GROUPS, SERIALS)
@settings(deadline=None, max_examples=60)
def test_hyphens_alone_or_any_grouping_beside_the_word(area, group, serial):
    value = f"{area}-{group}-{serial}"
    nobodys = len({*value}) == 2 or value in {"078-05-1120", "219-09-9999"}
    for text in (f"p. 9: {value} (memo)", f"his SSN is {value}", f"ssn {area} {group} {serial}"):
        assert len(whole(text)) == (0 if nobodys else 1)
    assert whole(f"order no. {value}") == []


@given(SERIALS, st.sampled_from(["XXX-XX-", "***-**-", "###-##-", "xxxxx", "*", "[redacted]-"]))
@settings(deadline=None, max_examples=60)
def test_a_span_is_the_digits_with_their_cover(serial, cover):
    assert parts(f"SSN: {cover}{serial}, cleared") == {cover + serial}
    assert parts(f"SSN: {cover}{'X' * 4}, cleared") == set()


@given(SERIALS)
@settings(deadline=None, max_examples=60)
def test_what_ends_in_four_digits_is_what_stands_nearest(serial):
    assert parts(f"her SSN ends in {serial}.") == {serial}
    assert parts(f"her SSN is safe, the card ends in {serial}.") == set()
    assert parts(f"card ends in 2211, SSN ends in {serial}.") == {serial}


@given(st.lists(SERIALS, min_size=2, max_size=6, unique=True))
@settings(deadline=None, max_examples=40)
def test_a_list_gives_one_reading_a_value(serials):
    assert parts(f"last fours of their SSNs: {', '.join(serials)}.") == set(serials)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("SSN XXX-XX-0187", "last"),
        ("SSN 412-55-XXXX", "first"),
        ("SSN 4XX-XX-XX17", "some"),
        ("last four of his SSN: 0187", "last"),
        ("first five of his SSN: 412-55", "first"),
        ("middle two of his SSN: 55", "middle"),
        ("part of his SSN: 0187", "some"),
    ],
)
def test_the_reading_says_which_part_is_told(text, part):
    assert partials(text) == {part}


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("zero one eight seven", "0187"),
        ("forty-four seventeen", "4417"),
        ("oh, one, 8, seven", "0187"),
        ("twenty twenty-one", "2021"),
        ("4-4-1-7", "4417"),
    ],
)
def test_digits_in_words(words, digits):
    assert digits_of(words) == digits


def test_a_column_ends_with_its_table():
    table = "name,ssn\nDoe,412550187\n\nRoe,413550188"
    assert whole(table) == ["412550187"]
    assert parts("name,ssn\nDoe,0187\nname,order,ssn\nRoe,0188,x") == {"0187"}


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_any_text_gives_places_inside_it_and_codes_with_words(text):
    window = Window(text)
    for found in (*ssn.find(window), *ssn_partial.find(window)):
        assert 0 <= found.start < found.end <= len(text)
        assert found.pattern in social_security.PATTERNS
        assert set(found.checks) <= set(social_security.CHECKS)
        assert not re.search(r"\d", json.dumps(dict(found.detail)))


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_every_find_has_a_sign(text):
    for module in (ssn, ssn_partial):
        signs = [re.compile(sign.encode(), re.IGNORECASE | re.DOTALL) for sign in module.SIGNS]
        if list(module.find(Window(text))):
            assert any(sign.search(text.encode()) for sign in signs)
