"""What the policy saw: exact, typed, flat. Replay reads this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from evenhand.model.item import FactValue
from evenhand.model.measure import Measure, Strike
from evenhand.model.reading import SignalFailure


class FieldType(StrEnum):
    """The types of the policy language (a subset of the Common Expression Language)."""

    BOOL = "bool"
    INT = "int"
    DOUBLE = "double"
    STRING = "string"
    STRINGS = "list<string>"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values that the policy may see of one item, with when and by what they were gathered.

    Attributes:
        values: `private_info.us_ssn.count` -> value; what is not known is absent.
        decided_at: the time of the decision; the policy in force then applies.
        deed_at: when the item was published; None is unknown.
        links: what a `block_link` measure may fall on: block-list entries that were seen, else
            the item's own address.
        signals: signal name -> version, of those that ran.
        banks: bank name -> digest.
        failed: signals that failed or ran out of time.
    """

    site: str
    item: str
    revision: int
    decided_at: datetime
    values: Mapping[str, FactValue]
    author: str | None = None
    deed_at: datetime | None = None
    matter: str | None = None
    links: tuple[str, ...] = ()
    signals: Mapping[str, str] = field(default_factory=dict)
    banks: Mapping[str, str] = field(default_factory=dict)
    failed: tuple[SignalFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class Prior:
    """What the ladder needs to know of the past, stored beside the evidence.

    Attributes:
        strikes: strikes of the account that are active at `decided_at`.
        in_force: measures in force on the account, the item and its links.
        recent: measures that are over, for earlier revisions of the item or on its links: taken
            alone, they cannot begin anew with each revision or post. What the writer cured is not
            among them.
    """

    strikes: tuple[Strike, ...] = ()
    in_force: tuple[Measure, ...] = ()
    recent: tuple[Measure, ...] = ()

    @property
    def active_strikes(self) -> int:
        """The sum of the active strikes' weights."""
        return sum(strike.weight for strike in self.strikes)


NO_PRIOR = Prior()
