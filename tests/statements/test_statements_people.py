"""Notices about what people did: who is told, who asked, who has an interest, what to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.states import confirm, move
from evenhand.model.account import ROLES
from evenhand.model.case import Party
from evenhand.model.contact import ContactRole, Seal, SealBecause
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureState
from evenhand.model.people import FactStanding, Holder, InterestKind
from evenhand.statements.context import Change, ItemFacts, Seen, StatementContext, Why
from evenhand.statements.messages import languages
from evenhand.statements.press import press_line
from evenhand.statements.texts import write_text
from tests.statements import builders as make
from tests.statements.builders import KINDS, NOW

Golden = Callable[[str, str], None]
LATER = NOW + timedelta(hours=20)


def kept() -> StatementContext:
    """A person looked at a removal and left it as it was."""
    context = make.removal(tries_left=2)
    before = context.decision.measures
    return make.by_people(
        replace(context, measures=()), measures=(), standing=before, strikes=(),
        reason="The number can still be read in the second picture.",
    )  # fmt: skip


def lifted_block(**context: Any) -> StatementContext:
    """A person lifted a link block."""
    context = make.link_block(now=LATER, looks=True, **context)
    gone = move(context.measures[0], MeasureState.LIFTED, LATER)
    change = Change(gone, MeasureState.IN_FORCE, LATER, Why.RELEASED)
    return replace(context, measures=(gone,), change=change, previous="st-1")


def told(context: StatementContext) -> StatementContext:
    """The same, for the person whose information it is."""
    return replace(context, party=Party.HARMED)


NOTICES = {
    "everything": make.everything(),
    "harmed": told(make.everything()),
    "harmed_removal": told(make.removal(tries_left=3, now=LATER)),
    "harmed_lifted": told(lifted_block()),
    "harmed_nothing": told(make.by_people(make.decided(make.PRIVATE, "PI-2"), decided_by="senior")),
    "kept": kept(),
    "looks": lifted_block(),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_about_people_reads_as_we_mean_it(name: str, golden: Golden) -> None:
    golden(f"statements/people/{name}.txt", write_text(NOTICES[name]))


@pytest.mark.parametrize("name", ["everything", "kept"])
def test_the_press_hears_who_asked(name: str, golden: Golden) -> None:
    golden(f"statements/press/people_{name}.txt", press_line(NOTICES[name]))


def test_the_press_hears_of_no_party_and_no_organisation() -> None:
    line = press_line(make.everything())
    assert "Example Campaign" not in line
    assert "An owner of this site has an interest that touches this: public support." in line
    assert "ct-1 (a party, campaign or office holder); ct-2." in line


def test_a_reviewer_s_interest_is_not_told_and_a_person_is_not_named() -> None:
    context = make.removal(
        interests=(
            make.owner_interest(role=Holder.REVIEWER, kind=InterestKind.FAMILY),
            make.owner_interest(role=Holder.OFFICER, person=True, until=NOW),
        )
    )
    text = write_text(context)
    assert text.count("touches this") == 1
    assert (
        "- An officer of this site had an interest that touches this: public support (a person), "
        "from 2026-07-28 to 2026-09-26." in text
    )
    assert "family" not in text + press_line(context)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {},
            "- ct-1: a party, campaign or office holder (Example Campaign). Asked for: a link "
            "block. Received on 2026-09-25. This is verified.\n",
        ),
        (
            {"on_behalf_of": "Example Party"},
            "- ct-1: a party, campaign or office holder (Example Campaign), on behalf of Example "
            "Party. Asked",
        ),
        (
            {"on_behalf_of": "Jane Roe", "behalf_person": True},
            "- ct-1: a party, campaign or office holder (Example Campaign). Asked",
        ),
        ({"role": ContactRole.PRIVATE_PERSON, "organisation": ""}, "- ct-1: a private person\n"),
    ],
)
def test_who_asked_is_told_as_far_as_it_may_be(changes: dict[str, Any], line: str) -> None:
    context = make.by_people(
        make.link_block(contacts=(make.contact(**changes),)), contacts=("ct-1",)
    )
    assert line in write_text(context)


def test_what_is_sealed_or_about_one_s_own_data_is_not_listed_at_all() -> None:
    seal = Seal(SealBecause.LEGAL_BAR, ("staff-name-1",), NOW, NOW + timedelta(days=180))
    contacts = (make.contact("ct-1", seal=seal), make.contact("ct-2", own_data=True))
    context = make.by_people(
        make.link_block(contacts=contacts), contacts=("ct-1", "ct-2"), asked=True
    )
    for text in (write_text(context), press_line(context)):
        assert "ct-" not in text
        assert "The answer: yes." in text
        assert "Requests that we may not disclose are not listed." in text
    assert "No request from outside is listed for this decision." in write_text(context)


def test_a_rule_was_asked_nothing() -> None:
    assert "was asked whether" not in write_text(make.removal()) + press_line(make.removal())


def test_facts_are_told_with_who_says_so_and_never_a_person_s_name() -> None:
    facts = (
        make.fact("roles", ("journalist", "minor"), asserted_by="person-name-1"),
        make.fact("consented", False, asserted_by="authority", standing=FactStanding.FALLEN),
        make.fact("odd_thing", "value-1"),
    )
    text = write_text(make.removal(facts=facts))
    assert (
        "  This rests on what others told us:\n"
        "  - roles of the account: journalist; minor (told by somebody from outside on 2026-09-26; "
        "not disputed)\n"
        "  - the person agreed to it (told by an authority on 2026-09-26; no longer counts)\n"
        "  - odd thing (told by the platform that sent it to us on 2026-09-26; not disputed)\n"
    ) in text
    assert "roles of the account (told by" in write_text(told(make.removal(facts=facts)))


def test_who_agreed_is_told() -> None:
    assert "A second person agreed." in write_text(make.everything())
    alone = make.by_people(make.removal(), one_person=True)
    for text in (write_text(alone), press_line(alone)):
        assert "Decided by one person; this site has nobody else to ask." in text
        assert "A second person agreed" not in text


@pytest.mark.parametrize(
    ("one_person", "why", "says"),
    [
        (False, None, "20:00 UTC.\n    Two people agreed to it.\n    It has no end date"),
        (True, None, "Decided by one person; this site has nobody else to ask."),
        (True, Why.SECOND_LOOK, "The same person looked at it a second time."),
        (False, Why.SECOND_LOOK, "Decided by one person; this site has nobody else to ask."),
    ],
)
def test_a_proposal_that_takes_force_says_who_agreed(
    one_person: bool, why: Why | None, says: str
) -> None:
    context = make.proposed_suspension(solo=one_person)
    starts = "a person agrees to it" if one_person else "two people agree to it"
    assert f"It starts only if {starts} before" in write_text(context)
    must = "a person must agree" if one_person else "two people must agree"
    assert must in press_line(context)
    context = replace(context, decision=replace(context.decision, one_person=one_person))
    at = NOW + timedelta(hours=6)
    changed = confirm(context.measures[1], context.measures[:1], at, deciders=["m-1", "m-2"])
    change = Change(changed[0], MeasureState.PROPOSED, at, why)
    text = write_text(replace(context, measures=changed, now=at, change=change))
    assert says in text
    assert ("Two people agreed" in text) is (not one_person and why is None)


@pytest.mark.parametrize(
    ("state", "why", "says"),
    [
        (MeasureState.SUPERSEDED, Why.VARIED, "another measure takes its place"),
        (MeasureState.LIFTED, Why.FACT_FELL, "that no longer counts"),
        (MeasureState.LIFTED, Why.APPEAL, "An appeal succeeded."),
        (MeasureState.LIFTED, Why.SECOND_LOOK, "looked at it a second time"),
    ],
)
def test_a_change_says_why(state: MeasureState, why: Why, says: str) -> None:
    context = make.removal(now=LATER)
    gone = move(context.measures[0], state, LATER)
    change = Change(gone, MeasureState.IN_FORCE, LATER, why)
    assert says in write_text(replace(context, measures=(gone,), change=change))


def test_pages_are_looked_at_again_only_where_they_are() -> None:
    says = "We look at the page again after 1 hour, 24 hours and 7 days."
    assert says in write_text(lifted_block())
    assert says not in write_text(replace(lifted_block(), looks=False))
    assert says not in write_text(make.link_block(looks=True))
    context = make.link_block(looks=True, now=LATER)
    replaced = move(context.measures[0], MeasureState.SUPERSEDED, LATER)
    change = Change(replaced, MeasureState.IN_FORCE, LATER)
    assert says not in write_text(replace(context, measures=(replaced,), change=change))


@pytest.mark.parametrize(
    ("context", "says"),
    [
        ({}, "We look at the changed text at once.\n"),
        ({"tries_left": 1}, "at once. Tries left: 1. After the last one, a person has to look."),
        ({"tries_left": 0}, "You have no tries left, so a person has to look. Tell us"),
        ({"tries_left": 3, "relapsed": True}, "It came back after it had been put right, so a"),
    ],
)
def test_who_looks_at_a_changed_text(context: dict[str, Any], says: str) -> None:
    text = write_text(make.removal(**context))
    assert says in text
    assert "part of a US social security number (places: 1). Then publish" in text
    assert ("We look at the changed text at once" in text) is ("at once" in says)


def test_a_cure_without_a_count_names_the_kind_alone() -> None:
    text = write_text(make.removal(seen=(Seen("private_info", "phone", 1),)))
    assert "in your text: part of a US social security number. Then" in text


def test_an_appeal_is_told_while_it_is_open_and_not_offered_when_its_time_is_over() -> None:
    assert "An appeal is open." in write_text(make.removal(contested=True))
    assert "An appeal is open." in press_line(make.removal(contested=True))
    late = write_text(make.removal(now=NOW + timedelta(days=400)))
    assert "The time to appeal ended on 2027-03-28." in late
    assert "You can appeal" not in late


def test_a_person_s_rule_needs_no_finding_of_its_own() -> None:
    context = make.by_people(make.removal(), findings=())
    assert "Private information, version 3, clause PI-2:" in write_text(context)
    assert "clause PI-2" in press_line(context)


def test_a_person_s_decision_without_a_clause_says_that_none_was_broken() -> None:
    text = write_text(NOTICES["harmed_nothing"])
    assert "What we did\n  We took no measure.\n" in text
    assert "No clause of our rules calls for a measure here." in text


@pytest.mark.parametrize(
    "reason",
    [
        "This is temporary.", "Nur vorläufig.", "C'est temporaire.", "Es temporal.",
        "É temporário.", "هذا إجراء مؤقت.", "Removed FOR NOW",
    ],
)  # fmt: skip
def test_nobody_may_call_temporary_what_has_no_end(reason: str) -> None:
    with pytest.raises(EvenhandError) as caught:
        write_text(make.by_people(make.removal(), reason=reason))
    assert caught.value.code == "EH706"
    assert reason in write_text(make.by_people(make.suspension(), reason=reason))


@pytest.mark.parametrize("reason", ["A contemporary text.", "Unbefristet.", "It stays."])
def test_other_words_are_a_person_s_own(reason: str) -> None:
    assert f"    {reason}\n" in write_text(make.by_people(make.removal(), reason=reason))


def test_a_reason_cannot_look_like_a_head_of_ours() -> None:
    text = write_text(make.by_people(make.removal(), reason="One.\n\nWhat we did\n  Nothing."))
    assert text.count("\nWhat we did\n") == 1


HIDDEN = (
    "staff-name-", "holder-name-", "person-name-", "verbatim-words-", "basis-words-", "object-1",
    "ground-1", "value-1", "None", "{", "}",
)  # fmt: skip
WRITERS_OWN = ("p-1", "a-7", "letter.example", "strike", "journalist", "minor", "Your post")


@given(
    asked=st.lists(st.sampled_from(sorted(KINDS)), max_size=3, unique=True),
    language=st.sampled_from(languages()),
    party=st.sampled_from(list(Party)),
    kind=st.sampled_from(["post", "comment", "message", "profile", "page", "document"]),
    later=st.integers(0, 9000),
    people=st.sampled_from(["rule", "moderator", "outside_reviewer"]),
    asserted_by=st.sampled_from(["caller", "person-name-1", "authority", "moderator"]),
    roles=st.lists(st.sampled_from(sorted(ROLES)), max_size=3, unique=True),
    contested=st.booleans(),
    tries=st.none() | st.integers(0, 5),
)
@settings(deadline=None, max_examples=150)
def test_nobody_s_name_and_no_private_value_is_ever_told(
    asked: list[str], language: str, party: Party, kind: str, later: int, people: str,
    asserted_by: str, roles: list[str], contested: bool, tries: int | None,
) -> None:  # fmt: skip
    context = make.decided(
        make.PRIVATE, "PI-2", *asked, decided_by=people, party=party, item=ItemFacts(kind),
        now=NOW + timedelta(hours=later), language=language, contested=contested, tries_left=tries,
        interests=(make.owner_interest(), make.owner_interest(role=Holder.REVIEWER)),
        contacts=(make.contact(), make.contact("ct-2", organisation="", own_data=True)),
        facts=(
            make.fact("roles", tuple(roles), asserted_by=asserted_by), make.fact("x", "value-1"),
        ),
    )  # fmt: skip
    decision = replace(
        context.decision, people=("staff-name-1", "staff-name-2"), contacts=("ct-1", "ct-2")
    )
    context = replace(context, decision=decision)
    text, press = write_text(context), press_line(context)
    for hidden in HIDDEN:
        assert hidden not in text + press
    for own in WRITERS_OWN:
        assert own not in press
        assert party is Party.WRITER or own not in text
