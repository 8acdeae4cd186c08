"""`blocked_link`: addresses that stand on a block list, in whatever spelling or wrapping."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evenhand.model.signal import Signal, SignalSpec
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.blocked_link.read import UNKNOWN, BlockedLink
from evenhand.text.addresses import Rules, read_rules

EMPTY = LinkBank.from_lines((), "no list")


def _build(banks: Mapping[str, Any]) -> Signal:
    return BlockedLink(banks.get("links") or EMPTY, banks.get("unwrap"))


def _from_json(lines: Sequence[str]) -> LinkBank:
    return LinkBank.from_lines(lines, "links")


def _rules_from_json(text: str) -> Rules:
    return read_rules(text, "unwrap.toml")


SIGNAL = SignalSpec(
    name="blocked_link",
    version="3",
    kinds={"page": (), "prefix": (), "site": (), UNKNOWN: ()},
    build=_build,
    banks=("links", "unwrap"),
    title={"en": "Links to blocked pages"},
)

BANKS: dict[str, Callable[[Any], Any]] = {"links": _from_json, "unwrap": _rules_from_json}
"""Bank name -> what makes it from the JSON value in `examples.json`."""
