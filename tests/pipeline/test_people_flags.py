"""Anybody flags, a person decides, all are answered; however many there are, no measure."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.model.case import Case, CaseReason, CaseState, FlagWhy
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Role
from evenhand.model.site import Site
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.flags import flag, status
from evenhand.pipeline.people.lifting import hold
from evenhand.pipeline.people.staff import join
from evenhand.review.queues import Queue
from evenhand.store import models
from evenhand.store.cases import get_case, keep_case, open_cases
from evenhand.store.decisions import last_decision_on
from evenhand.store.flags import all_flags, get_flag
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.sites import add_site
from evenhand.store.wire import to_json
from tests.homes import START

FINE = "The council meets on Monday."
ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
POST = Subject(SubjectType.ITEM, "p-1")
LINK = Subject(SubjectType.LINK, "https://letter.example/dossier")
HOURS = timedelta(hours=1)
LOOKED_AT = Case(
    "", "main", Queue.LOOK_AGAIN, 2, START, START, (CaseReason.LOOK_AGAIN,), LINK, account="moss"
)
PRIVATE, SPAM = FlagWhy.PRIVATE_INFORMATION, FlagWhy.SPAM


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


@pytest.fixture
def post(home, record):
    """An item that no rule objects to, and two people who decide."""
    for name in ("ada", "bo"):
        join(home, "main", name, Role.MODERATOR)
    record(Item(id="p-1", text=FINE, author="moss"))


@pytest.fixture
def flagged(home, clock):
    """Flag the item an hour after whatever happened last."""

    def run(why=PRIVATE, text="Look at the third line.", subject=POST, **more):
        clock.advance(HOURS)
        return flag(home, "main", subject, why, text, **more)

    return run


@pytest.fixture
def decide(home, clock):
    """Decide a case a minute later."""

    def run(case, do, name="ada", **more):
        clock.advance(timedelta(minutes=1))
        return decide_case(home, case, name, Choice(do, False, **more))

    return run


def mask(until):
    return {
        "measures": (Chosen("mask", until),),
        "why": "It shows where somebody lives.",
        "rule": "PI-3",
    }


def entries(kind="flag"):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def log_bytes(home):
    return b"".join(p.read_bytes() for p in home.log_folder.rglob("*") if p.is_file())


def test_a_flag_without_an_account_gets_a_receipt(home, post, flagged):
    given = flagged(who="Ines Vale", reach="ines@mail.example", text="It is my street.")
    token = given.receipt.removeprefix("https://platform.example/flag/")
    assert len(token) >= 43
    assert given.receipt in given.letter
    assert given.flag.receipt == hashlib.sha256(token.encode()).hexdigest()
    assert token not in to_json(list(models.Flag.objects.values()))
    for receipt in (given.receipt, token, f" {given.receipt}/ "):
        assert status(home, receipt).flag.id == given.flag.id
    with pytest.raises(EvenhandError, match="EH681"):
        status(home, token[:-1])


def test_a_flag_opens_a_case_and_more_of_them_join_it(post, flagged, clock):
    first = flagged(SPAM)
    case = get_case(first.flag.case)
    assert (case.queue, case.urgency, case.account) == ("flags", 4, "moss")
    assert first.flag.revision == 1
    second = flagged(PRIVATE, harmed=True)
    assert second.flag.case == case.id
    assert second.receipt != first.receipt
    case = get_case(case.id)
    assert case.urgency == 1
    assert case.due_at == clock.now() + timedelta(minutes=15)
    assert set(case.reasons) == {CaseReason.FLAG, CaseReason.HARMED_PARTY}
    assert [(e["merged"], e["harmed"]) for e in entries()] == [(False, False), (True, True)]


def test_a_flag_joins_the_case_that_a_rule_opened(record, flagged):
    roles = Account(roles=("journalist",))
    (result,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=roles))
    assert flagged(SPAM).flag.case == result.decision.id


def test_a_flag_does_not_join_a_case_that_is_closed_without_answering_it(home, post, flagged):
    asked = Case(
        "c" * 32, "main", Queue.CONTACTS, 3, home.clock.now(), home.clock.now(),
        (CaseReason.CONTACT,), POST,
    )  # fmt: skip
    keep_case(asked)
    assert flagged().flag.case != asked.id


def test_a_decision_in_another_case_answers_them_and_closes_theirs(home, post, flagged, decide):
    given = flagged()
    hold(home, "main", "p-1", "ada", 6, False, "Somebody has to look.")
    (held,) = [case for case in open_cases("main") if case.id != given.flag.case]
    decide(held.id, Do.KEEP, "bo")
    assert "took a measure" in status(home, given.receipt).flag.answer
    assert get_case(given.flag.case).closed_by == "bo"
    assert open_cases("main") == []


def test_something_unknown_can_be_flagged(home, post, flagged, decide):
    given = flagged(subject=LINK)
    assert (given.flag.revision, get_case(given.flag.case).decision) == (None, None)
    assert flagged(subject=LINK).flag.case == given.flag.case
    decide(given.flag.case, Do.KEEP)
    assert "took no measure" in status(home, given.receipt).flag.answer
    account = flagged(subject=Subject(SubjectType.ACCOUNT, "moss"))
    assert get_case(account.flag.case).account == "moss"


@pytest.mark.parametrize("many", [100, pytest.param(1_000, marks=pytest.mark.torture)])
def test_however_many_flags_cause_no_measure(home, post, clock, many):
    for number in range(many):
        clock.advance(timedelta(seconds=10))
        flag(home, "main", POST, PRIVATE, f"It is mine {number}.", harmed=number % 2 == 0)
    clock.advance(timedelta(days=30))
    expire(home)
    assert models.Measure.objects.count() == 0
    assert models.Statement.objects.count() == 0
    assert len(open_cases("main")) == 1
    assert len(all_flags("main", waiting=True)) == many
    assert [e["number"] for e in entries()] == list(range(1, many + 1))


def test_everybody_is_answered_by_what_is_true(home, post, flagged, decide, clock):
    early = flagged()
    decide(early.flag.case, Do.MEASURE, **mask(clock.now() + 48 * HOURS))
    told = status(home, early.receipt).flag
    assert "took a measure" in told.answer
    assert "It shows where somebody lives." in told.answer
    late = flagged(SPAM, language="en")
    decide(late.flag.case, Do.KEEP)
    assert "was in force already" in status(home, late.receipt).flag.answer
    clock.advance(48 * HOURS)
    expire(home)
    after = flagged(FlagWhy.ILLEGAL)
    decide(after.flag.case, Do.KEEP)
    assert "took no measure" in status(home, after.receipt).flag.answer
    answered = [e["outcome"] for e in entries() if e["change"] == "answered"]
    assert answered == ["measure", "already", "none"]


@pytest.mark.parametrize(("language", "head"), [("de", "Antwort"), ("xx", "Answer")])
def test_the_letters_are_in_the_flaggers_language(home, post, flagged, decide, language, head):
    given = flagged(language=language)
    decide(given.flag.case, Do.KEEP)
    assert status(home, given.receipt).flag.answer.startswith(head)


def test_what_people_approved_does_not_come_back_for_more_of_the_same(
    home, post, flagged, decide, record
):
    first = flagged(SPAM)
    decided = decide(first.flag.case, Do.KEEP)
    again = flagged(SPAM)
    assert again.flag.case is None
    assert again.flag.decision == decided.ruled.decision.id
    assert "took no measure" in again.flag.answer
    assert open_cases("main") == []
    assert entries()[-1]["answered"] == "at_once"


@pytest.mark.parametrize("news", ["another why", "harmed", "edit"])
def test_what_people_approved_comes_back_on_news(post, flagged, decide, record, news):
    decide(flagged(PRIVATE).flag.case, Do.KEEP)
    if news == "edit":
        record(Item(id="p-1", text="The council meets on Tuesday.", author="moss"))
    given = flagged(SPAM if news == "another why" else PRIVATE, harmed=news == "harmed")
    assert given.flag.answer is None
    assert get_case(given.flag.case).state is CaseState.OPEN


def test_a_measure_that_is_over_no_longer_answers_a_flag(home, post, flagged, decide, clock):
    first = flagged(PRIVATE)
    decide(first.flag.case, Do.MEASURE, **mask(clock.now() + 24 * HOURS))
    assert "took a measure" in status(home, first.receipt).flag.answer
    assert "was in force already" in flagged(PRIVATE).flag.answer
    clock.advance(24 * HOURS)
    expire(home)
    assert flagged(PRIVATE).flag.answer is None


def test_whose_information_it_is_hears_of_each_measure_and_of_its_end(
    home, post, flagged, decide, clock
):
    hers = flagged(PRIVATE, harmed=True, language="de")
    theirs = flagged(PRIVATE)
    until = clock.now() + 24 * HOURS
    decide(hers.flag.case, Do.MEASURE, **mask(until))
    (taken,) = status(home, hers.receipt).notices
    assert taken.language == "de"
    assert "moss" not in taken.text
    clock.at = until
    expire(home)
    taken_again, ended = status(home, hers.receipt).notices
    assert taken_again == taken
    assert ended.refers_to == taken.id
    assert status(home, theirs.receipt).notices == []
    assert status(home, theirs.receipt).flag.answer


@pytest.mark.parametrize("about", [POST, LINK])
def test_flags_wait_until_a_second_person_has_agreed(home, post, flagged, decide, clock, about):
    """Nothing is in force meanwhile: suspended once already, the account cannot be again alone."""

    def suspended():
        if about is LINK:
            keep_case(replace(LOOKED_AT, id=uuid4().hex, decision=last_decision_on("main", POST)))
        given = flagged(subject=about)
        until = clock.now() + 50 * HOURS
        chosen = (Chosen("suspend_until", until),)
        why = "It is somebody's home."
        return given.flag, decide(
            given.flag.case, Do.MEASURE, measures=chosen, why=why, rule="PI-3"
        )

    suspended()
    clock.advance(72 * HOURS)
    expire(home)
    given, decided = suspended()
    assert decided.ruled.awaits
    assert [m.state for m in decided.ruled.decision.measures] == [MeasureState.PROPOSED]
    waiting = get_flag(given.id)
    assert waiting.answer is None
    assert waiting.case != given.case
    case = get_case(waiting.case)
    assert case.state is CaseState.OPEN
    assert CaseReason.FLAG in case.reasons
    decide(case.id, Do.CONFIRM, "bo")
    assert "took a measure" in get_flag(given.id).answer


def test_nobody_agrees_and_the_flags_are_still_answered(home, record, flagged, decide, clock):
    for name in ("ada", "bo"):
        join(home, "main", name, Role.MODERATOR)
    roles = Account(roles=("journalist",))
    (result,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=roles))
    given = flagged()
    clock.advance(100 * HOURS)
    expire(home)
    assert get_case(result.decision.id).state is CaseState.OPEN
    decide(result.decision.id, Do.KEEP)
    assert get_flag(given.flag.id).answer


def test_only_a_named_organisation_is_a_trusted_flagger(home, clock):
    site = Site("desk", "https://desk.example", clock.now(), trusted_flaggers=("Safe Net",))
    add_site(site)
    trusted = flag(home, "desk", POST, FlagWhy.ILLEGAL, "", who="safe  net", trusted=True)
    assert CaseReason.TRUSTED_FLAGGER in get_case(trusted.flag.case).reasons
    assert entries()[-1]["trusted"] is True
    for who in ("Other Net", None):
        with pytest.raises(EvenhandError, match="EH680"):
            flag(home, "desk", POST, FlagWhy.ILLEGAL, "", who=who, trusted=True)
    named = flag(home, "desk", Subject(SubjectType.ITEM, "p-2"), SPAM, "", who="Safe Net")
    assert CaseReason.TRUSTED_FLAGGER not in get_case(named.flag.case).reasons


def test_one_sender_hands_in_thirty_an_hour(home, post, clock):
    for _ in range(30):
        flag(home, "main", POST, SPAM, "", who="ines")
    with pytest.raises(EvenhandError, match="EH653"):
        flag(home, "main", POST, SPAM, "", who="ines")
    flag(home, "main", POST, SPAM, "", who="otto")
    clock.advance(HOURS)
    flag(home, "main", POST, SPAM, "", who="ines")


NOT_RECEIVED = [
    ({"text": "x" * 2_001}, "EH652"),
    ({"who": "x" * 301}, "EH652"),
    ({"text": "a\0b"}, "EH577"),
    ({"text": "a\ud800b"}, "EH577"),
    ({"who": "two\nlines"}, "EH577"),
    ({"language": "x" * 301}, "EH577"),
    ({"subject": Subject(SubjectType.ITEM, "")}, "EH577"),
    ({"subject": Subject(SubjectType.ITEM, "x" * 301)}, "EH577"),
    ({"subject": Subject(SubjectType.CONTACT, "c-1")}, "EH688"),
    ({"subject": Subject(SubjectType.LINK, "x" * 8_193)}, "EH577"),
]


def test_a_flag_has_its_bounds(post, flagged):
    for given, code in NOT_RECEIVED:
        with pytest.raises(EvenhandError, match=code):
            flagged(**given)
    assert all_flags() == []
    assert entries() == []


def test_letters_of_every_script_are_taken_as_they_are(post, flagged):
    text = "سطر أول\r\n\u202bسطر ثانٍ\u202c\t👩‍👩‍👧"
    assert get_flag(flagged(text=text).flag.id).text == text


def test_the_log_says_what_kind_of_flag_it_was_and_nothing_else(home, post, flagged, decide):
    told = {
        "text": "I am Ines, of 9 Mill Road.",
        "who": "Ines Vale-Orr",
        "reach": "ines-orr@mail.example",
        "subject": Subject(SubjectType.ITEM, "p-1"),
    }
    given = flagged(harmed=True, **told)
    decide(given.flag.case, Do.KEEP)
    received, answered = entries()
    public = {k: v for k, v in received.items() if k not in ("commit", "v")}
    assert public == {
        "type": "flag", "day": "2026-09-26", "site": "main", "number": 1, "case": given.flag.case,
        "change": "received", "why": "private_information", "subject": "item", "merged": False,
        "harmed": True,
    }  # fmt: skip
    assert (answered["change"], answered["outcome"]) == ("answered", "none")
    assert answered["case"] == received["case"]
    secret = given.receipt.rpartition("/")[2]
    written = log_bytes(home)
    for value in ("Ines", "Mill Road", "mail.example", "p-1", secret, given.flag.receipt, "ada"):
        assert value.encode() not in written


def test_a_decision_on_a_flag_says_who_pointed_to_it(home, post, flagged, decide, clock):
    decided = decide(flagged().flag.case, Do.MEASURE, **mask(clock.now() + 24 * HOURS))
    row = models.Statement.objects.get(decision=decided.ruled.decision.id, party="writer")
    assert "SOURCE_TYPE_OTHER_NOTIFICATION" in row.dsa
