"""Telephone numbers: how they are written, what the words around say, and what is none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.reach import phone
from evenhand.signals.private_info.reach.phone_plans import (
    AREAS,
    BRACKETED,
    COUNTRIES,
    FOR_ALL_ABROAD,
    NEAR,
    SIZE,
    TRUNK,
)
from evenhand.signals.private_info.reach.phone_shape import Figures, longest
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words.reach import CHECKS, PATTERNS, PUBLIC

SIGNS = [re.compile(sign.encode(), re.IGNORECASE | re.DOTALL) for sign in phone.SIGNS]


def read(text):
    return list(phone.find(Window(text)))


def private(text):
    return [text[one.start : one.end] for one in read(text) if one.score >= COUNTS_FROM]


def public(text):
    return [(text[one.start : one.end], one.public) for one in read(text) if one.public]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(202) 555-0143", "(202) 555-0143"),
        ("1.202.555.0143", "1.202.555.0143"),
        ("202-555-0143 ext. 22", "202-555-0143 ext. 22"),
        ("+44 (0)20 7946 0018", "+44 (0)20 7946 0018"),
        ("(+44) 7700 900123", "(+44) 7700 900123"),
        ("0049 151 55501234", "0049 151 55501234"),
        ("+12025550143", "+12025550143"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("07700 900123", "07700 900123"),
        ("(11) 98765-4321", "(11) 98765-4321"),
    ],
)
def test_a_number_written_as_a_country_writes_it_needs_no_word(text, value):
    assert private(text) == [value]


@pytest.mark.parametrize(
    "value", ["555-0143", "612 34 56 78", "33 93 31", "2025550143", "9320 7126"]
)
def test_a_number_that_might_be_anything_needs_a_word(value):
    assert private(f"the figure {value} again") == []
    assert private(f"you can call {value} again") == [value]
    assert private(f"{value} (mobile)") == [value]


@pytest.mark.parametrize("value", ["12-05-2024", "2024-11-05", "412-55-0187", "10.0.0.12", "12.5"])
def test_what_is_plainly_something_else_is_none_beside_a_word_either(value):
    assert private(f"call {value} now") == []


def test_two_years_in_brackets_are_no_area_and_number():
    assert private("(12) 2000-2001") == []


def test_ascending_pairs_are_a_draw_of_a_lottery():
    assert private("drawn: 05 12 23 34 45") == []
    assert private("tel. 05 12 23 34 45") == ["05 12 23 34 45"]


def test_a_zip_code_on_the_line_before_is_no_part():
    assert private("Dayton 45402\n079 4650 2145 mobile") == ["079 4650 2145"]


def test_a_piece_of_a_longer_number_is_none():
    assert private("4506 0897 5962 1182") == []


@pytest.mark.parametrize(
    "text", ["@5552025550143", "$202-555-0143", "v202-555-0143", "https://a.example/202-555-0143"]
)
def test_what_stands_before_keeps_a_number_from_being_one(text):
    assert private(text) == []


def test_in_the_query_of_an_address_a_number_may_be_a_persons():
    assert private("https://a.example/?tel=202-555-0143") == ["202-555-0143"]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("1-800-555-0199", "free_line"),
        ("0800 555 0123", "free_line"),
        ("+44 800 555 0123", "free_line"),
        ("Press office: 202-555-0143", "press_line"),
        ("the crisis hotline, 202-555-0143", "hotline"),
        ("Call customer service at 202-555-0143", "service_line"),
        ("our office: 202-555-0143", "office_line"),
        ("Embassy of Freedonia, 202-555-0143", "institution_line"),
    ],
)
def test_public_lines(text, because):
    assert private(text) == []
    assert [code for _, code in public(text)] == [because]


def test_the_nearest_word_decides():
    text = "Press office 202-555-0100, Jane's cell 202-555-0143"
    assert private(text) == ["202-555-0143"]
    assert public(text) == [("202-555-0100", "press_line")]


def test_a_country_code_that_touches_a_word_leaves_the_number():
    assert private("call him at+1 (202) 555-0143 now") == ["(202) 555-0143"]


def test_a_label_behind_a_number_says_nothing_of_the_next():
    assert private("202-555-0100 press office\n202-555-0143 fax") == ["202-555-0143"]


def test_numbers_that_only_an_or_parts_are_of_one_kind():
    assert private("Press office: 202-555-0100 or 202-555-0101") == []
    assert len(public("Press office: 202-555-0100 or 202-555-0101")) == 2


def test_a_personal_word_or_a_persons_record_makes_a_free_line_private():
    assert private("his cell is 844-555-0143") == ["844-555-0143"]
    assert private("jane@mail.example, 844-555-0143") == ["844-555-0143"]


def test_an_office_in_the_sentence_before_is_not_whose_number_it_is():
    assert private("She left the office. Later Jane wrote 202-555-0143 down.") == ["202-555-0143"]


def test_numbers_of_things():
    assert private("Order no. 202-555-0143 has shipped") == []
    assert private("Reference: 020 7946 0018") == []


@given(
    st.text(st.sampled_from("0123456789 -.()+/\nxé€@:,tel"), max_size=60),
    st.sampled_from(["", "call ", "Tel: "]),
)
@settings(deadline=None, max_examples=300)
def test_spans_hold_figures_and_begin_and_end_where_the_number_does(noise, lead):
    text = lead + noise
    for one in read(text):
        value = text[one.start : one.end]
        assert value[0] in "+(0123456789"
        assert value[-1] in ")0123456789"
        assert 6 <= sum(sign.isdigit() for sign in value) <= 21
        assert one.pattern in PATTERNS
        assert set(one.checks) <= CHECKS.keys()
        assert one.public in PUBLIC or one.score >= COUNTS_FROM


@given(st.sampled_from(sorted(AREAS)), st.integers(200, 999), st.integers(0, 9999))
@settings(deadline=None, max_examples=100)
def test_every_way_of_writing_a_north_american_number(area, exchange, line):
    if exchange % 100 == 11:
        return
    for value in (
        f"({area}) {exchange}-{line:04}",
        f"{area}-{exchange}-{line:04}",
        f"{area}.{exchange}.{line:04}",
        f"+1 {area} {exchange} {line:04}",
        f"1-{area}-{exchange}-{line:04}",
    ):
        assert private(f"Jane: {value}, thanks") == [value]
        assert any(sign.search(f"Jane: {value}".encode()) for sign in SIGNS)


def test_tables_are_well_formed():
    for table in (TRUNK, BRACKETED, NEAR):
        for grouping, beginnings in table.items():
            assert set(grouping) <= set(SIZE)
            assert all(one == "" or one.isdigit() for one in beginnings)
    assert FOR_ALL_ABROAD.keys() <= COUNTRIES.keys()
    codes = set(COUNTRIES)
    assert not [code for code in codes if {code[:1], code[:2]} & (codes - {code})]


def test_the_longest_head_that_a_country_has():
    text = "+44 20 7946 0018 2 times"
    figures = Figures.of(text, 0, Window(text).shapes[0])
    behind, shape = longest(figures, 0)
    assert (behind, shape.pattern) == (4, "phone.international")


@pytest.mark.parametrize(
    "text", ["1-" * 2000, "1 " * 2000, "12 " * 1500, "(0" * 2000, "+1 " * 1500]
)
def test_hostile_stretches_are_read_to_the_end(text):
    assert all(one.end <= len(text) for one in read(text))
