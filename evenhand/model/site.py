"""One place that is screened for: a platform, a blog, a newsroom desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

FAIL_MODES = frozenset({"allow", "hold"})
DEFAULT_FAIL_MODES: Mapping[str, str] = {"private_info": "hold"}
RETENTION: Mapping[str, int] = {
    "words": 365,
    "evidence": 730,
    "disclosure": 1825,
    "flag": 365,
    "appeal": 730,
    "contact": 1825,
    "note": 730,
    "delivery": 90,
    "key": 30,
}
"""Record -> days that it is kept, counted from when nothing of it is open any more."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site and how it wants to be served.

    Attributes:
        packs: names of the packs in force.
        fail_modes: signal -> `allow` or `hold`, for a signal that failed or ran out of time.
        hold_hours: how long a failed signal may hold an item for a person.
        strike_days: how long a strike stays active.
        keep_days: how long evidence of allowed items is kept.
        keep: record -> days that it is kept, where the site wants other than `RETENTION`.
        appeal_days: how long a decision can be appealed.
        appeal_answer_days: how soon an appeal is answered.
        out_of_court: the body that settles disputes out of court, where law asks for one.
        trusted_flaggers: organisations whose notices go first.
        look_at_links: whether pages behind links may be fetched; off unless set.
        comments: whose comments wait for a person first; one of `model.comment.PREMODERATION`.
    """

    name: str
    url: str
    created_at: datetime
    packs: tuple[str, ...] = ()
    fail_modes: Mapping[str, str] = field(default_factory=lambda: DEFAULT_FAIL_MODES)
    hold_hours: int = 24
    strike_days: int = 180
    keep_days: int = 180
    keep: Mapping[str, int] = field(default_factory=dict)
    appeal_days: int = 183
    appeal_answer_days: int = 14
    out_of_court: str = ""
    trusted_flaggers: tuple[str, ...] = ()
    look_at_links: bool = False
    appeal_to: str = ""
    contact: str = ""
    territorial_scope: tuple[str, ...] = ()
    language: str = "en"
    comments: str = "open"
