"""Who publishes: an account of a site."""

from dataclasses import dataclass

ROLES = frozenset({"journalist", "candidate", "office_holder", "news_org", "business", "minor"})
PROTECTED_ROLES = frozenset({"journalist", "candidate", "office_holder"})
"""Lasting measures against these need a second person (house.md, 3)."""


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of an account of one site.

    Attributes:
        roles: None is unknown; an empty tuple is known to have none.
        strikes: active strikes, as the caller counts them; used in a rehearsal only, because a
            home that records counts them itself. None is not told.
    """

    roles: tuple[str, ...] | None = None
    strikes: int | None = None


UNKNOWN_ACCOUNT = Account()
