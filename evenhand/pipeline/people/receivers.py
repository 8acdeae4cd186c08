"""Receivers: an administrator says where a site's deliveries are posted to.

A secret is renewed by adding a second receiver at the same address and ending the first: both are
posted to meanwhile, and whoever receives drops what it has by its number.
"""

import secrets
from base64 import b64encode
from dataclasses import replace

from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.turn import turn
from evenhand.store import receivers
from evenhand.store.receivers import Receiver
from evenhand.store.sites import get_site
from evenhand.text.addresses import parse_address

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
SECRET_BYTES = 32
NOT_ADDED = "no receiver was added"


def add_receiver(
    home: Home, site: str, by: str, url: str, private_ranges: bool = False
) -> Receiver:
    """A site's deliveries are posted to this address too from now on.

    Args:
        url: http or https; user name, password and fragment have no place in it.
        private_ranges: it may be in a private network, or on this machine.

    Returns:
        The receiver; its secret is shown this once.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH820.
    """
    address = parse_address(url)
    if address is None or "://" not in url or set("@#") & set(url):
        raise EvenhandError(
            "EH820", "this is not an address that deliveries are posted to", not_done=NOT_ADDED,
            help="write it like https://platform.example/evenhand; a token goes after `?`",
        )  # fmt: skip
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, ADMINISTRATORS, NOT_ADDED)
        # A secret is one of the real machine, never of a replayable source.
        secret = f"whsec_{b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"
        made = Receiver(now.new_id(), site, address.href, secret, private_ranges, now.now)
        receivers.keep_receiver(made)
    return made


def end_receiver(home: Home, site: str, by: str, receiver: str) -> Receiver:
    """Nothing is posted to this receiver any more. What waits goes to those that are left.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH822 where the site has none of this id.
    """
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, ADMINISTRATORS, "no receiver was ended")
        known = {one.id: one for one in receivers.receivers_in_force(site)}
        if receiver not in known:
            raise EvenhandError(
                "EH822", "the site has no receiver of this id now", not_done="nothing was ended",
                help=f"`evenhand site webhook list {site}` shows which there are",
            )  # fmt: skip
        receivers.end_receiver(receiver, now.now)
    return replace(known[receiver], secret="", ended_at=now.now)


def list_receivers(home: Home, site: str, by: str) -> list[Receiver]:
    """Every receiver that the site has or had, oldest first; without their secrets.

    Raises EvenhandError: EH406, EH413, EH571, EH572.
    """
    get_site(site)
    giver(home, site, by, ADMINISTRATORS, "no receiver was listed")
    return [replace(one, secret="") for one in receivers.all_receivers(site)]
