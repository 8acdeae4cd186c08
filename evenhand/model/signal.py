"""What a signal's folder owes to the house.

`evenhand/signals/<name>/__init__.py` holds `SIGNAL = SignalSpec(...)`; it is found by looking.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from evenhand.model.item import Item
from evenhand.model.reading import Reading

ITEM_KINDS_ALL: frozenset[str] = frozenset()
"""Empty: the signal reads every kind of item."""


class Readable(Protocol):
    """An item with its text, folded lazily and at most once for all signals."""

    @property
    def item(self) -> Item:
        """The item as it was given."""
        ...

    @property
    def folded(self) -> Any:
        """`text.fold.Folded` of the item's text."""
        ...

    def addresses(self, pause: Callable[[], None]) -> Sequence[Any]:
        """`text.view.Written`: every address of the item; `pause` may raise to end the search."""
        ...

    def attachment_texts(self) -> Sequence[tuple[str, str]]:
        """(attachment name, its text) of attachments whose text could be read."""
        ...


def pausing(expired: Callable[[], bool]) -> Callable[[], None]:
    """What is called between the steps of long work: it raises TimeoutError once time is up."""

    def pause() -> None:
        if expired():
            raise TimeoutError

    return pause


class Signal(Protocol):
    """A detector that is ready to read: it decides nothing, it sees."""

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """One list of readings an item, in the batch's order.

        A signal looks at `expired()` between items (and within long ones) and raises TimeoutError
        when it says True. It may raise on bad input; the caller then reads item by item, so that
        one bad item fails alone.
        """
        ...


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """A signal's card.

    Attributes:
        name: as in `private_info.us_ssn.count`.
        version: changes whenever readings could change.
        kinds: reading kind -> its further summary fields for the policy (each the largest integer
            of that name in the readings' detail); every kind has `count` and `max` anyway.
        build: makes the signal from the banks that it names (a bank that is not given is None).
        banks: names of the banks it needs.
        item_kinds: which kinds of item it reads; empty means all.
        seconds: time limit for one item; a batch gets this much for each item, at most 60 s.
        explain: why a reading came about, from its detail: one sentence that does not repeat the
            value, so that it can stand in a statement of reasons.
    """

    name: str
    version: str
    kinds: Mapping[str, tuple[str, ...]]
    build: Callable[[Mapping[str, Any]], Signal]
    banks: tuple[str, ...] = ()
    item_kinds: frozenset[str] = ITEM_KINDS_ALL
    seconds: float = 2.0
    title: Mapping[str, str] = field(default_factory=dict)
    explain: Callable[[Mapping[str, Any]], str] | None = None
