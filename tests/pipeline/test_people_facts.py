"""Facts that others assert: typed, disputed, fallen; what rests on them is looked at again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.model.case import CaseReason, CaseState
from evenhand.model.contact import Asked, Channel, Contact, ContactKind, ContactRole
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import FactStanding, Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import facts
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.fact_values import read_value
from evenhand.pipeline.people.staff import join
from evenhand.store.cases import get_case, open_cases
from evenhand.store.contacts import keep_contact
from evenhand.store.decisions import get_evidence
from evenhand.store.facts import facts_about, get_fact
from evenhand.store.items import known_roles
from evenhand.store.journal import journal_size
from tests.homes import START

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
ITEM, ACCOUNT = Subject(SubjectType.ITEM, "p-1"), Subject(SubjectType.ACCOUNT, "a-1")
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener, clock):
    way = Corridor(home, screener)

    def run(*items):
        clock.advance(MINUTE)
        return way.record(screener.gatherer.gather(items))

    return run


@pytest.fixture
def tell(home, clock):
    join(home, "main", "ada", Role.MODERATOR)
    join(home, "main", "eve", Role.AUDITOR)

    def run(name, value, subject=ITEM, by="ada", **more):
        clock.advance(MINUTE)
        more = {"asserted_by": "media", "basis": "a letter", **more}
        return facts.add(home, "main", by, facts.Assertion(subject, name, value, **more))

    return run


def refused(code, call, *args, **more):
    with pytest.raises(EvenhandError) as raised:
        call(*args, **more)
    assert raised.value.code == code
    return raised.value


def item(edit="", **more):
    return Item(id="p-1", text=ADDRESS + edit, author="a-1", **more)


def roles():
    return known_roles([("main", "a-1")]).get(("main", "a-1"))


def test_values_are_read_by_their_type(home):
    for subject, name, text, value in (
        (ITEM, "consented", "true", True), (ITEM, "reporting", "False", False),
        (ACCOUNT, "roles", "journalist, minor", ("journalist", "minor")),
        (ACCOUNT, "roles", "none", ()),
    ):  # fmt: skip
        assert read_value("main", subject, name, text) == value


NUMBERS = """
[pack]
name = "numbers"
version = 1
title = "Numbers"
in_force_from = 2020-01-01T00:00:00Z

[facts]
readers = "int"
share = "double"
outlet = "string"
tags = "list<string>"

[[rule]]
id = "N-1"
clause = "N-1"
when = 'facts.readers > 5 && facts.share > 0.5 && facts.outlet == "x" && "y" in facts.tags'
measures = ["label"]
"""


def test_a_published_packs_facts_have_its_types(home, tmp_path, tell, clock):
    (tmp_path / "numbers").mkdir()
    (tmp_path / "numbers" / "rules.toml").write_text(NUMBERS)
    (tmp_path / "numbers" / "policy.md").write_text("# Numbers\n\n### N-1 One\n\nText.\n")
    refused("EH109", read_value, "main", ITEM, "readers", "7")
    screener = Screener(packs=[tmp_path / "numbers"])
    Corridor(home, screener).record(screener.gatherer.gather([Item(id="p-9", text="Fine.")]))
    read = {"readers": "7", "share": "1", "outlet": "7", "tags": "a, b"}
    typed = {name: read_value("main", ITEM, name, text) for name, text in read.items()}
    assert typed == {"readers": 7, "share": 1.0, "outlet": "7", "tags": ("a", "b")}
    for name, value in typed.items():
        tell(name, value)
    for name, text in (("readers", "7.5"), ("share", "much")):
        assert text not in str(refused("EH579", read_value, "main", ITEM, name, text))


def test_what_no_rule_asks_for_is_refused(home, tell):
    assert "consented" in refused("EH109", tell, "consentd", True).help
    assert refused("EH109", tell, "consented", "yes").not_done == "no fact was kept"
    refused("EH578", tell, "consented", True, ACCOUNT)
    refused("EH578", tell, "roles", ("jurnalist",), ACCOUNT)
    refused("EH109", tell, "roles", "journalist", ACCOUNT)
    assert facts_about("main", ITEM) == facts_about("main", ACCOUNT) == []


def test_who_says_so_and_why_are_needed(tell):
    refused("EH577", tell, "consented", True, basis=" ")
    refused("EH577", tell, "consented", True, basis="item")
    refused("EH577", tell, "consented", True, asserted_by="caller")
    refused("EH410", tell, "consented", True, contact="0" * 32)
    refused("EH572", tell, "consented", True, by="eve")


def test_the_contact_that_brought_it_is_the_sites_own(tell):
    asked = Contact(
        id="c" * 32, site="main", kind=ContactKind.REQUEST, role=ContactRole.MEDIA,
        channel=Channel.EMAIL, wants=Asked.RESTORE, text="She agreed.", received_at=START,
        logged_at=START, logged_by="ada",
    )  # fmt: skip
    keep_contact(asked, disclosed=True)
    keep_contact(replace(asked, id="d" * 32, site="desk"), disclosed=True)
    refused("EH581", tell, "consented", True, contact="d" * 32)
    assert tell("consented", True, contact="c" * 32).fact.contact == "c" * 32


def test_a_fact_told_before_counts_when_the_item_comes(record, tell):
    told = tell("consented", True)
    assert (told.cases, told.decided) == ((), False)
    (result,) = record(item())
    assert get_evidence(result.decision.id).evidence.values["facts.consented"] is True


def test_news_to_a_decision_in_force_brings_it_back(home, record, tell):
    (result,) = record(item())
    entries = journal_size()
    told = tell("consented", True)
    (case,) = told.cases
    assert (case.decision, case.queue) == (result.decision.id, "facts")
    assert case.reasons == (CaseReason.FACT_TOLD,)
    assert case.about == str(told.fact.id)
    assert get_case(case.id).state is CaseState.OPEN
    assert journal_size() == entries
    assert tell("consented", True, basis="a second letter").cases == (case,)


def test_what_is_no_news_brings_nothing_back(home, record, tell):
    record(item(facts={"consented": False}))
    assert tell("consented", False).cases == ()
    (case,) = tell("consented", True).cases
    decide_case(home, case.id, "ada", Choice(Do.RELEASE, False))
    assert tell("consented", True, basis="a letter").cases == ()


def test_when_a_fact_falls_the_decisions_on_it_come_back(home, record, tell, clock):
    told = tell("consented", True)
    (rested,) = record(item())
    clock.advance(MINUTE)
    fallen = facts.fall(home, told.fact.id, "ada", "She never agreed.")
    (case,) = fallen.cases
    assert (case.decision, case.about) == (rested.decision.id, str(told.fact.id))
    assert case.reasons == (CaseReason.FACT_FELL,)
    assert [c.id for c in open_cases("main", "facts")] == [case.id]
    assert get_fact(told.fact.id)[1].standing is FactStanding.FALLEN
    (result,) = record(item(" Edited."))
    assert "facts.consented" not in get_evidence(result.decision.id).evidence.values


def test_only_decisions_that_rested_on_it_come_back(home, record, tell, clock):
    record(item())
    first = tell("consented", True)
    decide_case(home, first.cases[0].id, "ada", Choice(Do.KEEP, False))
    (on_first,) = record(item(" Edited."))
    second = tell("consented", True, basis="a form")
    (on_second,) = record(item(" Again."))
    (on_its_own,) = record(item(" A third time.", facts={"consented": True}))
    fallen = facts.fall(home, second.fact.id, "ada", "A mistake.")
    assert [case.decision for case in fallen.cases] == [on_second.decision.id]
    fallen = facts.fall(home, first.fact.id, "ada", "A mistake.")
    # The second has fallen since: what rested on it may now rest on the first.
    decisions = [case.decision for case in fallen.cases]
    assert decisions == [on_first.decision.id, on_second.decision.id]
    with_item = next(f for f in facts_about("main", ITEM) if f.basis == "item")
    fallen = facts.fall(home, with_item.id, "ada", "A mistake.")
    assert [case.decision for case in fallen.cases] == [on_its_own.decision.id]


def test_one_open_case_for_facts_is_enough(home, record, tell):
    first = tell("consented", False)
    (result,) = record(item())
    (case,) = tell("consented", True).cases
    (joined,) = facts.fall(home, first.fact.id, "ada", "She did agree.").cases
    assert (joined.id, joined.decision) == (case.id, result.decision.id)
    assert joined.reasons == (CaseReason.FACT_TOLD, CaseReason.FACT_FELL)
    assert open_cases("main", "facts") == [joined]


def test_roles_are_set_and_fall_back(home, record, tell, clock):
    first = tell("roles", ("journalist", "journalist"), ACCOUNT)
    assert (first.fact.value, roles()) == (("journalist",), ("journalist",))
    tell("roles", (), ACCOUNT)
    assert roles() == ()
    third = tell("roles", ("candidate",), ACCOUNT)
    (result,) = record(item())
    (case,) = facts.fall(home, third.fact.id, "ada", "Not standing.").cases
    assert case.decision == result.decision.id
    assert roles() == ()
    assert facts.fall(home, first.fact.id, "ada", "No card.").cases == ()
    assert roles() == ()


def test_roles_without_any_standing_assertion_are_unknown(home, record, tell):
    (result,) = record(item(account=Account(roles=("journalist",))))
    (later,) = record(item(" Edited."))
    tell("roles", ("journalist",), ACCOUNT)
    (fact, told) = facts_about("main", ACCOUNT)
    fallen = facts.fall(home, fact.id, "ada", "It was somebody else.")
    assert [c.decision for c in fallen.cases] == [result.decision.id, later.decision.id]
    assert roles() == ("journalist",)
    assert facts.fall(home, told.id, "ada", "So was that.").cases == ()
    assert roles() is None


def test_a_dispute_is_kept_and_the_fact_still_counts(home, record, tell):
    told = tell("consented", True)
    facts.dispute(home, told.fact.id, "ada", "She says that she was not asked.")
    disputed = facts.dispute(home, told.fact.id, "ada", "So does her sister.")
    assert disputed.dispute == "She says that she was not asked.\nSo does her sister."
    assert get_fact(told.fact.id)[1] == disputed
    (result,) = record(item())
    assert get_evidence(result.decision.id).evidence.values["facts.consented"] is True
    facts.fall(home, told.fact.id, "ada", "Withdrawn.")
    refused("EH580", facts.fall, home, told.fact.id, "ada", "Again.")
    refused("EH580", facts.dispute, home, told.fact.id, "ada", "Again.")
    refused("EH410", facts.fall, home, 999, "ada", "x")


def test_a_fact_that_the_decisions_packs_do_not_ask_for_is_no_news(home, tell, clock):
    screener = Screener(packs=["private-information"])
    Corridor(home, screener).record(screener.gatherer.gather([item()]))
    assert tell("reporting", True).cases == ()
    assert len(tell("consented", True).cases) == 1
