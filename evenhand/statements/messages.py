"""The message catalogues: one TOML file a language, all with the same messages.

To add a language, add `catalogue/<tag>.toml` with every message of `en.toml`, and under
`[measure.<name>]` the measures' texts; name it in `RIGHT_TO_LEFT` where it is written so. A file
that lacks a message, or a blank to fill in, is refused when it is loaded.
"""

import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.model.measure import MeasureKind

FOLDER = Path(__file__).parent / "catalogue"
BASE = "en"
OPEN_TABLES = ("kind.", "measure.", "signal.", "fact.")
"""Signals, measures and facts come and go, so these tables may differ between languages."""

RIGHT_TO_LEFT = frozenset({"ar"})
_ISOLATED = "\u2068{}\u2069"
_DIRECTION_SIGNS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_DIRECTION_SIGNS |= dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


class Said(str):
    """Words of a catalogue, in its language and direction; every other text came from outside."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language, by dotted key."""

    language: str
    messages: Mapping[str, str]

    def say(self, key: str, **values: object) -> Said:
        """A message with its blanks filled in. A key that is not there is a KeyError: our fault.

        What comes from outside has no signs that turn the text around. In a language that is
        written from right to left it is isolated, so that neither an id, address or date nor the
        words around it are shown out of order (UAX #9).
        """
        filled = {name: self._inserted(value) for name, value in values.items()}
        return Said(self.messages[key].format(**filled))

    def _inserted(self, value: object) -> str:
        if isinstance(value, Said):
            return value
        text = str(value).translate(_DIRECTION_SIGNS)
        return _ISOLATED.format(text) if self.language in RIGHT_TO_LEFT else text

    def join(self, parts: Iterable[Said]) -> Said:
        """Several things in a row, as the language writes them."""
        return Said(self.messages["list.between"].join(parts))

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self.messages

    def name(self, table: str, key: str) -> Said:
        """What something is called; what no catalogue knows reads by its own name."""
        found = self.messages.get(f"{table}.{key}")
        return Said(found) if found else Said(self._inserted(key.replace("_", " ")))

    def kind(self, signal: str, kind: str) -> Said:
        """What a kind of reading is called."""
        return self.name(f"kind.{signal}", kind)

    def measure(self, kind: MeasureKind, part: str) -> Said:
        """A measure's `name`, `what` or `lift`: from here, from its card, else in English."""
        card = kind.text.get(self.language) or kind.text[BASE]
        return Said(self.messages.get(f"measure.{kind.name}.{part}") or card[part])

    def reason(self, no_end_because: str) -> Said:
        """Why a measure has no end; a reason of somebody's own is told in their words."""
        key = f"no_end.{no_end_because.replace(' ', '_')}"
        return Said(self.messages.get(key) or self._inserted(no_end_because))


def languages() -> tuple[str, ...]:
    """Languages that notices can be written in."""
    return _languages(FOLDER)


@cache
def _languages(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load(language: str) -> Catalogue:
    """The catalogue of a language.

    Raises EvenhandError: EH701 where there is none, EH702 where its messages are not those of
    `en.toml`.
    """
    if language not in languages():
        raise EvenhandError(
            "EH701",
            f"There are no notices in the language `{language}`.",
            not_done="No statement was written.",
            help=nearest(language, languages()) or f"Known: {', '.join(languages())}.",
        )
    return _load(FOLDER, language)


@cache
def _load(folder: Path, language: str) -> Catalogue:
    path = folder / f"{language}.toml"
    messages = _read(path)
    if language != BASE:
        _compare(messages, _read(folder / f"{BASE}.toml"), path)
    return Catalogue(language, messages)


def _read(path: Path) -> dict[str, str]:
    try:
        messages = dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    except tomllib.TOMLDecodeError as error:
        raise _faulty(path, f"is not TOML: {error}") from error
    for key, message in messages.items():
        if not isinstance(message, str):
            raise _faulty(path, f"has something other than a text at `{key}`")
    return messages


def _flat(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _compare(messages: Mapping[str, str], base: Mapping[str, str], path: Path) -> None:
    for key in sorted(set(messages) ^ set(base)):
        if not key.startswith(OPEN_TABLES):
            fault = "lacks" if key in base else "has, and English has not,"
            raise _faulty(path, f"{fault} the message `{key}`")
    for key in sorted(set(messages) & set(base)):
        if _blanks(messages[key]) != _blanks(base[key]):
            raise _faulty(path, f"has other blanks than English in the message `{key}`")


def _blanks(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def _faulty(path: Path, what: str) -> EvenhandError:
    return EvenhandError(
        "EH702",
        f"The message catalogue `{path.stem}` {what}.",
        where=Where(path.name),
        not_done="No statement was written in it.",
        help=f"Compare it with {BASE}.toml, message by message.",
    )
