"""Internet addresses and coordinates: forms, ranges, and whose they are."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.place import coordinates
from evenhand.signals.private_info.place.coordinate_forms import degrees
from evenhand.signals.private_info.reach import ip_address
from evenhand.signals.private_info.scan import Scan
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words import network as words

FINDERS = {"ip": ip_address, "place": coordinates}
SCAN = Scan({name: finder.SIGNS for name, finder in FINDERS.items()})


def seen(finder, text):
    return [(text[c.start : c.end], c) for c in finder.find(Window(text))]


def public(finder, text):
    return [found.public for _, found in seen(finder, text)]


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
@settings(deadline=None)
def test_every_address_of_four_numbers_is_found_beside_the_word(address):
    text = f"the IP address {address}, said the log"
    assert "ip" in SCAN.one(text)
    assert [value for value, _ in seen(ip_address, text)] == [str(address)]


@given(st.integers(1, 2**128 - 1).map(IPv6Address), st.booleans())
@settings(deadline=None)
def test_every_address_of_version_6_is_found_beside_the_word(address, in_full):
    written = address.exploded if in_full else str(address)
    text = f"the IP address {written}, said the log"
    assert "ip" in SCAN.one(text)
    assert [value for value, _ in seen(ip_address, text)] == [written]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("10.4.5.6", "ip_local"),
        ("172.31.0.9", "ip_local"),
        ("172.32.0.99", ""),
        ("192.168.0.14", "ip_local"),
        ("127.0.0.1", "ip_loopback"),
        ("198.51.100.7", "ip_documentation"),
        ("239.1.2.3", "ip_unassigned"),
        ("9.9.9.9", "ip_resolver"),
        ("fd12:3456::1", "ip_local"),
        ("fe80::1", "ip_local"),
        ("2001:db8::7", "ip_documentation"),
        ("::1", "ip_loopback"),
        ("::ffff:10.1.2.3", "ip_local"),
        ("2a02:8388:e103::12", ""),
        ("81.2.69.142", ""),
    ],
)
def test_range_says_whether_an_address_is_anybodys(address, why):
    assert public(ip_address, f"the ip address {address} was seen")[-1] == why


def test_documentation_range_is_somebodys_where_the_text_says_whose():
    assert public(ip_address, "the example uses 203.0.113.45") == ["ip_documentation"]
    assert public(ip_address, "his IP is 203.0.113.45") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "upgrade to version 81.2.69.142",
        "Chrome/120.0.101.120",
        "section 12.101.4.2",
        "the 81.2.69.0/24 network",
        "81.2.69.142.7",
        "v81.2.69.142",
        "300.2.69.142",
        "at 1.2.3.4",
    ],
)
def test_versions_sections_and_networks_stay_free(text):
    assert seen(ip_address, text) == []


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
@settings(deadline=None)
def test_every_exact_pair_is_found_whole_beside_a_home(lat, lon):
    written = f"{lat:.5f}, {lon:.5f}"
    text = f"she lives at {written}."
    assume(abs(lat) > 0.001)
    assert "place" in SCAN.one(text)
    assert [value for value, _ in seen(coordinates, text)] == [written]


@pytest.mark.parametrize("pair", ["91.12345, 95.12345", "12.12345, 180.12345", "0.0000, 0.0000"])
def test_pair_out_of_range_is_none(pair):
    assert seen(coordinates, f"lives at {pair}") == []


def test_fewer_than_four_figures_name_a_town():
    assert seen(coordinates, "he lives at 40.712, -74.006") == []


def test_home_beats_landmark():
    assert public(coordinates, "the museum at 40.71277, -74.00597") == ["landmark"]
    assert public(coordinates, "his house near the museum, 40.71277, -74.00597") == [""]


def test_minutes_and_seconds():
    assert degrees("40° 42' 46\"") == pytest.approx(40.712777, abs=1e-6)


@pytest.mark.parametrize("name", FINDERS)
@given(st.text("0123456789.:, -°'NSEWaf/\n", max_size=60))
@settings(deadline=None, max_examples=80)
def test_whatever_is_found_has_its_sign_and_its_words(name, text):
    for found in FINDERS[name].find(Window(text)):
        assert name in SCAN.one(text)
        assert found.pattern in words.PATTERNS
        assert set(found.checks) <= set(words.CHECKS)
        assert found.public in {"", *words.PUBLIC}
