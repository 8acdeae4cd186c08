"""Measures go out to the platform: retried, with growing waits, until it acknowledges them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evenhand.pipeline.home import Home
from evenhand.store import database
from evenhand.store.outbox import Queued, acknowledged, due_deliveries, retry_later

BATCH = 256

Send = Callable[[Sequence[tuple[int, Mapping[str, Any]]]], set[int]]
"""Hands deliveries (number, what to do) to a platform; gives the numbers that it acknowledged."""


def deliver(home: Home, sender: Callable[[str], Send]) -> tuple[int, int]:
    """Send what is due; returns how many were acknowledged and how many wait for another try.

    What a site did not acknowledge holds back only that delivery; measures say their state and
    entry, so that a platform can tell an older one from a newer.

    Args:
        sender: site name -> how that site is reached.
    """
    sent = waiting = 0
    while due := due_deliveries(home.clock.now(), BATCH):
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
