"""Records about how people of the staff sign in and how they want their pages to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants the console to be.

    Attributes:
        theme: one of `THEMES`; `system` follows the machine.
        keys_on: whether single keys do anything.
        keys: name of a binding -> the key used instead of its own; empty is no key.
        blur: whether pictures are blurred until pointed at.
        cover_text: whether an item's whole text stays folded until it is opened.
    """

    theme: str = "system"
    keys_on: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    blur: bool = True
    cover_text: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that lets somebody of the staff in once; of its token only the digest is kept.

    Attributes:
        site: where they work.
        name: of the staff; empty is the site's first administrator, who says who they are.
        used_at: when it let somebody in.
    """

    digest: str
    site: str
    name: str
    created_at: datetime
    until: datetime
    used_at: datetime | None = None
