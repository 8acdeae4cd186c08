"""Looking at a sweep before it is released, and at what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest

from evenhand.model.sweep import Fate, Sweep, Swept
from evenhand.pipeline.people.covered import readings_of
from evenhand.store.items import words_of
from evenhand.store.sweeps import fates_of, get_sweep, swept_of
from evenhand.text.marked import private_spans
from evenhand.text.mask import mask

SAMPLE = 10
"""Items of a sample, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """An item of a sample.

    Attributes:
        text: private values covered; None where its words are not kept.
    """

    swept: Swept
    text: str | None


@dataclass(frozen=True, slots=True)
class SweepView:
    """A sweep with how its items stand, and some of them with their words."""

    sweep: Sweep
    fates: Mapping[Fate, int]
    sample: Sequence[Sampled]


def view_sweep(sweep_id: str, most: int = SAMPLE) -> SweepView:
    """A sweep with a sample of up to `most` items: always the same ones, picked by no person.

    Raises EvenhandError: EH410, EH803, EH804.
    """
    sweep = get_sweep(sweep_id)
    # Nobody who posts can tell which item stands where in this order.
    picked = nsmallest(most, swept_of(sweep.id), key=lambda one: _place(sweep, one))
    return SweepView(sweep, fates_of(sweep.id), [_sampled(sweep, one) for one in picked])


def _place(sweep: Sweep, swept: Swept) -> bytes:
    return sha256(f"{sweep.digest} {swept.item} {swept.revision}".encode()).digest()


def _sampled(sweep: Sweep, swept: Swept) -> Sampled:
    item = words_of(sweep.site, swept.item, swept.revision)
    if item is None:
        return Sampled(swept, None)
    return Sampled(swept, mask(item.text, private_spans(readings_of(item, swept.decision))))
