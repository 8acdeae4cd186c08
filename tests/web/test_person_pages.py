"""The affected person's page and the comment writer's page over HTTP, with their forms."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from evenhand import Item
from evenhand.model.case import FlagWhy, Party
from evenhand.model.clock import SetClock
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.people.flags import flag
from evenhand.pipeline.people.person_links import link_for
from evenhand.store import models
from evenhand.web.comments import mine as mine_views
from evenhand.web.person import views as person_views
from tests.homes import START
from tests.web.comment_site import (
    ADDRESS,
    EMAIL,
    FINE,
    SSN,
    comment_site,
    send_form,
    send_json,
    stranger,
    text_of,
    thread_json,
)
from tests.web.test_comments_pages import NASTY, unwanted

VALUE = "536-22-8145"


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture
def running(tmp_path, clock, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with comment_site(tmp_path / "home", clock) as site:
        yield site


@pytest.fixture
def letters(monkeypatch):
    sent = []
    for module in (mine_views, person_views):
        monkeypatch.setattr(module, "send_mail", lambda *letter: sent.append(letter))
    return sent


@pytest.fixture
def page(running):
    """The path of the page about a platform's post."""
    (result,) = running.record([Item(id="p-1", text=SSN, author="moss")])
    return link_for(running.home, result.decision.id)


@pytest.fixture
def commented(running):
    """The path of the page about a comment that was removed, and the writer's own link."""
    sent = send_json(SSN, email=EMAIL, name="Moss").json()
    made = models.Decision.objects.order_by("-decided_at").first().id
    return link_for(running.home, made), sent["mine"]


def same_page(**headers):
    return stranger(**{"Sec-Fetch-Site": "same-origin", "Origin": "null"} | headers)


def code_in(letters):
    return re.search(r"\b(\d{8})\b", letters[-1][2])[1]


def test_the_page_shows_the_notice_the_measures_and_the_text_covered(running, page):
    answer = stranger().get(page)
    text = unescape(text_of(answer))
    assert answer.status_code == 200
    assert VALUE not in text
    assert "Her SSN is " in text
    assert "Your post “p-1”: notice of a decision" in text
    assert "Removal" in text
    assert "You can appeal until 2027-03-28 14:00 UTC" in text
    assert not answer.cookies
    for name, value in (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")):
        assert answer[name] == value
    assert "noindex" in answer["X-Robots-Tag"]
    assert "<script" not in text


def test_the_same_as_json(running, page):
    told = stranger().get(f"{page}.json").json()
    assert told["text"] == "Her SSN is █████, go and see her."
    assert told["measures"][0]["state"] == "in_force"
    assert told["tries_left"] == 5
    assert VALUE not in json.dumps(told)


@pytest.mark.parametrize(
    "ending", ["", ".json", "/code", "/reveal", "/check", "/submit", "/appeal"]
)
def test_a_wrong_secret_opens_nothing(running, page, ending):
    wrong = page[:-1] + ("A" if page[-1] != "A" else "B") + ending
    ask = same_page().get if ending in ("", ".json") else same_page().post
    assert ask(wrong).status_code == 404


@pytest.mark.parametrize("ending", ["code", "reveal", "check", "submit", "appeal"])
def test_a_form_from_elsewhere_changes_nothing(running, page, ending):
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://platform.example"},
    ):
        sent = stranger(**headers).post(f"{page}/{ending}", {"text": "x", "code": "1"})
        assert sent.status_code == 403, headers
    assert stranger().get(f"{page}/{ending}").status_code == 405
    assert not models.Appeal.objects.exists()
    assert not models.Code.objects.exists()
    assert not models.Cure.objects.exists()


def test_a_check_says_what_remains_and_counts(running, page):
    left = text_of(same_page().post(f"{page}/check", {"text": SSN}))
    assert "Still in this text: a US social security number" in left
    clean = text_of(same_page().post(f"{page}/check", {"text": FINE}))
    assert "Nothing that was found before is left" in clean
    assert "Texts that can still be checked: 18" in clean
    assert same_page().post(f"{page}/submit", {"text": FINE}).status_code == 410


def test_an_appeal_is_taken_in_and_stands_on_the_page(running, page):
    sent = same_page().post(f"{page}/appeal", {"text": "It was my own number."})
    assert (sent.status_code, sent["Location"]) == (303, f"{page}#appeal")
    text = text_of(stranger().get(page))
    assert "Your appeal of 2026-09-26 waits for its answer, by 2026-10-10" in text
    assert 'id="appeal-text"' not in text
    assert same_page().post(f"{page}/appeal", {"text": "Again."}).status_code == 400


def test_a_platforms_writer_gets_the_code_through_the_platform(running, page, letters):
    sent = same_page().post(f"{page}/code")
    assert (sent.status_code, letters) == (303, [])
    payload = json.loads(models.Outbox.objects.order_by("-id").first().payload)
    assert payload["kind"] == "code"
    shown = text_of(same_page().post(f"{page}/reveal", {"code": payload["code"]}))
    assert f"<mark>{VALUE}</mark>" in shown
    assert VALUE not in text_of(stranger().get(page))


def test_a_code_from_the_mailbox_uncovers_once_and_guesses_do_not(running, commented, letters):
    page, _ = commented
    assert same_page().post(f"{page}/code")["Location"] == f"{page}?code=sent#reveal"
    assert letters[0][0] == EMAIL
    assert 'autocomplete="one-time-code"' in text_of(stranger().get(f"{page}?code=sent"))
    guesses = [same_page().post(f"{page}/reveal", {"code": f"{n:08}"}) for n in range(8)]
    assert VALUE not in "".join(map(text_of, guesses))
    assert "EH873" in text_of(guesses[0])
    assert "EH874" in text_of(guesses[7])
    same_page().post(f"{page}/code")
    assert VALUE in text_of(same_page().post(f"{page}/reveal", {"code": code_in(letters)}))
    assert VALUE not in text_of(same_page().post(f"{page}/reveal", {"code": code_in(letters)}))
    same_page().post(f"{page}/code")
    assert same_page().post(f"{page}/code").status_code == 429
    assert EMAIL not in text_of(stranger().get(page))


def test_mail_that_is_not_set_up_is_said(running, commented, monkeypatch):
    monkeypatch.delenv("EVENHAND_SMTP", raising=False)
    sent = same_page().post(f"{commented[0]}/code")
    assert sent.status_code == 503
    assert EMAIL not in text_of(sent)


def test_the_changed_text_is_published_where_the_comment_is_kept(running, commented):
    page, mine = commented
    draft = re.search(r'id="check-text"[^>]*>([^<]*)<', text_of(stranger().get(page)))[1]
    assert unescape(draft) == "Her SSN is █████, go and see her."
    assert same_page().post(f"{page}/submit", {"text": draft}).status_code == 303
    assert "lifted" in text_of(stranger().get(page))
    (shown,) = thread_json().json()["comments"]
    assert (shown["text"], shown["name"]) == (draft, "Moss")
    assert "Everybody can read it." in text_of(stranger().get(mine))


def test_the_harmed_have_a_page_without_the_text(running):
    subject, why = Subject(SubjectType.ITEM, "p-9"), FlagWhy.PRIVATE_INFORMATION
    given = flag(running.home, "main", subject, why, "Mine.", harmed=True, reach=EMAIL).flag
    (result,) = running.record([Item(id="p-9", text=SSN, author="moss")])
    page = link_for(running.home, result.decision.id, Party.HARMED, given.id)
    text = text_of(stranger().get(page))
    assert "what you told us of" in text
    for never in (VALUE, "go and see her", "p-9", "check-text", EMAIL, "strike"):
        assert never not in text
    assert same_page().post(f"{page}/reveal", {"code": "1"}).status_code == 403
    assert same_page().post(f"{page}/submit", {"text": FINE}).status_code == 403


@pytest.mark.parametrize("nasty", NASTY)
def test_no_markup_comes_out_of_any_form(running, page, nasty):
    answers = [same_page().post(f"{page}/{deed}", {"text": nasty, "code": nasty})
               for deed in ("check", "reveal", "submit", "appeal", "code")]  # fmt: skip
    for text in (*map(text_of, answers), text_of(stranger().get(page))):
        assert not unwanted(text)


# The comment writer's own page


def test_the_writer_reads_why_and_puts_it_right(running, commented):
    _, mine = commented
    text = unescape(text_of(stranger().get(mine)))
    assert "Private information, PI-1: A whole social security number" in text
    assert "Your comment" in text
    assert VALUE not in text
    left = text_of(same_page().post(f"{mine}/check", {"text": SSN}))
    assert "Still in this text" in left
    assert same_page().post(f"{mine}/edit", {"text": FINE})["Location"] == mine
    assert stranger().get(f"{mine}.json").json()["state"] == "published"


def test_the_writer_appeals_once(running, commented):
    _, mine = commented
    assert same_page().post(f"{mine}/appeal", {"text": "It is mine."}).status_code == 303
    assert "waits for its answer" in text_of(stranger().get(mine))
    assert models.Appeal.objects.count() == 1


def test_the_writer_takes_out_and_erases(running, commented):
    _, mine = commented
    taken = stranger().get(f"{mine}/export")
    assert "attachment" in taken["Content-Disposition"]
    assert taken.json()["comments"][0]["email"] == EMAIL
    assert "cannot be undone" in text_of(stranger().get(f"{mine}/erase"))
    assert models.Comment.objects.get().text == SSN
    done = same_page().post(f"{mine}/erase")
    assert "It is erased." in text_of(done)
    assert models.Comment.objects.get().text == ""
    assert "Erased" in text_of(stranger().get(mine))
    assert same_page().post(f"{mine}/edit", {"text": FINE}).status_code == 410


def test_all_of_a_writer_takes_a_code(running, commented, letters):
    _, mine = commented
    send_json("Another.", email=EMAIL)
    assert same_page().post(f"{mine}/export", {"code": "00000000"}).status_code == 400
    same_page().post(f"{mine}/code")
    assert "Take out all that is kept of you" in text_of(stranger().get(f"{mine}?code=sent"))
    taken = same_page().post(f"{mine}/export", {"code": code_in(letters)}).json()
    assert len(taken["comments"]) == 2
    same_page().post(f"{mine}/code")
    same_page().post(f"{mine}/erase", {"code": code_in(letters)})
    assert thread_json().json()["comments"] == []


@pytest.mark.parametrize("deed", ["edit", "check", "appeal", "code", "export", "erase"])
def test_the_writers_forms_are_taken_from_their_page_alone(running, commented, deed):
    _, mine = commented
    evil = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert stranger(**evil).post(f"{mine}/{deed}", {"text": FINE}).status_code == 403
    assert models.Comment.objects.get().text == SSN
    wrong = f"/comments/mine/{'A' * 43}/{deed}"
    assert same_page().post(wrong, {"text": FINE, "code": "1"}).status_code == 404


def test_a_masked_comment_waits_in_its_form_with_the_value_covered(running, clock):
    sent = send_form(ADDRESS)
    text = unescape(text_of(stranger().get(sent["Location"])))
    assert "Elm" not in text
    assert "She lives at █████" in text
    clock.advance(timedelta(days=200))
    assert "There is nothing more to appeal now." in text_of(stranger().get(sent["Location"]))


def test_the_page_speaks_the_writers_language_from_right_to_left(running):
    sent = send_json(SSN, language="ar").json()
    text = text_of(stranger().get(sent["mine"]))
    assert '<html lang="ar" dir="rtl"' in text
    assert 'lang="ar" dir="auto"' in text
