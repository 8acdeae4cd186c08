"""Addresses: found in text, read as browsers read them, compared."""

import re

import pytest
from ada_url import URL
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from evenhand.text.addresses import (
    find_addresses,
    leads,
    normalising_steps,
    page_key,
    parse_address,
    prefix_keys,
    site_keys,
)
from evenhand.text.addresses.find import _PLAIN, _linkify, _stretches
from evenhand.text.addresses.parse import _NORMAL, parse_by_browser_rules, parse_normal
from evenhand.text.addresses.respell import _ODD, RESPELLINGS, respell
from evenhand.text.addresses.safe_browsing import canonical, expressions
from evenhand.text.addresses.shown import shown_elsewhere
from evenhand.text.addresses.spelled import _STOP, _ZONE, _hinted, spelled
from evenhand.text.fold import fold

PAGE = "https://news.example/p/the-dossier"


def key(text):
    return page_key(parse_address(text))


def found(text):
    return [item.written for item in find_addresses(fold(text))]


# -- parsing


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("HTTP://NEWS.EXAMPLE", "http://news.example/"),
        ("https:\\\\news.example\\p", "https://news.example/p"),
        ("https:news.example/p", "https://news.example/p"),
        ("https://me:pw@news.example:443/p#x", "https://me:pw@news.example/p#x"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(text, href):
    assert parse_address(text).href == href


@pytest.mark.parametrize(
    "text",
    ["", "news.example", "ftp://news.example/", "http://", "http://a b/", "http://[1/", "\ud800",
     "mailto:press@news.example", "https://news.example/" + "a" * 9000],
)  # fmt: skip
def test_what_is_no_web_address_is_none(text):
    assert parse_address(text) is None


def test_parts_leave_out_default_ports_and_the_final_dot():
    address = parse_address("http://me@news.example.:443/p?q=1#f")
    assert (address.host, address.port, address.path, address.query) == (
        "news.example", "", "/p", "q=1"
    )  # fmt: skip
    assert parse_address("http://news.example:8080/").port == "8080"


# -- when two addresses are one page

SAME = [
    "http://news.example/p/the-dossier",
    "https://NEWS.example/p/the-dossier/",
    "https://me:pw@news.example:443/p/the-dossier#page9",
    "https://news.example:80/p/the-dossier",
    "https://news.example./p/the-dossier",
    "https://ｎｅｗｓ．ｅｘａｍｐｌｅ/p/the-dossier",
    "https://news.example//x/../p/./the-dossier",
    "https://news.example/%70/the%2ddossier",
    "https://news.example/%2570/the%252Ddossier",
    "https://news.example/p/%252e%252e/p/the-dossier",
    "https://news.example/p/the-dossier?",
    "https://news.example/p/the-dossier?utm_source=a&fbclid=b&UTM_Medium=c",
]

OTHER = [
    "https://news.example/",
    "https://news.example/p",
    "https://news.example/p/The-Dossier",
    "https://news.example/p/the-dossier/2",
    "https://news.example/p%2Fthe-dossier",
    "https://news.example/p/the-dossier%3F",
    "https://news.example/p/the-dossier?page=2",
    "https://news.example/p/the-dossier?utm=1",
    "https://news.example:8443/p/the-dossier",
    "https://www.news.example/p/the-dossier",
    "https://news.example.com/p/the-dossier",
    "https://nеws.example/p/the-dossier",  # Cyrillic е
]


@pytest.mark.parametrize("text", SAME)
def test_one_page_however_it_is_written(text):
    assert key(text) == key(PAGE)


@pytest.mark.parametrize("text", OTHER)
def test_another_page_stays_another(text):
    assert key(text) != key(PAGE)


MANY = [f"field{number}={number}" for number in range(50)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a=1&b=2", "b=2&a=1", True),
        ("&".join(MANY), "&".join(reversed(MANY)), True),
        ("a=b=c", "a=b%3Dc", True),
        ("a=1&a=1", "a=1", True),
        ("a=1&a=2", "a=2&a=1", True),
        ("a=x%20y", "a=x+y", True),
        ("a=%62%2Fc", "a=b/c", True),
        ("a", "a=", True),
        ("a=1&&b=2&", "a=1&b=2", True),
        ("gclid=1&a=1", "a=1", True),
        ("a=1", "a=2", False),
        ("a=1", "A=1", False),
        ("a=b%26c=d", "a=b&c=d", False),
        ("a=x%2By", "a=x+y", False),
        ("a=%2541", "a=A", False),
    ],
)
def test_a_query_is_a_set_of_fields(one, other, same):
    assert (key(f"http://shop.example/?{one}") == key(f"http://shop.example/?{other}")) is same


SEGMENT = st.text(alphabet="abcXYZ019-_.~%/ é'", min_size=1, max_size=8)


@settings(deadline=None)
@given(path=st.lists(SEGMENT, max_size=6).map("/".join), query=st.text("ab=&+%2 ", max_size=20))
def test_the_key_is_a_normal_form(path, query):
    """The key read as an address has the same key."""
    address = parse_address(f"https://news.example/{path}?{query}")
    assert key(f"http://{page_key(address)}") == page_key(address)


@settings(deadline=None)
@given(st.text(alphabet="abc/-", max_size=20), st.data())
def test_needless_escapes_do_not_matter(path, data):
    plain = f"https://news.example/{path}"
    at = data.draw(st.integers(20, len(plain)))
    sign = plain[at : at + 1]
    assume(sign not in {"", "/"})
    assert key(f"{plain[:at]}%{ord(sign):02x}{plain[at + 1 :]}") == key(plain)


def test_prefixes_end_at_slashes():
    address = parse_address("https://files.example//a/b/./c/?q=1")
    assert list(prefix_keys(address, 9)) == [
        "files.example/a/b/c", "files.example/a/b", "files.example/a", "files.example",
    ]  # fmt: skip
    assert list(prefix_keys(address, 1)) == ["files.example/a", "files.example"]


def test_sites_are_the_host_and_the_domains_above_it():
    assert site_keys(parse_address("http://a.b.example./")) == ["a.b.example", "b.example"]
    assert site_keys(parse_address("http://192.0.2.7/")) == ["192.0.2.7"]
    assert site_keys(parse_address("http://[2001:db8::1]/")) == ["[2001:db8::1]"]


def test_each_normalising_step_is_named():
    text = "HTTPS://me@NEWS.example.:443//p/?utm_id=1&b=2#top"
    assert normalising_steps(text, parse_address(text)) == (
        "user name dropped",
        "host read as news.example",
        "default port dropped",
        "path read as /p",
        "tracking parameters dropped: utm_id",
        "fragment dropped",
    )
    assert normalising_steps(PAGE, parse_address(PAGE)) == ()


# -- finding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see news.example/p, or https://news.example.", ["news.example/p", "https://news.example"]),
        ("(https://news.example/a_(b))", ["https://news.example/a_(b)"]),
        ("<a href='//news.example/p'>x</a>", ["//news.example/p"]),
        ("news.example's editor", ["news.example"]),
        ("192.0.2.7/x and 192.0.2.7", ["192.0.2.7/x", "192.0.2.7"]),
        ("https://news_room.example/x", ["https://news_room.example/x"]),
        ("https://n%65ws.example/x!", ["https://n%65ws.example/x"]),
        ("https://news.example./p", ["https://news.example./p"]),
        ("见https://news.example/p 谢谢", ["https://news.example/p"]),
        ("hxxp://news[.]example/p", ["hxxp://news[.]example/p"]),
        ("（ｈｔｔｐ：／／ｎｅｗｓ．ｅｘａｍｐｌｅ）", ["ｈｔｔｐ：／／ｎｅｗｓ．ｅｘａｍｐｌｅ"]),
        ("https://a_b.example/?m=me@c.example", ["https://a_b.example/?m=me@c.example"]),
        ("a.example/?u=https://b.example/x", ["a.example/?u=https://b.example/x"]),
        ("no address here. None at all, 3.5 % of it...", []),
        ("press@news.example, mailto:me@news.example", []),
        ("ftp://news.example/x", []),
        ("https://news.example/" + "a" * 9000, []),
    ],
)  # fmt: skip
def test_addresses_are_found_in_prose(text, expected):
    assert found(text) == expected


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_spans_are_of_the_original(before, after):
    text = f"{before} {PAGE} {after}"
    for item in find_addresses(fold(text)):
        assert text[item.span.start : item.span.end] == item.written
    assert PAGE in found(text)


@settings(deadline=None, max_examples=100)
@given(st.from_regex(_PLAIN, fullmatch=True))
@example("http://a.aa/-")
@example("https://a.example#a?a.a")
def test_the_short_cut_finds_what_linkify_finds(word):
    assert _stretches(word) == [(0, len(word))]


def test_a_search_can_be_ended():
    def stop():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        find_addresses(fold("see news.example"), stop)


def test_what_takes_time_by_the_square_is_bounded_or_off():
    """A megabyte of `http://a.b/(`, or of `https://a.b/x`, would take an hour."""
    assert _linkify().test_schema_at("//news.example", "//", 2) == 0
    for name in ("src_path", "tpl_link_fuzzy"):
        pattern = _linkify().re[name]
        assert len(re.findall(r"\)\.\)\{[01],200\}", pattern)) == 5
        assert not re.search(r"\)\.\)[*+]\\", pattern)


# -- respelling


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("hXXps://news.example", "https://news.example"),
        ("h**p://news.example", "http://news.example"),
        ("https[:]//news.example", "https://news.example"),
        ("https[://]news.example", "https://news.example"),
        ("news[.]paper(dot)example", "news.paper.example"),
        ("news。example/p", "news.example/p"),
        ("https:/news.example", "https://news.example"),
        ("https:////news.example", "https://news.example"),
        ("https:\\\\news.example\\p", "https://news.example/p"),
        ("//news.example/p", "http://news.example/p"),
        ("https://news.example../p", "https://news.example/p"),
        ("「https://news.example/p」。x", "「https://news.example/p 」。x"),
        ("https:\\/\\/news.example\\/p", "https://news.example/p"),
        ("Look:https://news.example", "Look:https://news.example"),
        ("Lookhttps://news.example", "Look https://news.example"),
        ("https://a.example/xhttps://b.example", "https://a.example/xhttps://b.example"),
    ],
)
def test_respelling(word, text):
    respelt = respell(word)
    assert respelt.text == text
    assert bool(respelt.steps) == (word != text)
    assert len(respelt.places) == len(text) + 1


@settings(deadline=None)
@given(st.text(alphabet="ht*xps:/\\[].(){}dota。」?#1", max_size=30))
def test_places_lead_back_and_the_guard_lets_no_respelling_slip(word):
    respelt = respell(word)
    assert list(respelt.places) == sorted(respelt.places)
    assert respelt.places[-1] == len(word)
    if any(pattern.search(word) for pattern, _, _ in RESPELLINGS):
        assert _ODD.search(word)


@settings(deadline=None, max_examples=300)
@given(st.from_regex(_NORMAL, fullmatch=True))
@example("http://a.b.example")
@example("http://a.example?a=%2e/../b")
@example("https://a.example/a..b/.c")
@example("http://1.2.3.4:5")
def test_the_short_cut_reads_as_a_browser_reads(text):
    normal = parse_normal(text)
    if normal is not None:
        assert normal.href == URL(text).href
        assert normal == parse_by_browser_rules(text)


# -- with blanks or breaks inside, among letters of other scripts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see news dot example slash p now", ["news dot example slash p"]),
        ("https : // news . example / p", ["https : // news . example / p"]),
        ("news [.] example", ["news [.] example"]),
        ("news dot\nexample", ["news dot\nexample"]),
        ("https://news.example/the-\npage", ["https://news.example/the-",
                                            "https://news.example/the-\npage"]),
        ("news dot\n\nexample", []),
        ("The news. Example follows", []),
        ("It was news . Example of it", []),
        ("mail press at news dot example", []),
        ("press (at) news dot example", []),
        ("look at news dot example", ["news dot example"]),
        ("これnews.example/pです", ["news.example/p"]),
        ("これhttps://news.example/pを", ["https://news.example/p", "https://news.example/pを"]),
        ("です。news.example/p中国", ["news.example/p"]),
        ("https://日本news.example/", ["https://日本news.example/"]),
    ],
)  # fmt: skip
def test_addresses_that_prose_takes_apart(text, expected):
    assert set(expected) <= set(found(text))
    if not expected:
        assert not [written for written in found(text) if "news" in written]


@settings(deadline=None)
@given(st.text(alphabet="news dot./:[](){}\n\texampl-p@at", max_size=40))
def test_the_guards_let_no_zone_slip(text):
    for start, end in spelled(text):
        assert 0 <= start < end <= len(text)
    zones = [zone[0] for zone in _ZONE.finditer(text) if re.search(r"\s", zone[0])]
    assert not zones or _hinted(text) or _STOP.search(text)


# -- links that show another address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"[https://other.example/x]({PAGE})", "https://other.example/x"),
        (f"[other.example]({PAGE} 'title')", "other.example"),
        (f'<a class="x" href="{PAGE}"><b>other.example</b></a>', "other.example"),
        (f"<A HREF={PAGE}>other[.]example</A>", "other[.]example"),
        (f"[url={PAGE}]www.other.example[/url]", "www.other.example"),
        (f"[other.example][1]\n\n[1]: {PAGE}", "other.example"),
        (f"[{PAGE}#top]({PAGE})", None),
        (f"[news.example]({PAGE})", None),
        (f"[news.example/p]({PAGE})", None),
        (f"[read this]({PAGE})", None),
        (f"[https://news.example/p/another]({PAGE})", "https://news.example/p/another"),
        (PAGE, None),
        (f"[other.example](/x) {PAGE}", None),
    ],
)
def test_a_link_may_show_another_address(text, shown):
    places = [item.span for item in find_addresses(fold(text)) if PAGE in item.written]
    targets = [place for place in places if place.start >= text.rindex(PAGE)]
    assert shown_elsewhere(text, targets[-1], tuple(leads(PAGE))) == shown


def test_outside_of_a_text_nothing_is_shown():
    assert shown_elsewhere("", None, tuple(leads(PAGE))) is None


@settings(deadline=None)
@given(st.text(alphabet="[](<a href=x.y>)/url\n:1", max_size=60))
def test_any_markup_can_be_read(text):
    for item in find_addresses(fold(text)):
        assert text[item.span.start : item.span.end] == item.written
        shown_elsewhere(text, item.span, ())


# -- Safe Browsing


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("news.example", "http://news.example/"),
        (" HTTPS://me@News.Example:443/a//b/./c/../#x ", "https://news.example/a/b/"),
        ("http://news.example/%2525%2531", "http://news.example/%251"),
        ("http://3221225985/a b?c#d", "http://192.0.2.1/a%20b?c"),
        ("http://bücher.example:8080/ü", "http://xn--bcher-kva.example:8080/%C3%BC"),
        (b"http://\xff.example/", "http://%FF.example/"),
        ("http://news.example/q??", "http://news.example/q??"),
    ],
)
def test_safe_browsing_form(text, form):
    assert canonical(text) == form


def test_safe_browsing_expressions():
    assert list(expressions("http://a.b.example/1/2.html?q=1")) == [
        f"{host}{path}"
        for host in ("a.b.example", "b.example")
        for path in ("/1/2.html?q=1", "/1/2.html", "/", "/1/")
    ]
    assert list(expressions("http://192.0.2.1/")) == ["192.0.2.1/"]
    assert len(list(expressions("http://a.b.c.d.e.f.example/1/2/3/4/5/6?q"))) == 30


@settings(deadline=None)
@given(st.text(max_size=40))
def test_safe_browsing_takes_anything_and_is_a_normal_form(text):
    form = canonical(text)
    assert form.isascii()
    assert list(expressions(text))
