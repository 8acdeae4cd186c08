"""An account's record: which strikes count at a time, and how it stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from evenhand.enforcement.check import is_on
from evenhand.enforcement.ladder import known_kind
from evenhand.model.case import AppealOutcome
from evenhand.model.measure import Measure, MeasureKind, Strike


@dataclass(frozen=True, slots=True)
class Deed:
    """What a strike can be for: an item that an account published.

    Attributes:
        account: None where it is not known.
        at: when it is decided on.
        days: how long a strike for it stays active.
    """

    site: str
    item: str | None
    account: str | None
    at: datetime
    days: int


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


def strike_weight(
    measures: Iterable[Measure], rules: Collection[str], kinds: Mapping[str, MeasureKind]
) -> int:
    """The heaviest strike of these measures, of those that rest on one of `rules`."""
    struck = (m for m in measures if not set(m.rules).isdisjoint(rules))
    return max((known_kind(m.measure, kinds).strike_weight for m in struck), default=0)


def strike_for(deed: Deed, weight: int, given: Iterable[Strike]) -> tuple[Strike, ...]:
    """The strike for a deed: one deed, one strike, however often the item is edited.

    None where the measures weigh nothing, where nobody is known to have done it, and where one of
    the strikes `given` before is for it already.
    """
    struck = any((s.site, s.item) == (deed.site, deed.item) for s in given)
    if not deed.account or not weight or (deed.item and struck):
        return ()
    ends = deed.at + timedelta(days=deed.days)
    return (Strike(deed.account, weight, deed.at, ends, site=deed.site, item=deed.item),)


def strike_after(
    strike: Strike,
    outcome: AppealOutcome,
    remaining: Iterable[Measure],
    kinds: Mapping[str, MeasureKind],
) -> Strike | None:
    """What becomes of a strike when its decision was looked at again; None where it is void.

    What is overturned (or released) leaves no strike; what is varied leaves the weight of the
    measures that remain in force, never more than before.
    """
    if outcome is AppealOutcome.UPHELD:
        return strike
    if outcome is AppealOutcome.OVERTURNED:
        return None
    left = max((known_kind(m.measure, kinds).strike_weight for m in remaining), default=0)
    return replace(strike, weight=min(strike.weight, left)) if left else None
