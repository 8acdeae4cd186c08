"""A site's packs in the log: a version is published before the first decision that rests on it."""

from collections.abc import Iterable

from evenhand.model.policy import Policy
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import policy_draft
from evenhand.pipeline.people.turn import Turn
from evenhand.store import sites


def publish_packs(now: Turn, site: str, packs: Iterable[Policy]) -> None:
    """Enter and keep the pack versions that the site has not published yet."""
    published = set(sites.site_policies(site))
    for pack in packs:
        if pack.ref.digest not in published:
            draft = policy_draft(pack, site, now.now, entry_id(now.home.entropy))
            index = enter(now.recording, draft, now.home.entropy)
            sites.publish_policy(site, pack, now.now, index)
