"""A site's packs in the log: a version is published before the first decision that rests on it.

The packs that a site is founded with are published as it is first used, by whoever founds it. From
then on it judges by what it published, whatever a folder of packs or a new release of the program
holds, and every change takes people: `pipeline.people.policies`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.errors import EvenhandError
from evenhand.model.policy import Policy
from evenhand.model.site import Site
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import policy_draft
from evenhand.pipeline.in_force import published_versions
from evenhand.pipeline.packs import load_packs
from evenhand.pipeline.people.turn import Turn
from evenhand.policy.versions import in_force
from evenhand.store.policies import keep_publication, publications
from evenhand.store.staff import all_staff

Publish = Callable[[Turn, str, Iterable[Policy]], None]
"""Sees to it that a site has published what it is about to judge by."""


def publish_packs(now: Turn, site: str, packs: Iterable[Policy]) -> None:
    """Publish those of the packs in force now that the site has never had, in any version.

    What a site publishes first counts from each pack's own day on; what joins it later, from now.
    """
    known = published_versions(site, now.now)
    names = {policy.ref.pack for policy in known}
    for pack in in_force(packs, now.now):
        if pack.ref.pack not in names:
            publish(now, site, pack, now.now if known else None)


def publish_first(now: Turn, site: str, packs: Iterable[Policy]) -> None:
    """Publish the packs where the site has none yet: a founded one judges by what it published."""
    if not publications(site):
        publish_packs(now, site, packs)


def publish_named(now: Turn, site: str, packs: Iterable[Policy]) -> None:
    """Publish the packs that somebody at the machine has named, while nobody works for the site.

    Whoever runs the program is then the only one there is. Raises EvenhandError: EH240 where
    somebody works there, or where a text is no newer version of what the site has published.
    """
    known = published_versions(site, now.now)
    wanted = in_force(packs, now.now)
    if not known:
        publish_packs(now, site, wanted)
        return
    digests = {policy.ref.digest for policy in known}
    newest = {policy.ref.pack: policy.ref.version for policy in known}
    for pack in wanted:
        ref = pack.ref
        if ref.digest in digests:
            continue
        if all_staff(site) or ref.version <= newest.get(ref.pack, 0):
            raise EvenhandError(
                "EH240", f"the site has not published this text of the pack `{ref.pack}`",
                not_done="the item was not decided",
                help="leave out --policy, or `evenhand policy publish` proposes it",
            )  # fmt: skip
        publish(now, site, pack, now.now)


def publish(
    now: Turn, site: str, pack: Policy, from_: datetime | None, people: Iterable[str] = ()
) -> int:
    """Enter and keep a version that a site judges by from a time on; returns its log index.

    Args:
        pack: `in_force_from` is the day that the log names.
        from_: None is the pack's own day.
        people: who proposed it and who agreed; nobody, where the site is founded with it.
    """
    draft = policy_draft(pack, site, now.now, entry_id(now.home.entropy), tuple(people))
    index = enter(now.recording, draft, now.home.entropy)
    keep_publication(site, pack, now.now, from_, index)
    return index


def judged_by(site: Site, at: datetime) -> tuple[Policy, ...]:
    """The versions that a site has published; of a site that has none, those it is made with."""
    published = published_versions(site.name, at)
    return published or load_packs(site.packs, signals.discover(), measures.discover())
