"""Whose account it is: a person's, or one that everybody is told to pay into."""

import re

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.window import Window

_DONATION = frozenset({"donation"})
_INSTITUTION = frozenset({"payee"})
_SOMEBODYS = re.compile(
    r"\b(?:my|his|her|their|your|mine|own|personal|private|privates?|mein|meine[mnr]?|seine?|ihre?"
    r"|mi|su|mon|ma|sa|son|mio|suo|minha?|meu|seu|mijn|zijn|haar"
    r"|m[rs]s?\b\.|she|he|customer|patient|tenant|employee|payroll|salary)\b(?!\s+(?:charity|company)\b)",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n")


def public_account(window: Window, start: int, end: int) -> tuple[str, Cue | None]:
    """Why everybody may know an account number, and the word that says so; ("", None) for none.

    The payee's name stands before the number or shortly behind it. A word for a person that is
    nearer to the number than the payee makes it that person's.
    """
    text = window.text
    for code, tags, width in (
        ("donation_account", _DONATION, 150),
        ("institution_account", _INSTITUTION, 70),
    ):
        cue = window.cues.before(start, tags, width)
        if cue is not None and _named(text, cue) and not _SOMEBODYS.search(text, cue.end, start):
            return code, cue
        cue = window.cues.after(end, tags, 60)
        if cue is not None and _named(text, cue) and not _NEW_SENTENCE.search(text, end, cue.start):
            lead = text[max(0, start - 40) : start] + text[end : cue.start]
            if not _SOMEBODYS.search(lead):
                return code, cue
    return "", None


def _named(text: str, cue: Cue) -> bool:
    """Whether a cue for an institution is part of a name (`Ltd`), no common word."""
    return cue.tags >= _DONATION or text[cue.start].isupper()
