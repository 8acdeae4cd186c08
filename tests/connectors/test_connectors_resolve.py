"""Short addresses are asked where they lead, and nothing else is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.connectors.resolve import led_to
from evenhand.model.errors import EvenhandError
from evenhand.text.addresses import parse_address
from tests.connectors.shortener import LOCAL, shortener

PAGE = "https://news.example/p/the-dossier?a=1#b"


def asked_of(path, leads):
    """(where `path` leads, or the code of the refusal; the paths that were asked)."""
    with shortener(leads) as (host, asked):
        try:
            found = led_to(f"{host}{path}", limits=LOCAL, scheme="http")
        except EvenhandError as refused:
            assert host not in str(refused)
            found = refused.code
        return found.replace(host, "HOST"), asked


def test_where_it_leads_is_told_and_not_asked():
    # news.example is no host of the network: asking it would fail.
    assert asked_of("/3AbC", {"/3AbC": PAGE}) == (PAGE, ["/3AbC"])


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("//news.example/p", "http://news.example/p"),
        ("/other", "http://HOST/other"),
        ("HTTPS://News.EXAMPLE/%7Ea", "https://news.example/%7Ea"),
        ("https://10.0.0.1/inside", "https://10.0.0.1/inside"),
    ],
)
def test_a_location_is_read_as_a_browser_reads_it(location, found):
    assert asked_of("/x", {"/x": location}) == (found, ["/x"])


@pytest.mark.parametrize(
    "answer", [200, 404, 410, "javascript:alert(1)", "mailto:a@b.example", "https://[", "x" * 9_000]
)
def test_an_answer_that_leads_nowhere_says_so(answer):
    assert asked_of("/x/y", {"/x/y": answer}) == ("EH568", ["/x/y"])


def test_another_spelling_of_itself_is_followed_within_bounds():
    assert asked_of("/x", {"/x": "/x/", "/x/": PAGE}) == (PAGE, ["/x", "/x/"])
    found, asked = asked_of("/x", {"/x": "/x?utm_source=a", "/x?utm_source=a": "/x"})
    assert (found, len(asked)) == ("EH545", LOCAL.redirects + 1)


def test_this_machine_and_private_networks_are_not_asked():
    with shortener({"/x": PAGE}) as (host, asked):
        for address in (f"{host}/x", "127.0.0.1/x", "192.168.1.1/x", "[::1]/x"):
            with pytest.raises(EvenhandError) as caught:
                led_to(address, scheme="http")
            assert caught.value.code in {"EH540", "EH541"}
    assert asked == []


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60))
def test_whatever_it_says_is_an_address_or_an_error(location):
    found, _ = asked_of("/x", {"/x": location})
    assert found.startswith("EH5") or parse_address(found.replace("HOST", "a.example"))
