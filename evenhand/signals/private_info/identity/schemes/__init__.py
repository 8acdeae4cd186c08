"""The numbers that states give to persons: how they are written and what their check digits say.

One row a scheme, one file a region. python-stdnum knows most of them too, but it is LGPL and
checks any text against one scheme at a time; most schemes are a line of weights, so that a table
of our own costs less than a dependency and tells at once which schemes a stretch of digits can
be. Each row names the standard it was written from.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from evenhand.signals.private_info.identity.schemes.scheme import Scheme


def every_scheme() -> tuple[Scheme, ...]:
    """The schemes of all regions, by region and row."""
    return tuple(_schemes())


def _schemes() -> Iterator[Scheme]:
    for name in sorted(module.name for module in iter_modules(__path__)):
        yield from getattr(import_module(f"{__name__}.{name}"), "SCHEMES", ())
