"""Evenhand screens what people publish, acts in proportion, tells why, and proves evenness.

The library's face: `Item` in, `Screener.screen` out. Importing it loads no web framework and no
database.
"""

from typing import TYPE_CHECKING

from evenhand.model.account import Account
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment, Item

if TYPE_CHECKING:
    from evenhand.pipeline.evaluate import Screener

__version__ = "0.1.0"
__all__ = ["Account", "Attachment", "EvenhandError", "Item", "Screener", "__version__"]


def __getattr__(name: str) -> object:
    """Load `Screener` when it is first asked for, so that `evenhand --version` stays quick."""
    if name == "Screener":
        from evenhand.pipeline.evaluate import Screener  # noqa: PLC0415

        return Screener
    raise AttributeError(f"module 'evenhand' has no attribute {name!r}")
