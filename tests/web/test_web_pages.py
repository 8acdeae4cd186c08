"""The frame of all pages: headers, errors, covered text, badges, keys, colours; nothing inline."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, override_settings
from django.urls import path

from evenhand.model.clock import SetClock
from evenhand.model.decision import Because
from evenhand.model.errors import EvenhandError
from evenhand.model.reading import Reading, Span
from evenhand.text.marked import marked
from evenhand.web.access import public, routes
from evenhand.web.pages.badges import BADGES, TRUTHS
from evenhand.web.pages.bindings import BINDINGS
from evenhand.web.pages.icons import ICONS
from evenhand.web.service import start
from tests.homes import START, new_home

WEB = Path(__file__).parents[2] / "evenhand" / "web"
SECRET = "536-22-8145"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
PUBLIC_PAGES = ("/patterns", "/no/such/page")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running service of a fresh home."""
    running = start(new_home(tmp_path_factory.mktemp("pages") / "home", SetClock(START)))
    yield running
    running.close()


def refusing(request, what):
    raise EvenhandError(what, "the thing was <refused>", not_done="not a bit", help="try & rest")


def breaking(request):
    raise ValueError(SECRET)


def forgotten(request):
    raise AssertionError("never answered")


urlpatterns = [
    path("refusing/<str:what>.json", refusing),
    path("refusing/<str:what>", refusing),
    path("breaking", breaking),
    path("console/forgotten", forgotten),
    path("console/opened", public(breaking)),
]
handler404 = "evenhand.web.pages.errors.not_found"
handler500 = "evenhand.web.pages.errors.failed"


def said(template, **context):
    return Template(template).render(Context(context))


@pytest.mark.parametrize("page", [*PUBLIC_PAGES, "/console/sign-in", "/console/main/"])
def test_every_answer_keeps_scripts_and_frames_away(served, page):
    answer = Client().get(page)
    for name, value in HEADERS.items():
        assert answer[name] == value
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_public_pages_set_no_cookie(served, page):
    answer = Client().get(page)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_no_cache_keeps_the_console(served):
    for page in ("/console/sign-in", "/console/main/queue"):
        assert Client().get(page)["Cache-Control"] == "no-store"


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "status"), [("EH410", 404), ("EH885", 403), ("EH658", 409), ("EH760", 422)]
    )
    def test_a_refusal_says_what_and_what_next(self, served, code, status):
        with override_settings(ROOT_URLCONF=__name__):
            answer = Client().get(f"/refusing/{code}")
        page = answer.content.decode()
        assert answer.status_code == status
        assert "The thing was &lt;refused&gt;." in page
        assert "Not a bit." in page
        assert "Try &amp; rest." in page
        assert code in page

    def test_where_data_was_asked_for_the_refusal_is_data(self, served):
        with override_settings(ROOT_URLCONF=__name__):
            answer = Client().get("/refusing/EH410.json")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == 404

    def test_a_failure_shows_nothing_of_itself(self, served):
        with override_settings(ROOT_URLCONF=__name__):
            answer = Client(raise_request_exception=False).get("/breaking")
        assert answer.status_code == 500
        assert b"EH890" in answer.content
        assert SECRET.encode() not in answer.content
        assert b"Traceback" not in answer.content

    def test_a_page_that_is_not_there(self, served):
        answer = Client().get("/no/such/page")
        assert answer.status_code == 404
        assert b"EH888" in answer.content

    def test_below_console_a_view_without_a_mark_is_never_answered(self, served):
        with override_settings(ROOT_URLCONF=__name__):
            with pytest.raises(LookupError):
                Client().get("/console/forgotten")
            with pytest.raises(ValueError, match=SECRET):
                Client().get("/console/opened")
            with pytest.raises(LookupError, match="console/forgotten"):
                routes()


class TestCoveredText:
    def test_a_stretch_says_what_it_is_and_text_is_escaped(self):
        stretches = marked(
            "<b>at 12 Example Lane, <i>he said",
            [
                Reading("private_info", "street_address", 0.9, (Span(6, 21),)),
                Reading("withheld_copy", "text", 0.9, (Span(23, 33),)),
            ],
        )
        page = said('{% include "console/_stretches.html" %}', stretches=stretches)
        assert "&lt;b&gt;at " in page
        assert "Example" not in page
        assert 'data-mark="2"' in page
        assert "[covered: street address]" in page
        assert "&lt;i&gt;he said" in page

    def test_a_text_that_is_covered_already(self):
        page = said("{{ text|covered }}", text="<i>█████ and █████")
        assert page.count('class="masked"') == 2
        assert page.startswith("&lt;i&gt;")


class TestWords:
    def test_a_cell_says_any_value(self):
        assert said("{{ v|cell }}", v=1234567) == "1\u202f234\u202f567"
        assert said("{{ v|cell }}", v=True) == "yes"
        assert said("{{ v|cell }}", v=("<a>", 2)) == "&lt;a&gt;, 2"
        assert "none" in said("{{ v|cell }}", v=None)
        assert said("{{ v|cell }}", v=0) == "0"

    def test_times_are_utc_and_say_so(self):
        assert said("{{ v|minute }}", v=START) == (
            '<time datetime="2026-09-26T14:00:00Z">2026-09-26 14:00 UTC</time>'
        )
        assert said("{{ v|day }}", v=START) == '<time datetime="2026-09-26">2026-09-26</time>'

    def test_a_because_tree_says_truth_in_words(self):
        tree = Because("a && <b>", None, None, (Because("a", True, 3), Because("<b>", None)))
        page = said("{% because tree %}", tree=tree)
        assert "a &amp;&amp; &lt;b&gt;" in page
        assert "saw 3" in page
        assert "nothing was known" in page
        assert page.count("unknown") == 2

    def test_every_badge_has_an_icon_and_a_word(self):
        for badge in (*BADGES.values(), *TRUTHS.values()):
            assert badge.word
            assert badge.icon in ICONS
            assert badge.tone in {"good", "care", "bad", "note", "quiet", "wait"}

    def test_an_unknown_state_still_has_a_badge(self):
        assert "half done" in said('{% badge "half_done" %}')

    def test_no_two_things_have_one_key(self):
        keys = [binding.key for binding in BINDINGS]
        assert len(set(keys)) == len(keys)


def test_the_patterns_show_every_badge_and_icon(served):
    page = Client().get("/patterns").content.decode()
    for badge in BADGES.values():
        assert badge.word in page
    assert all(f"</svg> {name}</li>" in page for name in ICONS)


class TestFiles:
    templates = sorted((WEB / "templates").rglob("*.html"))
    sheets = sorted((WEB / "static").rglob("*.css"))

    def test_templates_hold_no_inline_style_or_script(self):
        for file in self.templates:
            text = file.read_text()
            assert not re.search(r"<[^>]*\sstyle=", text), file
            assert not re.search(r"<[^>]*\son[a-z]+=", text), file
            assert not re.search(r"<script(?![^>]*\bsrc=)", text), file
            assert "http://" not in text.replace("http://www.w3.org", ""), file
            assert "<style" not in text, file

    def test_sheets_follow_the_reading_direction(self):
        sided = re.compile(
            r"(?<=[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|"
            r"(?:left|right|top|bottom|width|height):|(?:float|text-align): (?:left|right))"
        )
        for file in self.sheets:
            assert not sided.search(file.read_text()), file

    def test_sheets_are_small(self):
        for file in self.sheets:
            assert len(file.read_text().splitlines()) <= 400


def colours(theme):
    """Name -> (r, g, b), 0 to 1, of the sheet's own properties."""
    text = (WEB / "static" / "evenhand" / "base.css").read_text()
    pairs = re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    fixed = re.findall(r"--([a-z0-9-]+): (#\w{6});", text)
    found = {name: (light, dark)[theme == "dark"] for name, light, dark in pairs} | dict(fixed)
    return {n: tuple(int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)) for n, c in found.items()}


def contrast(one, other):
    """WCAG 2.2's contrast ratio."""

    def luminance(colour):
        linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_told_apart(theme):
    named = colours(theme)
    grounds = ("ground", "surface", "sunk")
    texts = [(ink, g) for ink in ("ink", "ink-soft", "accent", "bad", "care") for g in grounds]
    tones = ("good", "care", "bad", "note", "quiet", "wait")
    texts += [pair for tone in tones for pair in ((tone, f"{tone}-tint"), ("ink", f"{tone}-tint"))]
    texts += [("ink", "accent-tint"), ("on-accent", "accent"), ("on-accent", "accent-deep")]
    texts += [("accent", f"{tone}-tint") for tone in tones]
    texts += [
        ("rail-ink", "rail"),
        ("rail-soft", "rail"),
        ("signal", "rail"),
        ("signal", "rail-here"),
    ]
    for ink, ground in texts:
        assert contrast(named[ink], named[ground]) >= 4.5, (ink, ground)
    shapes = [("line-strong", g) for g in grounds] + [("focus", g) for g in grounds]
    shapes += [(f"chart-{n}", "surface") for n in range(1, 9)]
    for shape, ground in shapes:
        assert contrast(named[shape], named[ground]) >= 3, (shape, ground)


def test_the_table_of_access_is_in_the_documentation(golden):
    """docs/access.md follows from the marks of the views."""
    rows = ["| address | who sees it | who does something there |", "|---|---|---|"]
    for route in routes():
        read, write = (_roles(route, roles) for roles in (route.access.read, route.access.write))
        rows.append(f"| `/{_plain(route.path)}` | {read} | {write if write != read else '—'} |")
    golden("../../docs/access.md", f"{_INTRODUCTION}\n" + "\n".join(rows) + "\n")


def _plain(path):
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def _roles(route, roles):
    if route.access.who.value != "staff":
        return {"public": "everybody", "person": "anybody of a staff"}[route.access.who.value]
    return ", ".join(sorted(role.replace("_", " ") for role in roles))


_INTRODUCTION = """\
# Who may ask for what

Each page says in its code whom it is for (`web/access.py`); this table is written from there, and
a test asks for every address as every role and as nobody. A dash means: the same people. What a
person may do about one case depends on that case too: nobody decides in their own cause, nor
where they have an interest, nor a heavy measure alone ([people](people.md)).

Whoever is not signed in is led to the sign-in page; whoever has left a site, works for another
one, or has a role that may not, is refused. A second factor is needed before anything is shown,
unless the server was told that it is up to people (`EVENHAND_SECOND_FACTOR=optional`).
"""
