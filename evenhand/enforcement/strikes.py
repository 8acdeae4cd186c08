"""An account's record: which strikes count at a time, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from evenhand.enforcement.check import is_on
from evenhand.model.measure import Measure, Strike


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands at a time.

    Attributes:
        weight: sum of its active strikes: where the ladder starts for the next deed.
        next_expiry: when the first of them stops counting.
        in_force: measures that are on.
    """

    strikes: tuple[Strike, ...]
    weight: int
    next_expiry: datetime | None
    in_force: tuple[Measure, ...]


def active(strikes: Iterable[Strike], at: datetime) -> tuple[Strike, ...]:
    """The strikes that count at a time; a strike stops counting at the moment it expires."""
    return tuple(strike for strike in strikes if strike.from_ <= at < strike.expires_at)


def standing(strikes: Iterable[Strike], measures: Iterable[Measure], at: datetime) -> Standing:
    """How an account with these strikes and measures stands at a time."""
    counting = active(strikes, at)
    return Standing(
        strikes=counting,
        weight=sum(strike.weight for strike in counting),
        next_expiry=min((strike.expires_at for strike in counting), default=None),
        in_force=tuple(measure for measure in measures if is_on(measure, at)),
    )
