"""Which version of each pack was in force at a time, and since when its rules are what they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from evenhand.model.policy import Pause, Policy, Publication, Rule

Stretch = tuple[datetime, datetime | None]
"""From when until when; None is without an end yet."""


def in_force(policies: Iterable[Policy], at: datetime) -> tuple[Policy, ...]:
    """For each pack its newest version with `in_force_from <= at < in_force_to`.

    A pack with no such version is left out. The packs come in the order in which they first
    stand in `policies`, so that the same list gives the same masks.

    Args:
        policies: any versions of any packs.
        at: aware; the time of the decision, or of the deed for measures that must not rest on a
            later text.
    """
    newest: dict[str, Policy | None] = {}
    for policy in policies:
        name = policy.ref.pack
        best = newest.setdefault(name, None)
        if _covers(policy, at) and (best is None or policy.ref.version > best.ref.version):
            newest[name] = policy
    return tuple(policy for policy in newest.values() if policy is not None)


def at_site(
    published: Iterable[tuple[Policy, Publication]], pauses: Iterable[Pause], at: datetime
) -> tuple[Policy, ...]:
    """The versions that a site had published by a time, as they are in force there.

    What it published first counts as published before that too: for what was asked of an earlier
    time, it is what the site was founded with.

    `in_force_from` becomes the day on which the version begins at the site. A rule that is paused
    at that time is marked. Each rule says when it stood: in which stretches of time the site had
    it in force with the same condition, measures and clause, in this version or another, and not
    paused. An account answers for a deed only by a rule that stood then.

    Args:
        published: each version with its publication, in the order of publication.
        pauses: all of the site.
    """
    known = tuple(published)
    until = max(at, min((told.at for _, told in known), default=at))
    dated = [_dated(policy, told) for policy, told in known if told.at <= until]
    begun = [pause for pause in pauses if pause.from_ <= at]
    return tuple(_marked(policy, dated, begun, at) for policy in dated)


def _dated(policy: Policy, told: Publication) -> Policy:
    """The version, in force from its day at the site on."""
    begins = told.from_ or policy.in_force_from
    return replace(policy, in_force_from=max(begins, policy.in_force_from))


def _marked(
    policy: Policy, published: Sequence[Policy], pauses: Iterable[Pause], at: datetime
) -> Policy:
    """The version with each rule's pause and stretches."""
    versions = [each for each in published if each.ref.pack == policy.ref.pack]
    paused = [pause for pause in pauses if pause.pack == policy.ref.pack]
    return replace(
        policy,
        rules=tuple(
            replace(
                rule,
                paused=any(p.rule == rule.id and _within(at, (p.from_, p.until)) for p in paused),
                stood=tuple(_stood(rule, policy, versions, paused)),
            )
            for rule in policy.rules
        ),
    )


def _stood(
    rule: Rule, policy: Policy, versions: Sequence[Policy], pauses: Iterable[Pause]
) -> Iterator[Stretch]:
    """When this rule was in force as it reads now: in each version that has it so."""
    breaks = [(pause.from_, pause.until) for pause in pauses if pause.rule == rule.id]
    for version in versions:
        if any(_same(rule, policy, other, version) for other in version.rules):
            yield from _without(breaks, (version.in_force_from, _end(version, versions)))


def _same(rule: Rule, policy: Policy, other: Rule, version: Policy) -> bool:
    """Whether two versions say the same by this rule, and do the same."""
    return (
        (rule.id, rule.when.strip(), rule.measures, rule.hours, rule.shadow, rule.strikes)
        == (other.id, other.when.strip(), other.measures, other.hours, other.shadow, other.strikes)
        and policy.clauses[rule.clause] == version.clauses[other.clause]
    )  # fmt: skip


def _end(version: Policy, versions: Iterable[Policy]) -> datetime | None:
    """When a version made way for a higher one, or ended by itself."""
    later = [v.in_force_from for v in versions if v.ref.version > version.ref.version]
    if version.in_force_to is not None:
        later.append(version.in_force_to)
    return min(later, default=None)


def _without(breaks: Iterable[Stretch], stretch: Stretch) -> Iterator[Stretch]:
    """What is left of a stretch of time without the breaks, which come in order."""
    begin, end = stretch
    for stopped, resumed in breaks:
        if end is not None and stopped >= end:
            break
        if begin < stopped:
            yield begin, stopped
        if resumed is None:
            return
        begin = max(begin, resumed)
    if end is None or begin < end:
        yield begin, end


def _within(at: datetime, stretch: Stretch) -> bool:
    """Whether a time lies in a stretch."""
    begin, end = stretch
    return begin <= at and (end is None or at < end)


def _covers(policy: Policy, at: datetime) -> bool:
    """Whether the version was in force at that time."""
    return _within(at, (policy.in_force_from, policy.in_force_to))
