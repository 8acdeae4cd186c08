"""Why a value was read as private information, in words that do not repeat it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from evenhand.signals.private_info import words

Sayings = Mapping[str, str]


def why(detail: Mapping[str, Any]) -> str:
    """One sentence from a reading's detail: the pattern, the checks, the words nearby, the steps.

    It holds nothing of the value, so that it can stand in a statement of reasons. Places are code
    points of the text as given. A code that no list of `words/` knows is left out.
    """
    parts = [*_seen(detail), *_nearby(detail), *_undone(detail), *_public(detail)]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _seen(detail: Mapping[str, Any]) -> Iterator[str]:
    yield from _said("PATTERNS", [detail.get("pattern", "")])
    yield from _said("CHECKS", detail.get("checks", ()))


def _nearby(detail: Mapping[str, Any]) -> Iterator[str]:
    found = [
        f"“{cue['words']}” (characters {cue['start']} to {cue['end']})"
        for cue in detail.get("cues", ())
    ]
    if found:
        yield f"beside it stands {' and '.join(found)}"
    if person := detail.get("person"):
        yield f"a person is named nearby (characters {person['start']} to {person['end']})"


def _undone(detail: Mapping[str, Any]) -> Iterator[str]:
    steps = list(_said("STEPS", detail.get("undone", ())))
    if steps:
        yield f"it was written so that a plain search misses it: {', '.join(steps)}"


def _public(detail: Mapping[str, Any]) -> Iterator[str]:
    for reason in _said("PUBLIC", [detail.get("public_because", "")]):
        yield f"taken as public: {reason}"


def _said(table: str, codes: Any) -> Iterator[str]:
    known = sayings(table)
    return (known[code] for code in codes if code in known)


@lru_cache(maxsize=4)
def sayings(table: str) -> Sayings:
    """Code -> clause of one table (`PATTERNS`, `CHECKS`, `PUBLIC`, `STEPS`) over all families."""
    found: dict[str, str] = {}
    for name in sorted(module.name for module in iter_modules(words.__path__)):
        found |= getattr(import_module(f"{words.__name__}.{name}"), table, {})
    return found
