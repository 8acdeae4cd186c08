"""Offers to a newsroom: private, committed to, decided once, and who offered nowhere to be seen."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from evenhand import EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.contact import OfferOutcome
from evenhand.model.entry import digest_text
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import offers
from evenhand.pipeline.people.offers import Offered
from evenhand.pipeline.people.staff import join
from evenhand.store.contacts import all_offers, get_offer
from evenhand.store.journal import disclosures, journal_size, read_journal
from evenhand.store.wire import to_json
from tests.homes import START

SOURCE = "Quentin Tell"
DECLINED, PUBLISHED = OfferOutcome.DECLINED, OfferOutcome.PUBLISHED


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def decide_something(home, screener):
    """An ordinary entry, in which commitments ride."""
    way = Corridor(home, screener)
    item = Item(id="p-1", text="Her SSN is 536-22-8145, go and see her.")
    return lambda: way.record(screener.gatherer.gather([item]))[0].log_index


@pytest.fixture
def offer(home):
    join(home, "main", "ada", Role.MODERATOR)
    join(home, "main", "eve", Role.AUDITOR)
    join(home, "main", "pat", Role.POLICY_EDITOR)
    return offers.add(home, "main", "ada", Offered(SOURCE, provenance="said to be hacked"))


def refused(code, call, *args, **more):
    with pytest.raises(EvenhandError) as raised:
        call(*args, **more)
    assert raised.value.code == code
    return raised.value


def entries(kind):
    found = [decode(leaf) for leaf in read_journal(0, journal_size())]
    return [entry for entry in found if entry["type"] == kind]


def test_digests_are_kept_and_files_are_not(home, offer, tmp_path):
    file = tmp_path / "dossier.bin"
    file.write_bytes(b"words that nobody keeps")
    kept = offers.add(home, "main", "ada", Offered(SOURCE, [file, file]))
    assert kept.fingerprints == (sha256(b"words that nobody keeps").hexdigest(),)
    refused("EH585", offers.add, home, "main", "ada", Offered(SOURCE, [tmp_path]))
    refused("EH585", offers.add, home, "main", "ada", Offered(SOURCE, [file] * 1001))
    assert len(all_offers("main")) == 2


def test_what_comes_has_come(home, offer, clock):
    early = Offered(SOURCE, received_at=START - timedelta(days=3))
    assert offers.add(home, "main", "ada", early).received_at == early.received_at
    late = Offered(SOURCE, received_at=START + timedelta(days=3))
    refused("EH585", offers.add, home, "main", "ada", late)
    refused("EH577", offers.add, home, "main", "ada", Offered(" "))


def test_each_change_rides_in_an_ordinary_entry(home, offer, decide_something):
    assessed = offers.assess(home, offer.id, "ada", "Genuine; her address is in it.")
    declined = offers.decide(home, offer.id, "ada", DECLINED, "It harms her.")
    assert entries("disclosure") == []
    opened = {d.name: d.value for d in disclosures(decide_something())}
    steps = {"received": offer, "assessed": assessed, "decided": declined}
    for change, record in steps.items():
        assert opened[f"offer.{offer.id}.{change}"] == digest_text(to_json(record))
    assert get_offer(offer.id) == declined
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_a_public_note_is_an_entry_of_its_own(home, offer, clock):
    clock.advance(timedelta(days=1))
    offers.assess(home, offer.id, "ada", "Genuine.")
    offers.decide(home, offer.id, "ada", DECLINED, "Harm.", "We were offered it and declined.")
    (entry,) = entries("disclosure")
    public = {
        "record": "offer", "outcome": "declined", "received": "2026-09-26",
        "decided": "2026-09-27", "note": "We were offered it and declined.",
    }  # fmt: skip
    assert public.items() <= entry.items()


def test_who_offered_is_nowhere_in_the_log(home, offer, decide_something):
    offers.assess(home, offer.id, "ada", "Genuine, found in a bin.")
    offers.decide(home, offer.id, "ada", PUBLISHED, "It matters greatly.", "We publish it.")
    decide_something()
    held = b"".join(p.read_bytes() for p in sorted(home.log_folder.rglob("*")) if p.is_file())
    assert b"We publish it." in held
    for private in (SOURCE, "Quentin", "said to be hacked", "found in a bin", "It matters", "ada"):
        assert private.encode() not in held


@pytest.mark.parametrize("note", [f"We thank {SOURCE}.", "From QUENTIN  TELL, with thanks"])
def test_a_note_never_names_who_offered(home, offer, note):
    offers.assess(home, offer.id, "ada", "Genuine.")
    refused("EH584", offers.decide, home, offer.id, "ada", DECLINED, "Harm.", note)
    assert get_offer(offer.id).outcome is OfferOutcome.OPEN


def test_a_note_holds_nothing_private(home, offer):
    offers.assess(home, offer.id, "ada", "Genuine.")
    note = "She lives at 12 Orchard Lane, Springfield, IL 62704."
    refused("EH624", offers.decide, home, offer.id, "ada", DECLINED, "Harm.", note)
    refused("EH577", offers.decide, home, offer.id, "ada", DECLINED, "Harm.", "x" * 501)


def test_assess_first_and_nothing_twice(home, offer):
    refused("EH582", offers.decide, home, offer.id, "ada", DECLINED, "Harm.")
    offers.assess(home, offer.id, "ada", "Genuine.")
    refused("EH582", offers.assess, home, offer.id, "ada", "Or not.")
    decided = offers.decide(home, offer.id, "ada", OfferOutcome.REDACTED, "Without her address.")
    assert (decided.decided_by, decided.decided_at) == ("ada", START)
    refused("EH583", offers.decide, home, offer.id, "ada", PUBLISHED, "After all.")
    refused("EH583", offers.assess, home, offer.id, "ada", "Or not.")
    assert get_offer(offer.id) == decided


def test_an_offer_is_decided_to_something(home, offer):
    with pytest.raises(ValueError, match="open"):
        offers.decide(home, offer.id, "ada", OfferOutcome.OPEN, "Hm.")


def test_who_offered_is_shown_for_a_reason_that_is_noted(home, offer):
    assert SOURCE not in repr(offers.offers(home, "main", "ada"))
    assert SOURCE not in repr(offers.view(home, offer.id, "eve"))
    refused("EH577", offers.reveal, home, offer.id, "ada", " ")
    assert offers.view(home, offer.id, "eve").reveals == []
    shown = offers.reveal(home, offer.id, "ada", "A court asks.")
    assert shown.offer == offer
    (note,) = offers.view(home, offer.id, "eve").reveals
    assert (note.by, note.at, note.text) == ("ada", START, "A court asks.")


def test_who_may(home, offer):
    refused("EH572", offers.offers, home, "main", "pat")
    refused("EH572", offers.view, home, offer.id, "pat")
    refused("EH572", offers.reveal, home, offer.id, "eve", "Curious.")
    refused("EH572", offers.assess, home, offer.id, "eve", "Genuine.")
    assert offers.offers(home, "main", "eve") == [replace(offer, offered_by="")]
