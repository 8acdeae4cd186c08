"""What a site judges by at a time: what it has published by then, and what was paused."""

from datetime import datetime

from evenhand.model.policy import Policy
from evenhand.pipeline.notices import policy_of
from evenhand.policy.versions import at_site, in_force
from evenhand.store.policies import all_pauses, publications


def policies_in_force(site: str, at: datetime) -> tuple[Policy, ...]:
    """Of each pack the version in force at a site, its paused rules marked; a replay's policy.

    Every decision of a rule at the site rests on what this gives for its `decided_at`. A pack that
    the site had not published by then is left out; before its first publication it is what it was
    founded with, and a site that never published anything has nothing.
    """
    return in_force(published_versions(site, at), at)


def published_versions(site: str, at: datetime) -> tuple[Policy, ...]:
    """Every version that a site had published by a time, also for a day to come, as it is there.

    `in_force_from` is the day from which it is in force at the site; rules that are paused at
    that time are marked, and each rule says when it stood (`policy.versions.at_site`).
    """
    published = [(policy_of(each.digest), each) for each in publications(site)]
    return at_site(published, all_pauses(site), at)
