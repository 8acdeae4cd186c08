"""Signals read items: every signal, in batches, each within its time limit."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from evenhand import signals
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.reading import Reading, SignalFailure
from evenhand.model.signal import Readable, Signal, SignalSpec, pausing
from evenhand.pipeline.limits import LimitedRunner
from evenhand.policy.schema import fields
from evenhand.signals.withheld_copy.sampled import MAX_LETTERS, samples
from evenhand.text.fold import fold
from evenhand.text.view import ItemView

T = TypeVar("T")

BATCH_ITEMS = 256
BATCH_CHARACTERS = 2_000_000
LONGEST_BATCH_SECONDS = 60.0
FINDING_SECONDS = 2.0
MAX_TIMEOUTS = 3
"""After so many items of one batch ran out of time, the signal's other items in it fail unread."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all signals saw of one item.

    Attributes:
        ran: version of each signal that read it.
        carried: the addresses it holds and leads to, each with its place in the index of those.
        sample: of its words, by which copies are found later; empty where they are few.
        banks: digest of each bank that was another one when a signal read the item by it.
    """

    item: Item
    readings: tuple[Reading, ...]
    failed: tuple[SignalFailure, ...]
    ran: Mapping[str, str]
    carried: Mapping[str, bytes] = field(default_factory=dict)
    sample: bytes = b""
    banks: Mapping[str, str] = field(default_factory=dict)


class Gatherer:
    """All signals, ready to read."""

    def __init__(self, banks: Mapping[str, Any]) -> None:
        self.specs = signals.discover()
        self.banks = dict(banks)
        schema = fields(self.specs, {})
        self.zeros = {name: schema.zeros(name) for name in self.specs}
        self.bank_digests = {name: bank.digest for name, bank in banks.items()}
        self._signals = {
            name: spec.build({bank: banks.get(bank) for bank in spec.banks})
            for name, spec in self.specs.items()
        }
        self._runners = {name: LimitedRunner() for name in self.specs}
        self._finding = LimitedRunner()

    def gather(self, items: Sequence[Item], *, carried: bool = True) -> list[Gathered]:
        """What every signal saw of every item, in order.

        Args:
            carried: also tell which addresses each item carries, and a sample of its words, as
                recording wants; no addresses of one that takes too long.
        """
        rules = self.banks.get("unwrap")
        views = [ItemView(item, rules) for item in items]
        if carried:
            self._find_addresses(views)
        sampled = self._samples(views) if carried else [b""] * len(views)
        readings: list[list[Reading]] = [[] for _ in items]
        failed: list[list[SignalFailure]] = [[] for _ in items]
        ran: list[dict[str, str]] = [{} for _ in items]
        for name, spec in self.specs.items():
            meant = [
                n for n, item in enumerate(items)
                if not spec.item_kinds or item.kind in spec.item_kinds
            ]  # fmt: skip
            found = self._read(spec, self._signals[name], [views[n] for n in meant])
            for n, result in zip(meant, found, strict=True):
                if isinstance(result, SignalFailure):
                    failed[n].append(result)
                else:
                    readings[n] += result
                    ran[n][name] = spec.version
        return [
            Gathered(
                item, tuple(readings[n]), tuple(failed[n]), ran[n], views[n].carried, sampled[n]
            )
            for n, item in enumerate(items)
        ]

    def _find_addresses(self, views: Sequence[ItemView]) -> None:
        """Every view's addresses, in as much time as the signal has that looks them up."""
        for view in views:
            # What fails here fails in the signal that looks addresses up too, which says so.
            with suppress(TimeoutError, EvenhandError):
                self._finding.call(lambda e: view.addresses(pausing(e)), FINDING_SECONDS)  # noqa: B023

    def _samples(self, views: Sequence[ItemView]) -> list[bytes]:
        """A sample of every view's words, with those of attachments that are read in time."""
        texts = [view.folded.text for view in views]
        for n, view in enumerate(views):
            if view.item.attachments:
                # What fails here fails in the signal that reads copies too, which says so.
                with suppress(TimeoutError, EvenhandError):
                    texts[n] = self._finding.call(lambda _: _all_text(view), FINDING_SECONDS)  # noqa: B023
        return samples(texts)

    def _read(
        self, spec: SignalSpec, signal: Signal, views: Sequence[Readable]
    ) -> list[list[Reading] | SignalFailure]:
        """The batch at once; where that fails item by item, so that one bad item fails alone."""
        if not views:
            return []
        seconds = min(spec.seconds * len(views), LONGEST_BATCH_SECONDS)
        found = self._try(spec, signal, views, seconds)
        if not isinstance(found, SignalFailure):
            return list(found)
        if len(views) == 1:
            return [found]
        results: list[list[Reading] | SignalFailure] = []
        timeouts = 0
        for view in views:
            if timeouts >= MAX_TIMEOUTS:
                results.append(SignalFailure(spec.name, "out of time with its batch"))
                continue
            one = self._try(spec, signal, [view], spec.seconds)
            timeouts += isinstance(one, SignalFailure) and one.reason == "out of time"
            results.append(one if isinstance(one, SignalFailure) else one[0])
        return results

    def _try(
        self, spec: SignalSpec, signal: Signal, views: Sequence[Readable], seconds: float
    ) -> list[list[Reading]] | SignalFailure:
        """What the signal saw, checked; or how it failed."""
        try:
            found = self._runners[spec.name].call(lambda e: signal.read(views, e), seconds)
            return _checked(spec, views, found)
        except TimeoutError:
            return SignalFailure(spec.name, "out of time")
        except Exception as error:  # noqa: BLE001  any fault of a signal is a failed signal
            return SignalFailure(spec.name, type(error).__name__)


def _all_text(view: ItemView) -> str:
    """An item's text and its attachments', folded, as far as they are sampled."""
    attached = (fold(text[:MAX_LETTERS]).text for _, text in view.attachment_texts())
    return "\n".join([view.folded.text, *attached])


def batches(values: Iterable[T], characters: Callable[[T], int]) -> Iterator[list[T]]:
    """Values in groups that are bounded in number and in characters, in order."""
    batch: list[T] = []
    size = 0
    for value in values:
        batch.append(value)
        size += characters(value)
        if len(batch) >= BATCH_ITEMS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _checked(
    spec: SignalSpec, views: Sequence[Readable], found: list[list[Reading]]
) -> list[list[Reading]]:
    """The readings, if they can be: a signal that returns nonsense has failed."""
    if len(found) != len(views):
        raise ValueError("a signal returns one list an item")
    for view, readings in zip(views, found, strict=True):
        length = len(view.item.text)
        for reading in readings:
            if (
                reading.signal != spec.name
                or reading.kind not in spec.kinds
                or not (math.isfinite(reading.score) and 0.0 <= reading.score <= 1.0)
                or any(not 0 <= s.start < s.end <= length for s in reading.spans)
            ):
                raise ValueError("a reading of another signal, an unknown kind or a bad span")
    return found
