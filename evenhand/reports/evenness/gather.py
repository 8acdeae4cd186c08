"""From what is recorded to the cases that an audit compares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from evenhand.model.contact import Contact
from evenhand.model.decision import AskReason, Decision
from evenhand.model.item import FactValue
from evenhand.model.measure import Measure, MeasureKind, MeasureState
from evenhand.reports.evenness.record import Case
from evenhand.store.audited import Came, came_of
from evenhand.store.history import Recorded

PAGE = 2_000
"""Decisions whose sequel is read at a time."""

HOUR = 3600.0


@dataclass
class Gathered:
    """The cases of a stretch of time, and how many could not be read.

    Attributes:
        erased: cases whose evidence is erased or past its time.
    """

    cases: list[Case] = field(default_factory=list)
    erased: int = 0


def gather(
    history: Iterable[Recorded], contacts: Iterable[Contact], kinds: Mapping[str, MeasureKind]
) -> Gathered:
    """The cases among recorded decisions: those in which a rule was TRUE, or people decided.

    Args:
        history: decisions of rules, in order.
        contacts: all that might be about them.
        kinds: the measures known.
    """
    rungs = rungs_of(kinds)
    asked = _Asked(contacts)
    found, records = Gathered(), iter(history)
    while page := list(islice(records, PAGE)):
        came = came_of(
            {
                each.decision.id or "": [measure.id or "" for measure in each.decision.standing]
                for each in page
            }
        )
        for each in page:
            became = came[each.decision.id or ""]
            if not _fired(each.decision) and not became.later and not became.measures:
                continue
            if each.rested is None:
                found.erased += 1
            else:
                found.cases.append(_case(each, became, asked, rungs))
    return found


def rungs_of(kinds: Mapping[str, MeasureKind]) -> dict[str, int]:
    """Measure -> its rung: 1 is the lightest, by the order of severity; 0 is no measure."""
    order = sorted(kinds.values(), key=lambda kind: (kind.severity, kind.name))
    return {kind.name: rung for rung, kind in enumerate(order, 1)}


def _fired(decision: Decision) -> str:
    """The rules that were TRUE, with their packs."""
    fired = (f"{f.pack}/{f.rule}" for f in decision.findings
             if f.outcome == "true" and not f.shadow)  # fmt: skip
    return " ".join(sorted(fired))


def _case(each: Recorded, came: Came, asked: "_Asked", rungs: Mapping[str, int]) -> Case:
    decision = each.decision
    values = each.rested.evidence.values if each.rested else {}
    ends = came.later[-1].decided_at if came.later else decision.decided_at
    known = asked.about(decision, came, before=ends)
    hours = None
    if came.later:
        hours = (came.later[0].decided_at - decision.decided_at).total_seconds() / HOUR
    return Case(
        id=decision.id or "",
        site=decision.site,
        at=decision.decided_at,
        alike=f"{values.get('item.kind', '')} {_fired(decision)}".strip(),
        rule=_rule_alone(decision, rungs),
        taken=max((rungs.get(m.measure, 0) for m in _borne(came)), default=0),
        readings=_numbers(values),
        log_index=each.log_index,
        account=decision.account,
        matter=decision.matter,
        roles=_roles(values),
        language=_text(values.get("item.language")),
        asked=_roles_of(known),
        asked_first=any(contact.received_at <= decision.decided_at for contact in known),
        hours=hours,
    )


def _rule_alone(decision: Decision, rungs: Mapping[str, int]) -> int | None:
    """The heaviest that the rule orders or waits for a second person to agree to.

    None where it leaves the question to a person.
    """
    if any(ask.reason != AskReason.SECOND_PERSON for ask in decision.asks):
        return None
    ordered = (*decision.measures, *decision.standing)
    return max((rungs.get(measure.measure, 0) for measure in ordered), default=0)


def _borne(came: Came) -> Iterator[Measure]:
    """The measures that were finally taken.

    Those that took force, but not those that people ended by a later decision: what they put in
    their place counts. What the writer cured was taken, and so was what gave way to a measure
    for another deed.
    """
    for measure in came.measures:
        took_force = measure.state is not MeasureState.PROPOSED and measure.decide_by is None
        if took_force and measure.id not in came.undone:
            yield measure


def _numbers(values: Mapping[str, FactValue]) -> dict[str, float]:
    return {name: float(v) for name, v in values.items() if isinstance(v, bool | int | float)}


def _roles(values: Mapping[str, FactValue]) -> frozenset[str] | None:
    roles = values.get("account.roles")
    return frozenset(roles) if isinstance(roles, tuple) else None


def _text(value: FactValue | None) -> str | None:
    return value if isinstance(value, str) else None


def _roles_of(contacts: Sequence[Contact]) -> frozenset[str] | None:
    """Who asked; None where one of them may not be told of, or asked about their own data."""
    if any(contact.seal is not None or contact.own_data for contact in contacts):
        return None
    return frozenset(str(contact.role) for contact in contacts)


class _Asked:
    """Contacts, by what they are about."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._by_matter: dict[tuple[str, str], list[Contact]] = {}
        self._by_id: dict[str, Contact] = {}
        for contact in contacts:
            self._by_id[contact.id] = contact
            if contact.matter is not None:
                self._by_matter.setdefault((contact.site, contact.matter), []).append(contact)

    def about(self, decision: Decision, came: Came, before: datetime) -> list[Contact]:
        """Those about a decision's matter, or named in it or after it, received before a time."""
        named = [*decision.contacts, *(name for each in came.later for name in each.contacts)]
        found = {name: self._by_id[name] for name in named if name in self._by_id}
        if decision.matter is not None:
            for contact in self._by_matter.get((decision.site, decision.matter), ()):
                found[contact.id] = contact
        return [contact for contact in found.values() if contact.received_at < before]
