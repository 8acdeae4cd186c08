"""Block lists: what an entry means, what is refused, and what a reading tells."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment, Item
from evenhand.model.reading import Span
from evenhand.signals.blocked_link import SIGNAL
from evenhand.signals.blocked_link import bank as bank_module
from evenhand.signals.blocked_link.bank import LinkBank, parse_entry
from evenhand.signals.blocked_link.read import BlockedLink
from evenhand.text.addresses import read_rules
from evenhand.text.view import ItemView

PAGE = "https://news.example/p/the-dossier"


def bank_of(*lines):
    return LinkBank.from_lines(lines, "list.txt")


def read(bank, text="", **fields):
    return read_batch(bank, [Item(id="p-1", text=text, **fields)])[0]


def read_batch(bank, items, expired=lambda: False):
    return SIGNAL.build({"links": bank}).read([ItemView(item) for item in items], expired)


def fault(line):
    with pytest.raises(EvenhandError) as caught:
        parse_entry(line, "list.txt", 7)
    return caught.value


# -- the list


@pytest.mark.parametrize(
    ("line", "kind", "key", "written", "reason"),
    [
        (PAGE, "page", "news.example/p/the-dossier", PAGE, ""),
        (f"{PAGE}\thacked  material # 3", "page", "news.example/p/the-dossier", PAGE,
         "hacked material # 3"),
        (f"  {PAGE}#top  # why\n", "page", "news.example/p/the-dossier", f"{PAGE}#top", ""),
        ("\ufeffhttp://News.Example\r\n", "page", "news.example", "http://News.Example", ""),
        ("https://bücher.example/?b=2&a=1&utm_id=3", "page", "xn--bcher-kva.example?a=1&b=2",
         "https://bücher.example/?b=2&a=1&utm_id=3", ""),
        ("https://news.example/p/*", "prefix", "news.example/p", "https://news.example/p/*", ""),
        ("https://news.example/*", "prefix", "news.example", "https://news.example/*", ""),
        ("site:News.Example.\twhy", "site", "news.example", "site:News.Example.", "why"),
        ("site:[2001:DB8::1]", "site", "[2001:db8::1]", "site:[2001:DB8::1]", ""),
        ("site:192.0.2.7", "site", "192.0.2.7", "site:192.0.2.7", ""),
    ],
)  # fmt: skip
def test_an_entry(line, kind, key, written, reason):
    entry = parse_entry(line, "list.txt", 1)
    assert (entry.kind, entry.key, entry.written, entry.reason) == (kind, key, written, reason)


@pytest.mark.parametrize("line", ["", "  \n", "# a comment", "   # another", "\ufeff"])
def test_no_entry(line):
    assert parse_entry(line, "list.txt", 1) is None


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        ("news.example/p", 1, "neither an http(s) address nor a site"),
        ("ftp://news.example/", 1, "neither an http(s) address nor a site"),
        ("https://news.example/p because", 23, "a blank inside"),
        ("https://", 1, "no browser would accept this address"),
        ("https://[1/", 1, "no browser would accept this address"),
        ("https://*.news.example/", 9, "a `*` in the host"),
        ("https://news.example/p*", 23, "a `*` that does not follow a slash"),
        ("https://news.example/p?a=1/*", 1, "`/*` after a query"),
        ("https://news.example/" + "a" * 9000, 1, "longer than 8,192 characters"),
        ("site:", 6, "a site is a host and nothing else"),
        ("  site:https://news.example/", 8, "a site is a host and nothing else"),
        ("site:news.example/p", 6, "a site is a host and nothing else"),
        ("site:news.example:8080", 6, "a site is a host and nothing else"),
        ("site:*.news.example", 6, "a site is a host and nothing else"),
        ("site:192.0.2.700", 6, "no browser would accept this host"),
        ("site:com", 6, "a site needs a host with a dot inside"),
        ("site:com.", 6, "a site needs a host with a dot inside"),
        ("site:.com", 6, "a site needs a host with a dot inside"),
        ("site:localhost", 6, "a site needs a host with a dot inside"),
    ],
)
def test_what_is_no_entry_is_told_with_its_place(line, column, what):
    error = fault(line)
    assert error.code == "EH560"
    assert what in error.what
    assert str(error.where) == f"list.txt:7:{column}"
    assert error.help


def test_the_error_shows_the_place():
    assert str(fault("https://news.example/p because")) == "\n".join(
        [
            "error[EH560]: block-list entry not understood: a blank inside",
            "  --> list.txt:7:23",
            "  |",
            "7 | https://news.example/p because",
            "  |                       ^",
            "  = not done: this entry blocks nothing",
            "  = help: write the reason after a tab",
        ]
    )


def test_odd_lines_are_counted_and_the_others_work():
    bank = bank_of("# odd", "ftp://a.example/", PAGE, "nonsense here", "site:leaks.example")
    assert [number for number, _ in bank.refused] == [2, 4]
    assert "neither an http(s) address nor a site" in bank.refused[0][1]
    assert list(bank.entries) == [(PAGE, ""), ("site:leaks.example", "")]


def test_a_whole_top_level_domain_is_refused_and_blocks_nothing():
    bank = bank_of("site:com", "site:leaks.example")
    assert [number for number, _ in bank.refused] == [1]
    assert read(bank, "https://news.example.com/ and news.com") == []


def test_an_entry_listed_twice_counts_once_and_the_first_one_stands():
    bank = bank_of(f"{PAGE}\tfirst", "http://NEWS.example/p/the-dossier/\tsecond")
    assert len(bank) == 1
    assert read(bank, PAGE)[0].detail["reason"] == "first"


def test_a_list_is_bounded(monkeypatch):
    monkeypatch.setattr(bank_module, "MAX_ENTRIES", 2)
    lines = ["site:a.example", "site:b.example", "site:a.example", "site:c.example"]
    assert len(LinkBank.from_lines(lines[:3], "list.txt")) == 2
    with pytest.raises(EvenhandError) as caught:
        LinkBank.from_lines(lines, "list.txt")
    assert caught.value.code == "EH561"
    assert str(caught.value.where) == "list.txt:4"


def test_the_digest_is_of_entries_and_reasons():
    digests = {
        bank_of(*lines).digest for lines in ([], [PAGE], [f"{PAGE}\twhy"], [PAGE, "site:a.example"])
    }
    assert len(digests) == 4
    assert bank_of(PAGE).digest == bank_of("# comment", "", f" {PAGE} ", "odd").digest


def test_a_bank_can_be_handed_to_another_process():
    bank = pickle.loads(pickle.dumps(bank_of(f"{PAGE}\twhy", "site:a.example")))
    assert read(bank, PAGE)[0].detail["entry"] == PAGE


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_list_loads(lines):
    bank = bank_of(*lines, PAGE)
    assert (PAGE, "") in list(bank.entries)
    assert len(bank) + len(bank.refused) <= len(lines) + 1


# -- reading


def test_a_reading_tells_entry_address_and_steps():
    text = "see hxxps://web.archive.org/web/2024/http://me@news.example/p//the-dossier?utm_id=1 now"
    (reading,) = read(bank_of(f"{PAGE}\thacked material"), text)
    written = text.split()[1]
    assert (reading.signal, reading.kind, reading.score) == ("blocked_link", "page", 1.0)
    assert reading.spans == (Span(4, 4 + len(written)),)
    inner = "http://me@news.example/p//the-dossier?utm_id=1"
    assert reading.detail == {
        "entry": PAGE,
        "address": written,
        "reason": "hacked material",
        "steps": [
            "hxxp read as http",
            f"web.archive.org keeps a copy of {inner}",
            "user name dropped",
            "path read as /p/the-dossier",
            "tracking parameters dropped: utm_id",
        ],
    }


def test_the_closest_entry_is_told():
    bank = bank_of(
        "site:news.example",
        "site:m.news.example",
        "https://news.example/*",
        "https://news.example/p/*",
        PAGE,
    )
    kinds = [
        (reading.kind, reading.detail["entry"])
        for reading in read(
            bank,
            f"{PAGE} https://news.example/p/x/y https://news.example/q "
            "https://a.m.news.example/p https://b.news.example/",
        )
    ]
    assert kinds == [
        ("page", PAGE),
        ("prefix", "https://news.example/p/*"),
        ("prefix", "https://news.example/*"),
        ("site", "site:m.news.example"),
        ("site", "site:news.example"),
    ]


def test_a_wrapper_that_is_listed_itself_is_told_before_what_it_carries():
    bank = bank_of(PAGE, "site:archive.org")
    assert read(bank, f"https://web.archive.org/web/2024/{PAGE}")[0].kind == "site"


def test_addresses_outside_of_the_text_have_no_span_and_repeat_nothing():
    bank = bank_of(PAGE, "site:leaks.example", "https://files.example/*")
    attached = Attachment("a.txt", "text/plain", data=b"files.example/1 and files.example/2")
    readings = read(
        bank,
        f"{PAGE} {PAGE}",
        links=(PAGE, "leaks.example", "/p", "mailto:press@leaks.example"),
        url="http://leaks.example/a",
        attachments=(attached,),
    )
    assert [(reading.kind, len(reading.spans)) for reading in readings] == [
        ("page", 1), ("page", 1), ("site", 0), ("prefix", 0),
    ]  # fmt: skip
    assert readings[2].detail["address"] == "leaks.example"


def test_an_item_that_is_the_page():
    (reading,) = read(bank_of(PAGE), "We print it all.", kind="page", url=f"{PAGE}#top")
    assert (reading.kind, reading.spans, reading.detail["address"]) == ("page", (), f"{PAGE}#top")


def test_one_list_of_readings_an_item_in_order():
    items = [Item(id=str(n), text=text) for n, text in enumerate(["x", PAGE, "", f"{PAGE} {PAGE}"])]
    assert [len(readings) for readings in read_batch(bank_of(PAGE), items)] == [0, 1, 0, 2]


@pytest.mark.parametrize("banks", [{}, {"links": None}, {"links": bank_of()}])
def test_without_a_list_nothing_is_seen(banks):
    view = ItemView(Item(id="p-1", text=PAGE))
    assert SIGNAL.build(banks).read([view], lambda: False) == [[]]


@pytest.mark.parametrize("fields", [{"text": "a b"}, {"text": f"{PAGE} " * 3}, {"links": (PAGE,)}])
def test_time_runs_out(fields):
    with pytest.raises(TimeoutError):
        read_batch(bank_of(PAGE), [Item(id="p-1", **fields)], lambda: True)


def test_time_runs_out_within_one_long_item():
    left = iter([False] * 50)
    item = Item(id="p-1", text="a.example " * 100)
    with pytest.raises(TimeoutError):
        read_batch(bank_of(PAGE), [item], lambda: next(left, True))


# -- what links show, and where nobody knows


def test_a_link_that_shows_another_address_says_so():
    text = f"[https://harmless.example/]({PAGE}) and [the dossier]({PAGE})"
    first, second = read(bank_of(PAGE), text)
    assert first.detail["shown"] == "https://harmless.example/"
    assert "shown" not in second.detail
    assert text[first.spans[0].start : first.spans[0].end] == PAGE


def test_what_a_link_shows_is_looked_up_too():
    (reading,) = read(bank_of(PAGE), f"[{PAGE}](https://harmless.example/)")
    assert reading.detail["address"] == PAGE


def test_one_address_read_in_two_ways_is_one_reading():
    bank = bank_of("https://news.example/*")
    (reading,) = read(bank, "https://news.example/the-\ndossier")
    assert reading.detail["entry"] == "https://news.example/*"


OWN = """
[[wrapper]]
does = "shows"
hosts = ["reader.example"]
fields = ["page"]

[aliases]
"https://short.example/x" = "https://news.example/p/the-dossier"
"""


def test_an_operators_own_rules_are_used():
    rules = read_rules(OWN, "own.toml")
    text = f"https://reader.example/?page={PAGE} and https://short.example/x"
    view = ItemView(Item(id="p-1", text=text), rules)
    (readings,) = BlockedLink(bank_of(PAGE), rules).read([view], lambda: False)
    assert [reading.detail["steps"] for reading in readings] == [
        [f"reader.example shows {PAGE}"], [f"short.example is an alias of {PAGE}"],
    ]  # fmt: skip


def test_where_nobody_knows_a_reading_may_say_so():
    text = (
        "https://bit.ly/3AbCdEf, hxxps://l.facebook.com/l.php?u=https://t.co/x, https://a.example/"
    )
    rules = read_rules("tell_unknown = true", "own.toml")
    for bank in (bank_of(PAGE), bank_of()):
        view = ItemView(Item(id="p-1", text=text, links=("http://bit.ly/3AbCdEf?utm_id=1",)), rules)
        (silent,) = BlockedLink(bank).read([view], lambda: False)
        (told,) = BlockedLink(bank, rules).read([view], lambda: False)
        assert silent == []
        assert [(reading.kind, reading.detail["what"]) for reading in told] == [
            ("unknown", "shortener"), ("unknown", "shortener"),
        ]  # fmt: skip
        assert not any("entry" in reading.detail for reading in told)
        assert told[1].detail["steps"][-1] == "l.facebook.com leads on to https://t.co/x"


def test_an_alias_makes_it_known():
    rules = read_rules(
        'tell_unknown = true\n[aliases]\n"https://t.co/x" = "https://a.example/"', "-"
    )
    view = ItemView(Item(id="p-1", text="https://t.co/x and https://t.co/y"), rules)
    (told,) = BlockedLink(bank_of(PAGE), rules).read([view], lambda: False)
    assert [reading.detail["address"] for reading in told] == ["https://t.co/y"]
