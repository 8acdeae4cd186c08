"""The form under the article over HTTP: threads, the form, the script, who may send from where."""

import gzip
import json
import re
import tomllib
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.model.clock import SetClock
from evenhand.pipeline.comments.terms import look_first
from evenhand.web.comments import door
from evenhand.web.comments.words import FOLDER, words_for
from evenhand.web.public.door import Turnstile
from tests.homes import START
from tests.web.comment_site import (
    ADDRESS,
    EMAIL,
    FINE,
    PAGE,
    SITE,
    SSN,
    comment_site,
    send_form,
    send_json,
    stranger,
    text_of,
    thread_json,
    thread_page,
)

NASTY = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>", "{{ 7|add:7 }}", "{% csrf_token %}", "=1+1",
    "&lt;b&gt;",
]  # fmt: skip


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture
def running(tmp_path, clock, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with comment_site(tmp_path / "home", clock) as site:
        yield site


def test_a_comment_by_the_plain_form_is_shown_and_its_writer_led_to_a_page(running):
    sent = send_form(name="Moss", link="https://moss.example/")
    assert sent.status_code == 303
    assert re.fullmatch(r"/comments/mine/[A-Za-z0-9_-]{43}", sent["Location"])
    mine = stranger().get(sent["Location"])
    assert mine.status_code == 200
    assert "Everybody can read it." in text_of(mine)
    shown = text_of(thread_page())
    assert FINE in shown
    assert 'rel="nofollow ugc noopener noreferrer">Moss</a>' in shown


def test_the_form_works_without_script_and_asks_for_nothing_from_elsewhere(running):
    form = stranger().get(f"/comments/main/new?page={PAGE}&language=de")
    text = text_of(form)
    assert '<html lang="de" dir="ltr"' in text
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    stamp = re.search(r'name="stamp" value="([^"]+)"', text)[1]
    assert send_form(stamp=stamp).status_code == 303


def test_nothing_sets_a_cookie_is_kept_or_is_listed(running):
    sent = send_form()
    asked = (f"/comments/main/{name}?page={PAGE}" for name in ("thread", "new", "thread.json"))
    for path in (sent["Location"], *asked):
        answer = stranger().get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "script-src" not in answer["Content-Security-Policy"]
    assert not sent.cookies


def test_only_pages_of_the_site_may_show_it_in_a_frame(running):
    for path in (f"/comments/main/thread?page={PAGE}", f"/comments/main/new?page={PAGE}"):
        policy = stranger().get(path)["Content-Security-Policy"]
        assert f"frame-ancestors 'self' {SITE}" in policy
    mine = stranger().get(send_form()["Location"])
    assert "frame-ancestors 'none'" in mine["Content-Security-Policy"]


def test_a_comment_by_the_script_says_how_it_stands(running):
    sent = send_json(SSN)
    assert sent.status_code == 201
    told = sent.json()
    assert (told["state"], told["clauses"][0]["id"]) == ("removed", "PI-1")
    assert "Nobody but you can read it" in told["why"][0]
    assert told["mine"].startswith("/comments/mine/")
    assert sent["Access-Control-Allow-Origin"] == SITE
    (shown,) = thread_json().json()["comments"]
    assert (shown["text"], shown["name"]) == ("", "")
    assert "PI-1 A whole social security number" in shown["note"]


def test_a_held_comment_is_explained_to_its_writer(running):
    look_first(running.home, "main", "all")
    told = send_json().json()
    assert told["state"] == "held"
    assert told["why"] == [
        "A person looks at it first. "
        "If nobody does by 2026-09-29 14:00 UTC, it is shown by itself.",
        "Comments under articles, CO-1: A person looks first",
    ]
    assert thread_json().json()["comments"] == []


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [(SITE, SITE), ("https://www.platform.example", "https://www.platform.example"),
     ("https://evil.example", None), ("https://platform.example.evil.example", None),
     ("null", None), ("http://[", None), ("https://evil-platform.example", None)],
)  # fmt: skip
def test_only_the_sites_own_pages_read_and_send_by_script(running, origin, allowed):
    read = thread_json(Origin=origin)
    sent = send_json(origin=origin)
    asked = stranger(Origin=origin).options("/comments/main/new.json")
    for answer in (read, sent, asked):
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert (answer.status_code == 403) is (allowed is None)
    assert thread_json().json()["count"] == (0 if allowed is None else 1)


def test_a_form_from_a_page_elsewhere_is_refused(running):
    assert send_form(browser=stranger(Origin="https://evil.example")).status_code == 403
    assert send_form(browser=stranger(Origin=SITE)).status_code == 303
    assert send_form(browser=stranger(Origin="http://testserver")).status_code == 303


def test_what_is_refused_comes_back_with_what_was_written_and_why(running):
    sent = send_form(FINE, email="nobody", name="Moss")
    text = text_of(sent)
    assert sent.status_code == 400
    assert FINE in text
    assert 'value="Moss"' in text
    assert re.search(r'id="email"[^>]*aria-invalid="true"', text)
    told = send_json(email="nobody")
    assert (told.status_code, told.json()["code"], told.json()["where"]) == (400, "EH860", "email")
    assert "nobody" not in told.json()["what"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"{", "application/json"), (b"[]", "application/json"), (b'{"text": 1}', "application/json"),
     (b"\xff", "application/json"), (b"[" * 60_000, "application/json"), (b"x", "text/plain"),
     (b"x" * 70_000, "application/json"),
     (b"text=" + b"x" * 70_000, "application/x-www-form-urlencoded")],
)  # fmt: skip
def test_a_body_that_cannot_be_read_or_is_too_large_is_refused(running, body, kind):
    answer = stranger().post("/comments/main/new.json", body, content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "EH876")


def test_unknown_sites_pages_and_links_are_not_found(running):
    for path in (f"/comments/other/thread?page={PAGE}", "/comments/mine/x", "/comments/mine/x.json",
                 "/comments/mine/" + "A" * 43 + "/export"):  # fmt: skip
        assert stranger().get(path).status_code == 404
    assert (
        stranger().get("/comments/main/thread?page=https://elsewhere.example/").status_code == 400
    )
    assert stranger().get("/comments/main/thread").status_code == 400


@pytest.mark.parametrize("nasty", NASTY)
def test_no_markup_comes_out_of_any_field(running, nasty):
    sent = send_form(nasty, name=nasty, title=nasty, language=nasty[:30])
    thread, mine = text_of(thread_page()), text_of(stranger().get(sent["Location"]))
    refused = text_of(send_form(nasty, name=nasty, title=nasty, email=nasty, link=nasty,
                                parent=nasty, stamp=nasty))  # fmt: skip
    asked = text_of(
        stranger().get("/comments/main/new", {"page": PAGE, "title": nasty, "parent": nasty})
    )
    for text in (thread, mine, refused, asked):
        assert not unwanted(text)
        assert "csrfmiddlewaretoken" not in text
    assert nasty in unescape(thread)


def unwanted(text):
    """Tags that we never write, and attributes that would run something."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend([tag] if tag in ("script", "img", "b", "iframe") else [])
            found.extend(name for name, _ in attrs if name.startswith("on"))

    Reader().feed(text)
    return found


def test_a_name_that_is_no_link_is_never_one(running):
    assert send_form(link="javascript:alert(1)").status_code == 400
    assert "javascript:" not in text_of(thread_page())


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.from_regex(r"zz[a-z]{3,12}@q[a-z]{3,12}\.example", fullmatch=True),
       st.sampled_from([FINE, ADDRESS, SSN]))  # fmt: skip
def test_an_email_is_in_no_public_byte(running, email, text):
    door.turnstile = Turnstile(1_000)
    sent = send_json(text, email=email, name="Moss")
    bytes_ = [thread_json().content, thread_page().content, sent.content]
    bytes_ += [p.read_bytes() for p in running.home.log_folder.rglob("*") if p.is_file()]
    mine = stranger().get(sent.json()["mine"])
    local, host = email.split("@")
    for body in (*bytes_, mine.content, stranger().get("/comments/privacy").content):
        assert local.encode() not in body
        assert host.encode() not in body


def test_too_many_from_one_address_have_to_wait(running, clock):
    door.turnstile = Turnstile(2)
    assert [send_form(f"No. {n}").status_code for n in range(3)] == [303, 303, 429]
    assert send_json("More.").json()["code"] == "EH864"
    clock.advance(timedelta(hours=1))
    assert send_form("Later.").status_code == 303


def test_a_double_click_is_one_comment(running):
    stamp = thread_json().json()["stamp"]
    one, other = send_form(stamp=stamp), send_form(stamp=stamp)
    assert one["Location"] == other["Location"]
    assert thread_json().json()["count"] == 1


def test_answers_are_below_what_they_answer(running, clock):
    parent = send_json("First.").json()["id"]
    clock.advance(timedelta(seconds=1))
    send_json("Second.", parent=parent)
    (shown,) = thread_json().json()["comments"]
    assert shown["replies"][0]["text"] == "Second."
    assert "depth-1" in text_of(thread_page())


def test_a_covered_value_is_covered_on_the_page_and_in_json(running):
    send_form(ADDRESS)
    assert "Elm" not in text_of(thread_page())
    assert "Elm" not in thread_json().content.decode()
    assert "[covered: a private value]" in text_of(thread_page())


def test_pages_speak_arabic_from_right_to_left(running):
    text = text_of(thread_page("ar"))
    assert '<html lang="ar" dir="rtl"' in text
    assert words_for("ar").say["widget"]["title"] in text
    assert thread_json().json()["direction"] == "ltr"


def test_every_language_has_every_message_with_the_same_blanks():
    def flat(path):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        direction = read.pop("direction")
        assert direction in ("ltr", "rtl")
        return {
            (s, k): set(re.findall(r"{\w+}", v))
            for s, each in read.items()
            for k, v in each.items()
        }

    files = sorted(FOLDER.glob("*.toml"))
    base = flat(FOLDER / "en.toml")
    assert len(files) >= 3
    for path in files:
        assert flat(path) == base, path.name


def test_the_script_is_small_and_leads_nowhere_else(running):
    answer = stranger().get("/comments/embed.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "max-age" in answer["Cache-Control"]
    script = answer.content
    assert len(gzip.compress(script, 9)) <= 10_000
    assert not re.search(rb"https?://(?!HOST/)[a-z]", script)
    for never in (b"innerHTML", b"document.cookie", b"localStorage", b"eval("):
        assert never not in script
    assert (
        stranger(**{"If-None-Match": answer["ETag"]}).get("/comments/embed.js").status_code == 304
    )


def test_the_privacy_page_has_the_sites_own_times(running):
    text = text_of(stranger().get("/comments/privacy?site=main&language=en"))
    assert '<td class="num">180</td>' in text
    assert '<td class="num">365</td>' in text
    assert EMAIL not in text


def test_the_example_article_is_there_only_where_the_home_holds_one(running):
    assert stranger().get("/example/article").status_code == 404
    folder = running.home.path / "example"
    folder.mkdir()
    (folder / "article.html").write_text("<p>Here.</p>")
    assert text_of(stranger().get("/example/article")) == "<p>Here.</p>"


def test_json_errors_are_problems(running):
    told = stranger().get("/comments/main/thread.json?page=nowhere")
    assert told["Content-Type"] == "application/problem+json"
    assert json.loads(told.content)["code"] == "EH861"
