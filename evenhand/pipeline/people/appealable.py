"""What an appeal is against: the newest decision of a chain that still says something.

Decisions about one deed follow each other: a rule's, a second person's, an appeal's. Whoever
appeals one of them means what holds now, so the appeal goes to the newest one that concerns them:
for the writer the newest that ordered measures or left them in force, for those who flagged the
newest of all, since theirs may be that nothing was done.
"""

from collections.abc import Sequence
from dataclasses import replace

from evenhand.model.case import Appeal, AppealOutcome, Flag, Party
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure
from evenhand.model.site import Site
from evenhand.pipeline.archive import evidence_of
from evenhand.review.appeals import NOT_RECEIVED, check_appeal
from evenhand.review.fit import deciders_of
from evenhand.store.cases import agreements
from evenhand.store.decisions import decision_chain, get_decision, later_decisions
from evenhand.store.flags import appeals_against
from evenhand.store.measures import get_measure


def chain_of(decision: str) -> tuple[Decision, ...]:
    """All decisions about the same deed, oldest first, each with what it left in force.

    Raises EvenhandError: EH410.
    """
    found: list[Decision] = []
    for name in decision_chain(decision) + later_decisions(decision):
        each = get_decision(name).decision
        before = [m for earlier in found for m in (*earlier.measures, *earlier.standing)]
        held = [measure for measure in before if _was_on(measure, each)]
        found.append(replace(each, standing=tuple(held if each.people else _relied_on(each))))
    return tuple(found)


def party_of(flag: Flag) -> Party:
    """As who somebody appeals who has handed in a flag."""
    return Party.HARMED if flag.harmed else Party.FLAGGER


def newest_for(party: Party, chain: Sequence[Decision]) -> Decision:
    """The decision of a chain that an appeal of this party is against."""
    if party is Party.WRITER:
        fell = [each for each in chain if each.measures or each.standing]
        return fell[-1] if fell else chain[-1]
    return chain[-1]


def answered_by(flag: Flag) -> str:
    """The decision that answered a flag. Raises EvenhandError: EH682."""
    if flag.decision is None:
        raise EvenhandError(
            "EH682", "Your report has no answer yet.", not_done=NOT_RECEIVED,
            help="The receipt link shows the answer as soon as there is one.",
        )  # fmt: skip
    return flag.decision


def check_appealable(
    appeal: Appeal, chain: Sequence[Decision], site: Site, *, account: str | None, flag: Flag | None
) -> None:
    """Refuse an appeal that cannot be received.

    Args:
        appeal: against the newest decision of the chain that concerns its party.
        account: who appeals as the writer; None where whoever calls vouches for them.
        flag: of a harmed party or flagger who appeals.

    Raises EvenhandError: EH654 to EH657, EH683.
    """
    earlier = appeals_in(chain)
    target = next(each for each in chain if each.id == appeal.decision)
    # An appeal against an older decision of the chain that is still open is about this one too.
    still_open = [replace(old, decision=appeal.decision) for old in earlier if old.outcome is None]
    # Where nobody knows the author, only whoever calls can say that it is the writer.
    writer = target.account or f"writer of {target.id}"
    check_appeal(
        appeal, replace(target, account=writer), still_open, site, account=account or writer,
        flag=flag,
    )  # fmt: skip
    if _answered_before(appeal, chain, earlier):
        raise EvenhandError(
            "EH683", "An appeal against this was answered, and nothing was decided since.",
            not_done=NOT_RECEIVED,
            help=f"You can turn to {site.out_of_court}." if site.out_of_court
            else "The answer says what was looked at and why it stays.",
        )  # fmt: skip


def _answered_before(appeal: Appeal, chain: Sequence[Decision], earlier: Sequence[Appeal]) -> bool:
    """Whether this side has appealed, was answered that all stays, and nothing was decided since.

    Flaggers are one side, however many they are; each of the harmed is one.
    """
    return any(
        old.outcome is AppealOutcome.UPHELD
        and old.result == chain[-1].id
        and old.party is appeal.party
        and (old.flag == appeal.flag or appeal.party is not Party.HARMED)
        for old in earlier
    )


def appeals_in(chain: Sequence[Decision]) -> list[Appeal]:
    """The appeals against any decision of a chain, oldest first."""
    return appeals_against(each.id or "" for each in chain)


def deciders_in(chain: Sequence[Decision]) -> frozenset[str]:
    """Everybody who decided or agreed anywhere in a chain."""
    given = agreements(measure.id or "" for each in chain for measure in each.measures)
    return frozenset().union(*(deciders_of(each, given) for each in chain))


def _relied_on(decision: Decision) -> list[Measure]:
    """What was in force already when a rule decided and did what it would have ordered; as it is.

    Most often it is from before an edit: the item was published again with the same value.
    """
    evidence = evidence_of(decision.id or "")
    if evidence is None or decision.outcome == "allow":
        return []
    fired = {f.rule for f in decision.findings if f.outcome == "true" and not f.shadow}
    relied = (measure for measure in evidence.prior.in_force if fired & set(measure.rules))
    found = (get_measure(measure.id or "") for measure in relied)
    return [measure for _, measure in filter(None, found)]


def _was_on(measure: Measure, decision: Decision) -> bool:
    """Whether an earlier measure was in force when a later decision had been taken."""
    at = decision.decided_at
    never = measure.decide_by is not None  # a proposal keeps it until it takes force
    return not never and measure.from_ <= at and (measure.ended_at is None or measure.ended_at > at)
