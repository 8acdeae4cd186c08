"""Delivery on the command line: posted to each site's receivers, else into its spool folder."""

from typing import TYPE_CHECKING

from evenhand.cli._show import talk
from evenhand.connectors.outgoing import senders
from evenhand.pipeline.deliver import deliver

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home


def deliver_queued(home: "Home") -> None:
    """Send what is queued at all sites; says how many wait."""
    _, waiting = deliver(home, senders(home))
    if waiting:
        talk(f"{waiting:,} measures could not be delivered yet; they are tried again")
