"""`withheld_copy`: files and passages of documents that must not be spread."""

from collections.abc import Callable, Mapping
from typing import Any

from evenhand.model.signal import Signal, SignalSpec
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.read import WithheldCopy


def _build(banks: Mapping[str, Any]) -> Signal:
    bank = banks.get("withheld")
    return WithheldCopy(CopyBank.from_documents(()) if bank is None else bank)


def _from_json(documents: Mapping[str, str]) -> CopyBank:
    return CopyBank.from_documents((name, text.encode()) for name, text in documents.items())


SIGNAL = SignalSpec(
    name="withheld_copy",
    version="2",
    kinds={"file": (), "text": ("words", "unquoted_words", "percent")},
    build=_build,
    banks=("withheld",),
    title={"en": "Copies of withheld documents"},
)

BANKS: dict[str, Callable[[Any], Any]] = {"withheld": _from_json}
"""Bank name -> what makes it from the JSON value in `examples.json`."""
