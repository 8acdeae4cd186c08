"""Flags from strangers: taken without a cookie, answered under a receipt, refused where forged."""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from evenhand import Item
from evenhand.model.case import CaseState
from evenhand.model.clock import SetClock
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store.cases import get_case, open_cases
from evenhand.store.flags import all_flags
from evenhand.web.public import flags as public_flags
from evenhand.web.public.door import MOST_AN_HOUR, TRAP, Turnstile
from tests.homes import START
from tests.web.public_site import JSON, fresh_site, stranger

FINE = "The council meets on Monday."
GOOD = {"site": "main", "on": "item", "what": "p-1", "why": "private_information",
        "text": "Look at the third line."}  # fmt: skip
INJECTED = ['"><script>alert(1)</script>', "{{ 7|add:7 }}{% debug %}", "=cmd|' /C calc'!A0",
            "'; DROP TABLE store_flag; --", "../../keys/log.key",
            "\u202eright to left"]  # fmt: skip


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture(scope="module")
def site(tmp_path_factory, screener):
    """One home for all tests: each looks only at the flags that came in it."""
    clock = SetClock(START)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with fresh_site(tmp_path_factory.mktemp("flags") / "home", clock) as running:
            for name in ("ada", "bo"):
                join(running.home, "main", name, Role.MODERATOR)
            page = Item(id="p-1", text=FINE, author="moss", url="https://platform.example/p/1")
            Corridor(running.home, screener).record(screener.gatherer.gather([page]))
            yield running, clock


@pytest.fixture
def clock(site):
    return site[1]


@pytest.fixture
def running(site):
    """An hour later, with nobody at the turnstile."""
    running, clock = site
    clock.advance(timedelta(hours=1))
    public_flags.turnstile = Turnstile()
    return running


@pytest.fixture
def flags(running):
    """The flags of this test, in the order in which they came."""
    before = {flag.id for flag in all_flags("main")}
    return lambda: [flag for flag in all_flags("main") if flag.id not in before]


def receipt_of(response):
    return re.search(r"https://platform\.example/flag/[\w-]{43}", response.content.decode())[0]


def as_json(fields, client=None, **headers):
    return (client or stranger()).post("/flag", json.dumps(fields), JSON, headers=headers)


def test_a_plain_form_without_a_cookie_gets_a_receipt(running, flags):
    client = stranger()
    response = client.post("/flag", GOOD)
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    receipt = receipt_of(response)
    assert receipt.startswith("https://platform.example/flag/")
    (flag,) = flags()
    assert (flag.subject.id, flag.text, flag.harmed) == ("p-1", GOOD["text"], False)
    page = client.get(urlsplit(receipt).path)
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert "There is none yet" in page.content.decode()


def test_json_to_the_same_address(running, flags):
    response = as_json({**GOOD, "own": True, "language": "de"})
    assert response.status_code == 201
    told = json.loads(response.content)
    assert set(told) == {"receipt", "letter", "answer"}
    (flag,) = flags()
    assert (flag.harmed, flag.language) == (True, "de")


def test_an_item_is_known_by_its_address_too(running, flags):
    stranger().post("/flag", {**GOOD, "what": "https://platform.example/p/1"})
    assert flags()[0].subject.id == "p-1"


def test_answer_and_appeal_stand_under_the_receipt(running, clock):
    client = stranger()
    path = urlsplit(json.loads(as_json({**GOOD, "what": "p-9"}).content)["receipt"]).path
    (case,) = (case for case in open_cases("main") if case.subject.id == "p-9")
    clock.advance(timedelta(hours=1))
    choice = Choice(Do.RELEASE, asked=False, why="Nothing is there.")
    decide_case(running.home, case.id, "ada", choice)
    page = client.get(path)
    assert "Appeal</button>" in page.content.decode()
    assert client.get(f"{path}.json").status_code == 404
    posted = client.post(path, {"text": "But look at the fourth line."})
    assert posted.status_code == 200
    assert "Your appeal has arrived" in posted.content.decode()
    assert "Appeal</button>" not in posted.content.decode()
    appeal = next(c for c in open_cases("main") if c.about)
    assert get_case(appeal.id).state is CaseState.OPEN
    again = client.post(path, {"text": "And again."})
    assert again.status_code == 400


@pytest.mark.parametrize("value", INJECTED)
@pytest.mark.parametrize("field", ["site", "on", "what", "why", "text", "reach", "language"])
def test_whatever_is_written_into_a_field_stays_text(running, flags, field, value):
    response = stranger().post("/flag", {**GOOD, field: value})
    assert response.status_code in (201, 400, 404)
    body = response.content.decode()
    assert "<script>alert" not in body
    if response.status_code == 201:
        (kept,) = flags()
        told = {"what": kept.subject.id, "text": kept.text, "reach": kept.reach,
                "language": kept.language}  # fmt: skip
        assert told[field] == value
        path = urlsplit(receipt_of(response)).path
        assert "<script>alert" not in stranger().get(path).content.decode()
    else:
        assert flags() == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"site": "main"}, {**GOOD, "what": ""}, {**GOOD, "why": "nosuch"},
     {**GOOD, "on": "contact"}, {**GOOD, "text": "x" * 2001},
     {**GOOD, "what": "x\0y"}, {**GOOD, "site": "nosuch"}],
)  # fmt: skip
def test_what_is_not_complete_is_refused_and_nothing_is_lost(running, flags, fields):
    response = stranger().post("/flag", fields)
    assert response.status_code in (400, 404)
    assert flags() == []
    if fields.get("text") == GOOD["text"]:
        assert GOOD["text"] in response.content.decode()
    refused = as_json(fields)
    assert refused.status_code in (400, 404)
    assert json.loads(refused.content)["code"].startswith("EH")


@pytest.mark.parametrize("body", [" ", "[]", "{", '"x"', '{"what": 1}', '{"what": ["a"]}',
                                  "[" * 100_000, "\ud800"])  # fmt: skip
def test_json_that_is_no_form_is_refused(running, flags, body):
    raw = body.encode("utf-8", "surrogatepass")
    response = stranger().post("/flag", raw, JSON)
    assert response.status_code == 400
    assert json.loads(response.content)["code"] in ("EH848", "EH844")
    assert flags() == []


def test_another_kind_of_body_is_refused(running, flags):
    """What a page elsewhere may send without asking: text that happens to be JSON."""
    response = stranger().post("/flag", json.dumps(GOOD), "text/plain")
    assert response.status_code == 400
    assert "EH848" in response.content.decode()
    assert flags() == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://platform.example.elsewhere.example"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, 201),
        ({"origin": "https://platform.example"}, 201),
        ({"sec-fetch-site": "none"}, 201),
        ({}, 201),
    ],
)
def test_only_our_own_form_or_a_program_may_send(running, flags, headers, status):
    assert stranger().post("/flag", GOOD, headers=headers).status_code == status
    assert as_json(GOOD, **headers).status_code == status
    assert len(flags()) == (2 if status == 201 else 0)


def test_the_trap_takes_programs_that_fill_in_everything(running, flags):
    form = stranger().get("/flag").content.decode()
    assert f'name="{TRAP}"' in form
    assert "<div hidden" in form
    assert stranger().post("/flag", {**GOOD, TRAP: "http://spam.example"}).status_code == 400
    assert flags() == []


def test_one_address_cannot_fill_the_queue(running, clock):
    for number in range(MOST_AN_HOUR):
        assert as_json({**GOOD, "what": f"p-{number}"}).status_code == 201
    refused = as_json(GOOD)
    assert refused.status_code == 429
    assert json.loads(refused.content)["code"] == "EH845"
    other = stranger().post("/flag", GOOD, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 201
    clock.advance(timedelta(hours=1))
    assert as_json(GOOD).status_code == 201


def test_the_turnstile_keeps_no_address_and_no_more_than_it_can(monkeypatch):
    monkeypatch.setattr("evenhand.web.public.door.MOST_ADDRESSES", 3)
    gate = Turnstile(most=2)
    gate.enter("192.0.2.1", START)
    gate.enter("192.0.2.1", START)
    with pytest.raises(EvenhandError, match="EH845"):
        gate.enter("192.0.2.1", START)
    assert "192.0.2.1" not in repr(gate._came)
    for number in range(2, 6):
        gate.enter(f"192.0.2.{number}", START)
    assert len(gate._came) == 3


def test_a_receipt_is_not_guessed_nor_another_ones(running, flags):
    as_json(GOOD)
    (flag,) = flags()
    for guess in (flag.id, flag.receipt, "x", "%2e%2e", "A" * 43):
        assert stranger().get(f"/flag/{guess}").status_code == 404
        assert stranger().post(f"/flag/{guess}", {"text": "x"}).status_code == 404
