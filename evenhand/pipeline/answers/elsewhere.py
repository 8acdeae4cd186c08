"""Would the same have been done to anyone else, earlier, or elsewhere?

By deciding again over the stored evidence with other packs, by like cases, and by what was done
at another site and by newsrooms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.enforcement.measures import discover
from evenhand.model.clock import day_text
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.pipeline.answers.ledger import Ledger
from evenhand.pipeline.entries import public_measure
from evenhand.pipeline.in_force import policies_in_force
from evenhand.pipeline.people.likeness import BORNE, like_cases
from evenhand.pipeline.what_if import what_if
from evenhand.review.like import NO_MEASURE
from evenhand.store.contacts import all_offers
from evenhand.store.decisions import (
    Kept,
    decision_chain,
    decisions_of_matter,
    get_decision,
    last_decision_on,
    later_decisions,
)

Told = Mapping[str, Any]
"""A measure as the log tells it: kind, what it falls on, state, days."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided about something by the rules in force there then.

    Attributes:
        packs: name and version of each.
        log: of the decision's entry; None where it is not in the log.
    """

    site: str
    day: str
    packs: tuple[str, ...]
    measures: tuple[Told, ...]
    log: int | None


@dataclass(frozen=True, slots=True)
class Instead:
    """What other packs would have done with the evidence of a recorded decision.

    Attributes:
        whose: the site whose packs these are, and `since` the day for which they were taken.
        standing: measures that did already all that these packs ask for.
    """

    whose: str
    since: str
    packs: tuple[str, ...]
    outcome: str
    measures: tuple[Told, ...]
    standing: tuple[Told, ...]

    @property
    def touches_account(self) -> bool:
        """Whether any of it falls on the account."""
        return any(m["subject"] == SubjectType.ACCOUNT for m in (*self.measures, *self.standing))


@dataclass(frozen=True, slots=True)
class Like:
    """How a measure compares with what was finally done in the nearest like cases.

    Attributes:
        measure: the heaviest one.
        of: how many like cases.
        log: of their decisions.
    """

    measure: str
    heavier: int
    same: int
    lighter: int
    of: int
    done: tuple[str, ...]
    log: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """What a newsroom says in public of what it was offered."""

    site: str
    outcome: str
    received: str
    note: str
    log: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answer.

    Attributes:
        done: with the item, at its site.
        instead: by the other site's packs, and by those of the earlier item's time.
        there: what the other site did with the same item; None where it had none.
        earlier: what was done with the earlier item.
        today: what the packs of the item's time would have done with the earlier one.
        heaviest: like cases, by the heaviest that was ever in force; None without any.
        finally_: like cases, by what it finally came to.
        newsrooms: with a public note about the same affair.
    """

    done: Done
    instead: tuple[Instead, ...]
    there: Done | None
    earlier: Done
    today: Instead
    heaviest: Like | None
    finally_: Like | None
    newsrooms: tuple[Declined, ...]


def elsewhere(
    site: str, matter: str, item: str, other: str, earlier: str, ledger: Ledger
) -> Elsewhere:
    """Compare what was done with an item.

    Raises EvenhandError: EH410 where nothing was decided about one of the items, EH802.
    """
    this, before = _by_rule(site, item), _by_rule(site, earlier)
    then, at = before.decision.decided_at, this.decision.decided_at
    there = last_decision_on(other, Subject(SubjectType.ITEM, item))
    chain = [this.decision.id or "", *later_decisions(this.decision.id or "")]
    ordered = [m for name in chain for m in get_decision(name).decision.measures]
    return Elsewhere(
        done=_done(this, ledger),
        instead=(_instead(this, other, at), _instead(this, site, then)),
        there=_done(get_decision(decision_chain(there)[0]), ledger) if there else None,
        earlier=_done(before, ledger),
        today=_instead(before, site, at),
        heaviest=_like(this.decision, filter(_took_force, ordered)),
        finally_=_like(this.decision, (m for m in ordered if m.state in BORNE)),
        newsrooms=tuple(_newsrooms(matter, ledger)),
    )


def _by_rule(site: str, item: str) -> Kept:
    """The rule's newest decision about an item that stands in the log. Raises EH410."""
    subject = Subject(SubjectType.ITEM, item)
    last = last_decision_on(site, subject)
    matter = get_decision(last).decision.matter if last else None
    made = [get_decision(name) for name in decisions_of_matter(site, matter or "")]
    found = [k for k in made if k.decision.subject == subject and not k.decision.people]
    if not found:
        raise EvenhandError(
            "EH410", f"nothing in the log is about the item `{item}`",
            not_done="the question was not answered", help="ask about an item with a measure",
        )  # fmt: skip
    return found[-1]


def _done(kept: Kept, ledger: Ledger) -> Done:
    """What the log says of a decision; of one that it does not hold, that nothing was done."""
    decision = kept.decision
    entries = ledger.of(decision.id or "", "decision")
    return Done(
        decision.site,
        day_text(decision.decided_at),
        _named(decision.policy),
        tuple(measure for entry in entries for measure in entry.fields["measures"]),
        kept.log_index,
    )


def _named(packs: Iterable[PolicyRef]) -> tuple[str, ...]:
    return tuple(f"{pack.pack} {pack.version}" for pack in packs)


def _instead(kept: Kept, whose: str, at: datetime) -> Instead:
    packs = policies_in_force(whose, at)
    decision = what_if(kept.decision.id or "", packs)
    return Instead(
        whose,
        day_text(at),
        _named(policy.ref for policy in packs),
        decision.outcome,
        tuple(map(public_measure, decision.measures)),
        tuple(map(public_measure, decision.standing)),
    )


def _took_force(measure: Measure) -> bool:
    return measure.state is not MeasureState.PROPOSED and measure.decide_by is None


def _like(decision: Decision, measures: Iterable[Measure]) -> Like | None:
    """The nearest like cases of a decision, by the heaviest of these measures."""
    kinds = discover()
    names = [measure.measure for measure in measures]
    likeness = like_cases(decision, names)
    if likeness is None or not likeness.nearest:
        return None
    indexes = (get_decision(case.id).log_index for case in likeness.nearest)
    return Like(
        max(names, key=lambda name: kinds[name].severity, default=NO_MEASURE),
        likeness.heavier,
        likeness.same,
        likeness.lighter,
        len(likeness.nearest),
        tuple(dict.fromkeys(case.measure for case in likeness.nearest)),
        tuple(sorted(index for index in indexes if index is not None)),
    )


def _newsrooms(matter: str, ledger: Ledger) -> Iterator[Declined]:
    """What newsrooms say in public of the affair: what stands in the log, and nothing else."""
    for offer in all_offers():
        for entry in ledger.of(offer.id, "disclosure") if offer.matter == matter else ():
            fields = entry.fields
            yield Declined(
                fields["site"], fields["outcome"], fields["received"], fields["note"], entry.index
            )
