"""What an item shows: one folder a signal, found by looking.

Detectors of others come by entry point: a package declares `name = "its.module:SIGNAL"` under
`evenhand.signals`, and the operator names it in EVENHAND_SIGNALS (several with commas between).
Installing a package alone changes nothing of what is screened.
"""

import os
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.signal import SignalSpec

GROUP = "evenhand.signals"
NAMED = "EVENHAND_SIGNALS"


def discover() -> dict[str, SignalSpec]:
    """Name -> card of every signal, sorted by name.

    Raises:
        EvenhandError: EH501 where a folder or entry point holds no `SIGNAL`, or one of another
            name; EH502 where EVENHAND_SIGNALS names one that is not installed, or ours.
    """
    found: dict[str, SignalSpec] = {}
    for name in sorted(m.name for m in iter_modules(__path__) if m.ispkg):
        spec = getattr(import_module(f"{__name__}.{name}"), "SIGNAL", None)
        found[name] = _card(spec, name, f"the folder `signals/{name}`")
    for name, spec in _named():
        if name in found:
            raise _not_to_be_had(name, "a signal of the program has that name")
        found[name] = spec
    return dict(sorted(found.items()))


def _named() -> Iterator[tuple[str, SignalSpec]]:
    """Those of others that the operator names."""
    wanted = [name.strip() for name in os.environ.get(NAMED, "").split(",") if name.strip()]
    if not wanted:
        return
    offered = {point.name: point for point in entry_points(group=GROUP)}
    for name in wanted:
        if name not in offered:
            raise _not_to_be_had(name, "no installed package offers it")
        try:
            spec = offered[name].load()
        except (ImportError, AttributeError) as error:
            raise _not_to_be_had(name, f"its package cannot be loaded: {error}") from None
        yield name, _card(spec, name, f"the entry point `{name}`")


def _card(spec: Any, name: str, where: str) -> SignalSpec:
    if isinstance(spec, SignalSpec) and spec.name == name:
        return spec
    raise EvenhandError(
        "EH501", f"{where} holds no SIGNAL of that name", not_done="nothing was screened",
        help="it holds `SIGNAL = SignalSpec(name=..., ...)`",
    )  # fmt: skip


def _not_to_be_had(name: str, why: str) -> EvenhandError:
    return EvenhandError(
        "EH502", f"{NAMED} names the signal `{name}`: {why}", not_done="nothing was screened",
        help="install its package, or take the name out",
    )  # fmt: skip
