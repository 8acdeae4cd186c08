"""From the text of a condition to tokens: names, numbers, strings, operators."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from evenhand.model.errors import EvenhandError, Where

MAX_LENGTH = 4_000
"""Longest condition, in code points."""

NOT_DONE = "the pack was not loaded"

Locate: TypeAlias = Callable[[int, int], Where]
"""From an offset in the condition and a width to the place in the file that a person wrote."""

# Each alternative begins with another character or excludes what could follow it, so that
# matching is linear. A minus belongs to a number only: there is no arithmetic.
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<double>-?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))
      | (?P<int>-?[0-9]+)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<string>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<op>&&|\|\||[=!<>]=|[<>!()\[\],.])""",
    re.VERBOSE,
)
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What no UTF-8 file or no database can hold."""
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"\\": "\\", '"': '"', "'": "'", "n": "\n", "r": "\r", "t": "\t"}

_INSTEAD = {
    "=": "equality is written `==`",
    "&": "`and` is written `&&`",
    "|": "`or` is written `||`",
    ";": "a condition is one line of thought and needs no mark at its end",
    "#": "a condition holds no comments; a rule has a `note`",
    "%": "a share is written like `0.5`",
    "{": "a list stands in square brackets, [...]",
    "≥": "write `>=`",
    "≤": "write `<=`",
    "≠": "write `!=`",
    "\xa0": "this blank is none to a program: write a space",
    "?": "there is no `?:`; write two rules",
    ":": "there is no `?:`; write two rules",
    '"': "a string ends with the quote that it began with, on the same line",
    "'": "a string ends with the quote that it began with, on the same line",
}
_ARITHMETIC = "+-*/%"
_INSTEAD = {
    **dict.fromkeys(_ARITHMETIC, "what needs more than a comparison is a signal"),
    **dict.fromkeys("“”„‘’", 'strings stand in straight quotes, "..."'),
    **_INSTEAD,
    "=>": "write `>=`",
    "->": "write two rules, or `!a || b` for `b` wherever `a`",
    "//": _INSTEAD["#"],
}
_HYPHEN = re.compile(r"(?<=[A-Za-z])-[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the language: `kind` is name, int, double, string, op or end; `at` its offset."""

    kind: str
    text: str
    at: int

    @property
    def width(self) -> int:
        """How much of the condition it covers, at least 1 for the caret."""
        return max(1, len(self.text))


def tokens(text: str, locate: Locate) -> tuple[Token, ...]:
    """The tokens of a condition, closed by an empty one of kind `end`.

    Raises:
        EvenhandError: EH214 where the text is longer than `MAX_LENGTH`; EH210 at a character that
            begins no token.
    """
    if len(text) > MAX_LENGTH:
        raise EvenhandError(
            "EH214",
            f"the condition has {len(text):,} characters; {MAX_LENGTH:,} is the limit",
            where=locate(0, 1),
            not_done=NOT_DONE,
            help="make several rules of it, one for each thing that may fire",
        )
    if no_text := NO_TEXT.search(text):
        raise _stray(text, no_text.start(), locate)
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _stray(text, at, locate)
        if match.lastgroup and match.lastgroup != "space":
            found.append(Token(match.lastgroup, match.group(), at))
        at = match.end()
    return (*found, Token("end", "", len(text.rstrip())))


def _stray(text: str, at: int, locate: Locate) -> EvenhandError:
    """The error for a character that begins no token."""
    char = text[at]
    shown = f"`{char}`" if char.isprintable() else f"the character U+{ord(char):04X}"
    if char in "\"'":
        what = f"a string that begins with {shown} does not end"
    elif char in _ARITHMETIC:
        what = f"{shown}: the policy language does no arithmetic"
    else:
        what = f"{shown} is not part of the policy language"
    help = _INSTEAD.get(text[at : at + 2]) or _INSTEAD.get(char, "")
    if _HYPHEN.match(text, at):
        help = "names are written with `_` and never with a hyphen"
    return EvenhandError("EH210", what, where=locate(at, 1), not_done=NOT_DONE, help=help)


def unquoted(token: Token, locate: Locate) -> str:
    r"""The value of a string token; `\\`, `\"`, `\'`, `\n`, `\r` and `\t` are its escapes.

    Raises:
        EvenhandError: EH210 at another escape.
    """
    body = token.text[1:-1]
    for match in _ESCAPE.finditer(body):
        if match.group(1) not in _ESCAPES:
            raise EvenhandError(
                "EH210",
                f"`{match.group()}` is not an escape of the policy language",
                where=locate(token.at + 1 + match.start(), 2),
                not_done=NOT_DONE,
                help=r"write the character itself; a backslash is written `\\`",
            )
    return _ESCAPE.sub(lambda match: _ESCAPES[match.group(1)], body)
