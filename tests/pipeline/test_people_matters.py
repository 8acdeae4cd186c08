"""Matters: opened, their parties set, and everything about one affair on a page."""

from dataclasses import replace

import pytest

from evenhand import EvenhandError, Item
from evenhand.contacts import seal
from evenhand.model.case import Flag, FlagWhy
from evenhand.model.contact import Asked, Channel, Contact, ContactKind, ContactRole, SealBecause
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import matters
from evenhand.pipeline.people.interests import declare
from evenhand.pipeline.people.offers import Offered
from evenhand.pipeline.people.offers import add as add_offer
from evenhand.pipeline.people.staff import join
from evenhand.store.contacts import keep_contact
from evenhand.store.flags import keep_flag
from evenhand.store.staff import find_matter
from tests.homes import START

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
CAMPAIGN = "Example Campaign"


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
    join(home, "main", "root", Role.ADMINISTRATOR)
    join(home, "main", "eve", Role.AUDITOR)
    join(home, "main", "pat", Role.POLICY_EDITOR)


def contact(name, **more):
    return Contact(
        id=f"{name:0>32}", site="main", kind=ContactKind.REQUEST, role=ContactRole.POLITICAL,
        channel=Channel.CALL, wants=Asked.REMOVE, text="Take it down.", received_at=START,
        logged_at=START, logged_by="ada", matter="dossier", **more,
    )  # fmt: skip


def refused(code, call, *args, **more):
    with pytest.raises(EvenhandError) as raised:
        call(*args, **more)
    assert raised.value.code == code
    return raised.value


def test_opened_retitled_and_listed(home, staff):
    matters.open_matter(home, "main", "dossier", "ada", "The dossier", [CAMPAIGN])
    again = matters.open_matter(home, "main", "dossier", "ada", " The stolen dossier ", ["Sam Roe"])
    assert again.title == "The stolen dossier"
    assert again.parties == (CAMPAIGN, "Sam Roe")
    assert again.opened_at == START
    (line,) = matters.matters(home, "main")
    assert (line.id, line.opened, line.decisions) == ("dossier", again, 0)


def test_anybody_who_decides_adds_a_party_and_an_administrator_drops_one(home, staff):
    matters.open_matter(home, "main", "dossier", "ada", "The dossier", [CAMPAIGN])
    refused("EH572", matters.set_parties, home, "main", "dossier", "ada", drop=[CAMPAIGN])
    kept = matters.set_parties(home, "main", "dossier", "root", ["Sam Roe"], [CAMPAIGN])
    assert kept.parties == ("Sam Roe",)
    assert find_matter("main", "dossier") == kept
    refused("EH576", matters.set_parties, home, "main", "dossier", "root", drop=[CAMPAIGN])
    refused("EH576", matters.set_parties, home, "main", "dosier", "ada", ["Sam Roe"])


def test_who_only_looks_on_opens_nothing(home, staff):
    for by in ("eve", "pat"):
        refused("EH572", matters.open_matter, home, "main", "dossier", by, "The dossier")


def test_titles_are_there_bounded_and_not_private(home, staff):
    refused("EH577", matters.open_matter, home, "main", "dossier", "ada", " ")
    refused("EH577", matters.open_matter, home, "main", "dossier", "ada", "x" * 201)
    refused("EH577", matters.open_matter, home, "main", "dos\nsier", "ada", "x")
    refused("EH624", matters.open_matter, home, "main", "dossier", "ada", ADDRESS)
    assert matters.matters(home, "main") == []


def test_everything_about_one_affair(home, staff, record):
    matters.open_matter(home, "main", "dossier", "ada", "The dossier", [CAMPAIGN])
    kind = InterestKind.FINANCIAL
    declare(home, "main", "root", "Vera Quill", Holder.OWNER, CAMPAIGN, kind, "accounts")
    masked, _, other = record(
        Item(id="p-1", text=ADDRESS, author="a-1", matter="dossier"),
        Item(id="p-2", text="Fine.", author="a-1", matter="dossier"),
        Item(id="p-3", text=ADDRESS, author="a-1", matter="other"),
    )
    keep_contact(contact("1", organisation=CAMPAIGN), disclosed=True)
    subject = Subject(SubjectType.ITEM, "p-1")
    keep_flag(Flag("f" * 32, "main", subject, 1, FlagWhy.OTHER, "Look.", START, "0" * 64))
    offer = add_offer(home, "main", "ada", Offered("A Nonymous", matter="dossier"))
    view = matters.view(home, "main", "dossier", "ada")
    ((about, decisions),) = view.decisions
    assert (about, [d.id for d in decisions]) == (subject, [masked.decision.id])
    assert {m.state for m in decisions[0].measures} == {MeasureState.IN_FORCE}
    assert other.decision.id not in {d.id for _, found in view.decisions for d in found}
    assert view.allowed == 1
    assert [c.organisation for c in view.contacts] == [CAMPAIGN]
    assert [i.holder for i in view.interests] == ["Vera Quill"]
    assert (view.flags, view.unanswered) == (1, 1)
    assert [o.id for o in view.offers] == [offer.id]
    assert view.appeals == []


def test_a_matter_that_nobody_opened_is_shown(home, staff, record):
    record(Item(id="p-1", text=ADDRESS, author="a-1", matter="dossier"))
    (line,) = matters.matters(home, "main")
    assert (line.id, line.opened, line.decisions) == ("dossier", None, 1)
    assert matters.view(home, "main", "dossier", "pat").opened is None
    error = refused("EH576", matters.view, home, "main", "dosier", "ada")
    assert error.help == "did you mean `dossier`?"


def test_sealed_contacts_leave_no_trace_for_those_who_are_not_told(home, staff, record):
    record(Item(id="p-1", text=ADDRESS, author="a-1", matter="dossier"))
    kind = InterestKind.FAMILY
    declare(home, "main", "root", "Vera Quill", Holder.OWNER, CAMPAIGN, kind, "word")
    before = matters.view(home, "main", "dossier", "ada")
    hidden = seal.seal(contact("1", organisation=CAMPAIGN), SealBecause.SAFETY, "root", START)
    keep_contact(hidden, disclosed=False)
    own = replace(contact("2", person="Ann Lee"), role=ContactRole.PRIVATE_PERSON, own_data=True)
    keep_contact(own, disclosed=False)
    assert matters.view(home, "main", "dossier", "ada") == before
    assert before.sealed is None
    for told in ("root", "eve"):
        assert matters.view(home, "main", "dossier", told).sealed == 1


def test_a_policy_editor_sees_no_offers(home, staff, record):
    record(Item(id="p-1", text=ADDRESS, author="a-1", matter="dossier"))
    add_offer(home, "main", "ada", Offered("A Nonymous", matter="dossier"))
    assert matters.view(home, "main", "dossier", "pat").offers == []
    assert len(matters.view(home, "main", "dossier", "eve").offers) == 1
