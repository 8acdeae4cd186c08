"""Whether a person is named near a value: a name makes it somebody's."""

import re

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.window import Window

REACH = 80
"""Code points between a name and a value that may still belong together."""

_BEGINS = frozenset({"given name", "title"})
_PART = r"[A-ZÀ-Ý](?:[a-zß-öø-ÿ]|['’\-](?=[A-ZÀ-Ý])){1,19}+"
_REST = re.compile(
    rf"""\.?(?:[ ][A-ZÀ-Ý]\.?)?[ ]
    (?:(?:de|da|do|dos|van|von|der|den|del|la|el|al|bin)[ ]){{0,2}}{_PART}(?:[ ]{_PART})?(?!\w)""",
    re.VERBOSE,
)
"""What follows a given name or a title: an initial, particles, one or two names."""


def near(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The nearest name within reach of a value, before it or else behind it; where it stands."""
    before = window.cues.before(start, _BEGINS, REACH)
    name = _at(window, before)
    if name is not None and name[1] <= start:
        return name
    return _at(window, window.cues.after(end, _BEGINS, REACH))


def _at(window: Window, cue: Cue | None) -> tuple[int, int] | None:
    if cue is None or not window.text[cue.start].isupper():
        return None
    rest = _REST.match(window.text, cue.end)
    return None if rest is None else (cue.start, rest.end())
