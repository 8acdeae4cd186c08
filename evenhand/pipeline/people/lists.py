"""Lists that the staff reads: accounts that something weighs on, interests, facts, flags."""

from evenhand.model.case import Flag
from evenhand.model.measure import Subject
from evenhand.model.people import Fact, Interest
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.rights import EVERYBODY, READERS, giver
from evenhand.store.facts import all_facts, facts_about
from evenhand.store.flags import all_flags
from evenhand.store.overviews import AtStake, accounts_at_stake
from evenhand.store.staff import all_interests

NOT_SHOWN = "nothing was shown"
MOST = 1_000


def at_stake(home: Home, site: str, by: str) -> list[AtStake]:
    """Accounts with an open measure or an active strike, by name, at most a thousand.

    Raises EvenhandError: EH413, EH571, EH572.
    """
    giver(home, site, by, READERS, NOT_SHOWN)
    return accounts_at_stake(site, home.clock.now(), MOST)


def interests(home: Home, site: str, by: str) -> list[Interest]:
    """Every interest that was ever declared at a site, with who holds it, oldest first.

    Raises EvenhandError: EH413, EH571.
    """
    giver(home, site, by, EVERYBODY, NOT_SHOWN)
    return all_interests(site)


def facts(
    home: Home, site: str, by: str, *, about: Subject | None = None, with_items: bool = False
) -> list[Fact]:
    """What was asserted at a site, oldest first: all that people told, or all about one subject.

    Args:
        with_items: also what came with items as they were sent.

    Raises EvenhandError: EH413, EH571, EH572.
    """
    giver(home, site, by, READERS, NOT_SHOWN)
    return facts_about(site, about) if about else all_facts(site, with_items=with_items)


def flags(home: Home, site: str, by: str, *, waiting: bool = False) -> list[Flag]:
    """The flags at a site, oldest first; only those without an answer where `waiting`.

    Raises EvenhandError: EH413, EH571, EH572.
    """
    giver(home, site, by, READERS, NOT_SHOWN)
    return all_flags(site, waiting=waiting)
