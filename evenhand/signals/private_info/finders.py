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
        find: the candidates of a window.
    """

    name: str
    signs: tuple[str, ...]
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
                yield Finder(f"{folder}.{name}", module.SIGNS, module.find)
