"""`blocked_link`: addresses that stand on a block list, in whatever spelling or wrapping."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evenhand.model.signal import Signal, SignalSpec
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.blocked_link.read import BlockedLink

EMPTY = LinkBank.from_lines((), "no list")


def _build(banks: Mapping[str, Any]) -> Signal:
    return BlockedLink(banks.get("links") or EMPTY)


def _from_json(lines: Sequence[str]) -> LinkBank:
    return LinkBank.from_lines(lines, "links")


SIGNAL = SignalSpec(
    name="blocked_link",
    version="2",
    kinds={"page": (), "prefix": (), "site": ()},
    build=_build,
    banks=("links",),
    title={"en": "Links to blocked pages"},
)

BANKS: dict[str, Callable[[Any], Any]] = {"links": _from_json}
"""Bank name -> what makes it from the JSON value in `examples.json`."""
