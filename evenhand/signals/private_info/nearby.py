"""What stands around a value and says what it is: the nearest word, a web address."""

import re

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.window import Window

_RIGHT_BEFORE = re.compile(r"\W{0,3}(?:(?:is|was)\W{1,2})?")
_THING_HERE = frozenset({"thing here"})
BEHIND = re.compile(r"[\s\"')]{0,3}(?:\W{1,3}|(?:is|was|as|ist|es|est|for|on)\b)[^.\n\d]{0,30}")
"""Between a value and the word behind it that is said of it."""


def called_a_thing(window: Window, start: int) -> Cue | None:
    """The word for a thing right before a value (`part 412...`)."""
    cue = window.cues.before(start, _THING_HERE, 20)
    if cue is not None and _RIGHT_BEFORE.fullmatch(window.text, cue.end, start):
        return cue._replace(tags=cue.tags | {"thing"})
    return None


def nearest(
    window: Window, start: int, end: int, tags: frozenset[str], width: int = 60
) -> Cue | None:
    """The cue that says what the value is: the nearest before it, or else one said of it behind."""
    cue = called_a_thing(window, start) or window.cues.before(start, tags, width)
    if cue is not None:
        return cue
    cue = window.cues.after(end, tags, 40)
    if cue is not None and BEHIND.fullmatch(window.text, end, cue.start):
        return cue
    return None


_OPEN_ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s?#]*$")


def in_web_address(text: str, start: int) -> bool:
    """Whether the value is part of a web address's host or path: an identifier, seldom a person's.

    Behind `?` somebody may well pass on a person's data (`?email=...`).
    """
    return _OPEN_ADDRESS.search(text, max(0, start - 300), start) is not None
