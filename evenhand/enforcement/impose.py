"""From fired rules to measures, strikes, and questions to people: the whole of enforcement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evenhand.enforcement.check import outlasts
from evenhand.enforcement.failed_signals import hold_for_failed
from evenhand.enforcement.imposed import Imposed, joined
from evenhand.enforcement.ladder import Fired, Wish, fired_rules, heaviest, known_kind, steps
from evenhand.enforcement.second_person import alone_before, care_hours, care_on
from evenhand.enforcement.settle import Setting, settle
from evenhand.enforcement.strikes import Deed, strike_for, strike_weight
from evenhand.enforcement.wished import wished_measures
from evenhand.model.decision import Ask, AskReason, Finding
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Measure, MeasureKind, Subject, SubjectType
from evenhand.model.policy import Policy
from evenhand.model.site import DEFAULT_FAIL_MODES


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
    afterwards: bool = False,
) -> Imposed:
    """What is done about an item, by its findings and the account's record.

    Only a rule that came out TRUE, and is no shadow, asks for anything; UNKNOWN never does. Per
    subject the heaviest measure wins. A rule newer than the deed gives no account measure and no
    strike; nor does any where what the item shows was listed `afterwards`, all at their first step.
    A signal that failed holds the item for `hold_hours` where `fail_modes` says so.
    `policies` are those that the findings were made with.

    Raises EvenhandError: EH602 to EH604 and EH608.
    """
    if not findings and not evidence.failed:
        return Imposed()
    fired = fired_rules(findings, policies)
    wishes, asks = steps(fired, kinds, 0 if afterwards else prior.active_strikes)
    left_out = [w for w in wishes if _is_account(w) and _newer(w.fired[0], evidence, afterwards)]
    wished = heaviest(wish for wish in wishes if wish not in left_out)
    settled = (_settled(wish, evidence, prior, kinds) for wish in wished)
    imposed = joined([Imposed(asks=asks), *settled])
    hold = hold_for_failed(evidence, fail_modes, hold_hours)
    if hold is not None:
        setting = _setting(hold.subject, evidence, prior, kinds)
        imposed = joined([imposed, _hold(hold, hold_hours, imposed, setting)])
    acted = imposed.in_force + imposed.standing
    weight = strike_weight(acted, _striking(fired, evidence, afterwards), kinds)
    deed = Deed(evidence.site, evidence.item, evidence.author, evidence.decided_at, strike_days)
    strikes = strike_for(deed, weight, prior.strikes)
    too_new = tuple(rule for wish in left_out for rule in wish.rules)
    return replace(imposed, strikes=strikes, too_new=too_new)


def _is_account(wish: Wish) -> bool:
    return wish.kind.subject is SubjectType.ACCOUNT


def _newer(fired: Fired, evidence: Evidence, afterwards: bool) -> bool:
    """Whether the rule, or what it goes by, came after the deed: no account answers for that."""
    return afterwards or not fired.stood_at(evidence.deed_at or evidence.decided_at)


def _setting(
    subject: Subject, evidence: Evidence, prior: Prior, kinds: Mapping[str, MeasureKind]
) -> Setting:
    around = prior.in_force + prior.recent
    care = care_on(subject, care_hours(evidence), around)
    return Setting(kinds, care, prior.in_force, alone_before(prior, kinds, care))


def _settled(
    wish: Wish, evidence: Evidence, prior: Prior, kinds: Mapping[str, MeasureKind]
) -> Imposed:
    """Order a wished measure on each of its subjects, or ask a person where there is none."""
    measures = wished_measures(wish, evidence)
    if not measures:
        missing = (
            AskReason.NO_LINK if wish.kind.subject is SubjectType.LINK else AskReason.NO_AUTHOR
        )
        return Imposed(asks=(Ask(missing, wish.rules[0]),))
    return joined(
        settle(measure, _setting(measure.subject, evidence, prior, kinds)) for measure in measures
    )


def _hold(hold: Measure, hold_hours: int, imposed: Imposed, setting: Setting) -> Imposed:
    """Hold the item and ask a person; a rule's measure that hides it for as long is enough."""
    ask = Imposed(asks=(Ask(AskReason.SIGNAL_FAILED, due_hours=hold_hours),))
    severity = known_kind(hold.measure, setting.kinds).severity
    for other in imposed.in_force:
        heavier = known_kind(other.measure, setting.kinds).severity >= severity
        if other.subject == hold.subject and heavier and outlasts(other, hold):
            return ask
    return joined([settle(hold, setting), ask])


def _striking(fired: Iterable[Fired], evidence: Evidence, afterwards: bool) -> frozenset[str]:
    """Ids of the rules that strike; one newer than the deed does not."""
    old = (each for each in fired if not _newer(each, evidence, afterwards))
    return frozenset(each.rule.id for each in old if each.rule.strikes)
