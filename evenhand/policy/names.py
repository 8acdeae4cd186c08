"""From a dotted name to a field of the schema, or the nearest name that exists."""

from collections.abc import Sequence
from typing import NoReturn

from evenhand.model.errors import nearest
from evenhand.policy.checks import refuse
from evenhand.policy.language import Field
from evenhand.policy.lexer import Locate, Token
from evenhand.policy.places import shown
from evenhand.policy.schema import Schema

_NAMED_AT_MOST = 24
"""Longest list of known names that an error shows."""

_NO_NULL = "there is no null: what is not known is absent, and `has(facts.NAME)` asks for it"
_INSTEAD = {
    **dict.fromkeys(("null", "none", "nil", "undefined"), _NO_NULL),
    **dict.fromkeys(("not", "no"), "write `!`"),
    "true": "write `true`",
    "false": "write `false`",
}


def field_named(path: Sequence[Token], schema: Schema, locate: Locate) -> Field:
    """The field that the path names.

    Raises:
        EvenhandError: EH211 for a name that does not exist, at its first part that is wrong;
            EH213 for a fact that is not declared.
    """
    name = ".".join(token.text for token in path)
    if name in schema.types:
        return Field(name, schema.types[name])
    stem = ""
    for token in path:
        below = _below(stem, schema)
        if token.text not in below:
            _refuse_part(token, stem, below, schema, locate)
        stem += f"{token.text}."
    below = _below(stem, schema)
    what = f"`{name}` holds several values and is none itself"
    help = f"go on with {_named(below)}" if below else "declare a fact in [facts]"
    refuse("EH211", what, path[-1], locate, help)


def _below(stem: str, schema: Schema) -> frozenset[str]:
    """The next parts of all names that begin with `stem`, which is empty or ends with a dot."""
    tails = (name[len(stem) :] for name in schema.types if name.startswith(stem))
    below = frozenset(tail.split(".", 1)[0] for tail in tails)
    return below if stem else below | {"facts"}  # `facts` is there even where none is declared


def _refuse_part(
    token: Token, stem: str, below: frozenset[str], schema: Schema, locate: Locate
) -> NoReturn:
    """The error for `token`, which is none of the names `below` the stem."""
    word = shown(token.text)
    close = nearest(word, below)
    if stem == "facts.":
        what = f"the fact `{word}` is not declared"
        refuse("EH213", what, token, locate, close or "declare it in [facts]")
    if not below:
        what = f"`{stem[:-1]}` is a value and holds nothing named `{word}`"
        refuse("EH211", what, token, locate, f"compare `{stem[:-1]}` itself")
    what = f"`{stem[:-1]}` has no `{word}`" if stem else f"nothing is named `{word}`"
    help = "" if stem else _INSTEAD.get(word.lower(), "") or close or _deeper(word, schema)
    help = help or close or f"it could be {_named(below)}"
    if not stem and help.startswith("it could"):
        help += '; a string stands in quotes, "..."'
    refuse("EH211", what, token, locate, help)


def _deeper(word: str, schema: Schema) -> str:
    """A hint where the word is a later part of a name; else empty."""
    for name in schema.types:
        path = name.split(".")
        if word in path:
            return f"did you mean `{'.'.join(path[: path.index(word) + 1])}`?"
    return ""


def _named(names: frozenset[str]) -> str:
    """Names for an error text, in order, at most `_NAMED_AT_MOST`."""
    shown = [f"`{name}`" for name in sorted(names)[:_NAMED_AT_MOST]]
    return ", ".join(shown) + (", ..." if len(names) > _NAMED_AT_MOST else "")
