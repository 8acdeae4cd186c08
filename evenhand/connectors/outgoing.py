"""How each site's deliveries go out: posted to its receivers, else into its spool folder."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from evenhand.connectors.spool import Spool
from evenhand.connectors.webhook import Webhook
from evenhand.connectors.webhook.send import MOST_SECONDS
from evenhand.log.key import VKEY
from evenhand.pipeline.deliver import Send
from evenhand.pipeline.home import Home
from evenhand.store.receivers import receivers_in_force


def senders(home: Home, seconds: float = MOST_SECONDS) -> Callable[[str], Send]:
    """Site name -> how that site is reached, for one pass of `pipeline.deliver`.

    Receivers are read once a site; the next pass, with senders of its own, sees what has changed.

    Args:
        seconds: that one posted delivery may take.
    """
    name = sha256((home.log_folder / VKEY).read_bytes()).hexdigest()[:12]

    @cache
    def sender(site: str) -> Send:
        receivers = receivers_in_force(site)
        if not receivers:
            return Spool(home.path / "spool" / site).send
        return _to_all([Webhook(one, name, home.clock, seconds).send for one in receivers])

    return sender


def _to_all(sends: Sequence[Send]) -> Send:
    """Each gets every delivery; one counts as acknowledged once all of them have it."""

    def send(deliveries: Sequence[tuple[int, Mapping[str, Any]]]) -> set[int]:
        return set.intersection(*[one(deliveries) for one in sends])

    return send
