"""Appeals on the console: the list with its clock, both sides, today's rules, the answer."""

import json
from datetime import timedelta

import pytest

from evenhand import Item
from evenhand.model.case import AppealOutcome
from evenhand.model.clock import SetClock
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import add_site
from evenhand.pipeline.people import appeals, casework
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.store.cases import get_case, notes_of
from evenhand.store.flags import get_appeal
from evenhand.store.journal import journal_size
from evenhand.store.measures import measures_of_decision
from tests.homes import START
from tests.web.desk import (
    NUMBER,
    SSN,
    case_about,
    desk,
    journalist,
    record,
    signed_in,
    text_of,
)

LIST = "/console/main/appeals"
WORDS = f"<script>alert('zz')</script> {SSN} is the number of an order, not hers."
TEXT = "We read the item again, together with what you wrote."


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture
def home(tmp_path, monkeypatch, clock):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EVENHAND_SECOND_FACTOR", "optional")
    with desk(tmp_path / "home", clock) as running:
        yield running.home


@pytest.fixture
def removed(home, screener):
    """A rule removed a post."""
    (decision,) = record(home, screener, Item(id="p-1", text=NUMBER, author="moss"))
    return decision


@pytest.fixture
def appeal(home, removed):
    """Its writer appeals."""
    return appeals.appeal(home, removed, WORDS, account="moss").appeal.id


@pytest.fixture
def ada(home):
    return signed_in("ada")


def at(appeal, deed=""):
    return f"{LIST}/{appeal}{deed and '/' + deed}"


def gives(outcome, **more):
    return {"do": outcome, "text": TEXT, "asked": "no", **more}


def test_the_list_has_a_clock_and_is_data_too(home, appeal, ada, clock):
    page = text_of(ada.get(LIST))
    assert f'href="{at(appeal)}"' in page
    assert "in 14 days" in page
    assert "No appeal here." in text_of(ada.get(LIST, {"state": "soon"}))
    clock.advance(timedelta(days=13))
    assert f'href="{at(appeal)}"' in text_of(ada.get(LIST, {"state": "soon"}))
    clock.advance(timedelta(days=2))
    page = text_of(ada.get(LIST, {"state": "overdue"}))
    assert "1 of them is overdue" in page
    (row,) = json.loads(ada.get(f"{LIST}.json").content)["appeals"]
    assert (row["id"], row["overdue"]) == (appeal, True)
    assert text_of(ada.get(f"{LIST}.csv")).splitlines()[1].startswith(appeal)
    assert json.loads(ada.get(f"{LIST}.json?state=answered").content)["appeals"] == []


def test_both_sides_stand_on_the_page_covered(home, removed, appeal, ada):
    page = text_of(ada.get(at(appeal)))
    assert removed in page
    assert SSN not in page
    assert "<script>alert" not in page
    assert "is the number of an order, not hers." in page
    assert "Nothing but the appeal." in page
    assert "The same versions are in force as then." in page
    assert "remove of the item" in page
    case = case_about("p-1")
    assert ada.get(f"/console/main/cases/{case}")["Location"] == at(appeal)
    shown = text_of(ada.post(at(appeal, "reveal"), {"why": "to read both"}))
    assert shown.count(SSN) == 3  # the item, their words, and those on the timeline
    assert notes_of(case)[-1].text == casework.REVEALED + "to read both"
    assert SSN not in text_of(ada.get(at(appeal)))


def test_an_appeal_is_answered(home, removed, appeal, ada):
    answer = ada.post(at(appeal, "answer"), gives("overturned"), follow=True)
    assert "Answered: overturned" in text_of(answer)
    found = get_appeal(appeal)
    assert (found.outcome, found.answer) == (AppealOutcome.OVERTURNED, TEXT)
    assert [str(m.state) for m in measures_of_decision(removed)] == ["lifted"]
    assert TEXT in text_of(ada.get(at(appeal)))
    late = signed_in("bo").post(at(appeal, "answer"), gives("upheld"))
    assert late.status_code == 409
    assert TEXT in text_of(late)


def test_a_lighter_measure_is_put_in_its_place(home, removed, appeal, ada):
    ada.post(at(appeal, "answer"), gives("varied", on_item="label"))
    result = get_appeal(appeal).result
    assert [(m.measure, str(m.state)) for m in measures_of_decision(result)] == [
        ("label", "in_force")
    ]


REFUSED = [
    ({}, "EH760"),
    (gives("upheld", text="Short."), "EH659"),
    (gives("upheld", asked=""), "EH620"),
    (gives("upheld", text=f"{TEXT} {SSN}"), "EH624"),
    (gives("varied"), "EH684"),
    (gives("varied", on_account="suspend"), "EH660"),
]


def test_what_is_refused_stays_in_the_form(home, appeal, ada):
    before = journal_size()
    for form, code in REFUSED:
        answer = ada.post(at(appeal, "answer"), form)
        assert answer.status_code == 422, form
        assert code in text_of(answer)
        assert form.get("text", "") in text_of(answer)
    assert journal_size() == before


def test_whoever_decided_is_told_who_may_answer(home, screener, clock):
    record(home, screener, journalist())
    case = case_about("p-1")
    decide_case(home, case, "ada", Choice(Do.CONFIRM, False))
    decide_case(home, case, "bo", Choice(Do.CONFIRM, False))
    taken = appeals.appeal(home, case, "Please look again.", account="quist").appeal.id
    page = text_of(signed_in("ada").get(at(taken)))
    assert "EH647" in page
    assert f'action="{at(taken)}/answer"' not in page
    others = page[page.index("These had no part in it") : page.index("What today")]
    assert "root" in others
    assert "out" in others
    assert "<li>bo" not in others
    refused = signed_in("bo").post(at(taken, "answer"), gives("overturned"))
    assert "EH647" in text_of(refused)
    assert get_appeal(taken).outcome is None
    outsider = signed_in("out")
    assert f'action="{at(taken)}/answer"' in text_of(outsider.get(at(taken)))
    assert outsider.post(at(taken, "answer"), gives("upheld")).status_code == 303
    assert get_case(get_appeal_case(taken)).closed_by == "out"


def get_appeal_case(appeal):
    return appeals.case_of(get_appeal(appeal)).id


def test_the_letter_can_be_read_before_it_is_sent(home, appeal, ada):
    before = journal_size()
    page = text_of(ada.post(at(appeal, "preview"), gives("overturned")))
    assert "The letter to whoever appealed" in page
    assert page.count(TEXT) >= 2
    part = ada.post(at(appeal, "preview"), gives("upheld"), headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    assert "EH659" in text_of(ada.post(at(appeal, "preview"), gives("upheld", text="No.")))
    assert journal_size() == before
    assert get_appeal(appeal).outcome is None


def test_what_changed_since_is_told(home, removed, appeal, ada, screener, clock):
    clock.advance(timedelta(hours=1))
    casework.note(home, case_about("p-1"), "bo", "The desk has called.")
    page = text_of(ada.get(at(appeal)))
    since = page[page.index('id="since-head"') : page.index('id="hand-head"')]
    assert "noted" in since


def test_another_sites_appeal_is_not_there(home, appeal, clock):
    add_site("other", "https://other.example", clock)
    from_there = signed_in("ada")
    assert from_there.get(f"/console/other/appeals/{appeal}").status_code == 403
    strict = signed_in("ada", enforce_csrf_checks=True)
    for deed in ("reveal", "preview", "answer"):
        assert strict.post(at(appeal, deed), gives("upheld")).status_code == 403
    assert get_appeal(appeal).outcome is None
    assert from_there.get(at("0" * 32)).status_code == 404
