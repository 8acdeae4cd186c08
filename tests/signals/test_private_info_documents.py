"""Passports, driving licences and dates of birth: shapes, check digits, words, tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.identity import date_of_birth, driver_license, passport
from evenhand.signals.private_info.identity.birth_dates import DATE, year_of
from evenhand.signals.private_info.identity.documents import beneath
from evenhand.signals.private_info.identity.machine_readable import checked, zones
from evenhand.signals.private_info.scan import Scan
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words import documents as words

FINDERS = {"passport": passport, "license": driver_license, "birth": date_of_birth}

ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
SCAN = Scan({name: finder.SIGNS for name, finder in FINDERS.items()})


def seen(finder, text):
    return [(text[c.start : c.end], c) for c in finder.find(Window(text))]


def values(finder, text):
    return [value for value, found in seen(finder, text) if found.score >= 0.5]


def test_zone_is_one_reading_from_its_first_line_to_its_last():
    (reading,) = passport.find(Window(f"scan:\n{ZONE}\nend"))
    assert (reading.start, reading.end) == (6, 6 + len(ZONE))
    assert reading.checks == ("document_check_digits",)


def test_zone_names_its_country():
    zone = ZONE.replace("UTO", "D<<")
    (reading,) = passport.find(Window(zone))
    assert reading.detail == {"country": "DE"}


@pytest.mark.parametrize("place", [46, 54, 58, 64, 66, 71])
def test_zone_with_a_wrong_figure_is_none(place):
    figure = "1" if ZONE[place] != "1" else "2"
    assert list(zones(ZONE[:place] + figure + ZONE[place + 1 :])) == []


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=1, max_size=20), st.data())
@settings(deadline=None)
def test_every_field_has_exactly_one_check_digit(field, data):
    assert sum(checked(field + digit) for digit in "0123456789") == 1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("British passport no 533401372", "GB"),
        ("his German passport: C01X00T47", "DE"),
        ("US passport number 561234567", "US"),
        ("send us passport number 561234567", None),
        ("German passport no 12AB34567", None),
    ],
)
def test_passport_names_the_country_whose_shape_it_has(text, country):
    ((_, found),) = seen(passport, text)
    assert found.detail.get("country") == country


@pytest.mark.parametrize(
    "text",
    ["MORGA657054SM9IJ", "code MORGA 657054 SM9IJ", "driving licence: MORGA657054SM9IJ"],
)
def test_british_driver_number_counts_by_its_build(text):
    assert values(driver_license, text)


@pytest.mark.parametrize("month", ["00", "13", "50", "63", "99"])
def test_british_driver_number_needs_a_month(month):
    assert values(driver_license, f"MORGA6{month}054SM9IJ") == []


@pytest.mark.parametrize(
    "trade", ["Liquor", "Notary", "Business", "Software", "Medical", "Fishing", "Marriage"]
)
def test_licence_of_a_trade_is_no_driving_licence(trade):
    assert values(driver_license, f"{trade} license no. D1234567") == []
    assert values(driver_license, "The driver showed license no. D1234567") == ["D1234567"]


def test_cells_beneath_a_head_hold_out_quotes_and_commas():
    text = 'name,address,dob\nDoe,"7 Elm, Salem",1988-01-02\nRoe,"9 Oak, Hull",1990-05-06\nend'
    at = text.index("dob")
    assert [text[a:b] for a, b in beneath(text, at, at + 3)] == ["1988-01-02", "1990-05-06"]


def test_nothing_beneath_a_word_in_a_sentence():
    text = "We store the dob, and more.\n1988-01-02, next"
    at = text.index("dob")
    assert list(beneath(text, at, at + 3)) == []


@given(st.dates(min_value=__import__("datetime").date(1910, 1, 1)), st.sampled_from("./- "))
@settings(deadline=None)
def test_every_date_after_the_label_is_found_whole(day, sign):
    if day.year > 2029:
        day = day.replace(year=2000 + day.year % 28, day=min(day.day, 28))
    for written in (
        f"{day.day:02}{sign}{day.month:02}{sign}{day.year}",
        f"{day.year}{sign}{day.month:02}{sign}{day.day:02}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert values(date_of_birth, f"DOB: {written}; ok") == [written]


def test_day_and_month_must_exist():
    assert values(date_of_birth, "DOB 32.01.1988, DOB 14/14/1988, DOB 1988-13-02") == []


@pytest.mark.parametrize(("written", "year"), [("1.2.1988", 1988), ("1.2.88", None)])
def test_year_of_a_date(written, year):
    assert year_of(DATE.match(written)) == year


def test_death_beside_it_makes_a_birth_public():
    ((_, alive),) = seen(date_of_birth, "Roe, born 3 May 1931 in Hull")
    ((_, dead),) = seen(date_of_birth, "Roe, born 3 May 1931, died 7 June 2001")
    assert (alive.public, dead.public) == ("", "historic")
    assert alive.score >= 0.5 > dead.score


@pytest.mark.parametrize("name", FINDERS)
@given(st.text("PASPORTdlobDOB born:.# <19/-\n|,", max_size=80))
@settings(deadline=None, max_examples=60)
def test_whatever_is_found_has_its_sign_and_its_words(name, text):
    for found in FINDERS[name].find(Window(text)):
        assert name in SCAN.one(text)
        assert found.pattern in words.PATTERNS
        assert set(found.checks) <= set(words.CHECKS)
        assert found.public in {"", *words.PUBLIC}
