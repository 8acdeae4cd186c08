"""From fired rules to measures, strikes, and questions to people: the whole of enforcement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from evenhand.enforcement.check import check_measure, covers, is_on, outlasts
from evenhand.enforcement.failed_signals import hold_for_failed
from evenhand.enforcement.ladder import Fired, Wish, fired_rules, heaviest, known_kind, steps
from evenhand.enforcement.second_person import care_hours, propose
from evenhand.enforcement.wished import wished_measures
from evenhand.model.decision import Ask, AskReason, Finding
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Measure, MeasureKind, MeasureState, Strike, SubjectType
from evenhand.model.policy import Policy
from evenhand.model.site import DEFAULT_FAIL_MODES


@dataclass(frozen=True, slots=True)
class Imposed:
    """What follows from the findings.

    Attributes:
        measures: new ones: in force, or proposed where a second person is needed.
        asks: why a person has to look.
        strikes: at most one.
        standing: measures in force already that do all that was asked for; no new one was made.
        superseded: measures in force already whose place a new one takes, as they were.
        too_new: ids of rules whose account measure was left out, because the rule is newer than
            the deed.
    """

    measures: tuple[Measure, ...] = ()
    asks: tuple[Ask, ...] = ()
    strikes: tuple[Strike, ...] = ()
    standing: tuple[Measure, ...] = ()
    superseded: tuple[Measure, ...] = ()
    too_new: tuple[str, ...] = ()

    @property
    def in_force(self) -> tuple[Measure, ...]:
        """The new measures that have effect at once."""
        return tuple(m for m in self.measures if m.state is MeasureState.IN_FORCE)

    @property
    def outcome(self) -> str:
        """`review` where a person has to look, `measures` where some are on, else `allow`."""
        if self.asks:
            return "review"
        return "measures" if self.in_force or self.standing else "allow"


def impose(
    findings: Sequence[Finding],
    policies: Iterable[Policy],
    evidence: Evidence,
    prior: Prior,
    kinds: Mapping[str, MeasureKind],
    *,
    fail_modes: Mapping[str, str] = DEFAULT_FAIL_MODES,
    hold_hours: int = 24,
    strike_days: int = 180,
) -> Imposed:
    """What is done about an item, by its findings and the account's record.

    Only a rule that came out TRUE, and is no shadow, asks for anything; UNKNOWN never does. Per
    subject the heaviest measure wins. A rule newer than the deed gives no account measure and no
    strike. A signal that failed holds the item for `hold_hours` where `fail_modes` says so.
    `policies` are those that the findings were made with.

    Raises EvenhandError: EH602 to EH604 and EH608.
    """
    if not findings and not evidence.failed:
        return Imposed()
    fired = fired_rules(findings, policies)
    wishes, asks = steps(fired, kinds, prior.active_strikes)
    left_out = [wish for wish in wishes if _too_new(wish, evidence)]
    wished = heaviest(wish for wish in wishes if not _too_new(wish, evidence))
    imposed = _joined(
        [Imposed(asks=asks), *(_settle(wish, evidence, prior, kinds) for wish in wished)]
    )
    hold = hold_for_failed(evidence, fail_modes, hold_hours)
    if hold is not None:
        imposed = _joined([imposed, _hold(hold, hold_hours, imposed, evidence, prior, kinds)])
    weight = _strike_weight(imposed, fired, evidence, kinds)
    return replace(
        imposed,
        strikes=tuple(_strikes(weight, evidence, prior, timedelta(days=strike_days))),
        too_new=tuple(rule for wish in left_out for rule in wish.rules),
    )


def _too_new(wish: Wish, evidence: Evidence) -> bool:
    """An account answers for a deed only by rules that were in force when it was done."""
    return wish.kind.subject is SubjectType.ACCOUNT and _newer(wish.fired[0], evidence)


def _newer(fired: Fired, evidence: Evidence) -> bool:
    return fired.policy.in_force_from > (evidence.deed_at or evidence.decided_at)


def _settle(
    wish: Wish, evidence: Evidence, prior: Prior, kinds: Mapping[str, MeasureKind]
) -> Imposed:
    """Order a wished measure on each of its subjects, or ask a person where there is none."""
    measures = wished_measures(wish, evidence)
    if not measures:
        missing = (
            AskReason.NO_LINK if wish.kind.subject is SubjectType.LINK else AskReason.NO_AUTHOR
        )
        return Imposed(asks=(Ask(missing, wish.rules[0]),))
    return _joined(_order(measure, evidence, prior, kinds) for measure in measures)


def _order(
    wish: Measure, evidence: Evidence, prior: Prior, kinds: Mapping[str, MeasureKind]
) -> Imposed:
    """Put a measure in force or propose it, unless one that does all of it is there already."""
    check_measure(wish, kinds)
    on = [m for m in prior.in_force if is_on(m, evidence.decided_at)]
    if any(covers(m, wish, kinds) for m in on):
        return Imposed(standing=tuple(m for m in on if covers(m, wish, kinds)))
    proposal = propose(wish, kinds, care_hours(evidence), prior)
    now, later = proposal.meanwhile, proposal.proposed
    pending = [m for m in prior.in_force if m.state is MeasureState.PROPOSED]
    if later is not None and any(covers(m, later, kinds) for m in pending):
        later = None
    ask = Ask(AskReason.SECOND_PERSON, next(iter(wish.rules), None), proposal.hours)
    standing = tuple(m for m in on if covers(m, now, kinds))
    return Imposed(
        measures=(() if standing else (now,)) + ((later,) if later else ()),
        asks=(ask,) if later else (),
        standing=standing,
        superseded=() if standing else tuple(m for m in on if covers(now, m, kinds)),
    )


def _hold(
    hold: Measure,
    hold_hours: int,
    imposed: Imposed,
    evidence: Evidence,
    prior: Prior,
    kinds: Mapping[str, MeasureKind],
) -> Imposed:
    """Hold the item and ask a person; a rule's measure that hides it for as long is enough."""
    ask = Imposed(asks=(Ask(AskReason.SIGNAL_FAILED, due_hours=hold_hours),))
    severity = known_kind(hold.measure, kinds).severity
    for other in imposed.in_force:
        heavier = known_kind(other.measure, kinds).severity >= severity
        if other.subject == hold.subject and heavier and outlasts(other, hold):
            return ask
    return _joined([_order(hold, evidence, prior, kinds), ask])


def _strike_weight(
    imposed: Imposed, fired: Iterable[Fired], evidence: Evidence, kinds: Mapping[str, MeasureKind]
) -> int:
    """The heaviest strike of what is in force for this deed, by rules that strike."""
    rules = {each.rule.id for each in fired if each.rule.strikes and not _newer(each, evidence)}
    acted = (m for m in imposed.in_force + imposed.standing if rules & set(m.rules))
    return max((known_kind(m.measure, kinds).strike_weight for m in acted), default=0)


def _strikes(weight: int, evidence: Evidence, prior: Prior, lasts: timedelta) -> Iterator[Strike]:
    """One deed, one strike: an item that has one already gets no second, however often edited."""
    at, author = evidence.decided_at, evidence.author
    struck = any((s.site, s.item) == (evidence.site, evidence.item) for s in prior.strikes)
    if author and weight and not struck:
        yield Strike(author, weight, at, at + lasts, site=evidence.site, item=evidence.item)


def _joined(parts: Iterable[Imposed]) -> Imposed:
    """All parts as one, each thing once."""
    held = list(parts)
    return Imposed(
        measures=tuple(m for part in held for m in part.measures),
        asks=tuple(dict.fromkeys(ask for part in held for ask in part.asks)),
        standing=tuple(dict.fromkeys(m for part in held for m in part.standing)),
        superseded=tuple(dict.fromkeys(m for part in held for m in part.superseded)),
    )
