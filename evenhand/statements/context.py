"""The state that a notice speaks of, gathered once for the person, the press and the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from evenhand.model.case import Party
from evenhand.model.contact import Contact
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureKind, MeasureState
from evenhand.model.people import Fact, Holder, Interest
from evenhand.model.policy import Policy, Rule
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.model.site import Site


@dataclass(frozen=True, slots=True)
class Seen:
    """How many values of a kind a signal saw; never the values."""

    signal: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What a notice says of the item beside its id.

    Attributes:
        kind: post, comment, message, profile, page or document.
        media_types: of its attachments, such as `image/png`.
    """

    kind: str = "post"
    language: str | None = None
    created_at: datetime | None = None
    media_types: tuple[str, ...] = ()


class Why(StrEnum):
    """Why a measure changed its state, where the states alone do not say it."""

    CURED = "cured"
    APPEAL = "appeal"
    RELEASED = "released"
    VARIED = "varied"
    """An appeal or a person changed it to another measure."""
    FACT_FELL = "fact_fell"
    """Something that others had told us, and that it rested on, no longer counts."""
    UNLISTED = "unlisted"
    """What it rested on was taken off the site's list."""
    SECOND_LOOK = "second_look"
    """At a site with one person: the same person looked at it a second time."""


class NotifiedBy(StrEnum):
    """Who pointed to the item, in the words of the DSA; nobody where the site found it itself."""

    NOBODY = ""
    NOTICE_16 = "notice_16"
    TRUSTED_FLAGGER = "trusted_flagger"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Change:
    """A measure of the decision that changed its state, as it is now.

    Attributes:
        before: the state it came from; a proposal that takes force was agreed to.
        why: None where the states say it all.
    """

    measure: Measure
    before: MeasureState
    at: datetime
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that a measure rests on, with the clause that it carries out."""

    policy: Policy
    rule: Rule
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementContext:
    """Everything that a notice about one decision is written from.

    Attributes:
        measures: those of the decision, in their present state.
        kinds: measure name -> its card.
        policies: the versions that the decision names.
        seen: readings by kind, without values.
        roles: of the account; None is unknown.
        now: when the notice is written.
        language: of the notice; `messages.languages` has those there are.
        log_index: of the decision's entry, where it is known already.
        log_url: where the log is served.
        policy_url: where the pack's text can be read.
        previous: id of the last notice about this decision.
        number: which notice about this decision it is, from 1.
        change: what changed since the last notice; None for a first one.
        case_open: whether a person has still to look at it; None is as the decision left it.
        party: who is told. Nobody but the writer hears of strikes, ids or how to put it right.
        interests: that touch the matter; a reviewer's are never told.
        contacts: those of `decision.contacts` that are disclosed; one with a seal, or about
            somebody's own data, is not listed even by its id.
        facts: that others asserted, and that the decision rests on.
        contested: an appeal is open.
        tries_left: how many changed texts may still cure it; None where nobody counts.
        relapsed: it came back after a cure, so that only a person can say it is cured.
        looks: pages behind links are looked at again after a lift.
        notified_by: one of `NotifiedBy`.
        solo: the site has one person who decides, so that one agreement is enough.
    """

    decision: Decision
    measures: tuple[Measure, ...]
    kinds: Mapping[str, MeasureKind]
    policies: tuple[Policy, ...]
    site: Site
    now: datetime
    seen: tuple[Seen, ...] = ()
    item: ItemFacts = ItemFacts()
    roles: tuple[str, ...] | None = None
    failed: tuple[str, ...] = ()
    language: str = "en"
    log_index: int | None = None
    log_url: str | None = None
    policy_url: str | None = None
    previous: str | None = None
    number: int = 1
    change: Change | None = None
    case_open: bool | None = None
    party: Party = Party.WRITER
    interests: tuple[Interest, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    contested: bool = False
    tries_left: int | None = None
    relapsed: bool = False
    looks: bool = False
    notified_by: str = NotifiedBy.NOBODY
    solo: bool = False


def summarise(readings: Iterable[Reading]) -> tuple[Seen, ...]:
    """The readings that count (score 0.5 or more), by signal and kind, in the order seen."""
    counts: dict[tuple[str, str], int] = {}
    for reading in readings:
        if reading.score >= COUNTS_FROM:
            name = (reading.signal, reading.kind)
            counts[name] = counts.get(name, 0) + 1
    return tuple(Seen(signal, kind, count) for (signal, kind), count in counts.items())


def case_of(context: StatementContext) -> str:
    """The random id of the decision's case. Raises EvenhandError: EH703 before it is recorded."""
    if context.decision.id is None:
        raise _missing("the decision has no id yet", "Write notices of recorded decisions only.")
    return context.decision.id


def card_of(context: StatementContext, measure: Measure) -> MeasureKind:
    """The measure's card. Raises EvenhandError: EH703 where the context has none."""
    if measure.measure not in context.kinds:
        raise _missing(
            f"there is no card of the measure `{measure.measure}`",
            "Hand over the measures that `enforcement.measures.discover` finds.",
        )
    return context.kinds[measure.measure]


def concerned(context: StatementContext) -> tuple[Measure, ...]:
    """The decision's measures, and those in force before that do what it would have ordered."""
    return context.measures + context.decision.standing


def grounds(context: StatementContext, measures: Iterable[Measure]) -> tuple[Ground, ...]:
    """The rules of this decision that these measures rest on, each once.

    A measure that was in force before may rest on further rules, which are not this decision's.

    Raises EvenhandError: EH703 for a rule that the decision's findings and policies do not hold.
    """
    before = context.decision.standing
    kept = {rule for measure in before for rule in measure.rules if _found(context, rule)}
    names = dict.fromkeys(
        rule
        for measure in measures
        for rule in measure.rules
        if rule in kept or measure not in before
    )
    return tuple(ground for name in names for ground in _ground(context, name))


def is_to_writer(context: StatementContext) -> bool:
    """Whether the notice goes to whom the measures fall on, and not to somebody else."""
    return context.party is Party.WRITER


def by_person(context: StatementContext) -> bool:
    """Whether people took the decision, and not a rule."""
    return context.decision.decided_by != "rule"


def told_interests(context: StatementContext) -> list[Interest]:
    """The interests that notices tell of: those of owners and officers."""
    return [interest for interest in context.interests if interest.role is not Holder.REVIEWER]


def listed_contacts(context: StatementContext) -> list[tuple[str, Contact | None]]:
    """The decision's contacts that may be listed, by id, with what is disclosed of each."""
    known = {contact.id: contact for contact in context.contacts}
    found = [(name, known.get(name)) for name in context.decision.contacts]
    return [
        (name, contact)
        for name, contact in found
        if contact is None or (contact.seal is None and not contact.own_data)
    ]


def is_open(context: StatementContext) -> bool:
    """Whether a person has still to look at the case."""
    return bool(context.decision.asks) if context.case_open is None else context.case_open


def appeal_until(context: StatementContext) -> datetime:
    """The last moment for an appeal against the decision."""
    return context.decision.decided_at + timedelta(days=context.site.appeal_days)


def is_over(measure: Measure, now: datetime) -> bool:
    """Whether the measure has ended, be it that nobody has recorded its end yet."""
    if measure.state is MeasureState.IN_FORCE:
        return measure.until is not None and measure.until <= now
    if measure.state is MeasureState.PROPOSED:
        return measure.decide_by is not None and measure.decide_by <= now
    return True


def binds(measure: Measure, now: datetime) -> bool:
    """Whether the measure has effect."""
    return measure.state is MeasureState.IN_FORCE and not is_over(measure, now)


def _ground(context: StatementContext, rule_id: str) -> list[Ground]:
    found = _found(context, rule_id)
    if not found:
        raise _missing(
            f"no finding and policy explain the rule `{rule_id}`",
            "Hand over the policies that the decision names.",
        )
    return [_clause(policy, rule_id, clause) for policy, clause in found]


def _found(context: StatementContext, rule_id: str) -> list[tuple[Policy, str]]:
    """The policies with a rule of that name that came out TRUE, or that a person went by."""
    packs = {policy.ref.pack: policy for policy in context.policies}
    true = [
        (packs[finding.pack], finding.clause)
        for finding in context.decision.findings
        if finding.rule == rule_id and finding.outcome == "true" and finding.pack in packs
    ]
    if true or not by_person(context):
        return true
    rules = ((policy, rule) for policy in context.policies for rule in policy.rules)
    return [(policy, rule.clause) for policy, rule in rules if rule.id == rule_id]


def _clause(policy: Policy, rule_id: str, clause: str) -> Ground:
    rules = {rule.id: rule for rule in policy.rules}
    if rule_id not in rules or clause not in policy.clauses:
        raise _missing(
            f"the pack `{policy.ref.pack}` has no rule `{rule_id}` with the clause `{clause}`",
            "Hand over the version of the pack that the decision names.",
        )
    return Ground(policy, rules[rule_id], clause, policy.clauses[clause])


def _missing(what: str, help: str) -> EvenhandError:
    return EvenhandError(
        "EH703",
        f"A notice cannot be written: {what}.",
        not_done="No statement was written.",
        help=help,
    )
