"""Yesterday's posts: items that carry an address are found when it is listed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand import EvenhandError, Item
from evenhand.model.item import Attachment
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.retention import sweep
from evenhand.store import models
from evenhand.store.sites import get_site
from evenhand.text.addresses import page_key, parse_address
from evenhand.text.addresses.order import PLACE_BYTES, place_of, stretches_of

LETTERS = "https://news.example/letters/7"


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


def found(entry, site="main"):
    return [one.item for one in carriers(site, entry)]


POSTS = (
    Item("plain", f"read {LETTERS} today"),
    Item("spelt", "hxxps://NEWS[.]example/letters/./7?utm_source=x now"),
    Item("wrapped", "web.archive.org/web/2026/https://news.example/letters/7"),
    Item("linked", "read this", links=(LETTERS,)),
    Item("page", "read this", kind="page", url=LETTERS),
    Item(
        "attached", "see", attachments=(Attachment("a.txt", "text/plain", data=LETTERS.encode()),)
    ),
    Item("below", f"{LETTERS}/comments"),
    Item("beside", "https://news.example/letters/70"),
    Item("case", "https://news.example/Letters/7"),
    Item("sub", "https://m.news.example/letters/7"),
    Item("other", "https://newspaper.example/letters/7 and https://news.example.org/letters/7"),
    Item("named", "https://search.example/?q=news.example/letters/7"),
    Item("none", "The council meets on Monday."),
)
CARRY = {"plain", "spelt", "wrapped", "linked", "page", "attached"}


@pytest.mark.parametrize(
    ("entry", "items"),
    [
        (LETTERS, CARRY),
        (f"{LETTERS}/*", CARRY | {"below"}),
        ("https://news.example/letters/*", CARRY | {"below", "beside"}),
        ("site:news.example", CARRY | {"below", "beside", "case", "sub"}),
        (f"mirrors {LETTERS}", CARRY | {"sub"}),
        ("site:nothing.example", set()),
    ],
)
def test_what_an_entry_covers_is_found(record, entry, items):
    record(*POSTS)
    assert set(found(entry)) == items
    assert not found(entry, "elsewhere")


def test_what_was_taken_out_again_is_not_found(record):
    record(Item("p", LETTERS, revision=1), Item("q", LETTERS, revision=1))
    record(Item("p", "never mind", revision=2))
    assert found(LETTERS) == ["q"]
    record(Item("p", f"after all: {LETTERS}", revision=3))
    (again,) = (one for one in carriers("main", LETTERS) if one.item == "p")
    assert again.revision == 3


def test_addresses_that_share_a_place_are_compared_in_full(record):
    long = f"https://news.example/{'a' * PLACE_BYTES}"
    record(Item("one", f"{long}1"), Item("two", f"{long}2"))
    assert found(f"{long}1") == ["one"]


def test_it_goes_with_what_its_decision_rested_on(home, clock, record):
    record(Item("p", LETTERS))
    clock.at += timedelta(days=get_site("main").keep_days + 1)
    record(Item("q", LETTERS))
    sweep(home)
    assert found(LETTERS) == ["q"]
    assert models.Carried.objects.count() == 1


def test_an_item_that_takes_too_long_is_decided_all_the_same(record, screener, monkeypatch):
    monkeypatch.setattr("evenhand.pipeline.gather.FINDING_SECONDS", 0.0)
    (result,) = record(Item("p", f"{LETTERS} " * 2_000))
    assert result.outcome == "allow"
    assert found(LETTERS) == []


def test_what_is_no_entry_is_refused(home):
    with pytest.raises(EvenhandError) as refused:
        found("site:com")
    assert refused.value.code == "EH560"


HOSTS = st.lists(st.sampled_from(("a", "b", "news", "m", "xn--9ca")), min_size=1, max_size=4)
PATHS = st.lists(st.sampled_from(("", "a", "b", "A", "%C3%A9", "a b")), max_size=4)


@given(HOSTS, PATHS, st.sampled_from(("", "?x=1", "?b&a")), st.sampled_from(("", ":81")))
def test_a_kept_address_is_still_that_page(host, path, query, port):
    address = parse_address(f"http://{'.'.join(host)}.example{port}/{'/'.join(path)}{query}")
    assert address is not None
    key = page_key(address)
    again = parse_address(f"http://{key}")
    assert again is not None
    assert page_key(again) == key


def is_in(key, top):
    return any(first <= place_of(key) < before for first, before in stretches_of(top))


@given(HOSTS, PATHS, HOSTS, PATHS)
def test_all_below_a_host_or_a_path_stands_in_its_stretches(host, path, above, below):
    top, folder = ".".join([*host, "example"]), "".join(f"/{part}" for part in path)
    under = "".join(f"/{part}" for part in below)
    assert is_in(f"{'.'.join([*above, top])}{folder}", top)
    assert is_in(f"{top}:81{folder}", top)
    assert is_in(f"{top}{folder}{under}?x=1", f"{top}{folder}")
    assert not is_in(f"{top}x{folder}", top)
    assert not is_in(f"x{top}", f"{top}{folder}/x")
