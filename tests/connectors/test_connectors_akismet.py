"""Akismet's protocol over the real corridor: exact bodies and headers, keys, feedback, counts."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from evenhand import EvenhandError
from evenhand.connectors.akismet import Akismet, Call, keep_noted
from evenhand.connectors.akismet.comment import read_told
from evenhand.connectors.akismet.service import RETRY
from evenhand.log.entry import decode
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import Gatherer
from evenhand.pipeline.home import add_site
from evenhand.pipeline.learning import model_of
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store import models
from evenhand.store.journal import journal_size, read_journal
from tests.homes import START, new_home

THANKS = "Thanks for making the web a better place."
BLOG = "https://blog.example/"
SPAM = [
    f"Earn {n}00 dollars from home, click https://cash.shop.example now!!!" for n in range(1, 8)
]
HAM = [f"I read part {n} twice, and the mayor was right about the bridge." for n in range(1, 8)]
NEW = "Earn dollars from home now, click https://cash.shop.example"
FINE = "Thank you, the mayor was right about that."
EMAIL = "zz-robin@mail.example"


class Site:
    """A site with its key, and a client of the protocol."""

    def __init__(self, home, clock):
        self.home, self.clock = home, clock
        self.key = add_site("blog", BLOG, clock).akismet_key
        self.akismet = Akismet(
            home, self.record, self.rehearse, lambda noted: keep_noted(home, [noted])
        )

    def screener(self):
        made = Screener(["private-information", "spam"], clock=self.clock)
        model = model_of(self.home, "blog")
        if model is not None:
            made.gatherer = Gatherer({**made.gatherer.banks, "spam": model})
        return made

    def record(self, item):
        made = self.screener()
        (result,) = Corridor(self.home, made).record(made.gatherer.gather([item]))
        if isinstance(result, EvenhandError):
            raise result
        return result

    def rehearse(self, item):
        return self.screener().screen(item)

    def raw(self, path, body=b"", query=b"", host="127.0.0.1:8000", method="POST"):
        return self.akismet.answer(Call(method, path, host, query, body))

    def call(self, name, version="1.1", **fields):
        told = {"api_key": self.key, "blog": BLOG, "user_ip": "192.0.2.7", **fields}
        return self.raw(f"/{version}/{name}", urlencode(told, doseq=True).encode())

    def check(self, text, **fields):
        return self.call("comment-check", comment_content=text, **fields).body

    def teach(self):
        for spam, ham in zip(SPAM, HAM, strict=True):
            self.call("submit-spam", comment_content=spam)
            self.call("submit-ham", comment_content=ham)


@pytest.fixture
def site(tmp_path, clock):
    with new_home(tmp_path / "home", clock) as home:
        yield Site(home, clock)


@pytest.fixture
def clock():
    from evenhand.model.clock import SetClock

    return SetClock(START)


def header(answer, name):
    return dict(answer.headers).get(name)


def form(**fields):
    return urlencode(fields).encode()


@pytest.mark.parametrize("name", ["key", "api_key"])
def test_verify_key(site, name):
    good = site.raw("/1.1/verify-key", form(**{name: site.key, "blog": BLOG}))
    assert (good.status, good.body, good.content_type) == (
        200,
        "valid",
        "text/plain; charset=utf-8",
    )
    bad = site.raw("/1.1/verify-key", form(**{name: "0" * 12, "blog": BLOG}))
    assert (bad.status, bad.body) == (200, "invalid")
    assert header(bad, "X-akismet-debug-help")


def test_a_key_may_stand_in_body_query_host_or_path(site):
    told = form(blog=BLOG, user_ip="192.0.2.7", comment_content=FINE)
    key = site.key
    for call in (
        {"path": "/1.1/comment-check", "body": told + b"&api_key=" + key.encode()},
        {"path": "/1.1/comment-check", "body": told + b"&key=" + key.encode()},
        {"path": "/1.1/comment-check", "body": told, "query": b"api_key=" + key.encode()},
        {"path": "/1.1/comment-check", "body": told, "host": f"{key}.rest.akismet.com:443"},
        {"path": f"/k/{key}/1.1/comment-check", "body": told},
    ):
        assert site.raw(**call).body == "false"
    for call in (
        {"path": "/1.1/comment-check", "body": told},
        {"path": "/1.1/comment-check", "body": told, "host": ""},
        {"path": f"/k/{key[:-1]}/1.1/comment-check", "body": told},
    ):
        assert site.raw(**call).body == "invalid"


def test_a_key_of_another_kind_or_past_its_end_opens_nothing(site, clock):
    api = add_site("third", "https://third.example", clock).api_key
    assert site.raw("/1.1/verify-key", form(key=api)).body == "invalid"
    models.Key.objects.filter(site="blog").update(until=clock.now())
    assert site.raw("/1.1/verify-key", form(key=site.key)).body == "invalid"


def test_a_check_says_ham_then_learns_and_says_spam(site):
    first = site.call("comment-check", comment_content=NEW)
    assert first.body == "false"
    assert len(header(first, "X-akismet-guid")) == 32
    assert header(first, "X-akismet-pro-tip") is None
    site.teach()
    again = site.call("comment-check", comment_content=NEW, comment_author="other")
    assert again.body == "true"
    assert header(again, "X-evenhand-rules") == "SP-1"
    assert header(again, "X-akismet-pro-tip") is None
    assert site.check(FINE) == "false"
    entry = [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == "decision"][-1]
    assert entry["case"] == header(again, "X-evenhand-case")
    assert model_of(site.home, "main") is None


def test_feedback_on_the_same_comment_has_it_judged_again(site):
    site.teach()
    assert site.check(NEW) == "true"
    for n in range(3):
        site.call("submit-ham", comment_content=NEW + "." * n)
    assert site.check(NEW) == "false"


def test_a_client_that_tries_again_gets_the_same_decision(site, clock):
    site.teach()
    one, two = (site.call("comment-check", comment_content=NEW) for _ in range(2))
    assert (one.body, two.body) == ("true", "true")
    assert header(one, "X-evenhand-case") == header(two, "X-evenhand-case")
    assert header(one, "X-akismet-guid") != header(two, "X-akismet-guid")
    clock.advance(RETRY)
    third = site.call("comment-check", comment_content=NEW)
    assert header(third, "X-evenhand-case") != header(one, "X-evenhand-case")


@pytest.mark.parametrize(
    ("choice", "body"),
    [
        (Choice(Do.RELEASE, False), "false"),
        (Choice(Do.MEASURE, False, why="It advertises.", measures=[Chosen("remove")]), "true"),
    ],
)
def test_what_a_person_decided_holds_when_it_is_asked_again(site, clock, choice, body):
    join(site.home, "blog", "ada", Role.MODERATOR)
    fields = {"honeypot_field_name": "trap", "trap": "x"}
    case = header(site.call("comment-check", comment_content=FINE, **fields), "X-evenhand-case")
    decide_case(site.home, case, "ada", choice)
    for wait in (timedelta(0), 2 * RETRY):
        clock.advance(wait)
        assert site.check(FINE, **fields) == body


def test_values_that_the_protocol_fixes(site):
    site.teach()
    for fields, body in (
        ({"comment_author": "viagra-test-123"}, "true"),
        ({"comment_author": "akismet-guaranteed-spam"}, "true"),
        ({"comment_author_email": "akismet-guaranteed-spam@example.com"}, "true"),
        ({"comment_author": "viagra-test-123", "user_role": "administrator"}, "false"),
        ({"user_role": "administrator"}, "false"),
        ({"user_role": "subscriber"}, "true"),
        ({"is_test": "1"}, "true"),
        ({"is_test": "true", "user_role": "administrator"}, "false"),
        ({"comment_content": "", "comment_author_url": ""}, "false"),
        ({"user_ip": ""}, "true"),
    ):
        answer = site.call("comment-check", **{"comment_content": NEW, **fields})
        assert (answer.status, answer.body) == (200, body), fields
        assert header(answer, "X-akismet-guid")


def test_a_test_keeps_and_teaches_nothing(site):
    site.teach()
    before = (journal_size(), models.Item.objects.count(), models.Learned.objects.count())
    assert site.check(NEW, is_test="true") == "true"
    assert site.call("submit-spam", comment_content="zz new", is_test="1").body == THANKS
    assert site.call("comment-check", comment_author="viagra-test-123").body == "true"
    after = (journal_size(), models.Item.objects.count(), models.Learned.objects.count())
    assert before == after
    assert models.Checked.objects.count() == models.Usage.objects.count() == 0


def test_feedback_says_thanks_exactly(site):
    for name in ("submit-spam", "submit-ham"):
        answer = site.call(name, comment_content=NEW)
        assert (answer.status, answer.body) == (200, THANKS)
        assert site.call(name, comment_content="").body == THANKS
        assert site.raw(f"/1.1/{name}", form(comment_content=NEW)).body == "invalid"
    assert [row.spam for row in models.Learned.objects.order_by("id")] == [True, False]


def test_private_values_are_held_too(site):
    assert site.check("Her SSN is 536-22-8145, go and see her.") == "true"


def test_a_filled_trap_is_held(site):
    fields = {"honeypot_field_name": "website2", "website2": "x"}
    assert site.check(FINE, **fields) == "true"
    assert site.check(FINE + "!", **{**fields, "website2": ""}) == "false"


def test_contexts_in_their_three_spellings():
    for fields in (
        {"comment_context": ["news"]},
        {"comment_context[0]": ["news"], "comment_context[1]": ["sports"]},
        {"comment_context[]": ["news", "sports"]},
    ):
        told = read_told(fields, "salt")
        assert told.facts["context"][0] == "news"
        assert len(told.facts["context"]) == sum(map(len, fields.values()))


def test_nobody_is_named_in_an_item(site):
    answer = site.call(
        "comment-check",
        comment_content=FINE,
        comment_author="Zz-Robin Vale",
        comment_author_email=EMAIL,
        comment_author_url="https://robin.example/",
        permalink="https://blog.example/zz-article",
        comment_date_gmt="2026-09-26 12:00:00",
    )
    assert answer.body == "false"
    row = models.Item.objects.get()
    assert (row.author[:8], len(row.author), row.created_at.hour) == ("akismet-", 40, 12)
    told = [
        str(each)
        for table in (models.Item, models.Evidence, models.Decision, models.Checked, models.Usage)
        for row in table.objects.values_list()
        for each in row
    ]
    for private in (EMAIL, "Zz-Robin", "zz-article", "192.0.2.7"):
        assert not any(private in each for each in told), private
    other = read_told({"comment_author_email": [EMAIL]}, "another site's salt")
    assert other.author != row.author


def test_feedback_is_counted_where_the_answer_was_wrong(site, clock):
    site.check(NEW)
    site.call("submit-spam", comment_content=NEW)
    site.call("submit-spam", comment_content=NEW)
    site.teach()
    site.check("Earn dollars from home today, click https://cash.shop.example")
    site.call(
        "submit-ham",
        comment_content="Earn  dollars from home today, click https://cash.shop.example ",
    )
    told = json.loads(site.call("key-sites", "1.2").body)
    assert told == {
        "2026-09": [
            {
                "site": BLOG,
                "api_calls": "2",
                "spam": "1",
                "ham": "1",
                "missed_spam": "1",
                "false_positives": "1",
                "is_revoked": False,
            }
        ],
        "limit": 500,
        "offset": 0,
        "total": 1,
    }


def test_usage_limit(site):
    site.check(FINE)
    answer = site.raw("/1.2/usage-limit", query=b"api_key=" + site.key.encode(), method="GET")
    assert answer.content_type == "application/json"
    told = {"limit": "none", "usage": 1, "percentage": "0.00", "throttled": False}
    assert json.loads(answer.body) == told
    more = json.loads(site.call("usage-limit", "1.2", extended="true").body)
    assert more == told | {"notice_level": "none", "upgrade": False}


def test_key_sites_by_name_order_and_page_as_csv(site):
    site.check(FINE, blog="https://a.example")
    site.check(FINE + "1", blog="https://b.example")
    site.check(FINE + "2", blog="https://b.example")
    site.check(FINE + "3", blog="=cmd()")
    answer = site.call("key-sites", "1.2", format="csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.body.splitlines() == [
        f"Active sites for {site.key} during 2026-09 (limit:500, offset: 0, total: 3)",
        "Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked",
        "https://b.example,2,0,2,0,0,false",
        "'=cmd(),1,0,1,0,0,false",
        "https://a.example,1,0,1,0,0,false",
    ]
    page = json.loads(site.call("key-sites", "1.2", limit="1", offset="1", filter=".EXAMPLE").body)
    assert ([row["site"] for row in page["2026-09"]], page["total"]) == (["https://a.example"], 2)
    assert json.loads(site.call("key-sites", "1.2", month="2020-01").body)["2020-01"] == []


def test_what_is_wrong_is_a_sentence_and_no_other_status(site):
    for name, version, fields in (
        ("comment-check", "1.1", {"blog": ""}),
        ("key-sites", "1.2", {"month": "September"}),
        ("key-sites", "1.2", {"order": "luck"}),
        ("key-sites", "1.2", {"limit": "-1"}),
        ("comment-check", "1.1", {"comment_content": "a" * 10, "x": ["y"] * 1_100}),
    ):
        answer = site.call(name, version, **fields)
        assert answer.status == 200
        assert answer.body == header(answer, "X-akismet-debug-help")
        assert answer.body not in ("true", "false", "invalid")


def test_odd_bytes_are_read_as_far_as_they_can_be(site):
    told = form(api_key=site.key, blog=BLOG)
    for body in (b"&comment_content=%FF%00%ED%A0%80hello", b"&comment_content=\xff\x00&=&&%zz"):
        assert site.raw("/1.1/comment-check", told + body).body == "false"


def test_deactivate_and_what_is_not_there(site):
    assert site.call("deactivate").body == "deactivated"
    assert site.call("verify-key").body == "valid"
    assert site.call("token").status == 404
    assert site.call("../etc").status == 404
    assert site.raw("/1.1/comment-check", method="GET").status == 405
