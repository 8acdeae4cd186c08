"""Where each key and value of a TOML file stands, so that errors can point at it.

`tomllib` gives values without their places. So the file is read twice: `tomllib` decides what it
means, and this scanner, which runs only over text that `tomllib` took, notes where each key and
value begins and ends under its path, such as `("rule", 2, "measures", 0)`. As it need not judge
the text, it knows of TOML only: comments, table heads, keys, four kinds of string, brackets.

A place inside a string (a condition has its own columns and lines) is found by walking the
string's spelling, escapes and line ends included, code point by code point.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from evenhand.model.errors import Where

Path: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n,]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
STRING_OR_COMMENT = re.compile(rf"{_STRING.pattern}|#[^\n]*", re.DOTALL)
"""What of a TOML file is neither key nor mark."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*[^,\]}#\n \t]")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\n[ \t\n]*|.)")


_SHOWN = 120
"""How much of a line an error shows behind the caret, and of a word that somebody wrote."""


def shown(word: str) -> str:
    """A word as an error's text shows it: what is longer than a line is cut."""
    first = word.split("\n", 1)[0][:_SHOWN]
    return first if first == word else f"{first}…"


def place(file: str, text: str, start: int, end: int) -> Where:
    """The stretch of the text as line and column; never more than one line."""
    line_start = text.rfind("\n", 0, start) + 1
    at = start - line_start
    line = text[line_start : start + 2 * _SHOWN].split("\n", 1)[0]
    width = max(1, min(end - start, len(line) - at, _SHOWN))
    # a tab is as wide as one space here, so that the caret stands below its place
    return Where(file, text.count("\n", 0, start) + 1, at + 1, line.replace("\t", " "), width)


@dataclass(frozen=True, slots=True)
class _Place:
    """Offsets of a key's and its value's beginning and end; a list's items have no key."""

    key: tuple[int, int]
    value: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one TOML file.

    Attributes:
        file: its name, as errors show it.
        text: its text, each line end a single line feed.
    """

    file: str
    text: str
    _found: Mapping[Path, _Place]

    def key(self, path: Path) -> Where:
        """Where the key, or the table's head, stands; the file alone where it does not."""
        found = self._at(path)
        return self._where(*found.key) if found else Where(self.file)

    def value(self, path: Path) -> Where:
        """Where the value stands; the file alone where it does not."""
        span = self.span(path)
        return self._where(*span) if span else Where(self.file)

    def inside(self, path: Path, at: int, width: int) -> Where:
        """Where `width` code points of a string value stand, from its code point `at` on."""
        span = self.span(path)
        if span is None:
            return Where(self.file)
        offsets = spelling(self.text, *span, most=at + width)
        last = len(offsets) - 1
        return self._where(offsets[min(at, last)], offsets[min(at + width, last)])

    def span(self, path: Path) -> tuple[int, int] | None:
        """Offsets of the value's beginning and end in the text; None where there is none."""
        found = self._at(path)
        return found.value if found else None

    def _at(self, path: Path) -> _Place | None:
        """The place of the path, or of the first that stands below one without its own place."""
        if path in self._found or not path:
            return self._found.get(path)
        below = (place for found, place in self._found.items() if found[: len(path)] == path)
        return next(below, None)

    def _where(self, start: int, end: int) -> Where:
        """The place of the offsets."""
        return place(self.file, self.text, start, end)


def find_places(file: str, text: str) -> Places:
    """The places of a TOML file that `tomllib` took.

    Raises:
        RecursionError: where brackets are nested about as deep as Python's stack.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return Places(file, scanner.text, scanner.found)


def spelling(text: str, start: int, end: int, most: int | None = None) -> list[int]:
    """Where each code point of the string that is spelt at `text[start:end]` stands.

    One offset more closes the list: that of the closing quotes, or of what follows the first
    `most` code points.
    """
    quote = text[start]
    size = 3 if text.startswith(quote * 3, start) and end - start >= 6 else 1
    at, stop = start + size, end - size
    if size == 3 and text[at] == "\n":  # the first line end of a multi-line string does not count
        at += 1
    offsets: list[int] = []
    while at < stop and len(offsets) != most:
        escape = _ESCAPE.match(text, at) if quote == '"' else None
        spelt = escape.group() if escape else text[at]
        if not (escape and spelt.endswith(("\n", " ", "\t"))):  # an escaped line end is no text
            offsets.append(at)
        at += len(spelt)
    return [*offsets, at]


@dataclass(slots=True)
class _Scanner:
    """Walks through the file once."""

    text: str
    at: int = 0
    found: dict[Path, _Place] = field(default_factory=dict)
    tables: dict[Path, int] = field(default_factory=dict)

    def document(self) -> None:
        """Every table and its keys."""
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._head()
            else:
                self._pair(table)
            self._skip()

    def _head(self) -> Path:
        """`[name]` or `[[name]]`; the path of the table that it opens."""
        start = self.at
        double = self.text.startswith("[[", start)
        self.at += 2 if double else 1
        path: Path = ()
        names = self._names()
        for name in names[:-1]:
            path = self._latest((*path, name))
        path = (*path, names[-1])
        if double:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = self._latest(path)
        self.at = self.text.index("]", self.at) + (2 if double else 1)
        self.found[path] = _Place((start, self.at), (start, self.at))
        return path

    def _latest(self, path: Path) -> Path:
        """The path, and where it is a list of tables its last one."""
        return (*path, self.tables[path]) if path in self.tables else path

    def _pair(self, table: Path) -> None:
        """`key = value`."""
        start = self.at
        names = self._names()
        end = start + len(self.text[start : self.at].rstrip())
        self.at = self.text.index("=", self.at) + 1
        self._value((*table, *names), (start, end))

    def _names(self) -> list[str]:
        """The parts of a dotted key, up to the character behind it."""
        names = []
        while True:
            self._skip_spaces()
            quoted = self.text[self.at] in "\"'"
            name = self._take(_STRING if quoted else _BARE_KEY)
            names.append(name[1:-1] if quoted else name)
            self._skip_spaces()
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _value(self, path: Path, key: tuple[int, int]) -> None:
        """A value: a string, a list, an inline table, or what ends where none of these can."""
        self._skip()
        start = self.at
        opening = self.text[start]
        if opening == "[":
            self._items(path)
        elif opening == "{":
            self.at += 1
            self._skip()
            while self.text[self.at] != "}":
                self._pair(path)
                self._skip()
            self.at += 1
        else:
            self._take(_STRING if opening in "\"'" else _SCALAR)
        self.found[path] = _Place(key, (start, self.at))

    def _items(self, path: Path) -> None:
        """`[value, ...]`."""
        self.at += 1
        self._skip()
        index = 0
        while self.text[self.at] != "]":
            self._value((*path, index), (self.at, self.at))
            self._skip()
            index += 1
        self.at += 1

    def _skip(self) -> None:
        """Go on to the next key, value or bracket: over blanks, line ends, commas, comments."""
        self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """What the pattern finds here; it is then behind."""
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError("not a TOML file")  # `tomllib` would not have taken it
        self.at = match.end()
        return match.group()

    def _skip_spaces(self) -> None:
        """Go on over blanks in a line."""
        while self.text.startswith((" ", "\t"), self.at):
            self.at += 1
