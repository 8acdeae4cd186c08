"""Notices: gathered from the state they speak of, for a decision and for each later change."""

from dataclasses import replace
from datetime import datetime

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.decision import Decision
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState
from evenhand.model.policy import Policy
from evenhand.model.reading import Reading
from evenhand.model.site import Site
from evenhand.model.statement import Statement
from evenhand.pipeline.decide import InForce
from evenhand.pipeline.gather import Gathered
from evenhand.policy.load import load_pack
from evenhand.statements.context import Change, ItemFacts, StatementContext, Why, summarise
from evenhand.statements.dsa import to_dsa
from evenhand.statements.messages import languages
from evenhand.statements.press import press_line
from evenhand.statements.texts import write_text
from evenhand.store.decisions import case_is_open, get_decision, get_evidence, statements_of
from evenhand.store.items import get_item
from evenhand.store.sites import get_site, policy_source

FALLBACK = "en"
_policies: dict[str, Policy] = {}
"""Pack versions by digest: a digest's text never changes."""


def decision_notice(
    decision: Decision,
    policy: InForce,
    seen: Gathered,
    site: Site,
    statement_id: str,
    log_url: str | None,
) -> Statement:
    """The first notice about a decision; `log_url` is where the log is served, if it is."""
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
        language=_language(seen.item.language, site),
        log_url=log_url,
    )
    return _written(context, statement_id)


def change_notice(
    measure: Measure,
    before: MeasureState,
    at: datetime,
    why: Why | None,
    statement_id: str,
    log_url: str | None,
) -> Statement:
    """A notice that a measure has changed its state; it refers to the last one."""
    context = recorded_context(measure.decision or "", at)
    told = statements_of(measure.decision or "")
    context = replace(
        context,
        measures=tuple(measure if m.id == measure.id else m for m in context.measures),
        previous=told[-1].id if told else None,
        number=len(told) + 1,
        change=Change(measure, before, at, why),
        log_url=log_url,
    )
    return _written(context, statement_id)


def press(decision_id: str, at: datetime) -> str:
    """What may be said publicly about a recorded decision, as things stand at a time."""
    return press_line(recorded_context(decision_id, at))


def recorded_context(decision_id: str, at: datetime) -> StatementContext:
    """The state of a recorded decision. Raises EH410 where there is none."""
    kept = get_decision(decision_id)
    decision = kept.decision
    evidence = get_evidence(decision_id)
    readings: tuple[Reading, ...] = evidence.readings if evidence else ()
    item = get_item(decision_id)
    site = get_site(decision.site)
    return StatementContext(
        decision=decision,
        measures=decision.measures,
        kinds=measures.discover(),
        policies=tuple(_policy(ref.digest) for ref in decision.policy),
        site=site,
        now=at,
        seen=summarise(readings),
        item=_item_facts(item) if item else ItemFacts(),
        roles=item.account.roles if item else None,
        failed=tuple(f.signal for f in evidence.evidence.failed) if evidence else (),
        language=_language(item.language if item else None, site),
        log_index=kept.log_index,
        case_open=case_is_open(decision_id),
    )


def _written(context: StatementContext, statement_id: str) -> Statement:
    return Statement(
        id=statement_id,
        decision=context.decision.id or "",
        language=context.language,
        text=write_text(context),
        written_at=context.now,
        dsa=to_dsa(context),
        refers_to=context.previous,
    )


def _policy(digest: str) -> Policy:
    """A pack version as it was kept."""
    if digest not in _policies:
        source = policy_source(digest)
        _policies[digest] = load_pack(source, signals.discover(), set(measures.discover()))
    return _policies[digest]


def _item_facts(item: Item) -> ItemFacts:
    media = tuple(sorted({attachment.media_type for attachment in item.attachments}))
    return ItemFacts(item.kind, item.language, item.created_at, media)


def _language(wanted: str | None, site: Site) -> str:
    """The item's language where there is a catalogue for it, else the site's, else English."""
    for name in (wanted, site.language):
        short = (name or "").split("-")[0].lower()
        if short in languages():
            return short
    return FALLBACK
