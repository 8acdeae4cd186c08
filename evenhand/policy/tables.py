"""TOML files that people write, read strictly: every key known, every value of its type."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NoReturn

from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.policy.places import STRING_OR_COMMENT, Path, Places, find_places, shown

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EXAMPLE = "write it like 2026-09-01T00:00:00Z or 2026-09-01"
_YEARS = range(1970, 9999)
"""Within these every offset leads to a time that Python can hold."""

MAX_LINE = 5_000
"""Longest line, in code points."""
MAX_MARKS = 1_500
"""Most marks of TOML in a file: what `tomllib` takes its time by."""
MAX_DOTS = 300
"""Most dots among them: it takes time by the square of a dotted key's parts."""
_MARK = re.compile(r"[,.=\[{]")

_TYPES: Mapping[type, str] = {str: "a string", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Form:
    """What a string should look like, for the program and in words."""

    pattern: re.Pattern[str]
    words: str


def form(pattern: str, words: str) -> Form:
    """A form from the text of its regular expression; `.` stands for line ends too."""
    return Form(re.compile(pattern, re.DOTALL), words)


PROSE = form(r"[^\x00]{1,4000}", "a text of 1 to 4,000 characters")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of such a file: typed reads, and errors that point at what was wrong.

    Attributes:
        values: as `tomllib` gave them.
        path: where the table stands in the file.
        not_done: what an error in it leaves undone.
    """

    values: Mapping[str, Any]
    places: Places
    path: Path
    not_done: str

    def only(self, *known: str) -> None:
        """Refuse any other key; EH203 names the nearest known one."""
        for key in self.values:
            if key not in known:
                help = nearest(shown(key), known) or f"known here: {', '.join(known)}"
                self.refuse("EH203", f"unknown key `{shown(key)}`", key, help, at_key=True)

    def text(self, key: str, form: "Form", default: str | None = None) -> str:
        """A string of that form."""
        if default is not None and key not in self.values:
            return default
        value: str = self._typed(key, str)
        if not form.pattern.fullmatch(value):
            self.refuse("EH206", f"`{key}` should be {form.words}", key)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; `default` where it is not given."""
        return bool(self._typed(key, bool)) if key in self.values else default

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value: int = self._typed(key, int)
        if not low <= value <= high:
            self.refuse("EH206", f"`{key}` lies between {low} and {high:,}", key)
        return value

    def texts(
        self, key: str, form: "Form", default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of strings of that form."""
        if key not in self.values and default is not None:
            return default
        value = self._given(key)
        if not isinstance(value, list):
            help = f'write `{key} = ["...", "..."]`'
            self.refuse("EH206", f"`{key}` should be a list of strings", key, help)
        for index, part in enumerate(value):
            if type(part) is not str or not form.pattern.fullmatch(part):
                what = f"each of `{key}` should be {form.words}"
                self.raise_at(self.where(key, index), "EH206", what)
        return tuple(value)

    def moment(self, key: str) -> datetime:
        """A time with its zone, as UTC; a TOML date-time or an RFC 3339 string.

        A day alone is its first moment in UTC.
        """
        value = self._given(key)
        if isinstance(value, str) and _DAY.fullmatch(value):
            value = _moment(f"{value}T00:00:00Z")
        elif isinstance(value, str) and _RFC3339.fullmatch(value):
            value = _moment(value)
        elif isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time(), UTC)
        if not isinstance(value, datetime):
            self.refuse("EH207", f"`{key}` should be a day, or a time with a zone", key, _EXAMPLE)
        if value.year not in _YEARS:
            what = f"`{key}` lies outside of the years {_YEARS[0]} to {_YEARS[-1]}"
            self.refuse("EH207", what, key, _EXAMPLE)
        if value.tzinfo is None:
            self.refuse("EH207", f"`{key}` has no zone", key, _EXAMPLE)
        return value.astimezone(UTC)

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables of `[[key]]`, none where there is none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(part, dict) for part in value):
            self.refuse("EH206", f"write `[[{key}]]` for each {key}", key)
        return tuple(self._below(part, (key, index)) for index, part in enumerate(value))

    def table(self, key: str) -> "Table":
        """The table `[key]`, empty where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.refuse("EH206", f"`{key}` should be a table, `[{key}]`", key)
        return self._below(value, (key,))

    def where(self, *steps: str | int, at_key: bool = False) -> Where:
        """The place of a value below this table, or of its key."""
        path = (*self.path, *steps)
        return self.places.key(path) if at_key or not steps else self.places.value(path)

    def refuse(
        self, code: str, what: str, key: str, help: str = "", at_key: bool = False
    ) -> NoReturn:
        """Raise the error, pointing at the key's value, or at the key."""
        self.raise_at(self.where(key, at_key=at_key), code, what, help)

    def raise_at(self, where: Where, code: str, what: str, help: str = "") -> NoReturn:
        """Raise the error, pointing at a place of this file."""
        raise EvenhandError(code, what, where=where, not_done=self.not_done, help=help)

    def _below(self, values: Mapping[str, Any], steps: Path) -> "Table":
        return Table(values, self.places, (*self.path, *steps), self.not_done)

    def _given(self, key: str) -> Any:
        """The value of a key that must be there."""
        if key not in self.values:
            what = f"the key `{key}` is missing"
            self.raise_at(self.where(), "EH205", what, f"add a line `{key} = ...`")
        return self.values[key]

    def _typed(self, key: str, kind: type) -> Any:
        """The value of a key that must be there and of that type."""
        value = self._given(key)
        if type(value) is not kind:  # `type() is`: Python's bool is an int
            self.refuse("EH206", f"`{key}` should be {_TYPES[kind]}", key)
        return value


def read_table(file: str, text: str, not_done: str) -> Table:
    """The whole of a TOML file as a table.

    Raises:
        EvenhandError: EH201 where it is not TOML, at the line and column where reading stopped;
            EH202 where it would take long to read.
    """
    _refuse_much(file, text, not_done)
    try:
        # ValueError and not only its subclass: `tomllib` lets those of `int` and `datetime` pass
        values = tomllib.loads(text)
        places = find_places(file, text)
    except ValueError as error:
        raise _not_toml(file, text, str(error), not_done) from None
    except RecursionError:
        raise _not_toml(file, text, "brackets are nested too deep", not_done) from None
    return Table(values, places, (), not_done)


def _refuse_much(file: str, text: str, not_done: str) -> None:
    """Refuse a file that would take long to read, for its length or its marks; EH202."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            what = f"a line of the file has more than {MAX_LINE:,} characters"
            help, where = "break it: a long string stands in three quotes", Where(file, number)
            raise EvenhandError("EH202", what, where=where, not_done=not_done, help=help)
    outside = STRING_OR_COMMENT.sub("", text)
    marks = len(_MARK.findall(outside)) + text.count("\\")
    if marks > MAX_MARKS or outside.count(".") > MAX_DOTS:
        what = f"the file has more than {MAX_MARKS:,} keys, values and escapes, or {MAX_DOTS} dots"
        help = "make several files of it"
        raise EvenhandError("EH202", what, where=Where(file), not_done=not_done, help=help)


def _moment(text: str) -> datetime | None:
    """An RFC 3339 time; None where a part of it is out of range."""
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None


def _not_toml(file: str, text: str, message: str, not_done: str) -> EvenhandError:
    """The error for a file that is not TOML, with `tomllib`'s own place."""
    found = _AT.search(message)
    where = Where(file)
    if found and found.group(1):
        line, column = int(found.group(1)), int(found.group(2))
        source = text.replace("\r\n", "\n").split("\n")[line - 1]
        where = Where(file, line, column, source.replace("\t", " "))
    what = _AT.sub("", message)
    return EvenhandError(
        "EH201",
        f"the file is not TOML: {what[:1].lower()}{what[1:]}",
        where=where,
        not_done=not_done,
        help="see toml.io; strings stand in quotes",
    )
