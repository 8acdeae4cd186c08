"""What may not be disclosed: sealed contacts and those about own data, and their commitments."""

from datetime import timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.contacts.public import canonical
from evenhand.log.entry import decode, open_commitment
from evenhand.model.case import CaseState
from evenhand.model.contact import (
    ContactStanding,
    SealBecause,
)
from evenhand.model.entry import digest_text
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import (
    contact_changes,
    contact_views,
    contacts,
    seals,
)
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join, leave
from evenhand.pipeline.people.upkeep import upkeep
from evenhand.store.cases import get_case, open_cases
from evenhand.store.contacts import get_contact
from evenhand.store.journal import journal_size, read_journal
from tests.pipeline.asking import (
    SSN,
    add,
    asks,
    entries,
    hire,
    orders_removal,
    own,
    published,
    riding_in_entries,
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


def test_a_sealed_contact_rides_unseen_and_is_disclosed_later(home, clock, record):
    before = journal_size()
    sealed = add(home, asks(seal=SealBecause.LEGAL_BAR))
    seals.agree(home, sealed.id, "sen")
    assert (sealed.log_index, journal_size()) == (None, before)
    assert riding_in_entries(sealed.id) == []
    for n in range(2):
        record(Item(id=f"p-{n}", text=SSN))
    (first, second) = riding_in_entries(sealed.id)
    decisions = [decode(leaf) for leaf in read_journal(0, journal_size())]
    for index, disclosure in (first, second):
        assert decisions[index]["type"] == "decision"
        assert open_commitment(disclosure) in decisions[index]["commit"]
    assert first[1].value == digest_text(canonical(sealed))
    assert second[1].value == digest_text(canonical(get_contact(sealed.id)))
    assert contact_views.register(home, "main").rows == ()
    clock.advance(10 * DAY)
    disclosed = seals.unseal(home, sealed.id, "sen")
    (entry,) = entries("disclosure")
    assert (entry["case"], entry["number"]) == (sealed.id, 1)
    assert (entry["change"], entry["organisation"]) == ("unsealed", "Vale for Mayor")
    assert (entry["received"], entry["sealed"]) == ("2026-09-26", "2026-09-26")
    assert (entry["because"], entry["rode_in"]) == ("legal_bar", first[0])
    assert entry["commitment"] == open_commitment(first[1])
    assert entries("contact") == []
    (row,) = contact_views.register(home, "main").rows
    assert row["entry"] == disclosed.log_index == get_contact(sealed.id).log_index
    add(home, asks())
    assert [e["number"] for e in entries("contact")] == [1]
    assert b"zz-" not in published(home)


def test_a_change_that_waits_to_ride_is_not_lost(home, record):
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    seals.agree(home, sealed.id, "sen")
    contact_changes.done(home, sealed.id, "ada", "zz-done")
    for waited in (1, 2, 3):
        record(Item(id=f"p-{waited}", text=SSN))
        assert len(riding_in_entries(sealed.id)) == waited
    values = [disclosure.value for _, disclosure in riding_in_entries(sealed.id)]
    assert len(set(values)) == 3
    assert values[-1] == digest_text(canonical(get_contact(sealed.id)))


def test_unsealed_before_it_rode(home):
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    seals.unseal(home, sealed.id, "ada")
    (entry,) = entries("disclosure")
    assert "rode_in" not in entry
    assert get_contact(sealed.id).log_index is not None


def test_own_data_is_only_counted(home, clock, record):
    before = journal_size()
    asked = add(home, own(received_at=clock.now() - 30 * DAY))
    contact_changes.stand(home, asked.id, "bo", ContactStanding.VERIFIED, "zz-passport seen")
    assert journal_size() == before
    found = contact_views.register(home, "main")
    assert (found.rows, found.own_data) == ((), "1-4")
    for n in range(2):
        record(Item(id=f"p-{n}", text=SSN))
    assert len(riding_in_entries(asked.id)) == 2
    assert entries("contact") == []
    sealed = add(home, own(seal=SealBecause.SAFETY))
    seals.unseal(home, sealed.id, "ada")
    assert entries("disclosure") == []
    assert asked.id.encode() not in published(home)


def test_a_sealed_contacts_case_says_nothing_of_it(home, record):
    record(Item(id="p-1", text=SSN, author="a-1", matter="m-1"))
    told = contacts.add(home, "main", "ada", orders_removal(
        objects=("p-1",), seal=SealBecause.LEGAL_BAR))  # fmt: skip
    assert told.case.subject == Subject(SubjectType.CONTACT, told.contact.id)
    assert (told.case.decision, told.case.account) == (None, None)
    with pytest.raises(EvenhandError, match="EH627"):
        decide_case(home, told.case.id, "bo", Choice(Do.KEEP, asked=False))
    contact_changes.done(home, told.contact.id, "sen", "given effect to")
    assert get_case(told.case.id).state is CaseState.CLOSED


def test_a_seal_takes_two(home, clock):
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    (case,) = open_cases("main", queue="seals")
    assert case.subject == Subject(SubjectType.CONTACT, sealed.id)
    assert case.due_at == clock.now() + timedelta(hours=72)
    for name, code in (("ada", "EH514"), ("aud", "EH572"), ("bo", "EH519")):
        with pytest.raises(EvenhandError, match=code):
            seals.agree(home, sealed.id, name)
    clock.advance(10 * DAY)
    assert get_contact(sealed.id).seal is not None, "it stays, and waits"
    agreed = seals.agree(home, sealed.id, "sen")
    assert agreed.seal.by == ("ada", "sen")
    assert agreed.seal.review_at == clock.now() + 180 * DAY
    assert get_case(case.id).closed_by == "sen"


def test_seals_are_looked_at_again(home, clock):
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    seals.agree(home, sealed.id, "sen")
    assert upkeep(home).seals == ()
    clock.advance(174 * DAY)
    (case,) = upkeep(home).seals
    assert case.due_at == get_contact(sealed.id).seal.review_at
    assert upkeep(home).seals == ()
    seals.renew(home, sealed.id, "sen")
    assert get_case(case.id).state is CaseState.CLOSED
    (second,) = open_cases("main", queue="seals")
    seals.agree(home, sealed.id, "ada")
    assert get_case(second.id).state is CaseState.CLOSED
    assert upkeep(home).seals == ()


def test_a_seal_on_a_solo_site_takes_one(home):
    for name in ("bo", "sen"):
        leave(home, "main", name)
    sealed = add(home, asks(seal=SealBecause.SAFETY))
    assert open_cases("main", queue="seals") == []
    assert (sealed.seal.review_at - sealed.seal.at).days == 180
    by_auditor = add(home, asks(person="Ann", seal=SealBecause.SAFETY), by="aud")
    (case,) = open_cases("main", queue="seals")
    assert case.about == by_auditor.id, "somebody who decides has to agree to an auditor's seal"
    seals.agree(home, by_auditor.id, "ada")


def test_what_is_public_already_stays_so_when_it_is_sealed(home):
    asked = add(home, asks(matter="m-1"))
    before = journal_size()
    sealed = seals.seal(home, asked.id, "sen", SealBecause.LEGAL_BAR)
    assert (sealed.log_index, journal_size()) == (asked.log_index, before)
    assert contact_views.register(home, "main").rows == ()
    with pytest.raises(EvenhandError, match="EH519"):
        contact_views.view(home, asked.id, "aud")
    assert [c.id for c in contact_views.readable(home, "main", "aud")] == []
    assert [c.id for c in contact_views.readable(home, "main", "ada")] == [asked.id]


def test_who_reads_a_sealed_contact(home):
    def readers(contact):
        return {
            name
            for name in ("ada", "bo", "sen", "aud")
            if contact.id in {c.id for c in contact_views.readable(home, "main", name)}
        }

    sealed = add(home, asks(seal=SealBecause.SAFETY))
    assert readers(sealed) == {"ada", "sen"}
    life = add(home, asks(seal=SealBecause.SAFETY, threat_to_life=True))
    assert readers(life) == {"ada", "bo", "sen"}
    leave(home, "main", "sen")
    found = contact_views.readable(home, "main", "bo")
    assert sealed.id in {c.id for c in found}, "somebody has to be able to agree"
    seals.agree(home, sealed.id, "bo")
    join(home, "main", "cy", Role.MODERATOR)
    with pytest.raises(EvenhandError, match="EH519"):
        contact_views.view(home, sealed.id, "cy")
