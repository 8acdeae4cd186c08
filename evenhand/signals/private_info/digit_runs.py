"""Which signs are about numbers: digits so many and so close that one cheap pattern precedes all.

A search for many patterns costs about the sum of each; most posts hold no number that is long
enough for any of those that ask for one, which a single pattern tells.
"""

import re
from re import _constants as is_  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

FEWEST = 5
WIDEST_GAP = 5

LONG_NUMBER = rf"[0-9](?:[^\x00]{{0,{WIDEST_GAP}}}[0-9]){{{FEWEST - 1}}}"
"""Digits with little between two of them."""

_WORD = (
    "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
NUMBER = (
    rf"(?:[^a-z0-9/][0-9]|[0-9]{{3}}|[0-9]-|[0-9]/[0-9]|[0-9]w?[ ][a-z][0-9]|{LONG_NUMBER})",
    rf"{_WORD}[ ,.\-\n]{{1,3}}{_WORD}",
)
"""A number in digits or words as people write one, not the `7` in a link's `/a7Xq`: any of these.

Four posts of five hold none.
"""

_DIGITS = frozenset(b"0123456789")


class _Run(NamedTuple):
    """What every match of a part of a pattern holds at least.

    Attributes:
        digits: how many bytes that must be digits.
        before, after: at most so many bytes stand before the first and after the last of them.
        gap: at most so many stand between two.
    """

    digits: int
    before: int
    after: int
    gap: int = 0


def implies_long_number(sign: str) -> bool:
    """Whether whatever matches the sign matches `LONG_NUMBER` too."""
    run = _concatenated(_parser.parse(sign.encode(), re.IGNORECASE | re.DOTALL))
    return run.digits >= FEWEST and run.gap <= WIDEST_GAP


def implies_digit(sign: str) -> bool:
    """Whether whatever matches the sign holds a digit."""
    return _concatenated(_parser.parse(sign.encode(), re.IGNORECASE | re.DOTALL)).digits > 0


def _concatenated(parts: Any) -> _Run:
    whole = _without(0)
    for kind, value in parts:
        whole = _joined(whole, _of_part(kind, value))
    return whole


def _joined(left: _Run, right: _Run) -> _Run:
    if not left.digits and not right.digits:
        return _without(left.before + right.before)
    if not left.digits:
        return right._replace(before=left.before + right.before)
    if not right.digits:
        return left._replace(after=left.after + right.before)
    gap = max(left.gap, right.gap, left.after + right.before)
    return _Run(left.digits + right.digits, left.before, right.after, gap)


def _of_part(kind: Any, value: Any) -> _Run:
    if kind is is_.AT:
        return _without(0)
    if kind is is_.SUBPATTERN:
        return _concatenated(value[3])
    if kind in (is_.MAX_REPEAT, is_.MIN_REPEAT):
        return _repeated(*value)
    if kind is is_.BRANCH:
        return _either(value[1])
    if kind is is_.LITERAL and value in _DIGITS:
        return _Run(1, 0, 0)
    if kind is is_.IN and all(
        part is is_.RANGE and set(range(ends[0], ends[1] + 1)) <= _DIGITS for part, ends in value
    ):
        return _Run(1, 0, 0)
    return _without(1)


def _repeated(least: int, most: int, parts: Any) -> _Run:
    once = _concatenated(parts)
    if not once.digits or not least:
        return _without(int(parts.getwidth()[1]) * most)
    gap = max(once.gap, once.after + once.before if most > 1 else 0)
    return once._replace(digits=once.digits * least, gap=gap)


def _either(branches: list[Any]) -> _Run:
    runs = [_concatenated(branch) for branch in branches]
    least = min(runs)
    if not least.digits:
        return _without(max(int(branch.getwidth()[1]) for branch in branches))
    return _Run(least.digits, *(max(run[n] for run in runs) for n in (1, 2, 3)))


def _without(width: int) -> _Run:
    """A part that may hold no digit."""
    return _Run(0, width, width)
