"""Wrappers: what leads to a page counts as that page, what only names it does not."""

import re
from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.text.addresses import leads, normalising_steps, page_key, parse_address
from evenhand.text.addresses.encodings import base64url, proofpoint_v2, proofpoint_v3

PAGE = "https://news.example/p/the-dossier"


def key(text):
    return page_key(parse_address(text))


def keys(written):
    return [page_key(lead.address) for lead in leads(written)]


QUOTED = "https%3A%2F%2Fnews.example%2Fp%2Fthe-dossier"
BASE64URL = urlsafe_b64encode(PAGE.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "written",
    [
        f"https://web.archive.org/web/20240926000000/{PAGE}",
        f"https://web.archive.org/web/2024if_/{PAGE}?utm_source=x",
        "web.archive.org/web/2024/news.example/p/the-dossier",
        f"https://archive.ph/newest/{PAGE}",
        f"https://archive.today/{PAGE}",
        f"https://archive.is/2024/{QUOTED}",
        f"https://archive.today/2026.01.01-000000/{PAGE}",
        "https://cdn.ampproject.org/c/s/news.example/p/the-dossier",
        f"https://megalodon.jp/2024-0926-1200-00/{PAGE}",
        f"https://megalodon.jp/ref/2024-0926-1200-00/{PAGE}",
        f"https://ghostarchive.org/archive/AbC1d?url={QUOTED}",
        "https://webcache.googleusercontent.com/search?q=cache:a-B_3:news.example/p/the-dossier",
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKlMnOp:{QUOTED}&hl=en",
        f"https://www.google.com/search?q=cache:{PAGE}",
        "https://google.com/search?q=cache:AbCdEfGhIjKl:news.example/p/the-dossier+words",
        f"https://www.microsofttranslator.com/bv.aspx?from=&to=en&a={QUOTED}",
        f"https://outline.com/{PAGE}",
        f"https://docs.google.com/viewer?url={QUOTED}&embedded=true",
        f"https://docs.google.com/gview?embedded=true&url={QUOTED}",
        f"https://view.officeapps.live.com/op/view.aspx?src={QUOTED}",
        f"https://proxy.duckduckgo.com/iu/?u={QUOTED}&f=1",
        f"https://exit.sc/?url={QUOTED}",
        f"https://www.bing.com/ck/a?!&&p=1f&ptn=3&u=a1{BASE64URL}&ntb=1",
        f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=x",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__news.example_p_the-2Ddossier&d=Dw&c=x",
        f"https://urldefense.com/v3/__{PAGE}__;!!AbC!d-e_f$",
        "https://urldefense.com/v3/__https:/news.example/p/the-dossier*page9__;Iw!!AbC!d$",
        "https://news-example.cdn.ampproject.org/c/s/news.example/p/the-dossier",
        "https://www.google.com/amp/s/news.example/p/the-dossier?usqp=1",
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{PAGE}+x",
        "https://news-example.translate.goog/p/the-dossier?_x_tr_sl=auto",
        f"https://translate.google.com/translate?sl=auto&u={QUOTED}",
        f"https://12ft.io/{PAGE}",
        f"https://12ft.io/proxy?q={QUOTED}",
        f"https://t.me/iv?url={QUOTED}&rhash=1",
        f"https://www.google.co.uk/url?sa=t&url={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://out.reddit.com/t3_x?url={QUOTED}",
        f"https://nam02.safelinks.protection.outlook.com/?url={QUOTED}&data=05",
        f"https://href.li/?{PAGE}",
        f"https://web.archive.org/web/2024/https://www.google.com/url?q={QUOTED}",
    ],
)
def test_a_wrapper_leads_to_the_page(written):
    assert keys(written)[-1] == key(PAGE)


@pytest.mark.parametrize(
    "written",
    [
        f"https://www.google.com/search?q={QUOTED}",
        f"https://duckduckgo.com/?q={QUOTED}",
        f"https://blog.example/?ref={QUOTED}",
        f"https://www.facebook.com/sharer/sharer.php?u={QUOTED}",
        "https://whois.example/news.example/p/the-dossier",
        f"https://translate.google.com/?sl=auto&text={QUOTED}&op=translate",
        f"https://notarchive.ph/newest/{PAGE}",
        f"https://archive.ph.example/newest/{PAGE}",
        "https://archive.ph/AbCdE",
        f"https://webcache.googleusercontent.com/search?q={QUOTED}",
        "https://www.google.com/search?q=news.example",
        f"https://www.google.com/search?q=about+cache:{PAGE}",
        f"https://www.bing.com/search?q={QUOTED}",
        f"https://www.bing.com/ck/a?u=a1{BASE64URL[:-1]}!",
        "https://www.bing.com/ck/a?u=a1_____",
        f"https://ghostarchive.org/search?url={QUOTED}",
        f"https://proxy.duckduckgo.com/?q={QUOTED}",
        f"https://docs.google.com/document/d/1?url={QUOTED}",
        f"https://megalodon.jp/?url={QUOTED}",
        "https://outline.com/AbCdE",
        "https://archive.today/2026.01.01-000000/AbCdE",
        "https://urldefense.proofpoint.com/v2/url?u=about&d=x",
        "https://urldefense.com/v3/__about__;!!AbC!d$",
    ],
)
def test_naming_an_address_does_not_lead_to_it(written):
    assert len(keys(written)) == 1


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
    assert base64url(encoded) == base64url(encoded.rstrip("=")) == text
    assert (
        proofpoint_v2(
            quote(text, safe="").replace("-", "%2D").replace("_", "%5F").replace("%", "-")
        )
        == text
    )
    for decode in (base64url, proofpoint_v2, proofpoint_v3):
        assert isinstance(decode(text), str)


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
