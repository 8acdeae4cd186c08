"""Reading an item for private information: find candidates, keep the best, place their spans."""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evenhand.model.reading import Reading
from evenhand.model.signal import Readable
from evenhand.signals.private_info import (
    email,
    iban,
    payment_card,
    phone,
    ssn,
    ssn_partial,
    street_address,
)
from evenhand.signals.private_info.candidate import Candidate
from evenhand.text.fold import Folded, fold

NAME = "private_info"

Finder = Callable[[str], Iterator[Candidate]]

FINDERS: tuple[tuple[tuple[re.Pattern[str], ...], Finder], ...] = tuple(
    (module.HINTS, module.find)
    for module in (ssn, ssn_partial, phone, email, payment_card, iban, street_address)
)
"""For each kind: signs of which a text must hold one to be worth the closer look, and that look."""

_STRETCH = 20_000
"""Code points that are read between two looks at the time (at worst some 0.5 s of work)."""

_MARGIN = 800
"""More than the longest value (an e-mail address) and the words that are read around it."""

Expired = Callable[[], bool]


class PrivateInfo:
    """The signal: needs no bank and keeps nothing between texts."""

    def read(self, batch: Sequence[Readable], expired: Expired) -> list[list[Reading]]:
        """The readings of each item's text and of its attachments' texts.

        A value in an attachment has no span; `detail.attachment` is the attachment's place in the
        item, from 0. Raises TimeoutError once `expired()` says so.
        """
        return [_read_item(view, expired) for view in batch]


def _read_item(view: Readable, expired: Expired) -> list[Reading]:
    readings = []
    if view.item.text:
        folded: Folded = view.folded
        for found in best(_candidates(folded.text, expired)):
            span = folded.span(found.start, found.end)
            readings.append(Reading(NAME, found.kind, found.score, (span,), found.detail))
    if view.item.attachments:
        readings += _read_attachments(view, expired)
    return readings


def _read_attachments(view: Readable, expired: Expired) -> Iterator[Reading]:
    places = {attachment.name: place for place, attachment in enumerate(view.item.attachments)}
    for name, text in view.attachment_texts():
        for found in best(_candidates(fold(text).text, expired)):
            detail = {**found.detail, "attachment": places[name]}
            yield Reading(NAME, found.kind, found.score, (), detail)


def _candidates(text: str, expired: Expired) -> Iterator[Candidate]:
    """Every finder's candidates; a long text is read in stretches, with a look at the time."""
    for core in range(0, len(text), _STRETCH):
        start = max(0, core - _MARGIN)
        stretch = text[start : core + _STRETCH + _MARGIN]
        for hints, find in FINDERS:
            _check(expired)
            if any(hint.search(stretch) for hint in hints):
                for found in find(stretch):
                    _check(expired)
                    if core <= found.start + start < core + _STRETCH:
                        yield replace(found, start=found.start + start, end=found.end + start)


def best(candidates: Iterator[Candidate]) -> list[Candidate]:
    """One candidate a stretch of text, in the text's order.

    Of several that overlap the surest stays, then the longest, then the first.
    """
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.start - c.end, c.start)):
        place = bisect(kept, candidate.start, key=lambda c: c.start)
        clear_before = place == 0 or kept[place - 1].end <= candidate.start
        clear_after = place == len(kept) or candidate.end <= kept[place].start
        if clear_before and clear_after:
            kept.insert(place, candidate)
    return kept


def _check(expired: Expired) -> None:
    if expired():
        raise TimeoutError("private_info ran out of time")
