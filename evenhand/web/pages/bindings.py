"""Keys of the console: the one table that scripts, help sheet and preferences are made from.

A key stands for a name; on a page it does what the elements with `data-key="<name>"` are for:
a link is followed, a button pressed, a field focused, and of several choices the next one taken.
Two strokes are written `g q`. Single keys do nothing while somebody writes in a field.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """What a key is for.

    Attributes:
        where: the heading under which the help sheet has it.
    """

    name: str
    key: str
    title: str
    where: str


EVERYWHERE, LISTS, CASE, APPEAL = "Everywhere", "Lists", "Case", "Appeal"

BINDINGS = (
    Binding("help", "?", "Show the keys", EVERYWHERE),
    Binding("search", "/", "Search, or jump to a case by its id", EVERYWHERE),
    Binding("go-today", "g t", "Go to Today", EVERYWHERE),
    Binding("go-queue", "g q", "Go to the queue", EVERYWHERE),
    Binding("go-appeals", "g a", "Go to the appeals", EVERYWHERE),
    Binding("go-matters", "g m", "Go to the matters", EVERYWHERE),
    Binding("go-contacts", "g c", "Go to the contacts", EVERYWHERE),
    Binding("go-links", "g l", "Go to the links", EVERYWHERE),
    Binding("go-log", "g e", "Go to the log", EVERYWHERE),
    Binding("go-staff", "g p", "Go to the staff", EVERYWHERE),
    Binding("go-settings", "g s", "Go to the settings", EVERYWHERE),
    Binding("next", "j", "Next line of the list, or next case", LISTS),
    Binding("previous", "k", "The one before", LISTS),
    Binding("back", "u", "Back to the list", LISTS),
    Binding("claim", "t", "Take it in hand, or take it for longer", CASE),
    Binding("skip", "s", "Leave it to somebody else, with a reason", CASE),
    Binding("mask-next", "m", "Next covered value", CASE),
    Binding("reveal", "x", "Uncover, with a reason that is recorded", CASE),
    Binding("diff", "d", "Compare versions", CASE),
    Binding("like", "l", "Like cases", CASE),
    Binding("note", "c", "Write a note", CASE),
    Binding("confirm", "e", "Agree to what is proposed", CASE),
    Binding("keep", "w", "Keep what is in force", CASE),
    Binding("release", "r", "Release: there was no breach", CASE),
    *(Binding(f"measure-{n}", str(n), f"Measure {n}, counted from the lightest", CASE)
      for n in range(1, 10)),
    Binding("asked", "a", "Asked from outside: no, or yes", CASE),
    Binding("preview", "p", "Preview what is told to whom", CASE),
    Binding("submit", "ctrl+enter", "Submit", CASE),
    Binding("submit-next", "n", "Submit, and on to the next case", CASE),
    Binding("uphold", "h", "Upheld: it stays", APPEAL),
    Binding("overturn", "o", "Overturned: it is taken back", APPEAL),
    Binding("vary", "v", "Varied: something else holds", APPEAL),
)  # fmt: skip
NAMES = frozenset(binding.name for binding in BINDINGS)


def keys_for(changed: Mapping[str, str]) -> dict[str, str]:
    """Name -> key, where somebody has changed some; an empty key is none at all."""
    return {b.name: changed.get(b.name, b.key) for b in BINDINGS}


def by_place(changed: Mapping[str, str]) -> dict[str, list[tuple[Binding, str]]]:
    """The help sheet: heading -> bindings with the key that somebody uses."""
    keys = keys_for(changed)
    sheet: dict[str, list[tuple[Binding, str]]] = {}
    for binding in BINDINGS:
        sheet.setdefault(binding.where, []).append((binding, keys[binding.name]))
    return sheet
