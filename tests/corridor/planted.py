"""Planted violations: small faults of the product, each with a short story in which it shows.

The story alone breaks nothing; with the fault, one of the general invariants finds it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from evenhand.enforcement import second_person, states
from evenhand.model.case import AppealOutcome, Party
from evenhand.model.contact import ContactRole, SealBecause
from evenhand.model.people import Holder
from evenhand.pipeline import changes, corridor, entries, keep, notices
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import deciding, flags, lifting, looked_at, retention, ruling
from evenhand.pipeline.people import turn as turns
from evenhand.pipeline.people.choice import Chosen, Do
from evenhand.pipeline.people.contacts import Asked, Intake
from evenhand.policy.compile import CompiledPolicy
from evenhand.review import appeals, fit
from evenhand.review import second as review_second
from evenhand.review.second import Agreed
from evenhand.statements import context, press, texts
from evenhand.store import database, models
from evenhand.store.recording import Recording
from tests.corridor.commands import MATTER, Post, Working, item, until

Patch = pytest.MonkeyPatch
Story = Callable[[Working], object]
Plant = Callable[[Patch], None]
DAY = timedelta(days=1)


# --- stories


def agreed_by_two(town: Working) -> None:
    """A lasting mask on a journalist's item, agreed to by two people."""
    town.post(Post(0, "address"))
    case = _case(town)
    town.decide(case, "zz-ada", Do.CONFIRM)
    town.wait(timedelta(hours=1))
    town.decide(case, "zz-bo", Do.CONFIRM)


def agreed_too_late(town: Working) -> None:
    """The second person agrees after the time for it is over."""
    town.post(Post(0, "address"))
    case = _case(town)
    town.decide(case, "zz-ada", Do.CONFIRM)
    town.wait(timedelta(hours=80))
    town.decide(case, "zz-bo", Do.CONFIRM)


def looked_twice(town: Working) -> None:
    """The only decider of a site looks again, too soon."""
    for name in ("zz-bo", "zz-cy", "zz-out", "zz-adm"):
        town.go(name)
    town.post(Post(0, "address"))
    town.decide(_case(town), "zz-ada", Do.CONFIRM)
    town.wait(timedelta(hours=1))
    town.decide(_case(town), "zz-ada", Do.CONFIRM)


def held_again(town: Working) -> None:
    """One person holds a journalist's item again and again."""
    town.post(Post(0, "clean"))
    for _ in range(3):
        town.hold(item(0).id, "zz-ada", 70)
        town.wait(timedelta(hours=71))
        town.expire()


def nobody_agrees(town: Working) -> None:
    """A proposal to which nobody agrees ends by itself, as does what holds meanwhile."""
    town.post(Post(0, "address"))
    town.wait(timedelta(hours=73))
    town.expire()


def overturned(town: Working) -> None:
    """A writer's appeal succeeds, answered by somebody else than who decided."""
    _appealed(town)
    town.answer(_newest(town, "appeal"), "zz-bo", AppealOutcome.OVERTURNED)


def own_cause(town: Working) -> None:
    """Who decided answers the appeal."""
    _appealed(town)
    town.answer(_newest(town, "appeal"), "zz-ada", AppealOutcome.OVERTURNED)


def tied(town: Working) -> None:
    """Somebody with an interest in the account decides about it, and an owner has one too."""
    town.declare("zz-adm", "zz-quist", holder="Zz-Owner", role=Holder.OWNER, person=True)
    town.declare("zz-bo", "zz-quist", person=True)
    town.post(Post(0, "address"))
    town.decide(_case(town), "zz-bo", Do.KEEP)


def told_of_harm(town: Working) -> None:
    """Whose address it is tells of it, and hears of all that happens."""
    town.post(Post(3, "address"))
    town.flag(item(3), harmed=True)
    town.lift(_measure(town), "zz-ada")


def flagged_often(town: Working) -> None:
    """Many flags, and somebody looks."""
    town.post(Post(3, "clean"))
    for _ in range(5):
        town.flag(item(3))
    town.decide(_case(town), "zz-ada", Do.KEEP)


def asked_in_secret(town: Working) -> None:
    """A sealed contact about a matter in which something is decided."""
    town.contact("zz-ada", Intake(ContactRole.LAW_ENFORCEMENT, Asked.REMOVE, "zz-words",
                                  organisation="City Police", matter=MATTER,
                                  seal=SealBecause.LEGAL_BAR))  # fmt: skip
    town.post(Post(0, "address", matter=True))
    town.decide(_case(town), "zz-ada", Do.KEEP)


def asked_in_public(town: Working) -> None:
    """A contact about a matter in which something is decided; years pass."""
    town.contact("zz-ada", Intake(ContactRole.POLITICAL, Asked.OTHER, "zz-words",
                                  organisation="Vale for Mayor", matter=MATTER))  # fmt: skip
    town.post(Post(3, "ssn", matter=True))
    town.lift(_measure(town), "zz-ada")
    town.keep_for(1)
    town.wait(400 * DAY)
    town.sweep()


def swept_early(town: Working) -> None:
    """Everything is kept for a day only, and an appeal is still possible."""
    town.keep_for(1)
    town.post(Post(3, "ssn"))
    town.lift(_measure(town), "zz-ada")
    town.wait(40 * DAY)
    town.sweep()


def unclear(town: Working) -> None:
    """Nobody has said whether an item with a blocked link reports about what is behind it."""
    town.post(Post(3, "link"))


def published(town: Working) -> None:
    """Items of several kinds, on two days."""
    town.post(Post(3, "ssn"), Post(0, "both"), Post(4, "clean"))
    town.wait(DAY)
    town.post(Post(3, "masked"), Post(2, "dossier"))


def refused_late(town: Working) -> None:
    """An answer is refused after something was written: as heavy a measure, for longer."""
    town.post(Post(0, "address"))
    town.appeal(_newest_decision(town), Party.WRITER)
    mask = (Chosen("mask", until(town.clock.now(), 200)),)
    town.answer(_newest(town, "appeal"), "zz-bo", AppealOutcome.VARIED, mask, rule="PI-3")


def two_at_once(town: Working) -> None:
    """Somebody decides a case that somebody else has in hand."""
    town.post(Post(0, "address"))
    town.claim(_case(town), "zz-ada")
    town.decide(_case(town), "zz-bo", Do.KEEP)


def _appealed(town: Working) -> None:
    town.post(Post(1, "ssn"))
    town.decide(_case(town), "zz-ada", Do.KEEP)
    town.appeal(_newest_decision(town), Party.WRITER)


def _case(town: Working) -> str:
    return next(c["id"] for c in reversed(town.seen["case"]) if c["state"] == "open")


def _measure(town: Working) -> str:
    return next(m["id"] for m in town.seen["measure"] if m["state"] == "in_force")


def _newest(town: Working, table: str) -> str:
    return max(town.seen[table], key=lambda row: row["received_at"])["id"]


def _newest_decision(town: Working) -> str:
    return max(town.seen["decision"], key=lambda row: row["decided_at"])["id"]


# --- faults


def one_is_two(patch: Patch) -> None:
    def agreed(given: Any, staff: Any, at: Any) -> Agreed:
        return Agreed(("zz-ada", "somebody else"), at)

    patch.setattr(ruling, "agreed", agreed)


def no_care(patch: Patch) -> None:
    for module in (second_person, looked_at):
        patch.setattr(module, "care_hours", lambda evidence: None)
    patch.setattr("evenhand.enforcement.impose.care_hours", lambda evidence: None)


def no_limit_alone(patch: Patch) -> None:
    patch.setattr(second_person, "alone_until", lambda *_: second_person.NO_LIMIT)


def chain_forgotten(patch: Patch) -> None:
    patch.setattr(looked_at.LookedAt, "taken_alone", lambda *_: ())


def never_due(patch: Patch) -> None:
    patch.setattr(states, "is_due", lambda measure, at: False)


def second_look_at_once(patch: Patch) -> None:
    patch.setattr(review_second, "SECOND_LOOK", timedelta())


def proposals_stay(patch: Patch) -> None:
    due = changes.due_measures
    patch.setattr(
        changes, "due_measures",
        lambda at, most: [(s, m) for s, m in due(at, most) if m.state != "proposed"],
    )  # fmt: skip


def change_not_logged(patch: Patch) -> None:
    patch.setattr(changes, "enter", lambda *_: 0)


def change_not_told(patch: Patch) -> None:
    patch.setattr(changes, "change_notices", lambda *_, **__: [])


def harmed_not_told(patch: Patch) -> None:
    def to_the_writer(told: Any, harmed: Any, entropy: Any) -> Any:
        return everybody(told, (), entropy)

    everybody = notices._to_everybody
    patch.setattr(notices, "_to_everybody", to_the_writer)


def chain_of_notices_cut(patch: Patch) -> None:
    patch.setattr(notices, "statements_of", lambda decision: [])


def number_skipped(patch: Patch) -> None:
    number = Recording.number

    def skipping(self: Recording, site: str, kind: str) -> int:
        return number(self, site, kind) and number(self, site, kind)

    patch.setattr(Recording, "number", skipping)


def never_published(patch: Patch) -> None:
    patch.setattr(Home, "publish", lambda self: None)


def not_delivered(patch: Patch) -> None:
    patch.setattr(Recording, "outbox", lambda *_: None)


def staff_in_the_log(patch: Patch) -> None:
    by_people = entries._by_people
    patch.setattr(entries, "_by_people", lambda d: {**by_people(d), "reviewers": list(d.people)})


def asked_left_out(patch: Patch) -> None:
    by_people = entries._by_people
    patch.setattr(
        entries, "_by_people",
        lambda d: {name: told for name, told in by_people(d).items() if name != "asked"},
    )  # fmt: skip


def flagger_in_the_log(patch: Patch) -> None:
    entered = turns.Turn.enter

    def enter(self: Any, kind: str, site: str, case: str, fields: Any, sealed: Any) -> int:
        return entered(self, kind, site, case, {**fields, **sealed}, sealed)

    patch.setattr(turns.Turn, "enter", enter)


def own_cause_allowed(patch: Patch) -> None:
    for module in (fit, appeals):
        patch.setattr(module, "check_other", lambda *_: None)


def conflicts_overlooked(patch: Patch) -> None:
    patch.setattr(fit, "conflicts", lambda *_: ())


def interests_hidden(patch: Patch) -> None:
    patch.setattr(notices, "interests_of", lambda *_: ())
    patch.setattr("evenhand.pipeline.affairs.touching", lambda *_: ())


def flags_hold(patch: Patch) -> None:
    flag = flags.flag

    def flag_and_hold(home: Home, site: str, subject: Any, *args: Any, **more: Any) -> Any:
        flagged = flag(home, site, subject, *args, **more)
        lifting.hold(home, site, subject.id, "zz-ada", 24, False, "It was flagged.")
        return flagged

    patch.setattr(flags, "flag", flag_and_hold)


def flags_unanswered(patch: Patch) -> None:
    patch.setattr(deciding, "answer_flags", lambda *_: [])


def sealed_listed(patch: Patch) -> None:
    told = looked_at.contacts_of
    patch.setattr(looked_at, "contacts_of", lambda site, matter, **_: [
        replace(contact, seal=None) for contact in told(site, matter)
    ])  # fmt: skip


def sealed_entered(patch: Patch) -> None:
    patch.setattr("evenhand.pipeline.people.contact_record.is_disclosed", lambda contact: True)
    patch.setattr("evenhand.contacts.public.is_disclosed", lambda contact: True)


def contacts_deleted(patch: Patch) -> None:
    def delete(keys: Any) -> None:
        models.Contact.objects.filter(pk__in=list(keys)).delete()

    record = replace(retention.RECORDS["contact"], erase=delete)
    patch.setitem(retention.RECORDS, "contact", record)


def appeals_overlooked(patch: Patch) -> None:
    patch.setattr(retention, "still_open", lambda *_: {})


def strikes_kept(patch: Patch) -> None:
    patch.setattr(ruling, "void_strikes", lambda *_: 0)


def unknown_is_true(patch: Patch) -> None:
    findings = CompiledPolicy.findings

    def sure(self: CompiledPolicy, values: Any) -> Any:
        return tuple(
            replace(each, outcome="true") if each.outcome == "unknown" else each
            for each in findings(self, values)
        )

    patch.setattr(CompiledPolicy, "findings", sure)


def friend_spared(patch: Patch) -> None:
    decide = corridor.decide

    def unless_friend(evidence: Any, policy: Any, prior: Any) -> Any:
        decision = decide(evidence, policy, prior)
        friend = evidence.author == "zz-moss"
        spared = replace(decision, outcome="allow", measures=(), strikes=(), asks=())
        return spared if friend else decision

    patch.setattr(corridor, "decide", unless_friend)


def end_left_out(patch: Patch) -> None:
    patch.setattr(texts, "_end", lambda say, measure, planned="": "This is temporary.")


def press_of_the_past(patch: Patch) -> None:
    for module in (press, context):
        patch.setattr(module, "is_over", lambda measure, now: False)


def heartbeat_missed(patch: Patch) -> None:
    patch.setattr(turns, "note_days", lambda *_: 0)


def half_is_kept(patch: Patch) -> None:
    @contextmanager
    def no_transaction() -> Iterator[None]:
        yield

    patch.setattr(database, "writing", no_transaction)


def claim_ignored(patch: Patch) -> None:
    patch.setattr(deciding, "check_not_held", lambda *_: None)


def evidence_lost(patch: Patch) -> None:
    patch.setattr(keep.Recording, "evidence", lambda *_: None)


PLANTED: dict[str, tuple[Plant, Story, str]] = {
    "one person counts as two": (one_is_two, agreed_by_two, "heavy_takes_two"),
    "roles are overlooked": (no_care, agreed_by_two, "heavy_takes_two"),
    "one may do anything alone": (no_limit_alone, agreed_by_two, "heavy_takes_two"),
    "short holds make a long one": (chain_forgotten, held_again, "heavy_takes_two"),
    "agreed to after its time": (never_due, agreed_too_late, "heavy_takes_two"),
    "looked again at once": (second_look_at_once, looked_twice, "heavy_takes_two"),
    "proposals never end": (proposals_stay, nobody_agrees, "what_has_an_end_ends"),
    "a change is not logged": (change_not_logged, nobody_agrees, "no_measure_without_its_entry"),
    "a change is not told": (change_not_told, nobody_agrees, "every_change_is_told"),
    "the harmed are not told": (harmed_not_told, told_of_harm, "every_change_is_told"),
    "notices refer to nothing": (chain_of_notices_cut, nobody_agrees, "every_change_is_told"),
    "a number is skipped": (number_skipped, published, "numbers_have_no_gap"),
    "the log is not published": (never_published, published, "the_log_only_grows"),
    "nothing is delivered": (not_delivered, published, "what_is_delivered_stands_in_the_log"),
    "staff stand in the log": (staff_in_the_log, agreed_by_two, "nothing_private_is_public"),
    "flaggers stand in the log": (flagger_in_the_log, flagged_often, "nothing_private_is_public"),
    "the answer is left out": (asked_left_out, agreed_by_two, "every_decision_says_whether_asked"),
    "judged in their own cause": (own_cause_allowed, own_cause, "nobody_judges_their_own_cause"),
    "interests keep nothing away": (conflicts_overlooked, tied, "no_interest_decides"),
    "an owner's interest is hidden": (interests_hidden, tied, "interests_show"),
    "a flag holds an item": (flags_hold, flagged_often, "flags_cause_nothing"),
    "flaggers get no answer": (flags_unanswered, flagged_often, "cases_make_sense"),
    "a sealed contact is listed": (sealed_listed, asked_in_secret, "who_asked_shows"),
    "a sealed contact is entered": (sealed_entered, asked_in_secret, "sealed_is_not_told"),
    "contacts are deleted": (contacts_deleted, asked_in_public, "contacts_stay"),
    "swept while it can be appealed": (appeals_overlooked, swept_early, "nothing_goes_too_soon"),
    "a strike outlives its decision": (strikes_kept, overturned, "strikes_stand_on_decisions"),
    "an unknown suspends": (unknown_is_true, unclear, "an_unknown_hurts_nobody"),
    "a friend is spared": (friend_spared, published, "replay_is_exact"),
    "evidence is not kept": (evidence_lost, published, "replay_is_exact"),
    "temporary without an end": (end_left_out, nobody_agrees, "temporary_has_its_date"),
    "the press hears of the past": (
        press_of_the_past,
        nobody_agrees,
        "press_tells_the_state",
    ),
    "a day is not counted": (heartbeat_missed, published, "days_are_counted"),
    "what is refused is half kept": (half_is_kept, refused_late, "refused_is_not_done"),
    "a claim keeps nobody away": (claim_ignored, two_at_once, "decisions_are_whose_they_are"),
}
"""What is wrong: the fault, a story in which it shows, and the invariant that finds it."""
