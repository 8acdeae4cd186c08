"""Figures for Prometheus: `/metrics`. No label holds an id, an address or a private value.

Of several processes each writes into files of a folder that they share
(`PROMETHEUS_MULTIPROC_DIR`, set before this is imported), and whichever is asked sums them up.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.result import Result
from evenhand.store.backlog import Backlog
from evenhand.web.batcher import Watched

CONTENT_TYPE = b"text/plain; version=0.0.4; charset=utf-8"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)

disable_created_metrics()  # type: ignore[no-untyped-call]
_requests = Counter("evenhand_requests", "Requests answered.", ["route", "status"])
_latency = Histogram(
    "evenhand_request_seconds", "From a request's head to its answer's end.", ["route"],
    buckets=_SECONDS,
)  # fmt: skip
_items = Counter("evenhand_items", "Items answered, by what came of them.", ["mode", "outcome"])
_failures = Counter("evenhand_signal_failures", "Items that a signal failed on.", ["signal"])
_sizes = Histogram("evenhand_batch_items", "Items in a batch.", ["batcher"], buckets=_SIZES)
_waits = Histogram(
    "evenhand_batch_wait_seconds", "How long the first of a batch waited.", ["batcher"],
    buckets=_SECONDS,
)  # fmt: skip
_depths = Gauge(
    "evenhand_batcher_depth", "What waits for the next batch.", ["batcher"],
    multiprocess_mode="livesum",
)  # fmt: skip


class _Routes(dict[tuple[str, int], tuple[Counter, Histogram]]):
    """A route's own counters: looked up once, for labels cost more than counting."""

    def __missing__(self, key: tuple[str, int]) -> tuple[Counter, Histogram]:
        route, status = key
        found = self[key] = (_requests.labels(route, str(status)), _latency.labels(route))
        return found


_routes = _Routes()


def answered(route: str, status: int, seconds: float) -> None:
    """A request was answered; `route` is a path of ours with names in braces, never a caller's."""
    requests, latency = _routes[route, status]
    requests.inc()
    latency.observe(seconds)


def decided(mode: str, answers: Iterable[Result | EvenhandError]) -> None:
    """Items were answered: `recorded`, or a `rehearsal`."""
    counted: dict[str, int] = {}
    for answer in answers:
        outcome = "refused" if isinstance(answer, EvenhandError) else answer.outcome
        counted[outcome] = counted.get(outcome, 0) + 1
        if isinstance(answer, Result):
            for failure in answer.failed:
                _failures.labels(failure.signal).inc()
    for outcome, count in counted.items():
        _items.labels(mode, outcome).inc(count)


def pending() -> None:
    """An item was acknowledged before it was decided."""
    _items.labels("recorded", "pending").inc()


def watch(batcher: str) -> Callable[[Watched], None]:
    """What a batcher of this name tells, counted."""
    sizes, waits, depth = _sizes.labels(batcher), _waits.labels(batcher), _depths.labels(batcher)

    def told(batch: Watched) -> None:
        sizes.observe(batch.size)
        waits.observe(batch.waited)
        depth.set(batch.depth)

    return told


def exposition(waiting: Backlog) -> bytes:
    """All figures as Prometheus reads them; blocks on files and locks for a moment."""
    registry = CollectorRegistry()
    registry.register(_Waiting(waiting))
    if FOLDER in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(REGISTRY) + generate_latest(registry)


class _Waiting(Collector):
    """What waits in the home: the same from whichever process is asked."""

    def __init__(self, waiting: Backlog) -> None:
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        """One gauge for each figure."""
        told: Sequence[tuple[str, str, float]] = (
            ("deliveries_waiting", "Deliveries not acknowledged.", self._waiting.deliveries),
            ("items_waiting", "Items acknowledged and not decided.", self._waiting.items),
            ("ends_late", "Measures past their end, still in force.", self._waiting.ends),
            ("cases_open", "Open cases.", self._waiting.cases),
            ("oldest_case_seconds", "Age of the oldest open case.", self._waiting.oldest_case),
        )
        for name, what, value in told:
            yield GaugeMetricFamily(f"evenhand_{name}", what, value=value)
