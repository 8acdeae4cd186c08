"""Interests: who declares which, whom they keep away, where they show, and what nobody learns."""

from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import Note
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.casework import claim
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.interests import RELEASED, declare, end
from evenhand.pipeline.people.matters import open_matter, set_parties
from evenhand.pipeline.people.staff import join, leave
from evenhand.store.cases import get_case, notes_of
from evenhand.store.decisions import statements_of
from evenhand.store.journal import disclosures, journal_size, read_journal
from evenhand.store.staff import all_interests
from tests.homes import START

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
CAMPAIGN = "Example Campaign"
MEMBER = InterestKind.MEMBERSHIP


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


@pytest.fixture
def staff(home):
    join(home, "main", "ada", Role.MODERATOR)
    join(home, "main", "bo", Role.SENIOR)
    join(home, "main", "root", Role.ADMINISTRATOR)


@pytest.fixture
def matter(home, staff):
    return open_matter(home, "main", "dossier", "bo", "The dossier", [CAMPAIGN])


@pytest.fixture
def case(record, matter):
    """A lasting mask on a journalist's post: it waits for a second person."""
    account = Account(roles=("journalist",))
    item = Item(id="p-1", text=ADDRESS, author="quist", account=account, matter="dossier")
    (result,) = record(item)
    return result.decision.id


def own(home, by="ada", party=CAMPAIGN, **more):
    return declare(home, "main", by, by, Holder.REVIEWER, party, MEMBER, "my own word", **more)


def owners(home, party=CAMPAIGN, **more):
    kind = InterestKind.ENDORSEMENT
    return declare(home, "main", "root", "Vera Quill", Holder.OWNER, party, kind, "a post", **more)


def entries(kind):
    found = [decode(leaf) for leaf in read_journal(0, journal_size())]
    return [entry for entry in found if entry["type"] == kind]


def log_bytes(home):
    return b"".join(p.read_bytes() for p in sorted(home.log_folder.rglob("*")) if p.is_file())


def refused(code, call, *args, **more):
    with pytest.raises(EvenhandError) as raised:
        call(*args, **more)
    assert raised.value.code == code
    return raised.value


def test_a_claim_is_dropped_and_a_note_says_so(home, case):
    claim(home, case, "ada")
    declared = own(home)
    assert [released.id for released in declared.released] == [case]
    assert get_case(case).held_by is None
    assert notes_of(case) == [Note(case, "ada", START, RELEASED)]


def test_other_claims_stay(home, case):
    claim(home, case, "bo")
    assert own(home).released == ()
    assert get_case(case).held_by == "bo"


def test_the_holder_no_longer_decides_the_case(home, case):
    own(home, party="  example CAMPAIGN ")
    refused("EH648", decide_case, home, case, "ada", Choice(Do.KEEP, False))
    decide_case(home, case, "bo", Choice(Do.KEEP, False))


def test_an_interest_in_the_writer_counts_too(home, case):
    own(home, party="quist", person=True)
    refused("EH648", decide_case, home, case, "ada", Choice(Do.KEEP, False))


def test_an_interest_that_is_over_keeps_nobody_away(home, case, clock):
    declared = own(home)
    clock.advance(timedelta(days=1))
    ended = end(home, declared.interest.id, "ada")
    assert ended.until == clock.now()
    decide_case(home, case, "ada", Choice(Do.KEEP, False))
    assert [interest.until for interest in all_interests("main")] == [clock.now()]


def test_a_party_that_is_added_releases_cases_too(home, case):
    own(home, party="Other Group")
    claim(home, case, "ada")
    set_parties(home, "main", "dossier", "bo", add=["Other Group"])
    assert get_case(case).held_by is None


def test_an_owners_interest_shows_in_the_matters_next_statement(home, matter, record):
    owners(home)
    (result,) = record(Item(id="p-2", text=ADDRESS, author="a-2", matter="dossier"))
    (told,) = statements_of(result.decision.id)
    assert CAMPAIGN in told.text
    assert "Vera Quill" not in told.text


def test_it_does_not_show_in_another_matters(home, matter, record):
    owners(home)
    (result,) = record(Item(id="p-2", text=ADDRESS, author="a-2", matter="other"))
    (told,) = statements_of(result.decision.id)
    assert CAMPAIGN not in told.text


def test_the_log_shows_capacity_kind_days_and_organisation(home, staff, clock):
    declared = owners(home, until=START + timedelta(days=30))
    clock.advance(timedelta(days=2))
    end(home, declared.interest.id, "root")
    first, last = entries("interest")
    public = {"role": "owner", "kind": "endorsement", "party": CAMPAIGN, "from": "2026-09-26"}
    assert public.items() <= first.items()
    assert (first["change"], first["until"]) == ("declared", "2026-10-26")
    assert (last["change"], last["until"]) == ("ended", "2026-09-28")
    assert first["case"] == last["case"]
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_holder_person_and_source_are_nowhere_in_the_log(home, staff):
    person = owners(home, party="Sam Roe", person=True)
    own(home, by="bo")
    held = log_bytes(home)
    assert CAMPAIGN.encode() in held
    for sealed in (b"Vera Quill", b"Sam Roe", b"a post", b'"bo"', b"my own word"):
        assert sealed not in held
    opened = {d.name: d.value for d in disclosures(person.log_index)}
    assert opened["holder"] == "Vera Quill"
    assert opened["party"] == "Sam Roe"
    assert opened["at"] == "2026-09-26T14:00"


def test_who_may_declare(home, staff):
    for by, holder, role in (
        ("ada", "bo", Holder.REVIEWER), ("root", "ada", Holder.REVIEWER),
        ("ada", "Vera Quill", Holder.OWNER), ("bo", "bo", Holder.OFFICER),
    ):  # fmt: skip
        refused("EH573", declare, home, "main", by, holder, role, CAMPAIGN, MEMBER, "hearsay")
    assert all_interests("main") == []
    assert entries("interest") == []


def test_nobody_ends_anothers(home, staff, clock):
    declared = own(home)
    clock.advance(timedelta(days=1))
    refused("EH573", end, home, declared.interest.id, "root")
    refused("EH573", end, home, owners(home).interest.id, "ada")


def test_times_have_to_fit(home, staff):
    refused("EH574", own, home, until=START)
    refused("EH574", own, home, from_=START.replace(tzinfo=None))
    declared = own(home, from_=START - timedelta(days=9), until=START - timedelta(days=1))
    refused("EH574", end, home, declared.interest.id, "ada")


def test_an_account_is_no_organisation(home, record, staff):
    record(Item(id="p-1", text="Fine.", author="quist"))
    refused("EH575", own, home, party="Quist")
    own(home, party="Quist", person=True)


def test_a_public_name_holds_nothing_private(home, staff):
    refused("EH624", own, home, party="The friends of ann.lee@mail.example, 512-555-0143")


def test_only_staff_of_now_declare(home, staff):
    refused("EH413", own, home, by="nobody")
    leave(home, "main", "ada")
    refused("EH571", own, home)
    refused("EH577", own, home, by="bo", party=" ")
