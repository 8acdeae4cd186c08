"""Letters, notices, orders, and a life in danger."""

from datetime import UTC, datetime, timedelta

import pytest

from evenhand import EvenhandError
from evenhand.log.entry import open_commitment
from evenhand.model.contact import (
    Asked,
    Channel,
    ContactKind,
    ContactStanding,
    Notice,
)
from evenhand.model.entry import digest_text
from evenhand.pipeline.people import (
    contacts,
    orders,
)
from evenhand.pipeline.people.casework import queue
from evenhand.store.cases import get_case, open_cases
from evenhand.store.journal import disclosures, journal_size
from tests.pipeline.asking import (
    add,
    asks,
    entries,
    hire,
    notifies,
    orders_removal,
    own,
    published,
)

DAY = timedelta(days=1)
LETTER = b"""From: Tom Reed <tom@vale.example>
Subject: The dossier
Date: Thu, 24 Sep 2026 09:30:00 +0200
Message-ID: <1@vale.example>
Content-Type: text/plain; charset=utf-8

Please block https://letter.example/dossier.
Tom
"""


@pytest.fixture(autouse=True)
def staff(home):
    hire(home)


def test_a_threat_to_life_goes_first(home):
    add(home, orders_removal())
    add(home, notifies())
    told = contacts.add(home, "main", "ada", asks(threat_to_life=True, wants=Asked.OTHER))
    assert "police" in told.advice
    first, *others = queue(home, "main", "bo")
    assert first == told.case
    assert (first.queue, first.urgency) == ("threat_to_life", 1)
    assert first.due_at - first.opened_at == timedelta(minutes=5)
    assert len(others) == 2


def test_effect_is_given_to_an_order(home, clock):
    ordered = add(home, orders_removal(objects=("p-1",)))
    (case,) = open_cases("main")
    assert case.urgency == 2
    given_at = clock.now() + timedelta(hours=1)
    with pytest.raises(EvenhandError, match="EH518"):
        orders.give_effect(home, ordered.id, "ada", "Removed in FR.", given_at)
    clock.advance(2 * DAY)
    kept = orders.give_effect(home, ordered.id, "ada", "Removed in FR.", given_at)
    assert (kept.order.effect, kept.order.effect_at) == ("Removed in FR.", given_at)
    first, second = entries("contact")
    assert first["order"] == {"authority": "Media Office", "legal_basis": "Media Act, section 4",
                              "scope": ["FR"], "effect": ""}  # fmt: skip
    assert (second["change"], second["order"]["effect"]) == ("effect", "2026-09-26")
    assert get_case(case.id).closed_by == "ada"
    with pytest.raises(EvenhandError, match="EH517"):
        orders.give_effect(home, ordered.id, "ada", "Again.")


def test_a_notice_is_confirmed_and_decided(home, clock):
    noticed = add(home, notifies())
    confirmed = orders.confirm(home, noticed.id, "aud")
    assert confirmed.contact.notice.confirmed_at == clock.now()
    assert noticed.id in confirmed.letter
    clock.advance(DAY)
    with pytest.raises(EvenhandError, match="EH624"):
        orders.decide(home, noticed.id, "ada", "Remove 536-22-8145.")
    decided = orders.decide(home, noticed.id, "ada", "It was removed by clause PI-2.", "fr")
    assert "It was removed by clause PI-2." in decided.letter
    assert "Décision sur votre" in decided.letter
    assert [e["change"] for e in entries("contact")] == ["received", "confirmed", "decided"]
    for entry, letter in zip(entries("contact")[1:], (confirmed.letter, decided.letter),
                             strict=True):  # fmt: skip
        opened = [d.value for n in range(journal_size()) for d in disclosures(n)
                  if d.name == "letter" and open_commitment(d) in entry["commit"]]  # fmt: skip
        assert opened == [digest_text(letter)]
    assert open_cases("main") == []
    assert b"Hart" not in published(home)


def test_a_letter_is_prefilled_and_only_claimed(home):
    told = contacts.from_eml(home, "main", "ada", LETTER, asks(text="", person=""))
    kept = told.contact
    assert kept.text == (
        "Subject: The dossier\n\nPlease block https://letter.example/dossier.\nTom"
    )
    assert (kept.person, kept.channel) == ("Tom Reed", Channel.CALL)
    assert kept.received_at == datetime(2026, 9, 24, 7, 30, tzinfo=UTC)
    assert kept.standing is ContactStanding.CLAIMED
    with pytest.raises(EvenhandError, match="EH520"):
        contacts.from_eml(home, "main", "bo", LETTER, asks(text="", person=""))
    undated = LETTER.replace(b"Date:", b"X-Date:")
    with pytest.raises(EvenhandError, match="EH522"):
        contacts.from_eml(home, "main", "ada", undated, asks())
    dated = asks(received_at=kept.received_at, person="Ann", organisation="Other")
    again = contacts.from_eml(home, "main", "ada", undated, dated)
    assert again.contact.person == "Ann"
    assert again.remarks == ()
    assert b"Tom" not in published(home)


def test_a_notice_by_letter_takes_its_sender(home):
    told = notifies()
    blank = Notice(told.notice.places, told.notice.reasons, "", "", True)
    intake = own(kind=ContactKind.NOTICE_16, notice=blank, own_data=False, person="")
    kept = contacts.from_eml(home, "main", "ada", LETTER, intake).contact
    assert (kept.notice.name, kept.notice.email) == ("Tom Reed", "tom@vale.example")
