"""policy.md: the norms as people read them, each clause under an id.

A clause begins with a line that begins with its id, whatever Markdown stands before it: a heading,
a list item, bold letters. It goes on to the next clause or heading:

    ### PI-3 Home address

    Do not publish where a private person lives ...

An id is any that a rule names; in a heading also capital letters, a hyphen and a number.
Everything else in the file is free Markdown.
"""

import re
from collections.abc import Collection

from evenhand.model.errors import EvenhandError, Where

_MARKS = re.compile(r"[ \t>#*_+`\[(-]*")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_HEADED_ID = re.compile(r"[A-Z][A-Z0-9]{0,9}-[0-9]{1,4}")
_FIRST_WORD = re.compile(r"[^\s:;,*_`\])]+")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,3}[.)]) ")

CLAUSE_EXAMPLE = "a clause begins with a line like `### PI-3 Home address`"


def read_clauses(
    file: str, text: str, not_done: str, named: Collection[str] = ()
) -> dict[str, str]:
    """Clause id -> its text: the title as first line, then the body, a line a paragraph.

    Args:
        named: ids that rules name.

    Raises:
        EvenhandError: EH208 where an id stands twice, EH209 where the file holds no clause.
    """
    clauses: dict[str, list[str]] = {}
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        clause, at = _begins(line, named)
        if clause in clauses:
            where = Where(file, number, at + 1, line, len(clause))
            what = f"the clause `{clause}` stands twice"
            raise EvenhandError("EH208", what, where=where, not_done=not_done)
        if clause:
            body = clauses[clause] = [line[at + len(clause) :].strip(" \t#*_`:.)]-")]
        elif _HEADING.match(line):
            body = []
        else:
            body.append(line.rstrip())
    if not clauses:
        raise EvenhandError(
            "EH209",
            "policy.md holds no clause",
            where=Where(file),
            not_done=not_done,
            help=CLAUSE_EXAMPLE,
        )
    return {clause: _joined(lines) for clause, lines in clauses.items()}


def _begins(line: str, named: Collection[str]) -> tuple[str, int]:
    """The id of the clause that begins with this line, and where it stands; else nothing."""
    marks = _MARKS.match(line)
    at = marks.end() if marks else 0
    word = _FIRST_WORD.match(line, at)
    if word is None:
        return "", at
    for found in (word.group(), word.group().rstrip(".")):
        headed = _HEADING.match(line) and _HEADED_ID.fullmatch(found)
        if found in named or headed:
            return found, at
    return "", at


def _joined(lines: list[str]) -> str:
    """Title and body of a clause; lines of one paragraph become one."""
    title, paragraphs = lines[0], [""]
    for line in lines[1:]:
        if not line or _LIST_ITEM.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip() if paragraphs[-1] else line
    body = "\n".join(part for part in paragraphs if part)
    return f"{title}\n{body}".strip()
