"""`spam`: comments that read like those that this site's moderators called spam."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from evenhand.model.item import Item
from evenhand.model.signal import Signal, SignalSpec
from evenhand.signals.spam.features import features_of, read_comment
from evenhand.signals.spam.model import Model
from evenhand.signals.spam.read import KIND, NAME, Spam
from evenhand.text.view import ItemView


def _build(banks: Mapping[str, Any]) -> Signal:
    return Spam(banks.get("spam") or Model())


def _from_json(taught: Iterable[tuple[str, bool]]) -> Model:
    model = Model()
    for text, spam in taught:
        comment = read_comment(ItemView(Item(id="taught", text=text, kind="comment")))
        model.learn(features_of(comment), spam)
    return model


SIGNAL = SignalSpec(
    name=NAME,
    version="1",
    kinds={KIND: ()},
    build=_build,
    banks=("spam",),
    item_kinds=frozenset({"comment"}),
    title={"en": "Comments that read like spam"},
)

BANKS: dict[str, Callable[[Any], Any]] = {"spam": _from_json}
"""Bank name -> what makes it from the JSON value in `examples.json`."""
