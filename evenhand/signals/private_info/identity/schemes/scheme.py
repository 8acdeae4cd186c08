"""What is known of one kind of personal number."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

END = r"(?![^\W_]|[.\-/]\d)"
"""Behind a number nothing goes on."""

_TOKENS = re.compile(r"\[[^\]]+\]|\{[^}]+\}|.")
_SIGNS = {"9": r"\d", "@": "[A-Za-z]", " ": r"[ .\-/]?"}


class Scheme(NamedTuple):
    """One kind of personal number.

    Attributes:
        country: ISO 3166-1 code of the state that gives it out.
        name: what it is called, as a short code.
        shape: how it is written; `9` a digit, `@` a letter, a blank may be a blank, dot, hyphen,
            slash or nothing; all else as in a regular expression. Numbers that the same standard
            gives to companies do not fit.
        holds: whether a number that fits, without separators and in capitals, keeps the rules:
            check digits, and a birth date where it has one.
        alone: the way of writing that nothing else shares, as a regular expression: it counts
            without a word beside it where it `holds`; empty for none.
        checked: whether the scheme has check digits that a wrong number fails.
    """

    country: str
    name: str
    shape: str
    holds: Callable[[str], bool]
    alone: str = ""
    checked: bool = True

    @property
    def tag(self) -> str:
        """Of the words that name it (`cues/national.py`)."""
        return f"id {self.country.lower()} {self.name}"


@cache
def pattern_of(shape: str) -> re.Pattern[str]:
    """The pattern of a shape, to be matched where a number begins."""
    pattern = "".join(_SIGNS.get(sign, sign) for sign in _TOKENS.findall(shape))
    return re.compile(f"(?:{pattern}){END}", re.IGNORECASE)
