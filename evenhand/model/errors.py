"""One error for every room: a code, what was wrong, where, what was not done, what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file that a person wrote: 1-based line and column, and the line itself."""

    file: str
    line: int | None = None
    column: int | None = None
    source: str = ""
    width: int = 1

    def __str__(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join(str(p) for p in (self.file, self.line, self.column) if p is not None)


class EvenhandError(Exception):
    """Something was refused or failed; nothing beyond what `not_done` says was lost.

    Attributes:
        code: `EH` and three digits; `evenhand explain CODE` says more.
        what: what was wrong, one sentence, no private value in it.
        where: the place, where there is one.
        not_done: what was not done because of it.
        help: what to do next.
    """

    def __init__(
        self,
        code: str,
        what: str,
        *,
        where: Where | None = None,
        not_done: str = "",
        help: str = "",
    ) -> None:
        super().__init__(code, what)
        self.code = code
        self.what = what
        self.where = where
        self.not_done = not_done
        self.help = help

    def __str__(self) -> str:
        return render_error(self)

    def as_dict(self) -> dict[str, Any]:
        """The error as JSON writes it; keys without a value are left out."""
        found = {
            "code": self.code,
            "what": self.what,
            "where": str(self.where) if self.where else "",
            "not_done": self.not_done,
            "help": self.help,
        }
        return {key: value for key, value in found.items() if value}


def render_error(error: EvenhandError) -> str:
    """The error as a terminal shows it, with a caret below the place where there is one."""
    lines = [f"error[{error.code}]: {error.what}"]
    where = error.where
    if where is not None:
        lines.append(f"  --> {where}")
        if where.line is not None and where.source:
            gutter = " " * len(str(where.line))
            caret = " " * ((where.column or 1) - 1) + "^" * max(1, where.width)
            lines += [
                f"{gutter} |",
                f"{where.line} | {where.source}",
                f"{gutter} | {caret}",
            ]
    if error.not_done:
        lines.append(f"  = not done: {error.not_done}")
    if error.help:
        lines.append(f"  = help: {error.help}")
    return "\n".join(lines)


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean X?` for the known word closest to `word`; empty where none is close."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
