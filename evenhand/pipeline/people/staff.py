"""Who works for a site: somebody comes, changes their role, leaves."""

import re
from dataclasses import replace

from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role, Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import turn
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff, get_staff, keep_staff

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


def join(home: Home, site: str, name: str, role: Role) -> Staff:
    """Somebody works for a site from now on, or has another role there from now on.

    Raises EvenhandError: EH406 no such site, EH914 where the name is none.
    """
    check_name(name)
    with turn(home) as now:
        get_site(site)
        known = {one.name: one for one in all_staff(site)}.get(name)
        staff = Staff(site, name, role, known.since if known else now.now)
        keep_staff(staff)
    return staff


def check_name(name: str) -> None:
    """Refuse what cannot be the name of somebody of the staff. Raises EH914."""
    if not _NAME.fullmatch(name):
        raise EvenhandError(
            "EH914", "this is not a name for somebody of the staff", not_done="nobody was added",
            help="lower-case letters, digits, dots, hyphens, underscores and @, at most 64",
        )  # fmt: skip


def leave(home: Home, site: str, name: str) -> Staff:
    """Somebody works for a site no more. What they decided stays theirs. Raises EH413."""
    with turn(home) as now:
        staff = replace(get_staff(site, name), until=now.now)
        keep_staff(staff)
    return staff
