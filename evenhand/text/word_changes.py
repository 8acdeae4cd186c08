"""What an edit changed, word by word, as a reader compares two versions."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PARTS = 3_000
"""Most words (else lines) of a version that are compared: the comparison can take their square."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Came(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words one after the other that share their fate."""

    came: Came
    text: str


def word_changes(before: str, after: str) -> tuple[Run, ...] | None:
    """From one text to another: what stayed, went and came, in order.

    Texts of many words are compared line by line; None where they have too many lines as well.
    """
    for parts in (_WORD.findall, lambda text: text.splitlines(keepends=True)):
        old, new = parts(before), parts(after)
        if max(len(old), len(new)) <= MOST_PARTS:
            return tuple(_runs(old, new))
    return None


def _runs(old: list[str], new: list[str]) -> list[Run]:
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            runs.append(Run(Came.SAME, "".join(old[i1:i2])))
            continue
        if i1 < i2:
            runs.append(Run(Came.GONE, "".join(old[i1:i2])))
        if j1 < j2:
            runs.append(Run(Came.NEW, "".join(new[j1:j2])))
    return runs
