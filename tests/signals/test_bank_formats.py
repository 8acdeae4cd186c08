"""Other programs' lists: what is taken, what is not and why, and that what goes out comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.blocked_link.bank_entries import parse_entry
from evenhand.signals.blocked_link.bank_formats import HEADS, READERS, WRITERS, guess, read_list


def taken(text, format="auto", **options):
    lines = read_list(text.splitlines(True), format, **options)
    return [line.entry for line in lines if not line.why_not]


def untaken(text, format="auto", **options):
    lines = read_list(text.splitlines(True), format, **options)
    return [(line.number, line.why_not) for line in lines if line.why_not]


HOSTS = """\
# a comment
127.0.0.1 localhost
0.0.0.0 ads.example  # of old
0.0.0.0\tone.example two.example

::1 three.example
192.0.2.7 mapped.example
0.0.0.0 0.0.0.0
"""

DOMAINS = """\
# hosts
ads.example
b\u00fccher.example # of old
*.all.example
news.example/p
localhost
"""

ADBLOCK = """\
[Adblock Plus 2.0]
! Title: ours
||news.example^
@@||press.news.example^
||ads.example
||a.example^$third-party
||b.example/path^
news.example##.advert
news.example#@#.advert
/banner[0-9]+/
"""

MASTODON = """\
#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate
one.example,suspend,true,false,"leaks, again",false
two.example,silence,false,false,,false
th**e.example,suspend,false,false,,true
four.example,noop,false,false,,false
"""

CSV = """\
\ufeffEntry,reason,until,owner
https://news.example/a,"prints
it",2027-01-01,nobody
,why,,
site:b.example
"""

JSONL = """\
{"entry": "https://news.example/a", "reason": "prints it", "matter": "m-1"}
{"reason": "none"}
["entry"]
{"entry": 7}
{broken
"""


def test_hosts():
    """A line of a hosts file is one host without its sub-domains: the prefix of its pages."""
    hosts = ["ads.example", "one.example", "two.example", "three.example"]
    assert taken(HOSTS) == [f"https://{host}/*" for host in hosts]
    assert untaken(HOSTS) == [
        (2, "it names this machine or its network"),
        (7, "it does not lead a host to nowhere (0.0.0.0)"),
        (8, "it names this machine or its network"),
    ]


def test_domains():
    assert taken(DOMAINS) == ["https://ads.example/*", "https://b\u00fccher.example/*"]
    assert untaken(DOMAINS) == [(n, "it is no host alone") for n in (4, 5, 6)]


def test_adblock():
    assert taken(ADBLOCK) == ["site:news.example", "allow site:press.news.example",
                              "site:ads.example"]  # fmt: skip
    assert untaken(ADBLOCK) == [
        (6, "it has options"),
        (7, "it is no rule for a whole domain (||host^)"),
        (8, "it hides parts of pages"),
        (9, "it hides parts of pages"),
        (10, "it is no rule for a whole domain (||host^)"),
    ]


def test_mastodon():
    assert taken(MASTODON) == ["site:one.example\tleaks, again"]
    assert untaken(MASTODON) == [
        (3, "its severity is `silence`"),
        (4, "its domain is obscured"),
        (5, "its severity is `noop`"),
    ]
    both = taken(MASTODON, severities=frozenset({"suspend", "silence"}))
    assert both[1:] == ["site:two.example\t"]


def test_csv():
    assert taken(CSV) == ["https://news.example/a\tprints it\tuntil=2027-01-01",
                          "site:b.example\t"]  # fmt: skip
    assert untaken(CSV) == [(4, "its column `entry` is empty")]


def test_a_csv_that_is_none():
    (told,) = untaken('entry,reason\nsite:a.example,"' + "x" * 200_000 + '"\n')
    assert told[0] == 2
    assert told[1].startswith("it is no CSV")


def test_jsonl():
    assert taken(JSONL) == ["https://news.example/a\tprints it\tmatter=m-1"]
    assert untaken(JSONL) == [
        (2, "it has no `entry`"), (3, "it is no object of texts"), (4, "it is no object of texts"),
        (5, "it is no JSON"),
    ]  # fmt: skip


def test_deep_json_is_told():
    assert untaken("[" * 60_000, "jsonl") == [(1, "it is no JSON")]


@pytest.mark.parametrize(("text", "format"), [
    (HOSTS, "hosts"), (ADBLOCK, "adblock"), (MASTODON, "mastodon"), (CSV, "csv"),
    (JSONL, "jsonl"), (DOMAINS, "domains"), ("# x\nsite:a.example\twhy\n", "list"),
    ("||a.example^", "adblock"),
    ("domain,severity\na.example,suspend", "mastodon"), ("", "list"), ("# only\n", "list"),
    ("https://news.example/a\twhy not", "list"),
])  # fmt: skip
def test_the_format_is_seen(text, format):
    assert guess(text.splitlines()) == format


# -- out and in again


def entries(lines):
    return [entry for line in lines if (entry := parse_entry(line, "list", 1))]


def written(found, format):
    """The text of a list in a format, and the entries that it could say."""
    lines = [(entry, WRITERS[format](entry)) for entry in found]
    text = "".join(f"{line}\n" for _, line in lines if line is not None)
    head = f"{HEADS[format]}\n" if format in HEADS else ""
    return head + text, [entry for entry, line in lines if line is not None]


@pytest.mark.parametrize(("text", "format"), [
    (HOSTS, "hosts"), (DOMAINS, "domains"), (ADBLOCK, "adblock"), (MASTODON, "mastodon"),
    (CSV, "csv"), (JSONL, "jsonl"),
])  # fmt: skip
def test_what_was_imported_is_exported_and_imported_again(text, format):
    found = entries(taken(text))
    again, said = written(found, format)
    assert said == found
    assert [e._replace(written="") for e in entries(taken(again, format))] == [
        e._replace(written="")
        for e in found  # a host may be written in another script
    ]


TEXTS = st.text(max_size=30)
LINES = st.builds(
    "{}\t{}\tmatter={}\tcontact={}\tfrom={}\tuntil={}".format,
    st.sampled_from(["https://news.example/a", "https://news.example/*", "site:news.example",
                     "allow site:a.news.example", "mirrors https://news.example/b?c=1",
                     "https://192.0.2.7/*", "https://news.example:8080/*", "https://a/*",
                     "site:[2001:db8::1]"]),
    TEXTS | st.sampled_from(["=1+1", "'=1", "-x", '"', "a,b"]),
    TEXTS, TEXTS, st.sampled_from(["", "2026-01-01"]), st.sampled_from(["", "2027-01-01T10:00Z"]),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES.map(lambda line: line.replace("\n", " ").replace("\r", " ")), max_size=8))
def test_csv_jsonl_and_list_say_all_that_is_known(lines):
    found = entries(lines)
    for format in ("csv", "jsonl", "list"):
        text, said = written(found, format)
        assert said == found
        again = [line.entry for line in read_list(text.split("\n"), format)]
        assert entries(again) == found


@settings(deadline=None)
@given(st.lists(LINES.map(lambda line: line.replace("\n", " ").replace("\r", " ")), max_size=8))
def test_no_format_says_more_than_the_list(lines):
    """Hosts and domain lists drop what they cannot say, and what they say covers the same."""
    found = entries(lines)
    for format in ("hosts", "domains", "adblock", "mastodon"):
        text, said = written(found, format)
        again = entries(taken(text, format))
        assert [(e.kind, e.key, e.allow) for e in again] == [
            (e.kind, e.key, e.allow) for e in said
        ]  # fmt: skip
        assert not any(e.mirrors or e.from_ or e.until for e in said)


@settings(deadline=None)
@given(st.sampled_from(sorted(READERS)), st.lists(st.text(max_size=60), max_size=8))
def test_any_text_is_read_in_any_format(format, lines):
    for line in read_list(lines, format):
        assert line.number >= 1
        assert line.entry or line.why_not or format == "list"
