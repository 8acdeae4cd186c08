"""Which version of each pack was in force at a time."""

from collections.abc import Iterable
from datetime import datetime

from evenhand.model.policy import Policy


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


def _covers(policy: Policy, at: datetime) -> bool:
    """Whether the version was in force at that time."""
    ended = policy.in_force_to is not None and at >= policy.in_force_to
    return policy.in_force_from <= at and not ended
