"""Every measure this build knows, one file each, found by looking.

A file `<name>.py` in this folder holds `MEASURE = MeasureKind(name="<name>", ...)`. To add a
measure, add its file; nothing else names it.
"""

from importlib import import_module
from pkgutil import iter_modules

from evenhand.model.errors import EvenhandError, Where
from evenhand.model.measure import MeasureKind


def discover() -> dict[str, MeasureKind]:
    """Measure name -> its card, by name; every folder on this package's `__path__` is looked at.

    Raises EvenhandError: EH601 for a file that holds no card of its own name, or whose card
    contradicts itself.
    """
    names = sorted(found.name for found in iter_modules(__path__))
    kinds = {name: _card(name) for name in names}
    for kind in kinds.values():
        _check_card(kind, kinds)
    return kinds


def _card(name: str) -> MeasureKind:
    card = getattr(import_module(f"{__name__}.{name}"), "MEASURE", None)
    if not isinstance(card, MeasureKind):
        raise _bad_card(name, "holds no `MEASURE = MeasureKind(...)`")
    if card.name != name:
        raise _bad_card(name, f"holds the card of `{card.name}`, not of `{name}`")
    return card


def _check_card(kind: MeasureKind, kinds: dict[str, MeasureKind]) -> None:
    """A card must be able to end, to be read, and to name a lighter measure that exists."""
    if kind.default_hours is None and not kind.no_end_because:
        raise _bad_card(kind.name, "has neither default hours nor a reason for having no end")
    if kind.endless and kind.default_hours is not None:
        raise _bad_card(kind.name, "is endless and has default hours")
    if any(not kind.text.get("en", {}).get(part) for part in ("name", "what", "lift")):
        raise _bad_card(kind.name, "lacks one of the English texts name, what and lift")
    if kind.alone_hours == 0 and kind.instead is None:
        raise _bad_card(kind.name, "may not be taken alone and names no measure to hold meanwhile")
    if kind.instead is not None:
        _check_instead(kind, kinds.get(kind.instead))


def _check_instead(kind: MeasureKind, lighter: MeasureKind | None) -> None:
    if lighter is None:
        raise _bad_card(kind.name, f"names `{kind.instead}` to hold meanwhile, which is unknown")
    if lighter.subject is not kind.subject or lighter.severity >= kind.severity:
        raise _bad_card(kind.name, f"`{lighter.name}` is not a lighter measure on its subject")
    if lighter.endless or lighter.alone_hours == 0:
        raise _bad_card(kind.name, f"`{lighter.name}` may not be taken alone either")


def _bad_card(name: str, what: str) -> EvenhandError:
    return EvenhandError(
        "EH601",
        f"The measure file `{name}` {what}.",
        where=Where(f"enforcement/measures/{name}.py"),
        not_done="No measure was loaded.",
        help="Compare it with a measure that ships, such as `hold.py`.",
    )
