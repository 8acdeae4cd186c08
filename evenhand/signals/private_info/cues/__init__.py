"""The words that say what a value is and whose, by theme: one file a theme, found by looking.

A theme's file holds `CUES`: tag -> phrases. A phrase is written in small letters without accents;
a space in it stands for a blank, a line's end, a hyphen or an underscore. A phrase may have several
tags; a phrase that holds another takes its place (`funeral home` is no `home`).
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import product
from pkgutil import iter_modules


def phrases(*choices: str) -> tuple[str, ...]:
    """Every way through the choices: `("last|final", "four|4", "|digits")` gives eight phrases."""
    ways = product(*(choice.split("|") for choice in choices))
    return tuple(" ".join(part for part in way if part) for way in ways)


def words(text: str) -> frozenset[str]:
    """A set of words, written one after another."""
    return frozenset(text.split())


def tagged() -> dict[str, frozenset[str]]:
    """Phrase -> its tags, over all themes."""
    found: dict[str, set[str]] = {}
    for theme in _themes():
        for tag, listed in theme.items():
            for phrase in listed:
                found.setdefault(phrase, set()).add(tag)
    return {phrase: frozenset(tags) for phrase, tags in sorted(found.items())}


def _themes() -> Iterator[Mapping[str, Iterable[str]]]:
    for name in sorted(module.name for module in iter_modules(__path__)):
        yield import_module(f"{__name__}.{name}").CUES
