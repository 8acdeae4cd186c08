"""Street addresses: how far a span goes, what is private, and that hostile text costs little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.place.street_address import find
from evenhand.signals.private_info.place.tokens import line
from evenhand.signals.private_info.reader import best
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words.place import CHECKS, PATTERNS, PUBLIC


def found(text):
    return best(find(Window(text)))


@pytest.mark.parametrize(
    ("lead", "address", "rest"),
    [
        ("She lives at ", "27 Sycamore Grove, Leeds LS6 2QT", ". Ask"),
        ("Er wohnt ", "Goethestr. 5a, 80336 München", ", sagt er"),
        ("Il habite ", "12 rue de la Paix, 75002 Paris", " depuis mai"),
        ("Vive en ", "Calle Mayor 5, 28013 Madrid", " desde"),
        ("Abita in ", "Via Roma 12, 20121 Milano MI", " da anni"),
        ("woont op ", "Dorpsstraat 45, 3511 AB Utrecht", " sinds"),
        ("mora na ", "Rua das Flores, 123, apto 45, São Paulo - SP, 01234-567", " desde"),
        ("he is at ", "14/2 MG Road, Indiranagar, Bengaluru 560038", " now"),
    ],
)
def test_span_is_the_address_alone(lead, address, rest):
    (one,) = found(lead + address + rest)
    assert (lead + address + rest)[one.start : one.end] == address
    assert one.score >= COUNTS_FROM


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Headquarters: 500 Harrow Road, Fresno, CA 93721", "institution"),
        ("His home, near the office: he lives at 500 Harrow Road, Fresno, CA 93721", ""),
        ("4 Harrow Road, Fresno, CA 93721, 3 beds, 2 baths", "institution"),
        ("10 Downing Street, London", "famous_address"),
        ("PO Box 123, Dayton, OH 45402", "post_box"),
        ("500 Harrow Road, Fresno, CA 93721", ""),
    ],
)
def test_context_tells_private_from_public(text, public):
    (one,) = found(text)
    assert one.public == public
    assert (one.score < COUNTS_FROM) is bool(public)


def test_a_row_of_small_letters_is_read_as_one_of_capitals():
    assert line("12 oak street", 0, 13).signs == "1WS"
    assert line("12 Oak street", 0, 13).signs == "1Ws"


@pytest.mark.parametrize(
    "address",
    [
        "417 Lantern Quay Lane, Quillhaven, ME",
        "417 Lantern Quay Lane, Quillhaven ME",
        "417 Lantern Quay Lane, Quillhaven, ME 04101",
        "417 Lantern Quay Lane",
        "12 Pine Ct., Apt 4B, Quillhaven, ME 04101-2210",
    ],
)
@pytest.mark.parametrize("rest", ["", ".", ". Ask her", '."'])
def test_a_sentence_s_stop_is_no_part_of_it(address, rest):
    text = f"Home address: {address}{rest}"
    (one,) = found(text)
    assert text[one.start : one.end] == address


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("She lives at 27 Pine Street, Salem, OR 97301", True),
        ("His house: 27 Pine Street, Salem, OR 97301", True),
        ("Ship to: 27 Pine Street, Salem, OR 97301", False),
        ("27 Pine Street, Salem, OR 97301", False),
    ],
)
def test_a_home_is_told_as_one(text, home):
    (one,) = found(text)
    assert one.detail.get("home", False) is home


@pytest.mark.parametrize("suffix", ["", ", USA", " USA"])
def test_the_short_way_and_the_grammar_read_the_same(suffix):
    """A country behind it, or capitals, and the short way leaves the address to the grammar."""
    text = f"27 N Pine Street, Apt 4, Salem, OR 97301{suffix}"
    (one,), (capitals,) = found(text), found(text.upper())
    assert text[one.start : one.end] == text
    assert (one.start, one.end, one.checks) == (capitals.start, capitals.end, capitals.checks)
    assert one.pattern == "address.number_first"


def test_a_part_of_the_house_before_the_number_belongs_to_it():
    text = "Flat 5 27 Pine Street, Salem, OR 97301"
    (one,) = found(text)
    assert one.start == 0


PIECES = ["12", "Oak", "street", "rue", "de", "Via", "Apt", "#3", ",", "\n", "LS1 4AB", "CA"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_codes_have_words_and_spans_lie_in_the_text(text):
    for one in find(Window(text)):
        assert 0 <= one.start < one.end <= len(text)
        assert one.pattern in PATTERNS
        assert set(one.checks) <= set(CHECKS)
        assert not one.public or one.public in PUBLIC
