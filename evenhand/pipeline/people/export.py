"""Everything that is held about somebody, as one JSON document for that person.

What others told in confidence is not theirs to be given: who flagged and what they wrote, who of
the staff decided, contacts that are not disclosed, names and words of whoever asserted a fact.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from evenhand.contacts.public import public_view
from evenhand.contacts.seal import is_disclosed
from evenhand.enforcement.strikes import Standing
from evenhand.model.case import Appeal, CureRecord, Flag, Party
from evenhand.model.clock import day_text, utc_text
from evenhand.model.contact import ContactRole
from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, Strike, Subject, SubjectType
from evenhand.model.people import Fact, Role
from evenhand.model.reading import COUNTS_FROM
from evenhand.model.statement import Statement
from evenhand.model.sweep import Swept
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.accounts import view_account
from evenhand.pipeline.people.flags import by_receipt
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.pipeline.recorded import CALLER
from evenhand.store import accounts
from evenhand.store.carried import Carried, Revision, carried_at, sampled_at
from evenhand.store.contacts import get_contact
from evenhand.store.decisions import get_decision, statements_of, statements_to
from evenhand.store.facts import facts_about
from evenhand.store.flags import appeals_of, flags_about
from evenhand.store.measures import strikes_of
from evenhand.store.sweeps import swept_at

NOT_DONE = "nothing was exported"
TELLERS = frozenset({CALLER, *ContactRole, *Role})
"""Who may be told of as having asserted a fact: roles, never a name."""


def export_account(home: Home, site: str, account: str, by: str) -> dict[str, Any]:
    """Everything held about an account of a site, for its owner.

    Args:
        by: staff name of who takes it out.

    Raises EvenhandError: EH413, EH571, EH572, EH591 where nothing is held about it.
    """
    view = view_account(home, site, account, by)
    own = accounts.subjects_of(site, account)
    items = [subject.id for subject in own if subject.type is SubjectType.ITEM]
    decisions = [get_decision(d).decision for d in accounts.decisions_of(site, account)]
    flags = accounts.flags_by(site, account)
    return {
        "site": site,
        "account": account,
        "made_at": utc_text(home.clock.now()),
        "roles": view.roles,
        "standing": _standing(view.standing),
        "items": [_item(revision) for revision in accounts.revisions_of(site, account)],
        "addresses": [_carried(one) for one in carried_at(d.id or "" for d in decisions)],
        "sampled": [_sampled(one) for one in sampled_at(d.id or "" for d in decisions)],
        "sweeps": [_swept(one) for one in swept_at(d.id or "" for d in decisions)],
        "decisions": [_decision(decision) for decision in decisions],
        "facts": [_fact(fact, account) for subject in own for fact in facts_about(site, subject)],
        "cures": [_cure(record) for record in accounts.cures_of(site, items)],
        "flags_about": [_flag_about(f) for subject in own for f in flags_about(site, subject)],
        "flags_made": [_own_flag(flag) for flag in flags],
        "contacts": _contacts(decisions),
    }


def export_flag(home: Home, receipt: str, by: str) -> dict[str, Any]:
    """Everything held about whoever flagged something, for whoever holds the receipt.

    Args:
        receipt: the link, or the secret at its end.

    Raises EvenhandError: EH413, EH571, EH572, EH681 where no flag has this receipt.
    """
    flag = by_receipt(receipt)
    giver(home, flag.site, by, READERS, NOT_DONE)
    return {"site": flag.site, "made_at": utc_text(home.clock.now()), "flag": _own_flag(flag)}


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "strikes": [_strike(strike) for strike in standing.strikes],
        "weight": standing.weight,
        "next_expiry": _time(standing.next_expiry),
        "in_force": [_measure(measure) for measure in standing.in_force],
    }


def _carried(carried: Carried) -> dict[str, Any]:
    """An address that a revision of an item held, as far as it is still kept."""
    return {"item": carried.item, "revision": carried.revision, "address": carried.address}


def _sampled(revision: Revision) -> dict[str, Any]:
    """A revision of whose words a sample is kept: numbers by which copies in it are found."""
    return {"item": revision.item, "revision": revision.revision}


def _swept(swept: Swept) -> dict[str, Any]:
    """That an item is, or was, in a sweep, and what came of that."""
    return {
        "sweep": swept.sweep,
        "item": swept.item,
        "revision": swept.revision,
        "measures": [change.measure for change in swept.changes],
        "fate": str(swept.fate),
        "done_at": _time(swept.done_at),
    }


def _item(kept: accounts.KeptRevision) -> dict[str, Any]:
    """A revision, with its words as they came where they are kept."""
    return {
        "id": kept.item,
        "revision": kept.revision,
        "kind": kept.kind,
        "received_at": utc_text(kept.received_at),
        "case": kept.decision,
        "content": kept.words,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    made = decision.id or ""
    fired = (f for f in decision.findings if f.outcome == "true" and not f.shadow)
    told = (s for s in statements_of(made) if s.party is Party.WRITER)
    own = (appeal for appeal in appeals_of(made) if appeal.party is Party.WRITER)
    return {
        "case": made,
        "subject": _subject(decision.subject),
        "revision": decision.revision,
        "outcome": decision.outcome,
        "policy": [{"pack": p.pack, "version": p.version} for p in decision.policy],
        "rules": [{"rule": finding.rule, "clause": finding.clause} for finding in fired],
        "seen": list(_seen(made)),
        "rests_on": list(decision.facts),
        "decided_by": decision.decided_by,
        "decided_at": utc_text(decision.decided_at),
        "asked": decision.asked,
        "reason": decision.reason,
        "supersedes": decision.supersedes,
        "measures": [_measure(measure) for measure in decision.measures],
        "strikes": [_strike(strike) for strike in strikes_of([made])],
        "statements": [_statement(statement) for statement in told],
        "appeals": [_appeal(appeal) for appeal in own],
    }


def _seen(decision: str) -> Iterator[dict[str, Any]]:
    """What counted as found, and where; how sure a signal was would teach how to get around it."""
    kept = evidence_of(decision)
    for reading in kept.readings if kept else ():
        if reading.score >= COUNTS_FROM:
            spans = [{"start": span.start, "end": span.end} for span in reading.spans]
            yield {"signal": reading.signal, "kind": reading.kind, "spans": spans}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "measure": measure.measure,
        "subject": _subject(measure.subject),
        "state": str(measure.state),
        "from": utc_text(measure.from_),
        "until": _time(measure.until),
        "no_end_because": measure.no_end_because,
        "ended_at": _time(measure.ended_at),
        "rules": list(measure.rules),
        "cure": [{"signal": c.signal, "kind": c.kind, "do": c.do} for c in measure.cure],
    }


def _strike(strike: Strike) -> dict[str, Any]:
    return {
        "weight": strike.weight,
        "from": utc_text(strike.from_),
        "expires_at": utc_text(strike.expires_at),
        "case": strike.decision,
        "item": strike.item,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    """A notice exactly as it was sent."""
    return {
        "id": statement.id,
        "language": statement.language,
        "text": statement.text,
        "written_at": utc_text(statement.written_at),
        "refers_to": statement.refers_to,
        "dsa": statement.dsa,
    }


def _appeal(appeal: Appeal) -> dict[str, Any]:
    return {
        "id": appeal.id,
        "case": appeal.decision,
        "text": appeal.text,
        "received_at": utc_text(appeal.received_at),
        "deadline": utc_text(appeal.deadline),
        "outcome": appeal.outcome,
        "answer": appeal.answer,
        "answered_at": _time(appeal.answered_at),
        "log_index": appeal.log_index,
    }


def _fact(fact: Fact, account: str) -> dict[str, Any]:
    """A fact, with who asserted it by role; their words are theirs."""
    known = fact.asserted_by in TELLERS or fact.asserted_by == account
    return {
        "about": _subject(fact.subject),
        "name": fact.name,
        "value": fact.value,
        "asserted_by": fact.asserted_by if known else "somebody from outside",
        "at": utc_text(fact.at),
        "standing": str(fact.standing),
    }


def _cure(record: CureRecord) -> dict[str, Any]:
    return {
        "item": record.item,
        "tries": record.tries,
        "checks": record.checks,
        "cured_at": _time(record.cured_at),
        "relapsed_at": _time(record.relapsed_at),
    }


def _flag_about(flag: Flag) -> dict[str, Any]:
    """That somebody flagged it, why, and on which day: nothing that tells who it was."""
    return {
        "about": _subject(flag.subject),
        "why": str(flag.why),
        "received": day_text(flag.received_at),
        "answered": flag.answered_at is not None,
    }


def _own_flag(flag: Flag) -> dict[str, Any]:
    """A flag for whoever made it, with all that they wrote and were told."""
    return {
        "id": flag.id,
        "about": _subject(flag.subject),
        "revision": flag.revision,
        "why": str(flag.why),
        "text": flag.text,
        "who": flag.who,
        "reach": flag.reach,
        "own_information": flag.harmed,
        "language": flag.language,
        "received_at": utc_text(flag.received_at),
        "answer": flag.answer,
        "answered_at": _time(flag.answered_at),
        "log_index": flag.log_index,
        "statements": [_statement(notice) for notice in statements_to(flag.id)],
        "appeals": [_appeal(appeal) for appeal in accounts.appeals_of_flag(flag)],
    }


def _contacts(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Who asked from outside about these decisions, as far as anybody may know."""
    named = dict.fromkeys(contact for decision in decisions for contact in decision.contacts)
    found = (get_contact(contact) for contact in named)
    return [{"id": c.id, **public_view(c)} for c in found if is_disclosed(c)]


def _subject(subject: Subject) -> dict[str, str]:
    return {"type": str(subject.type), "id": subject.id}


def _time(at: datetime | None) -> str | None:
    return utc_text(at) if at else None
