"""How an account stands: its strikes and when they end, what is in force, what was decided."""

from dataclasses import dataclass

from evenhand.enforcement.strikes import Standing, standing
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.store.accounts import decisions_of, is_known, measures_in_force
from evenhand.store.decisions import Kept, get_decision
from evenhand.store.items import known_roles
from evenhand.store.measures import active_strikes

NOT_DONE = "nothing was shown"


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as it stands now.

    Attributes:
        roles: None where they are not known.
        decisions: about what it did, oldest first, measures as they stand; plainly allowed items
            are not among them.
    """

    site: str
    account: str
    roles: tuple[str, ...] | None
    standing: Standing
    decisions: tuple[Kept, ...]


def view_account(home: Home, site: str, account: str, by: str) -> AccountView:
    """How an account stands now.

    Args:
        by: staff name of who looks.

    Raises EvenhandError: EH413, EH571, EH572, EH591 where nothing is held about it.
    """
    giver(home, site, by, READERS, NOT_DONE)
    check_known(site, account, NOT_DONE)
    now, named = home.clock.now(), (site, account)
    strikes = active_strikes([named], now).get(named, [])
    decisions = (get_decision(made) for made in decisions_of(site, account))
    return AccountView(
        site=site,
        account=account,
        roles=known_roles([named]).get(named),
        standing=standing(strikes, measures_in_force(site, account), now),
        decisions=tuple(kept for kept in decisions if kept.log_index is not None),
    )


def check_known(site: str, account: str, not_done: str) -> None:
    """Refuse an account that nothing at the site names. Raises EvenhandError: EH591."""
    if not is_known(site, account):
        raise EvenhandError(
            "EH591", "nothing is held about an account of this name", not_done=not_done,
            help="give the site's own name for it, exactly as items come with it as `author`",
        )  # fmt: skip
