"""What became of rules' decisions: the decisions of people that followed, and all measures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.measure import Measure, MeasureState
from evenhand.store import models
from evenhand.store.decisions import MAX_CHAIN
from evenhand.store.items import CHUNK, chunks
from evenhand.store.measures import measure_of
from evenhand.store.wire import from_json

GAVE_WAY = (MeasureState.LIFTED, MeasureState.SUPERSEDED)
"""How a measure is over before its own end."""


@dataclass(frozen=True, slots=True)
class Later:
    """A decision of people that followed a rule's.

    Attributes:
        contacts: ids of those that it names.
    """

    decided_at: datetime
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a rule's decision.

    Attributes:
        later: decisions of people about it, oldest first.
        measures: that it and they ordered, and that stood already and served, as they are now.
        undone: ids of those that people ended by a decision.
    """

    later: tuple[Later, ...]
    measures: tuple[Measure, ...]
    undone: frozenset[str]


def came_of(decisions: Mapping[str, Iterable[str]]) -> dict[str, Came]:
    """First decision -> what became of it. Read in a few queries for a page of decisions.

    Args:
        decisions: first decision -> ids of the measures that stood already and served.
    """
    root = {made: made for made in decisions}
    later: dict[str, list[Later]] = {made: [] for made in decisions}
    for before, made, at, contacts in _followers(list(decisions)):
        root[made] = root[before]
        later[root[made]].append(Later(at, from_json(contacts, tuple[str, ...])))
    measures: dict[str, list[Measure]] = {made: [] for made in decisions}
    for measure in _measures("decision", root):
        measures[root[measure.decision or ""]].append(measure)
    stood = {m.id: m for m in _measures("id", (id_ for ids in decisions.values() for id_ in ids))}
    for made, ids in decisions.items():
        measures[made] += [stood[each] for each in ids if each in stood]
    undone = _undone(measure for found in measures.values() for measure in found)
    return {
        made: Came(
            tuple(sorted(later[made], key=lambda each: each.decided_at)),
            tuple(measures[made]),
            frozenset(measure.id or "" for measure in measures[made]) & undone,
        )
        for made in decisions
    }


def _measures(column: str, names: Iterable[str]) -> Iterator[Measure]:
    for chunk in chunks(list(names)):
        rows = models.Measure.objects.filter(**{f"{column}__in": chunk})
        yield from map(measure_of, rows.order_by("from_at", "id"))


def _undone(measures: Iterable[Measure]) -> frozenset[str]:
    """Ids of those that ended in the very turn in which people decided."""
    ended = {
        measure.id or "": measure.ended_at
        for measure in measures
        if measure.state in GAVE_WAY and measure.ended_at is not None
    }
    ruled: set[datetime] = set()
    times = sorted(set(ended.values()))
    for start in range(0, len(times), CHUNK):
        rows = models.Decision.objects.filter(decided_at__in=times[start : start + CHUNK])
        ruled.update(rows.exclude(decided_by="rule").values_list("decided_at", flat=True))
    return frozenset(name for name, at in ended.items() if at in ruled)


def _followers(first: list[str]) -> Iterator[tuple[str, str, datetime, str]]:
    """(decision before, decision, when, contacts) of all that follow, level by level."""
    level = first
    for _ in range(MAX_CHAIN):
        found = []
        for chunk in chunks(level):
            rows = models.Decision.objects.filter(supersedes__in=chunk).order_by("decided_at", "id")
            found += list(rows.values_list("supersedes", "id", "decided_at", "contacts"))
        yield from ((before or "", made, at, told) for before, made, at, told in found)
        level = [made for _, made, _, _ in found]
        if not level:
            return
