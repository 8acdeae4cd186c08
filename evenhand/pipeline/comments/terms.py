"""Whose comments wait for a person before they are shown."""

from dataclasses import replace

from evenhand.model.comment import PREMODERATION
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.site import Site
from evenhand.pipeline.comments.post import LOOK_FIRST
from evenhand.pipeline.evaluate import STARTER_PACKS
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import turn
from evenhand.store.sites import get_site, keep_site


def look_first(home: Home, site: str, whose: str) -> Site:
    """A site lets a person look first at `all` comments, at `first` ones, or is `open`.

    The rules of the pack `comments` hold them, so it is in force at the site from then on.

    Raises EvenhandError: EH406, EH868.
    """
    if whose not in PREMODERATION:
        raise EvenhandError(
            "EH868", "this is no way to look at comments first",
            not_done="the site stays as it was",
            help=nearest(whose, PREMODERATION) or f"one of: {', '.join(PREMODERATION)}",
        )  # fmt: skip
    with turn(home):
        kept = get_site(site)
        packs = kept.packs or STARTER_PACKS
        if LOOK_FIRST not in packs:
            packs = (*packs, LOOK_FIRST)
        kept = replace(kept, comments=whose, packs=packs)
        keep_site(kept)
    return kept
