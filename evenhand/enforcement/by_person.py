"""What a person's choice comes to: the same care, ends, cures and strikes as a rule's."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from evenhand.enforcement.failed_signals import HOLD
from evenhand.enforcement.imposed import Imposed, joined
from evenhand.enforcement.ladder import Fired, Wish, known_kind
from evenhand.enforcement.second_person import care_on
from evenhand.enforcement.settle import Setting, settle
from evenhand.enforcement.strikes import Deed, strike_for, strike_weight
from evenhand.enforcement.wished import wished_measure
from evenhand.model.decision import Because, Finding
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.evidence import Prior
from evenhand.model.measure import Measure, MeasureKind, MeasureState, Subject, SubjectType
from evenhand.model.policy import Policy

MAX_HOURS = 100_000
"""Over eleven years; who means longer means a measure without an end."""

_OPEN = frozenset({MeasureState.PROPOSED, MeasureState.IN_FORCE})


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure that a person wants on one subject.

    Attributes:
        rules: ids of the rules that it is for; a hold needs none.
        until: its end, aware; or `hours` from now; with neither it lasts as the rule or the
            measure's card says.
    """

    measure: str
    subject: Subject
    rules: tuple[str, ...] = ()
    until: datetime | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What the person decides about.

    Attributes:
        item: None where it is not about an item.
        account: whose deed it is, where that is known.
        policies: in force at the site now.
        findings: of the item's newest evidence, as far as it is kept: they tell what would cure.
        deed_at: when the item was published; None is unknown.
        care: for how many hours one may decide alone about this author or link
            (`second_person.care_hours`); None is no special care.
        reviewed: ids of the decisions that are looked at again.
        solo: the site has one decider and no outside reviewer.
        strike_days: how long a strike stays active.
    """

    site: str
    item: str | None
    account: str | None
    policies: tuple[Policy, ...]
    findings: tuple[Finding, ...] = ()
    deed_at: datetime | None = None
    care: int | None = None
    reviewed: frozenset[str] = frozenset()
    solo: bool = False
    strike_days: int = 180


def order(
    choices: Sequence[Choice],
    about: About,
    prior: Prior,
    kinds: Mapping[str, MeasureKind],
    at: datetime,
    earlier: Iterable[Measure] = (),
) -> Imposed:
    """What a person's choice comes to, as far as one person may take it.

    A light measure is in force at once; a heavy or lasting one is proposed, and what one may take
    alone holds meanwhile. What is lighter than a measure under review takes force at once too. Of
    the decision under review, what is not kept on the subjects chosen for is to be lifted. A rule
    newer than the deed gives no account measure and no strike. At most one strike for the item.

    Args:
        choices: one for each subject.
        about: what they are about.
        prior: the account's active strikes; open measures on the subjects.
        kinds: the cards of all measures.
        at: now, aware.
        earlier: measures on the subjects, over or not, that were taken without two people.

    Raises EvenhandError: EH603, EH604, EH610 a rule that is not there, EH611 an unclear choice.
    """
    _check_clear(choices)
    read = [_read(choice, about, kinds, at) for choice in choices]
    setting = Setting(kinds, about.care, prior.in_force, tuple(earlier), about.reviewed, about.solo)
    wished = tuple(each.wish for each in read if each.wish is not None)
    imposed = joined(settle(wish, _with_care(setting, wish)) for wish in wished)
    striking = frozenset().union(*(each.striking for each in read))
    weight = strike_weight(imposed.in_force + imposed.standing, striking, kinds)
    deed = Deed(about.site, about.item, about.account, at, about.strike_days)
    return replace(
        imposed,
        strikes=strike_for(deed, weight, prior.strikes),
        lifted=_not_kept({choice.subject for choice in choices}, wished, imposed, setting),
        too_new=tuple(name for each in read for name in each.too_new),
    )


def _with_care(setting: Setting, wish: Measure) -> Setting:
    """The setting with the care that the wish's own subject deserves."""
    around = setting.present + setting.earlier
    return replace(setting, care=care_on(wish.subject, setting.care, around))


@dataclass(frozen=True, slots=True)
class _Read:
    """A choice as enforcement reads it.

    Attributes:
        wish: the measure that is meant; None where all its rules are too new for the account.
        too_new: ids of the rules for which the account does not answer: they came after the deed.
        striking: ids of the rules that strike.
    """

    wish: Measure | None
    too_new: tuple[str, ...]
    striking: frozenset[str]


def _read(choice: Choice, about: About, kinds: Mapping[str, MeasureKind], at: datetime) -> _Read:
    kind = known_kind(choice.measure, kinds)
    fired = _for_rules(choice, about)
    newer = [each for each in fired if not each.stood_at(about.deed_at or at)]
    left_out = newer if kind.subject is SubjectType.ACCOUNT else []
    counting = tuple(each for each in fired if each not in left_out)
    until = choice.until if choice.hours is None else at + timedelta(hours=choice.hours)
    meant = counting or not fired
    return _Read(
        wished_measure(Wish(kind, counting), choice.subject, at, until) if meant else None,
        tuple(each.rule.id for each in left_out),
        frozenset(e.rule.id for e in fired if e.rule.strikes and e not in newer),
    )


def _check_clear(choices: Sequence[Choice]) -> None:
    for subject, number in Counter(choice.subject for choice in choices).items():
        if number > 1:
            raise _unclear(f"{number} measures are chosen for one {subject.type}")
    for choice in choices:
        if choice.until is not None and choice.hours is not None:
            raise _unclear(f"the measure `{choice.measure}` is given an end and hours too")
        if choice.hours is not None and not 0 < choice.hours <= MAX_HOURS:
            raise _unclear(f"the measure `{choice.measure}` is to last {choice.hours} hours")


def _for_rules(choice: Choice, about: About) -> list[Fired]:
    """The rules that the choice is for, each with what it saw; a rule may have seen nothing."""
    if not choice.rules and choice.measure != HOLD:
        raise _no_rule(f"the measure `{choice.measure}` names no rule that it is for", about)
    known = {rule.id: (policy, rule) for policy in about.policies for rule in policy.rules}
    seen = {(finding.pack, finding.rule): finding for finding in about.findings}
    fired = []
    for name in dict.fromkeys(choice.rules):
        if name not in known:
            what = f"no rule `{name}` is in force here"
            raise _no_rule(what, about, nearest(name, known))
        policy, rule = known[name]
        unseen = Finding(policy.ref.pack, name, rule.clause, "false", Because(rule.when, False))
        fired.append(Fired(policy, rule, seen.get((policy.ref.pack, name), unseen)))
    return fired


def _not_kept(
    subjects: Collection[Subject], wished: Iterable[Measure], imposed: Imposed, setting: Setting
) -> tuple[Measure, ...]:
    """Open measures of the decision under review on these subjects that nothing keeps."""
    kept = {*imposed.standing, *imposed.superseded}
    wanted = tuple(wished)
    return tuple(
        m
        for m in setting.present
        if m.state in _OPEN
        and setting.is_reviewed(m)
        and m.subject in subjects
        and m not in kept
        and not any(setting.serves(m, wish) for wish in wanted)
    )


def _no_rule(what: str, about: About, help: str = "") -> EvenhandError:
    known = sorted(rule.id for policy in about.policies for rule in policy.rules)
    return EvenhandError(
        "EH610",
        f"{what[:1].upper()}{what[1:]}.",
        not_done="No measure was ordered.",
        help=help or f"Rules in force here: {', '.join(known[:20]) or 'none'}.",
    )


def _unclear(what: str) -> EvenhandError:
    return EvenhandError(
        "EH611",
        f"{what[:1].upper()}{what[1:]}.",
        not_done="No measure was ordered.",
        help=f"One measure for each subject, with an end, or 1 to {MAX_HOURS:,} hours, or neither.",
    )
