"""Wrappers: what leads to a page counts as that page, what only names it does not."""

import re
from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.text.addresses import (
    destination_unknown,
    leads,
    normalising_steps,
    own_wrappers,
    package_rules,
    page_key,
    parse_address,
    read_rules,
)
from evenhand.text.addresses.encodings import ENCODINGS, base64, proofpoint_v2, proofpoint_v3
from evenhand.text.addresses.unwrap import MAX_LAYERS

PAGE = "https://news.example/p/the-dossier"
QUOTED = "https%3A%2F%2Fnews.example%2Fp%2Fthe-dossier"
RULES = package_rules()


def key(text):
    return page_key(parse_address(text))


def keys(written, rules=None):
    return [page_key(lead.address) for lead in leads(written, rules)]


# -- every rule's own examples


@pytest.mark.parametrize(
    ("wrapped", "inner"), [pair for rule in RULES.wrappers for pair in rule.examples]
)
def test_a_wrapper_leads_to_what_it_carries(wrapped, inner):
    assert [lead.text for lead in leads(wrapped)][:2] == [wrapped, inner]


@pytest.mark.parametrize("written", [text for rule in RULES.wrappers for text in rule.silent])
def test_naming_an_address_does_not_lead_to_it(written):
    assert len(keys(written)) == 1


@pytest.mark.parametrize("rule", RULES.wrappers, ids=lambda rule: rule.hosts[0])
def test_every_rule_has_an_example_that_it_takes_itself(rule):
    assert rule.examples
    for wrapped, _ in rule.examples:
        assert rule in RULES.wrappers_at(parse_address(wrapped).host)


@pytest.mark.parametrize(
    "written",
    [
        f"https://blog.example/?ref={QUOTED}",
        "https://whois.example/news.example/p/the-dossier",
        f"https://notarchive.ph/newest/{PAGE}",
        f"https://archive.ph.example/newest/{PAGE}",
        f"https://google.com.example/url?q={QUOTED}",
        f"https://notgoogle.com/url?q={QUOTED}",
        f"https://safelinks.protection.outlook.com.example/?url={QUOTED}",
    ],
)
def test_other_hosts_lead_nowhere(written):
    assert len(keys(written)) == 1


# -- encodings


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("https://a.example/b__;!!t!k$", "https://a.example/b"),
        ("https://a.example/*b__;Iw!!t!k$", "https://a.example/#b"),
        ("https://a.example/*b**Ac__;w7zDtsOf!!t!k$", "https://a.example/übößc"),
        ("https://a.example/*b*__;Iw!!t!k$", "https://a.example/#b*"),
        ("https://a.example/*__;?!!t!k$", "https://a.example/*"),
    ],
)
def test_the_signs_that_stars_stand_for_are_put_back(written, address):
    assert proofpoint_v3(written) == address


@settings(deadline=None)
@given(st.text(max_size=40))
def test_encodings_lead_back_and_take_anything(text):
    encoded = urlsafe_b64encode(text.encode()).decode()
    assert base64(encoded) == base64(encoded.rstrip("=")) == text
    assert ENCODINGS["hex"](text.encode().hex()) == text
    assert (
        proofpoint_v2(
            quote(text, safe="").replace("-", "%2D").replace("_", "%5F").replace("%", "-")
        )
        == text
    )
    for decode in ENCODINGS.values():
        assert isinstance(decode(text), str)


# -- layers


def test_steps_tell_the_layers_in_order():
    inner = f"https://l.facebook.com/l.php?u={QUOTED}"
    *_, last = leads(f"web.archive.org/web/2024/{inner}")
    assert last.steps == (
        "read as http",
        f"web.archive.org keeps a copy of {inner}",
        f"l.facebook.com leads on to {PAGE}",
    )


def test_layers_are_bounded():
    assert keys("https://href.li/?" * 6 + PAGE)[-1] == key(PAGE)
    assert key(PAGE) not in keys("https://href.li/?" * 7 + PAGE)


def test_escapes_of_escapes_are_bounded():
    for times, reached in ((16, True), (17, False)):
        inner = PAGE
        for _ in range(times):
            inner = inner.replace("%", "%25") if "%" in inner else quote(inner, safe="")
        assert (key(PAGE) in keys(f"https://archive.ph/newest/{inner}")) is reached


@pytest.mark.parametrize(
    "written",
    ["/news.example/p", "press@news.example", "mailto:press@news.example", "javascript:x", "", " ",
     "?q=news.example", "#news.example", "ftp://news.example/"],
)  # fmt: skip
def test_what_is_no_web_address_leads_nowhere(written):
    assert not any("news.example" in found for found in keys(written))


def test_look_alike_letters_are_not_folded_in_a_host():
    assert key(PAGE) not in keys("hxxps://nеws[.]example/p/the-dossier")  # Cyrillic е


def test_compatibility_forms_and_invisible_signs_are_undone():
    *_, last = leads("https://news.example/p/the-\u200bｄossier")
    assert page_key(last.address) == key(PAGE)
    assert last.steps == ("compatibility forms and invisible signs undone",)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_read(written):
    for lead in leads(written):
        assert re.match(r"https?://", lead.address.href)
        normalising_steps(lead.text, lead.address)


# -- where nobody knows


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("https://bit.ly/3AbCdEf", "shortener"),
        ("https://my.page.link/x", "shortener"),
        ("https://archive.ph/AbCdE", "archive's short id"),
        ("https://perma.cc/AB12-CD34", "archive's short id"),
        ("https://protect-eu.mimecast.com/s/AbC?domain=news.example", "sealed exit"),
        ("https://linktr.ee/somebody", "page of links"),
        ("https://www.baidu.com/link?url=AbCdEfG-1", "sealed exit"),
        ("https://www.baidu.com/link?url=https%3A%2F%2Fnews.example", None),
        ("https://bit.ly/", None),
        ("https://archive.ph/about", None),
        (f"https://archive.ph/newest/{PAGE}", None),
        (PAGE, None),
    ],
)
def test_where_it_leads_is_unknown(written, what):
    assert destination_unknown(parse_address(written), RULES) == what


# -- an operator's own rules

OWN = """
[[wrapper]]
does = "shows"
hosts = ["*.reader.example"]
path = '/read\\?.*'
fields = ["page"]

[[unknown]]
what = "shortener"
hosts = ["short.example"]

[aliases]
"https://short.example/x" = "https://news.example/p/the-dossier"
"""


def test_own_rules_come_before_those_of_the_package():
    rules = read_rules(OWN, "own.toml")
    assert keys(f"https://a.reader.example/read?Page={QUOTED}", rules)[-1] == key(PAGE)
    assert keys(f"https://href.li/?{PAGE}", rules)[-1] == key(PAGE)
    assert len(rules.wrappers) == len(RULES.wrappers) + 1
    assert len(keys(f"https://a.reader.example/read?page={QUOTED}")) == 1


ANY_HOST = """
[[wrapper]]
does = "shows"
hosts = ["*"]
fields = ["page", "url"]
value = '(https?:.+)'

[[wrapper]]
does = "shows"
hosts = ["*", "sealed.example"]
fields = ["sealed"]
encoding = "hex"
"""


def test_rules_for_any_host_come_last_and_see_only_what_names_another():
    rules = read_rules(ANY_HOST, "own.toml")
    *_, by_own_host = leads(f"https://www.google.com/url?page=http://b.example&q={QUOTED}", rules)
    assert by_own_host.steps == (f"www.google.com leads on to {PAGE}",)
    *_, by_own_text = leads(f"https://board.example/redirect?url={QUOTED}", rules)
    assert by_own_text.steps == (f"board.example shows {PAGE}",)
    sealed = PAGE.encode().hex()
    assert len(keys(f"https://board.example/?sealed={sealed}", rules)) == 1
    assert keys(f"https://board.example/http?sealed={sealed}", rules)[-1] == key(PAGE)


def test_the_first_field_counts_whose_value_is_of_the_pattern():
    rules = read_rules(ANY_HOST, "own.toml")
    assert keys(f"https://board.example/?page=2&url={QUOTED}", rules)[-1] == key(PAGE)
    other = "https://b.example/"
    assert keys(f"https://board.example/?url={QUOTED}&page={other}", rules)[-1] == key(other)


def test_an_alias_tells_where_a_short_address_leads():
    rules = read_rules(OWN, "own.toml")
    *_, last = leads("http://short.example/x/?utm_source=a", rules)
    assert last.text == PAGE
    assert last.steps == (f"short.example is an alias of {PAGE}",)
    short, other = (parse_address(f"https://short.example/{path}") for path in "xy")
    assert destination_unknown(short, rules) is None
    assert destination_unknown(other, rules) == "shortener"


def test_a_host_that_has_moved_takes_its_paths_along():
    moved = """
[aliases]
"letter.example" = "https://news.example/p/"
"news.example" = "https://letter.example"
"""
    rules = read_rules(moved, "own.toml")
    assert keys("http://letter.example:80/the-dossier?b=2&a=1", rules)[1] == key(f"{PAGE}?a=1&b=2")
    assert keys("https://www.letter.example/the-dossier", rules) == [
        "www.letter.example/the-dossier"
    ]
    # Either way round: it ends after so many layers.
    assert len(keys(PAGE, rules)) == MAX_LAYERS + 1


def test_examples_are_tried_by_their_own_rule_alone():
    first = f"{WRAPPER}path = '/(.*)'\n"
    second = f"{WRAPPER}fields = ['u']\nexamples = [['https://a.example/?u={QUOTED}', '{PAGE}']]"
    rules = read_rules(first + second, "own.toml")
    assert [rule.does for rule in own_wrappers(rules)] == ["shows", "shows"]
    assert own_wrappers(package_rules()) == ()


def test_rules_are_told_apart_by_their_text():
    digests = {read_rules(text, "own.toml").digest for text in ("", "# a", OWN, f"{OWN}#")}
    assert len(digests) == 4
    assert read_rules(OWN, "other.toml").digest in digests


WRAPPER = '[[wrapper]]\ndoes = "shows"\nhosts = ["a.example"]\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[wrapper]]\ndoes = x\n", 2, "line 2"),
        ("x = 1", 1, "`x` is no key here"),
        (f"{WRAPPER}feilds = ['u']", 4, "did you mean `fields`?"),
        (f"{WRAPPER}fields = 'u'", 4, "`fields` is not of type list"),
        (f"{WRAPPER}fields = [1]", 4, "not a list of texts"),
        (f"{WRAPPER}path = '/(('", 4, "the pattern `/((` is wrong"),
        (f"{WRAPPER}fields = ['u']\nencoding = 'base46'", 5, "did you mean `base64`?"),
        (f"{WRAPPER}fields = ['u']\nvalue = '.*'", 5, "`value` needs one group"),
        (WRAPPER, 3, "the inner address is nowhere"),
        (f"{WRAPPER}path = '{'a' * 1001}'", 4, "longer than 1,000"),
        ("[[wrapper]]\ndoes = 'x'\nfields = ['u']", None, "no `hosts`"),
        ("[[wrapper]]\ndoes = 'x'\nfields = ['u']\nhosts = ['https://a.example']", 4, "no host"),
        ("[[wrapper]]\nhosts = ['a.example']\nfields = ['u']", None, "no `does`"),
        (f"{WRAPPER}fields = ['u']\nexamples = [['a']]", 5, "pairs"),
        ("[aliases]\n'https://s.example/x' = 'y'", 2, "needs two http(s) addresses"),
        ("[aliases]\n's.example/x' = 'https://a.example/'", 2, "needs two http(s) addresses"),
        ("[aliases]\n's.example' = 'https://a.example/?b'", 2, "address without a query"),
        ("[aliases]\ns.example = 'https://a.example/'", 2, "`s.`... is to stand in quotes"),
        ("tell_unknown = 1", 1, "`tell_unknown` is not of type bool"),
        (
            f"{WRAPPER}fields = ['u']\nexamples = [\n['https://a.example/?v={QUOTED}', 'x']]",
            6,
            "the rule sees none",
        ),
        (
            f"{WRAPPER}fields = ['u']\nexamples = [['https://a.example/?u={QUOTED}', 'https://b.example/']]",
            5,
            f"the rule sees `{PAGE}`",
        ),
        (
            f"{WRAPPER}fields = ['u']\nsilent = ['https://a.example/?u={QUOTED}']",
            5,
            f"is to hold no address, the rule sees `{PAGE}`",
        ),
        ("wrapper = [1]", 1, "is no table"),
        ("a = " + "[" * 100_000, None, "nested too deep"),
        (f"{WRAPPER}path = '/(a{{99999999999}})'", 4, "is wrong"),
        ("#" * 1_000_001, None, "longer than 1,000,000 bytes"),
        ("[[unknown]]\n" * 2_001, None, "at most 2,000 tables"),
    ],
)
def test_rules_that_are_not_understood_are_refused(text, line, what):
    with pytest.raises(EvenhandError) as caught:
        read_rules(text, "own.toml")
    assert caught.value.code == "EH566"
    assert what in caught.value.what
    assert (caught.value.where.file, caught.value.where.line) == ("own.toml", line)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_rules_are_read_or_refused(text):
    try:
        read_rules(text, "own.toml")
    except EvenhandError as error:
        assert error.code == "EH566"
