"""The table of a block list: it finds what a dict would, and damage is told, never guessed over."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.signals.blocked_link import bank_table
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.blocked_link.bank_entries import parse_entry
from evenhand.signals.blocked_link.bank_table import TAGS, Table, TableWriter, host_of, tag_of
from evenhand.text.addresses import parse_address

HOSTS = st.sampled_from(["news.example", "www.news.example", "m.blog.example", "b.example:8080",
                         "[2001:db8::1]", "192.0.2.7", "xn--bcher-kva.example"])  # fmt: skip
PATHS = st.lists(st.sampled_from(["", "a", "b", "long" * 200]), max_size=4).map("/".join)
ADDRESSES = st.builds("https://{}/{}".format, HOSTS, PATHS)
ENTRIES = st.one_of(
    st.builds("{}{}{}\t{}".format, st.sampled_from(["", "allow "]),
              st.sampled_from(["", "mirrors "]), ADDRESSES | ADDRESSES.map("{}/*".format),
              st.text(max_size=20)),
    st.builds("site:{}\t{}".format, HOSTS.map(lambda host: host.removesuffix(":8080")),
              st.text(max_size=600)),
)  # fmt: skip


def table_of(*lines, secret=bytes(16)):
    return Table(memoryview(bytes_of(*lines, secret=secret)), "a.bank")


def bytes_of(*lines, secret=bytes(16)):
    out = BytesIO()
    writer = TableWriter(out, secret)
    for entry in filter(None, (parse_entry(line, "list", 1) for line in lines)):
        writer.add(entry)
    writer.finish()
    return out.getvalue()


def parsed(lines):
    return [entry for line in lines if (entry := parse_entry(line, "list", 1))]


@settings(deadline=None)
@given(st.lists(ENTRIES, max_size=60), st.binary(min_size=16, max_size=16))
def test_a_table_finds_exactly_what_a_dict_of_the_same_entries_finds(lines, secret):
    table = table_of(*lines, secret=secret)
    known = {}
    for entry in parsed(lines):
        # Whether it allows is part of what an entry says; the first of the same stands.
        known.setdefault((tag_of(entry), entry.key), {}).setdefault(entry.allow, entry)
    keys = {key for _, key in known} | {"other.example", "news.example/a/none"}
    for tag in TAGS:
        for key in keys:
            assert table.find(tag, key) == list(known.get((tag, key), {}).values())
    assert len(table) == sum(map(len, known.values())) == sum(table.counts.values())


@settings(deadline=None)
@given(st.lists(ENTRIES, max_size=20))
def test_entries_come_back_in_the_lists_order(lines):
    table = table_of(*lines)
    first = dict.fromkeys((tag_of(e), e.key, e.allow) for e in parsed(lines))
    assert [(tag_of(e), e.key, e.allow) for e in table.entries()] == list(first)
    assert table_of(*(entry.line for entry in table.entries())).digest == table.digest


@settings(deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=20))
def test_no_host_of_an_entry_is_passed_over(lines):
    table = table_of(*lines)
    assert all(table.may_hold(host_of(e.key)) for e in parsed(lines) if e.kind != "site")


def test_most_other_hosts_are_passed_over():
    table = table_of(*(f"https://n{n}.example/" for n in range(1000)))
    assert sum(table.may_hold(f"other{n}.example") for n in range(1000)) < 300


@pytest.mark.parametrize(("key", "host"), [
    ("news.example/a:b", "news.example"), ("news.example?a=1", "news.example"),
    ("news.example:8080/", "news.example"), ("[2001:db8::1]:8080/a", "[2001:db8::1]"),
    ("news.example", "news.example"),
])  # fmt: skip
def test_the_host_in_a_key(key, host):
    assert host_of(key) == host


def test_an_equal_hash_alone_is_no_hit(monkeypatch):
    """All keys get one hash: only the full string tells them apart."""
    plain = bank_table._hashes(bytes(16))
    monkeypatch.setattr(
        bank_table, "_hashes", lambda secret: lambda tag, key: bytes(8) + plain(tag, key)[8:]
    )
    lines = ["https://news.example/a", "https://news.example/b", "site:news.example"]
    table = table_of(*lines)
    assert [e.written for e in table.find("page", "news.example/b")] == [lines[1]]
    assert table.find("page", "news.example/c") == []
    assert table.find("prefix", "news.example/a") == []
    bank = LinkBank([table], "a.bank")
    assert bank.find(parse_address("https://blog.example/a")) is None


def test_the_secret_decides_the_hashes_and_not_the_answers():
    one, other = (bytes_of("https://news.example/a", secret=bytes([n]) * 16) for n in (1, 2))
    assert one != other
    tables = [Table(memoryview(data), "a.bank") for data in (one, other)]
    assert tables[0].digest == tables[1].digest
    assert tables[0].find("page", "news.example/a") == tables[1].find("page", "news.example/a")


def test_prefixes_of_any_depth():
    deep = f"https://news.example/{'a/' * 100}"
    bank = LinkBank([table_of(f"{deep}*")], "a.bank")
    assert bank.find(parse_address(f"{deep}b"))[0] == "prefix"
    assert bank.find(parse_address(f"https://news.example/{'a/' * 99}b")) is None


# -- moments


AT = datetime(2026, 9, 26, 14, tzinfo=UTC)


def test_the_next_change_is_the_next_beginning_or_end():
    table = table_of(
        "https://news.example/a\t\tfrom=2026-09-01\tuntil=2026-10-01",
        "https://news.example/b\t\tuntil=2026-09-26T14:00Z",
    )
    days = [datetime(2026, 9, 1, tzinfo=UTC), AT, datetime(2026, 10, 1, tzinfo=UTC)]
    asked = [days[0] - timedelta(1), days[0], days[1] - timedelta(seconds=1), days[1], days[2]]
    assert [table.next_change(at) for at in asked] == [days[0], days[1], days[1], days[2], None]


def test_an_entry_counts_from_its_beginning_to_just_before_its_end():
    lines = ["https://news.example/a\twhy\tfrom=2026-09-26T14:00Z\tuntil=2026-09-26T15:00Z",
             "site:news.example\tall of it\tuntil=2026-09-26T15:00Z"]  # fmt: skip
    address = parse_address("https://news.example/a")

    def kind(at):
        found = LinkBank.from_lines(lines, "list", at).find(address)
        return found and found[0]

    hour, second = timedelta(hours=1), timedelta(seconds=1)
    assert [kind(at) for at in (AT - second, AT, AT + hour - second, AT + hour, None)] == [
        "site", "page", "page", None, "page",
    ]  # fmt: skip


def test_the_same_entry_for_another_time_is_another():
    lines = ["https://news.example/a\tone\tuntil=2026-01-01",
             "https://news.example/a\ttwo\tfrom=2026-09-01"]  # fmt: skip
    bank = LinkBank.from_lines(lines, "list", AT)
    assert len(bank) == 2
    assert bank.find(parse_address("https://news.example/a"))[2] == "two"
    assert bank.next_change is None
    assert LinkBank.from_lines(lines, "list").next_change is None


# -- damage


WHOLE = bytes_of(
    "https://news.example/a\twhy", "https://news.example/p/*", "site:blog.example\thosts it",
    "allow https://blog.example/b", "mirrors https://news.example/c\t\tuntil=2027-01-01",
    "https://news.example/long" + "g" * 2000,
    secret=b"0123456789abcdef",
)  # fmt: skip
ASKED = [
    parse_address(f"https://{rest}")
    for rest in ("news.example/a", "news.example/p/1", "blog.example/", "blog.example/b",
                 "www.news.example/c", "free.example/", "news.example/long" + "g" * 2000)
]  # fmt: skip
KNOWN = {e.line for e in Table(memoryview(WHOLE), "a.bank").entries()}


def asked_of(data):
    """What a bank of these bytes answers; the code of what is refused instead."""
    try:
        bank = LinkBank.from_bytes((data,), "a.bank", AT)
        found = [bank.nearest(address) for address in ASKED]
        return [*found, *bank.all_entries(), bank.next_change]
    except EvenhandError as error:
        return error.code


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_changed_bytes_are_told_or_lose_an_entry_but_never_make_one(data):
    spoilt = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(WHOLE) - 1))] = data.draw(st.integers(0, 255))
    found = asked_of(bytes(spoilt))
    if isinstance(found, str):
        assert found in {"EH562", "EH563"}
    else:
        assert {entry.line for entry in found[:-1] if entry} <= KNOWN


@settings(deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_bank_that_was_cut_short_is_refused(size):
    assert asked_of(WHOLE[:size]) == "EH562"


@given(st.binary(max_size=600))
def test_what_is_no_bank_is_refused(data):
    assert asked_of(data) == "EH562"
    assert asked_of(WHOLE + data + b"x") == "EH562"


def test_a_changed_record_is_told():
    at = WHOLE.index(b"hosts it")
    spoilt = WHOLE[:at] + b"hides it" + WHOLE[at + 8 :]
    with pytest.raises(EvenhandError) as caught:
        LinkBank.from_bytes((spoilt,), "a.bank").find(parse_address("https://blog.example/"))
    assert caught.value.code == "EH563"
    assert "a.bank" in caught.value.what
