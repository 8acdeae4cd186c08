"""The journal: the log's truth, from which tiles and checkpoint follow."""

from collections.abc import Iterator

from evenhand.model.entry import Disclosure
from evenhand.store import models
from evenhand.store.wire import from_json

PAGE = 4096
"""Entries read at a time: constant memory for any length."""


def journal_size() -> int:
    """How many entries are durable."""
    last = models.Journal.objects.order_by("-log_index").values_list("log_index", flat=True)
    first = last.first()
    return 0 if first is None else first + 1


def read_journal(start: int, end: int) -> Iterator[bytes]:
    """Entry bytes from index `start` up to, not including, `end`, in order."""
    for page in range(start, end, PAGE):
        rows = models.Journal.objects.filter(
            log_index__gte=page, log_index__lt=min(page + PAGE, end)
        )
        for leaf in rows.order_by("log_index").values_list("leaf", flat=True):
            yield bytes(leaf)


def disclosures(log_index: int) -> tuple[Disclosure, ...]:
    """What opens an entry's commitments, as far as it is not erased."""
    row = models.Disclosure.objects.filter(log_index=log_index).first()
    return from_json(row.fields, tuple[Disclosure, ...]) if row else ()


def first_disclosure(name: str) -> tuple[int, Disclosure] | None:
    """(log index, what opens it) of the first commitment of this name that is not erased.

    Reads through all that was ever sealed, so only for what is rare.
    """
    rows = models.Disclosure.objects.filter(fields__contains=f'"{name}"').order_by("log_index")
    for row in rows.iterator():
        opening: tuple[Disclosure, ...] = from_json(row.fields, tuple[Disclosure, ...])
        for disclosure in opening:
            if disclosure.name == name:
                return row.log_index, disclosure
    return None
