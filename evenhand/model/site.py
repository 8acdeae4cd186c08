"""One place that is screened for: a platform, a blog, a newsroom desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

FAIL_MODES = frozenset({"allow", "hold"})
DEFAULT_FAIL_MODES: Mapping[str, str] = {"private_info": "hold"}


@dataclass(frozen=True, slots=True)
class Site:
    """A site and how it wants to be served.

    Attributes:
        packs: names of the packs in force.
        fail_modes: signal -> `allow` or `hold`, for a signal that failed or ran out of time.
        hold_hours: how long a failed signal may hold an item for a person.
        strike_days: how long a strike stays active.
        keep_days: how long evidence of allowed items is kept.
    """

    name: str
    url: str
    created_at: datetime
    packs: tuple[str, ...] = ()
    fail_modes: Mapping[str, str] = field(default_factory=lambda: DEFAULT_FAIL_MODES)
    hold_hours: int = 24
    strike_days: int = 180
    keep_days: int = 180
    appeal_days: int = 183
    appeal_to: str = ""
    contact: str = ""
    territorial_scope: tuple[str, ...] = ()
    language: str = "en"
