"""When two names mean the same party or person: spelling apart, nothing is guessed."""

import unicodedata
from collections.abc import Iterable


def name_key(name: str) -> str:
    """What is compared of a name: neither case, white space nor compatibility forms matter."""
    # Folding case can undo the normal form, so the form is taken again after it.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())


def name_keys(names: Iterable[str]) -> frozenset[str]:
    """The keys of several names; an empty name is nobody's."""
    return frozenset(name_key(name) for name in names) - {""}
