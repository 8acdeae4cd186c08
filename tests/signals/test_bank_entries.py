"""Entries: the words before an address, the fields after a reason, and which entry wins."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.blocked_link.bank_entries import bare_host, entry_of, parse_entry
from evenhand.text.addresses import parse_address

PAGE = "https://news.example/p/file"


def decides(address, *lines):
    """The entry that decides about an address, as it is written."""
    entry = LinkBank.from_lines(lines, "list").nearest(parse_address(address))
    return entry and entry.written


def test_all_that_is_known_of_an_entry():
    line = (f"allow  mirrors {PAGE}\twhy  so\tmatter=dossier\tcontact=c-1\tfrom=2026-09-26"
            "\tuntil=2026-10-01T12:00+02:00\n")  # fmt: skip
    entry = parse_entry(line, "list", 1)
    assert (entry.written, entry.reason) == (f"allow mirrors {PAGE}", "why so")
    assert (entry.allow, entry.mirrors) == (True, True)
    assert (entry.matter, entry.contact) == ("dossier", "c-1")
    assert entry.from_ == datetime(2026, 9, 26, tzinfo=UTC)
    assert entry.until == datetime(2026, 10, 1, 10, tzinfo=UTC)
    assert parse_entry(entry.line, "list", 1) == entry


@pytest.mark.parametrize(("rest", "reason"), [
    ("matter=x", "matter=x"),  # the first field is the reason, whatever it says
    ("why\tand more", "why and more"),
    ("why\towner=x", "why owner=x"),
    ("\tmatter=x", ""),
])  # fmt: skip
def test_what_is_no_field_is_part_of_the_reason(rest, reason):
    assert parse_entry(f"{PAGE}\t{rest}", "list", 1).reason == reason


@pytest.mark.parametrize(("line", "what"), [
    (f"{PAGE}\twhy\tuntil=soon", "`until` is no day and no time"),
    (f"{PAGE}\twhy\tfrom=2026-02-30", "`from` is no day and no time"),
    (f"{PAGE}\twhy\tfrom=0001-01-01T00:00+14:00", "`from` is no day and no time"),
    ("mirrors site:news.example", "`mirrors` before a site"),
    ("allow", "neither an http(s) address nor a site"),
    ("allow allowed https://news.example/", "a blank inside"),
    ("allow site:com", "a site needs a host with a dot inside"),
])  # fmt: skip
def test_what_is_refused(line, what):
    with pytest.raises(EvenhandError) as caught:
        parse_entry(line, "list", 1)
    assert caught.value.code == "EH560"
    assert what in caught.value.what


@settings(deadline=None)
@given(
    st.sampled_from(["", "allow ", "mirrors ", "mirrors allow "]),
    st.lists(st.text(max_size=30) | st.sampled_from(["matter=a", "contact=b", "from=2026-01-01",
             "until=2027-01-01T10:00Z"]), max_size=5),
)  # fmt: skip
def test_an_entry_is_what_its_line_says(words, fields):
    rest = "\t".join(field.replace("\n", " ").replace("\r", " ") for field in fields)
    entry = parse_entry(f"{words}{PAGE}\t{rest}", "list", 1)
    assert parse_entry(entry.line, "list", 1) == entry
    assert entry_of(entry.kind, entry.key, entry.line) == entry


# -- which entry wins


@pytest.mark.parametrize(("lines", "winner"), [
    (["site:news.example", f"allow {PAGE}"], f"allow {PAGE}"),
    (["allow site:news.example", PAGE], PAGE),
    (["https://news.example/*", "allow https://news.example/p/*"],
     "allow https://news.example/p/*"),
    (["https://news.example/p/*", "allow https://news.example/*"], "https://news.example/p/*"),
    (["https://news.example/p/*", "allow site:news.example"], "https://news.example/p/*"),
    ([PAGE, f"allow {PAGE}"], f"allow {PAGE}"),
    ([f"allow {PAGE}", PAGE], f"allow {PAGE}"),
    ([PAGE, f"allow mirrors {PAGE}"], PAGE),
])  # fmt: skip
def test_the_closer_entry_wins_and_of_two_as_close_the_one_that_allows(lines, winner):
    assert decides(PAGE, *lines) == winner


def test_what_is_allowed_is_found_by_no_look_up():
    bank = LinkBank.from_lines(["site:news.example", f"allow {PAGE}"], "list")
    assert bank.find(parse_address(PAGE)) is None
    assert bank.find(parse_address("https://news.example/")) == (
        "site", "site:news.example", "")  # fmt: skip


def test_an_allowed_sub_domain_of_a_listed_site():
    lines = ["site:host.example", "allow site:press.host.example"]
    assert decides("https://a.press.host.example/", *lines) == lines[1]
    assert decides("https://b.host.example/", *lines) == lines[0]


# -- mirrors


@pytest.mark.parametrize("host", ["news.example", "www.news.example", "m.news.example",
                                  "amp.news.example", "mobile.news.example",
                                  "www.m.news.example"])  # fmt: skip
@pytest.mark.parametrize("listed", ["news.example", "www.news.example"])
def test_a_page_on_all_mirrors_of_its_host(host, listed):
    for path, entry in (("p/file", f"mirrors https://{listed}/p/file"),
                        ("p/other", f"mirrors https://{listed}/p/*")):  # fmt: skip
        assert decides(f"https://{host}/{path}?utm_source=a", entry) == entry


@pytest.mark.parametrize("host", ["de.news.example", "wwww.news.example", "www.de.news.example",
                                  "amp-news.example", "news.example.com"])  # fmt: skip
def test_another_host_is_no_mirror(host):
    assert decides(f"https://{host}/p/file", f"mirrors {PAGE}") is None


def test_mirrors_count_only_where_the_entry_asks_for_it():
    assert decides("https://www.news.example/p/file", PAGE, "mirrors https://a.example/") is None


def test_the_port_is_the_same_on_mirrors():
    entry = "mirrors https://news.example:8443/p"
    assert decides("https://m.news.example:8443/p", entry) == entry
    assert decides("https://m.news.example/p", entry) is None


@pytest.mark.parametrize(("host", "bare"), [
    ("www.news.example", "news.example"), ("m.example", "m.example"),
    ("www.m.example", "m.example"),
    ("amp", "amp"), ("", ""), ("192.0.2.7", "192.0.2.7"), ("[2001:db8::1]", "[2001:db8::1]"),
])  # fmt: skip
def test_the_host_without_mirrors(host, bare):
    assert bare_host(host) == bare


def test_of_several_lists_the_first_stands_and_one_that_allows_wins():
    own = LinkBank.from_lines(["site:a.example\tours", "allow site:b.example"], "own")
    others = LinkBank.from_lines(["site:a.example\ttheirs", "site:b.example", "odd"], "others")
    bank = LinkBank.joined([own, others], "both")
    assert bank.find(parse_address("https://a.example/"))[2] == "ours"
    assert bank.find(parse_address("https://b.example/")) is None
    assert len(bank) == 4
    assert len(bank.refused) == 1
    assert bank.digest not in {own.digest, others.digest}
    assert LinkBank.joined([own], "one").digest == own.digest


def test_what_is_remembered_of_hosts_is_bounded(monkeypatch):
    monkeypatch.setattr("evenhand.signals.blocked_link.bank.MAX_KNOWN", 3)
    bank = LinkBank.from_lines(["site:a1.example"], "list")
    for _ in range(2):
        hits = [bank.find(parse_address(f"https://a{n}.example/")) for n in range(10)]
        assert [hit is not None for hit in hits] == [n == 1 for n in range(10)]
        assert len(bank._hosts) <= 3
