"""Keys of programs: an administrator makes them, for some uses, and ends them."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.people import Role
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.said import check_name
from evenhand.pipeline.people.turn import turn
from evenhand.store import keys
from evenhand.store.keys import ALL, Key
from evenhand.store.sites import get_site

API = "api"
SCOPES = frozenset({"items", "screen", "flags", "read", "deliveries", "match", "metrics", ALL})
"""What a key may be used for; docs/api.md says what each opens."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
KEY_BYTES = 32
NOT_MADE = "no key was made"


@dataclass(frozen=True, slots=True)
class Made:
    """A key that was made.

    Attributes:
        secret: what a program shows; nobody can see it again.
    """

    key: Key
    secret: str


def add_key(
    home: Home,
    site: str,
    by: str,
    label: str,
    scopes: Collection[str],
    until: datetime | None = None,
) -> Made:
    """Make a key for a program of the site.

    Args:
        label: what it is for, to tell it from others.
        scopes: some of `SCOPES`.
        until: when it ends, aware; None is never.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH577, EH780 for a scope that there is
        none of, or no scope, EH781 for an end that has passed.
    """
    _check_scopes(scopes)
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, ADMINISTRATORS, NOT_MADE)
        if until is not None and until <= now.now:
            raise EvenhandError(
                "EH781", "the key would have ended already", not_done=NOT_MADE,
                help="give a time that is to come, or none",
            )  # fmt: skip
        # A key is a secret of the real machine, never of a replayable source.
        secret = f"eh_{secrets.token_urlsafe(KEY_BYTES)}"
        made = Key(
            site, API, digest_of(secret), now.now, check_name("the label", label, NOT_MADE),
            frozenset(scopes), until,
        )  # fmt: skip
        keys.keep_key(made)
    return Made(made, secret)


def end_key(home: Home, site: str, by: str, key: str) -> Key:
    """A key opens nothing from now on. Its id is the one that the list shows.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH782 where no key of this id opens
        anything now.
    """
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, ADMINISTRATORS, "no key was ended")
        known = {one.id: one for one in keys.all_keys(site) if not one.ended(now.now)}
        if key not in known:
            raise EvenhandError(
                "EH782", "the site has no key of this id now", not_done="nothing was ended",
                help=f"`evenhand site key list {site}` shows which there are",
            )  # fmt: skip
        keys.end_key(known[key].digest, now.now)
        return replace(known[key], until=now.now)


def list_keys(home: Home, site: str, by: str) -> list[Key]:
    """Every key that the site has or had, oldest first. Raises EH406, EH413, EH571, EH572."""
    get_site(site)
    giver(home, site, by, ADMINISTRATORS, "no key was listed")
    return keys.all_keys(site)


def _check_scopes(scopes: Collection[str]) -> None:
    unknown = sorted(set(scopes) - SCOPES)
    if unknown or not scopes:
        near = nearest(unknown[0], SCOPES) if unknown else ""
        raise EvenhandError(
            "EH780", "a key is for one or more of the known scopes", not_done=NOT_MADE,
            help=near or f"known: {', '.join(sorted(SCOPES))}",
        )  # fmt: skip


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode()).hexdigest()
