"""Where two people are at one case at once, one wins; the other is told and loses no text."""

from collections.abc import Iterator
from contextlib import contextmanager

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.casework import MAX_NOTE, note

SOMEBODY_WAS_FIRST = frozenset({"EH640", "EH641"})
"""Codes that say that somebody else was first: what was written is kept as a draft."""


@contextmanager
def text_kept(home: Home, case_id: str, name: str, text: str) -> Iterator[None]:
    """Around a turn that decides a case: a text that came too late stays there as a draft.

    A text that is too long for a note is too long for a decision too, and is only refused.
    """
    try:
        yield
    except EvenhandError as refused:
        if refused.code in SOMEBODY_WAS_FIRST and text.strip() and len(text) <= MAX_NOTE:
            note(home, case_id, name, text, draft=True)
            refused.help += " Your text is kept as a draft on the case."
        raise
