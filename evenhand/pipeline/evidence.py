"""Readings become evidence: the exact typed values that the policy may see."""

from collections.abc import Mapping
from datetime import datetime

from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import FactValue, Item
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.pipeline.gather import Gathered, Gatherer

NOTHING_TOLD: Mapping[str, FactValue] = {}


def gather_evidence(
    gathered: Gathered,
    gatherer: Gatherer,
    prior: Prior,
    roles: tuple[str, ...] | None,
    decided_at: datetime,
    told: Mapping[str, FactValue] = NOTHING_TOLD,
) -> Evidence:
    """The evidence of one item.

    Args:
        gatherer: what gathered it.
        prior: the account's record at `decided_at`.
        roles: of the account; None is unknown, hence absent.
        told: facts that people told of the item; what comes with the item goes before them.
    """
    item = gathered.item
    values = _standing(item, prior, roles)
    for name, value in told.items():
        values.setdefault(f"facts.{name}", value)
    for signal in gathered.ran:
        values.update(gatherer.zeros[signal])
    for reading in gathered.readings:
        _count(reading, gatherer.specs[reading.signal].kinds[reading.kind], values)
    return Evidence(
        site=item.site,
        item=item.id,
        revision=item.revision or 1,
        decided_at=decided_at,
        values=values,
        author=item.author,
        deed_at=item.created_at,
        matter=item.matter,
        links=links_of(gathered),
        signals=gathered.ran,
        banks={**gatherer.bank_digests, **gathered.banks},
        failed=gathered.failed,
    )


def links_of(gathered: Gathered) -> tuple[str, ...]:
    """What `block_link` may fall on: listed entries that were seen, else the item's own address."""
    seen = {
        str(reading.detail["entry"]): None
        for reading in gathered.readings
        if reading.score >= COUNTS_FROM and "entry" in reading.detail
    }
    if not seen and gathered.item.url:
        seen[gathered.item.url] = None
    return tuple(seen)


def _standing(item: Item, prior: Prior, roles: tuple[str, ...] | None) -> dict[str, FactValue]:
    """What is known of the item and its account before any signal; unknowns are absent."""
    values: dict[str, FactValue] = {
        "item.kind": item.kind,
        "item.site": item.site,
        "account.strikes": prior.active_strikes,
    }
    if item.language is not None:
        values["item.language"] = item.language
    if roles is not None:
        values["account.roles"] = tuple(sorted(roles))
    values.update({f"facts.{name}": value for name, value in item.facts.items()})
    return values


def _count(reading: Reading, further: tuple[str, ...], values: dict[str, FactValue]) -> None:
    """Add one reading to its kind's summary: how many count, the highest score, the largest."""
    path = f"{reading.signal}.{reading.kind}"
    values[f"{path}.max"] = max(_number(values[f"{path}.max"]), float(reading.score))
    if reading.score < COUNTS_FROM:
        return
    values[f"{path}.count"] = int(_number(values[f"{path}.count"])) + 1
    for name in further:
        seen = int(reading.detail.get(name, 0))
        values[f"{path}.{name}"] = max(int(_number(values[f"{path}.{name}"])), seen)


def _number(value: FactValue) -> float:
    """A summary's value; they are numbers by the schema."""
    if not isinstance(value, int | float):
        raise TypeError("a summary field holds a number")
    return value
