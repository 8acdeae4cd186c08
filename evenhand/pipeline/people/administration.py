"""What an administrator does for a site: who works there, how people are answered, what is kept.

On the machine itself whoever may run the program may do it; from a page, only an administrator.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.model.people import Role, Staff
from evenhand.model.site import Site
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import retention, staff, terms
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def everybody(home: Home, site: str, by: str) -> list[Staff]:
    """Who works or worked for a site. Raises EvenhandError: EH406, EH413, EH571."""
    get_site(site)
    giver(home, site, by, EVERYBODY, "nobody was shown")
    return all_staff(site)


def join(home: Home, site: str, by: str, name: str, role: Role) -> Staff:
    """Somebody works for a site, or has another role there, from now on.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH914.
    """
    giver(home, site, by, ADMINISTRATORS, "nobody was added")
    return staff.join(home, site, name, role)


def leave(home: Home, site: str, by: str, name: str) -> Staff:
    """Somebody works for a site no more. Raises EvenhandError: EH413, EH571, EH572."""
    giver(home, site, by, ADMINISTRATORS, "they work here as before")
    return staff.leave(home, site, name)


@dataclass(frozen=True, slots=True)
class Terms:
    """How people are answered at a site.

    Attributes:
        out_of_court: who settles disputes; empty is nobody.
        trusted: all organisations whose notices go first.
        look_at_links: whether pages behind links may be fetched.
    """

    out_of_court: str
    trusted: tuple[str, ...]
    look_at_links: bool
    appeal_answer_days: int


def set_terms(home: Home, site: str, by: str, wanted: Terms) -> Site:
    """Set how people are answered at a site.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH577, EH586.
    """
    giver(home, site, by, ADMINISTRATORS, terms.NOT_SET)
    before = get_site(site).trusted_flaggers
    return terms.set_terms(
        home,
        site,
        out_of_court=wanted.out_of_court,
        trust=wanted.trusted,
        trust_no_more=[name for name in before if name not in wanted.trusted],
        look_at_links=wanted.look_at_links,
        appeal_answer_days=wanted.appeal_answer_days,
    )


def set_times(home: Home, site: str, by: str, days: Mapping[str, int]) -> Site:
    """Say for how many days records are kept from now on.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH590.
    """
    giver(home, site, by, ADMINISTRATORS, "the times stay as they were")
    return retention.set_times(home, site, days)
