"""How often somebody may ask: a bucket that fills evenly, one token a request."""

import os
from time import monotonic

from evenhand.model.errors import EvenhandError

KEY_RATE, ADDRESS_RATE = "EVENHAND_KEY_RATE", "EVENHAND_ADDRESS_RATE"
"""Environment: requests a second of one key, and of one address that shows none."""
KEY_DEFAULT, ADDRESS_DEFAULT = 5_000.0, 50.0
BURST_SECONDS = 10.0
MOST = 10_000
"""Buckets that are kept; where there are more, full ones are forgotten first."""


class Buckets:
    """One bucket for each name."""

    def __init__(self, rate: float, burst: float | None = None) -> None:
        """Fill each with `rate` tokens a second, up to `burst` (ten seconds' worth)."""
        self.rate = rate
        self._burst = burst or rate * BURST_SECONDS
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> float:
        """Take a token; returns 0, or in how many seconds there is one where there is none."""
        now = monotonic()
        left, at = self._left.get(name, (self._burst, now))
        left = min(self._burst, left + (now - at) * self.rate)
        if left < 1.0:
            return max((1.0 - left) / self.rate, 0.001)
        if len(self._left) >= MOST and name not in self._left:
            self._forget(now)
        self._left[name] = (left - 1.0, now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Forget buckets that are full again; all, where none is."""
        still = {name: (left, at) for name, (left, at) in self._left.items()
                 if left + (now - at) * self.rate < self._burst}  # fmt: skip
        self._left = still if len(still) < MOST else {}


class TooOften(EvenhandError):
    """A refusal that knows when there is room again.

    Attributes:
        seconds: until then.
    """

    def __init__(self, seconds: float) -> None:
        """Say in how many seconds."""
        super().__init__(
            "EH785", "too many requests came with this key or from this address",
            not_done="nothing was done", help="ask again as Retry-After says",
        )  # fmt: skip
        self.seconds = seconds


def too_often(seconds: float) -> TooOften:
    """The refusal of somebody who asks too often."""
    return TooOften(seconds)


def rate_set(name: str, default: float) -> float:
    """A rate as the surroundings set it. Raises ValueError where it is no positive number."""
    rate = float(os.environ.get(name) or default)
    if not 0 < rate < float("inf"):
        raise ValueError(f"{name} is to be a positive number")
    return rate
