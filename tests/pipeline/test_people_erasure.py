"""What is held about an account: shown, handed out whole, and erased as far as it may go."""

import json
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import Appeal, AppealOutcome, FlagWhy, Party
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    Seal,
    SealBecause,
)
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Fact, Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.accounts import view_account
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.erasure import erasable, erase
from evenhand.pipeline.people.export import export_account, export_flag
from evenhand.pipeline.people.flags import flag, status
from evenhand.pipeline.people.retention import Ground
from evenhand.pipeline.people.staff import join, leave
from evenhand.store import models
from evenhand.store.cases import open_cases
from evenhand.store.contacts import get_contact, keep_contact
from evenhand.store.decisions import get_evidence, statements_of
from evenhand.store.facts import add_fact, facts_about
from evenhand.store.flags import get_appeal, keep_appeal
from evenhand.store.items import get_item, known_roles
from evenhand.store.journal import disclosures, journal_size, read_journal
from evenhand.store.still_open import Open

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."
OTHER = Subject(SubjectType.ITEM, "q-1")
MINE = Subject(SubjectType.ITEM, "p-1")
ITSELF = Subject(SubjectType.ACCOUNT, "a-7")


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


@pytest.fixture
def staff(home):
    join(home, "main", "ada", Role.SENIOR)
    join(home, "main", "bo", Role.MODERATOR)


@pytest.fixture
def life(home, staff, record, clock):
    """An account with a cured removal, an appeal, facts, a flag of its own and one about it."""
    roles = Account(roles=("business",))
    (removed,) = record(Item(id="p-1", text=SSN, author="a-7", account=roles))
    record(Item(id="q-1", text=FINE, author="a-8", account=roles))
    appeal = Appeal(
        "e" * 32, "main", removed.decision.id, Party.WRITER, "It was my own number, honestly.",
        clock.now(), clock.now() + timedelta(days=14),
    )  # fmt: skip
    clock.advance(timedelta(days=1))
    keep_appeal(
        replace(appeal, outcome=AppealOutcome.UPHELD, answer="It stays.", answered_at=clock.now())
    )
    add_fact("main", Fact(ITSELF, "roles", ("business",), "Una Quist", "I know her", clock.now()))
    for item in (MINE, OTHER):
        add_fact("main", Fact(item, "consented", True, "media", "they said so", clock.now()))
    about = flag(home, "main", MINE, FlagWhy.OTHER, "I live next door.", who="neighbour-3")
    own = flag(home, "main", OTHER, FlagWhy.SPAM, "Just selling.", who="a-7", reach="a7@x.example")
    for case in open_cases("main"):
        decide_case(home, case.id, "bo", Choice(Do.KEEP, asked=False))
    clock.advance(timedelta(hours=1))
    record(Item(id="p-1", text=FINE, author="a-7", account=roles))
    clock.advance(timedelta(hours=1))
    return removed, about, own


def entries(kind):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def zero(counts):
    return {record for record, count in counts.items() if not count}


def test_an_account_is_shown_as_it_stands(home, life):
    removed, _, _ = life
    view = view_account(home, "main", "a-7", "bo")
    assert view.roles == ("business",)
    assert [s.decision for s in view.standing.strikes] == [removed.decision.id]
    assert view.standing.in_force == ()
    outcomes = [(k.decision.decided_by, k.decision.outcome) for k in view.decisions]
    assert outcomes == [("rule", "measures"), ("moderator", "measures")]


def test_while_it_can_be_appealed_it_stays(home, life, clock):
    removed, _, own = life
    done = erase(home, "main", "a-7", "ada")
    reasons = {stays.subject: stays.because for stays in done.stays}
    assert reasons[MINE] == (Open.APPEAL_WINDOW,)
    assert reasons[ITSELF] == (Open.APPEAL_WINDOW,)
    assert get_item(removed.decision.id) is not None
    assert known_roles([("main", "a-7")])
    assert get_appeal("e" * 32).text
    assert status(home, own.receipt).flag.text  # somebody decided about it today
    assert done.log_index is None
    assert entries("erasure") == []


def test_erased_is_all_that_is_over(home, life, record, clock):
    removed, about, own = life
    made = removed.decision.id
    clock.advance(timedelta(days=184))
    (standing,) = record(Item(id="p-2", text=SSN, author="a-7"))
    wanted = erasable(home, "main", "a-7", "ada")
    assert [s.subject.id for s in wanted.stays] == ["p-2", "a-7"]
    done = erase(home, "main", "a-7", "ada")
    assert done.counts == wanted.counts
    assert zero(done.counts) == {"role"}  # a measure is open that may rest on it
    assert get_item(made) is None
    assert get_evidence(made) is None
    assert {s.text for s in statements_of(made)} == {""}
    assert get_appeal("e" * 32).text == ""
    assert status(home, own.receipt).flag.who is None
    assert status(home, own.receipt).flag.answer
    assert status(home, about.receipt).flag.text == "I live next door."
    assert disclosures(removed.log_index) == ()
    assert disclosures(standing.log_index) != ()
    assert get_item(standing.decision.id) is not None
    assert facts_about("main", MINE) == []
    assert facts_about("main", ITSELF) != []
    assert facts_about("main", OTHER) != []
    assert get_evidence(models.Decision.objects.get(subject="q-1", log_index=None).id) is not None
    again = erase(home, "main", "a-7", "ada")
    assert (set(again.counts.values()), again.log_index) == ({0}, None)


def test_the_rest_goes_when_it_is_over_too(home, life, clock):
    clock.advance(timedelta(days=184))
    done = erase(home, "main", "a-7", "ada")
    assert done.stays == ()
    assert zero(done.counts) == set()
    assert known_roles([("main", "a-7")]) == {}
    assert facts_about("main", ITSELF) == facts_about("main", MINE) == []
    assert known_roles([("main", "a-8")]) != {}


def test_the_entry_names_nobody(home, life, clock):
    clock.advance(timedelta(days=184))
    done = erase(home, "main", "a-7", "ada", Ground.ORDER)
    (entry,) = entries("erasure")
    told = {name: entry[name] for name in ("record", "count", "ground", "decided_by")}
    assert told == {"record": "account", "count": "1-4", "ground": "order", "decided_by": "senior"}
    assert "entries" not in entry
    opened = {d.name: d.value for d in disclosures(done.log_index)}
    assert opened["count"] == str(sum(done.counts.values()))
    assert not any("a-7" in value for value in opened.values())
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_who_may_erase(home, life, clock):
    clock.advance(timedelta(days=184))
    for name, code in (("bo", "EH572"), ("eve", "EH413")):
        with pytest.raises(EvenhandError, match=code):
            erase(home, "main", "a-7", name)
    leave(home, "main", "ada")
    with pytest.raises(EvenhandError, match="EH571"):
        erasable(home, "main", "a-7", "ada")
    assert entries("erasure") == []


def test_nothing_is_held_about_an_unknown_account(home, staff):
    for command in (view_account, export_account, erase, erasable):
        with pytest.raises(EvenhandError, match="EH591"):
            command(home, "main", "a-9", "ada")


def test_an_export_holds_everything_of_the_person(home, life):
    removed, _, _ = life
    told = json.loads(msgspec.json.encode(export_account(home, "main", "a-7", "bo")))
    first, last = told["items"]
    assert (first["content"]["text"], last["content"]) == (SSN, None)
    ruled, kept, _allowed = told["decisions"]
    assert ruled["case"] == removed.decision.id
    sent = [s.text for s in statements_of(removed.decision.id) if s.party is Party.WRITER]
    assert [s["text"] for s in ruled["statements"]] == sent
    assert [m["measure"] for m in ruled["measures"]] == ["remove"]
    assert len(ruled["strikes"]) == 1
    assert ruled["seen"] == [
        {"signal": "private_info", "kind": "us_ssn", "spans": [{"start": 11, "end": 22}]}
    ]
    (appeal,) = ruled["appeals"]
    assert appeal["text"] == "It was my own number, honestly."
    assert kept["decided_by"] == "moderator"
    by = {(fact["name"], fact["asserted_by"]) for fact in told["facts"]}
    assert by == {
        ("roles", "caller"), ("roles", "somebody from outside"), ("consented", "media"),
    }  # fmt: skip
    (about,) = told["flags_about"]
    assert about == {
        "about": {"type": "item", "id": "p-1"}, "why": "other", "received": "2026-09-27",
        "answered": True,
    }  # fmt: skip
    (made,) = told["flags_made"]
    assert (made["text"], made["reach"]) == ("Just selling.", "a7@x.example")
    assert [cure["item"] for cure in told["cures"]] == ["p-1"]


def test_an_export_holds_nothing_of_others(home, life, record, clock):
    """Neither flaggers nor staff, nor who asserted a fact, nor what may not be disclosed."""
    sealed = Contact(
        "f" * 32, "main", ContactKind.REQUEST, ContactRole.AUTHORITY, Channel.LETTER, Asked.REMOVE,
        "Away with it.", clock.now(), clock.now(), "bo", organisation="Harbour Office",
        own_data=False, matter="dossier",
    )  # fmt: skip
    keep_contact(sealed, disclosed=False)
    keep_contact(replace(sealed, id="d" * 32, organisation="Campaign", person="Bo Vance",
                         text="Take it off."), disclosed=True)  # fmt: skip
    third = Subject(SubjectType.ITEM, "p-3")
    flag(home, "main", third, FlagWhy.PRIVATE_INFORMATION, "It is mine.", harmed=True)
    (result,) = record(Item(id="p-3", text=SSN, author="a-7", matter="dossier"))
    (harmed,) = [s for s in statements_of(result.decision.id) if s.party is Party.HARMED]
    text = msgspec.json.encode(export_account(home, "main", "a-7", "bo")).decode()
    assert "Campaign" in text
    for name in ("neighbour-3", "next door", "Quist", "I know her", "said so", '"bo"', '"ada"',
                 "Harbour", "Vance", "Take it off"):  # fmt: skip
        assert name not in text, name
    assert harmed.id not in text
    asked = get_contact("d" * 32)
    seal = Seal(SealBecause.SAFETY, ("bo",), clock.now(), clock.now())
    keep_contact(replace(asked, seal=seal), disclosed=False)
    told = export_account(home, "main", "a-7", "bo")
    assert told["contacts"] == []  # the notices stay as they were sent


def test_a_flagger_gets_their_own_by_the_receipt(home, life):
    _, about, _ = life
    told = export_flag(home, about.receipt, "bo")["flag"]
    assert (told["text"], told["who"]) == ("I live next door.", "neighbour-3")
    assert told["answer"]
    assert "a-7" not in msgspec.json.encode(told).decode()
    with pytest.raises(EvenhandError, match="EH681"):
        export_flag(home, "https://platform.example/flag/none", "bo")
