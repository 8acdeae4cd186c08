"""Notices: gathered from the state they speak of, for a decision and for each later change.

The writer is told, and so is everybody who flagged an item because it is their information.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.case import Flag, Party
from evenhand.model.clock import Entropy
from evenhand.model.decision import Decision
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.people import Interest
from evenhand.model.policy import Policy
from evenhand.model.reading import Reading
from evenhand.model.site import Site
from evenhand.model.statement import Statement
from evenhand.pipeline.decide import InForce
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.recorded import facts_of, has_relapsed, notified_by, tries_left, who_asked
from evenhand.pipeline.recorded import touching_interests as interests_of
from evenhand.policy.load import load_pack
from evenhand.review.second import is_solo
from evenhand.statements.context import Change, ItemFacts, StatementContext, Why, summarise
from evenhand.statements.dsa import to_dsa
from evenhand.statements.messages import languages
from evenhand.statements.press import press_line
from evenhand.statements.texts import write_text
from evenhand.store.decisions import (
    case_is_open,
    first_decision,
    get_decision,
    get_evidence,
    later_decisions,
    statements_of,
)
from evenhand.store.flags import flags_about, is_contested
from evenhand.store.items import get_item
from evenhand.store.policies import policy_source
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff

FALLBACK = "en"
_policies: dict[str, Policy] = {}
"""Pack versions by digest: a digest's text never changes."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Who has to be told of a decision on an item, and of what beside it.

    Attributes:
        interests: declared interests of owners and officers that touch it.
        harmed: flags by those whose information it is.
        solo: the site has one person to decide, and nobody from outside.
    """

    interests: tuple[Interest, ...] = ()
    harmed: Sequence[Flag] = ()
    solo: bool = False


def decision_notices(
    decision: Decision,
    policy: InForce,
    seen: Gathered,
    site: Site,
    log_url: str | None,
    concern: Concern,
    entropy: Entropy,
) -> list[Statement]:
    """The first notices about a rule's decision, the writer's first.

    Args:
        log_url: where the log is served, if it is.
    """
    context = StatementContext(
        decision=decision,
        measures=decision.measures,
        kinds=policy.kinds,
        policies=policy.rules.policies,
        site=site,
        now=decision.decided_at,
        seen=summarise(seen.readings),
        item=_item_facts(seen.item),
        roles=seen.item.account.roles,
        failed=tuple(failure.signal for failure in seen.failed),
        language=reader_language(seen.item.language, site),
        log_url=log_url,
        interests=concern.interests,
        contacts=who_asked(decision),
        facts=facts_of(decision, seen.item),
        solo=concern.solo,
    )
    return _to_everybody(context, concern.harmed, entropy)


def recorded_notices(
    decision: Decision, at: datetime, log_url: str | None, entropy: Entropy
) -> list[Statement]:
    """The notices about a decision of people, the writer's first; it is not recorded yet."""
    context = replace(_context(decision, at), log_url=log_url)
    return _to_everybody(
        context, flags_about(decision.site, decision.subject, harmed=True), entropy
    )


def change_notices(
    measure: Measure,
    before: MeasureState,
    at: datetime,
    why: Why | None,
    log_url: str | None,
    entropy: Entropy,
    *,
    looks: bool = False,
) -> list[Statement]:
    """Notices that a measure has changed its state, each referring to the last one to its reader.

    The harmed are not told of measures against the account: its record is the writer's own.
    """
    context = recorded_context(measure.decision or "", at)
    context = replace(
        context,
        measures=tuple(measure if m.id == measure.id else m for m in context.measures),
        change=Change(measure, before, at, why),
        log_url=log_url,
        looks=looks,
    )
    decision = context.decision
    private = measure.subject.type is SubjectType.ACCOUNT
    harmed = () if private else flags_about(decision.site, decision.subject, harmed=True)
    return _to_everybody(context, harmed, entropy)


def press(decision_id: str, at: datetime) -> str:
    """What may be said publicly about a recorded decision, as things stand at a time."""
    return press_line(recorded_context(decision_id, at))


def recorded_context(decision_id: str, at: datetime) -> StatementContext:
    """The state of a recorded decision. Raises EH410 where there is none."""
    kept = get_decision(decision_id)
    context = _context(_with_people(kept.decision), at)
    return replace(context, log_index=kept.log_index, case_open=case_is_open(decision_id))


def policy_of(digest: str) -> Policy:
    """A pack version as it was kept."""
    if digest not in _policies:
        source = policy_source(digest)
        _policies[digest] = load_pack(source, signals.discover(), set(measures.discover()))
    return _policies[digest]


def _with_people(decision: Decision) -> Decision:
    """The decision with what people who confirmed or kept it answered and named.

    Only those that ordered nothing of their own: others are decisions with notices of their own.
    """
    later = [get_decision(each).decision for each in later_decisions(decision.id or "")]
    agreed = [each for each in later if not each.measures and each.asked is not None]
    if not agreed:
        return decision
    contacts = [contact for each in (decision, *agreed) for contact in each.contacts]
    people = [person for each in (decision, *agreed) for person in each.people]
    return replace(
        decision,
        asked=any(each.asked for each in (decision, *agreed)),
        contacts=tuple(dict.fromkeys(contacts)),
        people=tuple(dict.fromkeys(people)),
        one_person=decision.one_person or agreed[-1].one_person,
    )


def _context(decision: Decision, at: datetime) -> StatementContext:
    """What a notice about a decision is written from; a person's rests on the first one's item."""
    first = first_decision(decision.supersedes or decision.id or "")
    evidence = get_evidence(first)
    readings: tuple[Reading, ...] = evidence.readings if evidence else ()
    item, site = get_item(first), get_site(decision.site)
    return StatementContext(
        decision=decision,
        measures=decision.measures,
        kinds=measures.discover(),
        policies=tuple(policy_of(ref.digest) for ref in decision.policy),
        site=site,
        now=at,
        seen=summarise(readings),
        item=_item_facts(item) if item else ItemFacts(),
        roles=item.account.roles if item else None,
        failed=tuple(f.signal for f in evidence.evidence.failed) if evidence else (),
        language=reader_language(item.language if item else None, site),
        interests=interests_of(decision, at),
        contacts=who_asked(decision),
        facts=facts_of(decision, item),
        contested=is_contested(decision.site, decision.subject),
        tries_left=tries_left(decision),
        relapsed=has_relapsed(decision),
        solo=is_solo(all_staff(site.name), at),
        case_open=False,
        notified_by=notified_by(decision),
    )


def _to_everybody(
    context: StatementContext, harmed: Iterable[Flag], entropy: Entropy
) -> list[Statement]:
    """The writer's notice, and one to each of the harmed in their own language."""
    notices = [_written(context, entropy, None)]
    for flag in harmed:
        about = tuple(m for m in context.measures if m.subject.type is not SubjectType.ACCOUNT)
        told = replace(
            context,
            party=Party.HARMED,
            measures=about,
            language=reader_language(flag.language, context.site),
        )
        notices.append(_written(told, entropy, flag.id))
    return notices


def _written(context: StatementContext, entropy: Entropy, flag: str | None) -> Statement:
    """The notice, after those that the same reader had of the same decision."""
    decision = context.decision.id or ""
    told = [
        s for s in statements_of(decision) if s.party is context.party and s.flag == flag
    ] if context.change else []  # fmt: skip
    context = replace(context, previous=told[-1].id if told else None, number=len(told) + 1)
    return Statement(
        id=entry_id(entropy),
        decision=decision,
        language=context.language,
        text=write_text(context),
        written_at=context.now,
        dsa=to_dsa(context) if context.party is Party.WRITER else {},
        refers_to=context.previous,
        party=context.party,
        flag=flag,
    )


def _item_facts(item: Item) -> ItemFacts:
    media = tuple(sorted({attachment.media_type for attachment in item.attachments}))
    return ItemFacts(item.kind, item.language, item.created_at, media)


def reader_language(wanted: str | None, site: Site) -> str:
    """The reader's language where there is a catalogue for it, else the site's, else English."""
    for name in (wanted, site.language):
        short = (name or "").split("-")[0].lower()
        if short in languages():
            return short
    return FALLBACK
