"""Private information: check digits, the nearest word, spans, and what never happens."""

import json
import random
import re
from itertools import pairwise
from string import capwords

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Attachment, Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info import SIGNAL
from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.choose import best
from evenhand.signals.private_info.money.iban import LENGTHS, mod_97
from evenhand.signals.private_info.money.payment_card import luhn
from evenhand.signals.private_info.place.seats import SEATS
from evenhand.signals.private_info.stretches import STRETCH
from evenhand.text.view import ItemView

PIECES = st.sampled_from(
    ("SSN ", "social ", "last four ", "of his ", "ends in ", "412-55-0187", "XXX-XX-0187", "0187",
     "412", "55", "order no. ", "call ", "(202) 555-0143", "+44 20 7946 0018", "jane", "@", ".",
     "mail.example", ",", "\n", " ", "card ", "4539578763621486", "GB29NWBK60161331926819",
     "1742 Maple Street", ", Dayton, OH 45402", "lives at ", "the courthouse ",
     "\u200b", "４", "\u0301", "é", "ﬁ")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def read(text, **fields):
    view = ItemView(Item("x", text, **fields))
    return SIGNAL.build({}).read([view], lambda: False)[0]


def found(text):
    return [
        (r.kind, text[r.spans[0].start : r.spans[0].end])
        for r in read(text)
        if r.score >= COUNTS_FROM
    ]


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_spans_lie_in_the_text_and_never_overlap(text):
    spans = [span for reading in read(text) for span in reading.spans]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_detail_never_holds_a_piece_of_the_value(text):
    for reading in read(text):
        # Places are numbers too, and the words of the lists may hold one digit (`last 4`).
        shown = re.sub(r'"(?:attachment|start|end)": \d+', "", json.dumps(dict(reading.detail)))
        value = text[reading.spans[0].start : reading.spans[0].end]
        assert not re.search(r"\d\d", shown)
        assert value not in shown


@given(st.lists(TEXTS, max_size=6))
@settings(deadline=None, max_examples=60)
def test_a_batch_reads_as_its_items_one_by_one(texts):
    views = [ItemView(Item(str(n), text)) for n, text in enumerate(texts)]
    assert SIGNAL.build({}).read(views, lambda: False) == [read(text) for text in texts]


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_can_be_read(text):
    read(text)


@given(st.integers(0, 999), st.integers(0, 99), st.integers(0, 9999))
@settings(deadline=None)
def test_shape_alone_counts_only_where_the_number_can_be_issued(area, group, serial):
    value = f"{area:03}-{group:02}-{serial:04}"
    issued = 0 < area < 900 and area != 666 and group and serial
    void = value in {"078-05-1120", "219-09-9999"} or len(set(value)) == 2
    assert found(f"page 4: {value} (memo)") == ([("us_ssn", value)] if issued and not void else [])


@given(st.text("0123456789", min_size=11, max_size=18))
def test_luhn_takes_one_check_digit_of_ten(digits):
    fitting = [digit for digit in "0123456789" if luhn(digits + digit)]
    assert len(fitting) == 1 or set(digits) == {"0"}


@given(st.integers(0, 10**11), st.integers(100, 999), st.sampled_from([" ", "-"]))
@settings(deadline=None, max_examples=60)
def test_a_card_ends_before_its_security_code(account, code, sign):
    start = f"4539{account:011}"
    number = next(start + digit for digit in "0123456789" if luhn(start + digit))
    card = sign.join(number[i : i + 4] for i in range(0, 16, 4))
    assert found(f"{card} {code}") == [("payment_card", card)]
    assert found(f"{card} {card} {code}") == [("payment_card", card)] * 2
    assert found(f"{card} {code}{code} {code}") == []


@pytest.mark.parametrize("seat", sorted(SEATS))
def test_a_famous_address_is_a_home_in_another_town_and_where_somebody_lives(seat):
    elsewhere = f"at {capwords(seat)}, Fresno, CA 93721"
    assert found(f"Seen {elsewhere}") == [("street_address", elsewhere[3:])]
    assert found(f"She lives {elsewhere}") == [("street_address", elsewhere[3:])]


@given(st.sampled_from(sorted(LENGTHS)), st.integers(0, 10**18))
def test_mod_97_takes_the_check_digits_of_the_standard(country, account):
    number = str(account).zfill(LENGTHS[country] - 4)
    rest = int(number + str(int(country[0], 36)) + str(int(country[1], 36)) + "00")
    check = f"{98 - rest % 97:02}"
    assert mod_97(country + check + number)
    assert not mod_97(country + check + number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("country", ["DE", "GB", "NO", "MT", "FR"])
def test_iban_ends_where_its_country_says(country):
    number = str(7 * 10**9).zfill(LENGTHS[country] - 4)
    rest = int(number + str(int(country[0], 36)) + str(int(country[1], 36)) + "00")
    iban = f"{country}{98 - rest % 97:02}{number}"
    spaced = " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))
    assert found(f"pay {spaced} today or 12 never") == [("iban", spaced)]
    assert found(f"pay {iban}0 today") == []


def test_the_surest_of_those_that_overlap_stays():
    low, high = Candidate("phone", 0, 12, 0.6), Candidate("payment_card", 4, 20, 0.9)
    apart = Candidate("email", 20, 30, 0.1)
    assert best(iter([low, apart, high])) == [high, apart]


def test_each_of_two_values_is_read():
    text = "SSN 412-55-0187 and XXX-XX-0188, 202-555-0143"
    assert [kind for kind, _ in found(text)] == ["us_ssn", "us_ssn_partial", "phone"]


def test_values_in_attachments_have_no_span_but_their_place():
    dossier = Attachment("b.txt", "text/plain", data=b"SSN 412-55-0187")
    unread = Attachment("a.txt", "text/plain")
    (reading,) = read("see the file", attachments=(unread, dossier))
    assert (reading.kind, reading.spans) == ("us_ssn", ())
    assert reading.detail["attachment"] == 1


def test_a_long_text_is_read_to_its_end():
    filler = "Nothing private is said here. " * 3_000
    value = "412-55-0187"
    for cut in (19_990, 20_000, 20_795, 40_003):
        text = filler[:cut] + " SSN " + value + " " + filler[:500]
        assert found(text) == [("us_ssn", value)]


def test_where_a_stretch_ends_makes_no_difference():
    value = "He lives at 1742 Maple Street, Dayton, OH 45402. "
    text = value * 1_000
    assert len(found(text)) == 1_000
    assert set(found(text)) == {("street_address", value[12:-2])}


def test_a_word_before_the_cut_of_a_stretch_still_speaks():
    for shift in range(27):
        assert found("-" * shift + "Your order no. 412-55-0187. " * 750) == []


def test_running_out_of_time_is_an_error_and_not_an_answer():
    looks = iter([False] * 40)
    views = [ItemView(Item(str(n), "SSN 412-55-0187")) for n in range(50)]
    with pytest.raises(TimeoutError):
        SIGNAL.build({}).read(views, lambda: next(looks, True))


@pytest.mark.parametrize("piece", ["1-", "1 Aa Aa ", "a@", "ends in ssn is ", "call ("])
def test_time_is_looked_at_all_the_way(piece):
    """No stretch of a hostile text is so costly that the clock is forgotten."""
    looks = 0

    def expired():
        nonlocal looks
        looks += 1
        return False

    text = piece * (60_000 // len(piece))
    SIGNAL.build({}).read([ItemView(Item("x", text))], expired)
    assert looks >= 60_000 // STRETCH


def test_digits_hidden_by_zero_width_signs_are_found_with_them():
    chance = random.Random(7)
    value = "412-55-0187"
    for _ in range(50):
        hidden = value[0] + "".join(chance.choice(["", "\u200b", "\u00ad"]) + c for c in value[1:])
        assert found(f"SSN {hidden} leaked") == [("us_ssn", hidden)]
