"""The finders of all kinds of values, found by looking."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.window import Window

FOLDERS = ("identity", "reach", "money", "place")


class Finder(NamedTuple):
    """What a module with `SIGNS` and `find` finds.

    Attributes:
        signs: of which a text must hold one to be worth the look (see `scan`).
        numbered: of these, the ones that ask for no digit and count only in a text that holds a
            number all the same: all of a module that says `NUMBERED`.
        find: the candidates of a window.
    """

    name: str
    signs: tuple[str, ...]
    numbered: frozenset[str]
    find: Callable[[Window], Iterator[Candidate]]


@lru_cache(maxsize=1)
def finders() -> tuple[Finder, ...]:
    """Every finder, in the order of folders and names."""
    return tuple(_finders())


def _finders() -> Iterator[Finder]:
    for folder in FOLDERS:
        package = import_module(f"{__package__}.{folder}")
        for name in sorted(module.name for module in iter_modules(package.__path__)):
            module = import_module(f"{package.__name__}.{name}")
            if hasattr(module, "SIGNS") and hasattr(module, "find"):
                numbered = frozenset(module.SIGNS if hasattr(module, "NUMBERED") else ())
                yield Finder(f"{folder}.{name}", module.SIGNS, numbered, module.find)
