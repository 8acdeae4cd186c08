"""Who asked for what: recorded at receipt, public as far as it may be, deleted by nobody."""

import inspect
from datetime import UTC, datetime, timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.cli.contact import command
from evenhand.contacts.public import canonical
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.contact import (
    Asked,
    ContactStanding,
    SealBecause,
)
from evenhand.model.entry import digest_text
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import (
    contact_changes,
    contact_views,
    contacts,
    interests,
    matters,
    seals,
)
from evenhand.pipeline.people.casework import claim
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join, leave
from evenhand.store import contacts as repository
from evenhand.store.cases import get_case, notes_of, open_cases
from evenhand.store.contacts import all_contacts, get_contact
from evenhand.store.decisions import get_decision, statements_of
from evenhand.store.journal import disclosures
from tests.pipeline.asking import (
    SSN,
    add,
    asks,
    entries,
    hire,
    notifies,
    own,
    published,
)

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


@pytest.fixture(autouse=True)
def staff(home):
    hire(home)


def test_who_asked_is_public_and_nothing_else(home):
    """An auditor records it: everybody of the staff may."""
    asked = add(home, asks(matter="zz-matter"), by="aud")
    (entry,) = entries("contact")
    assert (entry["case"], entry["number"], entry["change"]) == (asked.id, 1, "received")
    assert (entry["role"], entry["organisation"]) == ("political", "Vale for Mayor")
    assert (entry["wants"], entry["standing"]) == ("block_link", "claimed")
    assert get_contact(asked.id).log_index == asked.log_index
    contact_changes.stand(home, asked.id, "bo", ContactStanding.DISPUTED, "zz-basis")
    contact_changes.reply(home, asked.id, "aud", "zz-reply", "Zz-Ann")
    contact_changes.done(home, asked.id, "bo", "zz-done")
    add(home, notifies())
    leaves = published(home)
    assert b"Vale for Mayor" in leaves
    for name in (b"zz-", b"Zz-", b"zz@", b"T14:00", b'"aud"', b'"bo"'):
        assert name not in leaves
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_what_its_entry_commits_to_opens(home):
    asked = add(home, asks(matter="m-1"))
    opened = {d.name: d.value for d in disclosures(asked.log_index)}
    assert opened["person"] == "Zz-Tom Reed"
    assert opened["objects"] == "https://zz-letter.example/dossier"
    assert opened["matter"] == "m-1"
    assert opened["text"] == digest_text("zz-words of theirs")
    assert opened["record"] == digest_text(canonical(get_contact(asked.id)))


def test_late_registration_shows(home, clock):
    asked = add(home, asks(received_at=clock.now() - 3 * DAY))
    (entry,) = entries("contact")
    told = (entry["received"], entry["logged"], entry["days_late"], entry["late"])
    assert told == ("2026-09-23", "2026-09-26", 3, True)
    (row,) = contact_views.register(home, "main").rows
    assert (row["entry"], row["days_late"], row["late"]) == (asked.log_index, 3, True)


def test_each_change_is_an_entry_and_numbers_have_no_gap(home):
    asked = add(home, asks())
    contact_changes.stand(home, asked.id, "bo", ContactStanding.VERIFIED, "called back")
    contact_changes.reply(home, asked.id, "aud", "We asked for less.", "Vale for Mayor")
    contact_changes.link(home, asked.id, "bo", "m-1")
    contact_changes.done(home, asked.id, "bo", "Nothing was blocked for it.")
    told = [(e["number"], e["change"], e["standing"], e["reply"]) for e in entries("contact")]
    assert told == [
        (1, "received", "claimed", False),
        (2, "verified", "verified", False),
        (3, "reply", "verified", True),
        (4, "linked", "verified", True),
        (5, "done", "verified", True),
    ]
    kept = get_contact(asked.id)
    assert (kept.matter, kept.done, kept.log_index) == (
        "m-1", "Nothing was blocked for it.", asked.log_index,
    )  # fmt: skip
    assert [note.text for note in notes_of(asked.id)] == ["verified: called back"]
    assert open_cases("main") == []


def test_nobody_can_delete_one(home):
    asked = add(home, asks())
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    seals.unseal(home, sealed.id, "ada")
    contact_changes.done(home, asked.id, "ada", "done")
    assert {c.id for c in all_contacts()} == {asked.id, sealed.id}
    ways_out = ("delete", "remove", "erase", "drop")
    names = [*command.commands, *(name for name, _ in inspect.getmembers(repository))]
    assert not [name for name in names if name.startswith(ways_out)]


def test_what_nobody_has_to_decide_opens_no_case(home):
    told = contacts.add(home, "main", "ada", asks(wants=Asked.INFORMATION))
    assert (told.case, told.advice) == (None, "")


def test_the_case_is_about_what_is_known_here(home, record):
    post = Item(id="p-1", text=SSN, author="a-1", matter="m-1", url="https://posts.example/p/1")
    (result,) = record(post)
    by_id = contacts.add(home, "main", "ada", asks(objects=("nowhere", "p-1")))
    by_url = contacts.add(home, "main", "ada", asks(objects=("https://posts.example/p/1",)))
    for told in (by_id, by_url):
        assert told.case.subject == Subject(SubjectType.ITEM, "p-1")
        assert (told.case.decision, told.case.account) == (result.decision.id, "a-1")
        assert told.contact.matter == told.case.matter == "m-1"
    account = contacts.add(home, "main", "ada", asks(objects=("a-1",))).case
    assert (account.subject.type, account.account) == (SubjectType.ACCOUNT, "a-1")
    link = contacts.add(home, "main", "ada", asks(objects=("x", "https://x.example/y"))).case
    assert link.subject == Subject(SubjectType.LINK, "https://x.example/y")
    nothing = contacts.add(home, "main", "ada", asks(objects=("x",)))
    assert nothing.case.subject == Subject(SubjectType.CONTACT, nothing.contact.id)


def test_what_would_be_public_is_looked_at(home, record):
    record(Item(id="p-1", text="Fine.", author="vale_hq"))
    for intake, code in (
        (asks(organisation="12 Orchard Lane, Springfield, IL 62704"), "EH624"),
        (asks(on_behalf_of="Vale_HQ"), "EH521"),
        (asks(organisation="", person=""), "EH505"),
        (asks(received_at=datetime(2027, 1, 1, tzinfo=UTC)), "EH506"),
    ):
        with pytest.raises(EvenhandError, match=code):
            add(home, intake)
    assert all_contacts() == []
    assert entries("contact") == []
    add(home, asks(on_behalf_of="Vale_HQ", behalf_person=True))


def test_who_may_do_what(home):
    asked = add(home, asks())
    with pytest.raises(EvenhandError, match="EH572"):
        contact_changes.done(home, asked.id, "aud", "done")
    join(home, "main", "edi", Role.POLICY_EDITOR)
    with pytest.raises(EvenhandError, match="EH519"):
        contact_views.view(home, asked.id, "edi")
    own_entry = add(home, asks(person="Zz-Ann"), by="edi")
    assert contact_views.view(home, own_entry.id, "edi").contact.id == own_entry.id
    leave(home, "main", "edi")
    with pytest.raises(EvenhandError, match="EH571"):
        add(home, asks(), by="edi")
    with pytest.raises(EvenhandError, match="EH413"):
        add(home, asks(), by="nobody")


def test_an_interest_in_who_asked_keeps_a_decision_away(home):
    """Also where the contact belongs to no matter, and where the case is decided by measures."""
    interests.declare(home, "main", "bo", "bo", Holder.REVIEWER, "Vale for Mayor",
                      InterestKind.MEMBERSHIP, "own word")  # fmt: skip
    told = contacts.add(home, "main", "bo", asks())
    for change in (
        lambda: contact_changes.done(home, told.contact.id, "bo", "done"),
        lambda: contact_changes.stand(
            home, told.contact.id, "bo", ContactStanding.VERIFIED, "I know them"
        ),
        lambda: seals.seal(home, told.contact.id, "bo", SealBecause.SAFETY),
        lambda: decide_case(home, told.case.id, "bo", Choice(Do.KEEP, asked=False)),
    ):
        with pytest.raises(EvenhandError, match="EH648"):
            change()


def test_a_contact_takes_cases_out_of_the_hands_of_the_interested(home):
    interests.declare(home, "main", "bo", "bo", Holder.REVIEWER, "Vale for Mayor",
                      InterestKind.MEMBERSHIP, "own word")  # fmt: skip
    earlier = contacts.add(home, "main", "ada", notifies(matter="m-1")).case
    claim(home, earlier.id, "bo")
    add(home, asks(matter="m-1"))
    assert get_case(earlier.id).held_by is None


def test_who_has_a_case_in_hand_answers_it(home):
    told = contacts.add(home, "main", "ada", asks())
    claim(home, told.case.id, "bo")
    with pytest.raises(EvenhandError, match="EH641"):
        contact_changes.done(home, told.contact.id, "ada", "done")
    contact_changes.done(home, told.contact.id, "bo", "done")


def test_words_are_shown_with_a_reason_that_is_noted(home):
    asked = add(home, asks())
    with pytest.raises(EvenhandError, match="EH577"):
        contact_views.reveal(home, asked.id, "bo", " ")
    view = contact_views.reveal(home, asked.id, "bo", "to answer them")
    assert [(n.by, n.text) for n in view.notes] == [
        ("bo", "read the words uncovered: to answer them")
    ]


def test_the_reply_is_invited(home):
    asked = add(home, asks())
    letter = contact_changes.invitation(home, asked.id, "aud")
    assert "Vale for Mayor" in letter
    assert "zz-" not in letter
    assert letter != contact_changes.invitation(home, asked.id, "aud", "de")


def test_a_decision_lists_who_asked_before(home, clock, record):
    asked = add(home, asks(matter="m-1"))
    hidden = add(home, asks(matter="m-1", organisation="Hidden", seal=SealBecause.LEGAL_BAR))
    mine = add(home, own(matter="m-1"))
    clock.advance(timedelta(hours=5))
    (result,) = record(Item(id="p-1", text=SSN, author="a-1", matter="m-1"))
    (entry,) = entries("decision")
    assert entry["contacts"] == [asked.id]
    (statement,) = statements_of(result.decision.id)
    assert asked.id in statement.text
    assert "not listed" in statement.text
    for one in (hidden, mine):
        assert one.id not in statement.text
        assert one.id.encode() not in published(home)
    late = add(home, asks(matter="m-1", received_at=clock.now() - timedelta(hours=2)))
    decision = get_decision(result.decision.id).decision
    assert [(p.contact, p.hours) for p in contact_views.before(decision)] == [
        (late.id, 2), (asked.id, 5),
    ]  # fmt: skip
    found = matters.view(home, "main", "m-1", "ada").contacts
    assert {contact.id for contact in found} == {asked.id, late.id}


def test_linking_goes_on_into_the_case_and_later_decisions(home, record):
    told = contacts.add(home, "main", "ada", asks())
    contact_changes.link(home, told.contact.id, "bo", "m-1")
    assert get_case(told.case.id).matter == "m-1"
    record(Item(id="p-1", text=SSN, matter="m-1"))
    assert entries("decision")[-1]["contacts"] == [told.contact.id]
