"""Delivery on the command line: each site's measures into its spool folder."""

from typing import TYPE_CHECKING

from evenhand.cli._show import talk
from evenhand.connectors.spool import Spool
from evenhand.pipeline.deliver import Send, deliver

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home


def deliver_to_spool(home: "Home") -> None:
    """Put all queued measures into `EVENHAND_HOME/spool/<site>`; says how many wait."""
    spools: dict[str, Send] = {}

    def sender(site: str) -> Send:
        if site not in spools:
            spools[site] = Spool(home.path / "spool" / site).send
        return spools[site]

    _, waiting = deliver(home, sender)
    if waiting:
        talk(f"{waiting:,} measures could not be delivered yet; they are tried again")
