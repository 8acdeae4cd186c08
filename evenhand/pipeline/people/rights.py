"""Who gives a command, and whether their role lets them."""

from collections.abc import Collection

from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Role, Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import Turn
from evenhand.review.fit import is_active
from evenhand.store.staff import get_staff

EVERYBODY = frozenset(Role)
READERS = DECIDERS | {Role.AUDITOR}
"""Roles that may read what only the staff may know."""


def giver(now: Turn | Home, site: str, name: str, roles: Collection[Role], not_done: str) -> Staff:
    """Who gives the command, where they work here now and in one of these roles.

    Args:
        now: the turn; of a command that only reads, the home.
        not_done: what is not done where they may not.

    Raises EvenhandError: EH413 for nobody of that name, EH571, EH572.
    """
    staff = get_staff(site, name)
    at = now.now if isinstance(now, Turn) else now.clock.now()
    if not is_active(staff, at):
        raise EvenhandError(
            "EH571", "you do not work for this site now", not_done=not_done,
            help=f"an administrator adds you again: `evenhand site staff {site} --add NAME`",
        )  # fmt: skip
    if staff.role not in roles:
        raise EvenhandError(
            "EH572", f"this is not for the role `{staff.role}`", not_done=not_done,
            help=f"ask somebody whose role is one of: {', '.join(sorted(roles))}",
        )  # fmt: skip
    return staff
