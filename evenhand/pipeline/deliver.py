"""Measures go out to the platform: retried, with growing waits, until it acknowledges them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evenhand.pipeline.home import Home
from evenhand.store import database
from evenhand.store.outbox import Queued, acknowledged, due_deliveries, retry_later

BATCH = 256

Send = Callable[[Sequence[tuple[int, Mapping[str, Any]]]], set[int]]
"""Hands deliveries (number, what to do) to a platform; gives the numbers that it acknowledged.

They come in the order they were queued. Of one subject, none may be handed over before the one
ahead of it is acknowledged.
"""


def deliver(home: Home, sender: Callable[[str], Send]) -> tuple[int, int]:
    """Send what is due now; returns how many were acknowledged and how many wait for another try.

    Each is tried once at most, so that this ends however long a platform takes to answer.
    What a site did not acknowledge holds back that delivery and later ones about its subject; the
    site's other subjects, and other sites, go on.

    Args:
        sender: site name -> how that site is reached.
    """
    sent, waiting, began = 0, 0, home.clock.now()
    while due := due_deliveries(began, BATCH):
        done = {number for site in dict.fromkeys(d.site for d in due)
                for number in _send(sender(site), [d for d in due if d.site == site])}  # fmt: skip
        with database.writing():
            acknowledged(sorted(done), home.clock.now())
            for delivery in due:
                if delivery.id not in done:
                    retry_later(delivery, home.clock.now())
        sent, waiting = sent + len(done), waiting + len(due) - len(done)
    return sent, waiting


def _send(send: Send, due: Sequence[Queued]) -> set[int]:
    """The numbers that the platform acknowledged."""
    try:
        return send([(delivery.id, delivery.payload) for delivery in due])
    except OSError:
        return set()  # a full disk or an unreachable platform: tried again later
