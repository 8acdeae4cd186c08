"""What labelled values have in common: between label and value, beneath a label in a table."""

import re
from collections.abc import Iterator

_FILLER = (
    "is|was|are|being|given|listed|recorded|shown|stated|as|reads|with|bearing|under|the|number"
    "|numbers|num|nos?|nr|nummer|numero|número|numéro|n|id|ist|lautet|war|est|es|era|è|e|é|il|o"
    "|and[ ]state|and[ ]class|français|française|español|italiano|brasileiro|português"
)

GAP = rf"""[\s"'`*_.)\]]{{0,4}}+
    (?:\([^()\n\d]{{1,25}}\)[\s:]{{0,3}}+)?
    (?:(?:of|for|belonging[ ]to)[ ](?:[A-Z][\w'.]{{0,20}}+[ ,:]{{1,2}}){{1,4}})?
    (?:(?:{_FILLER})\b[.°º]?\s{{0,2}}+|[#:=>|°,?*"\-]\s{{0,2}}+|A:\s){{0,7}}+
    (?:(?<=[:,(][ ])(?-i:[A-Z][a-z]{{3,12}})[ ,]{{1,2}})?
    ["'`*_(\[<]{{0,3}}+"""
"""What may stand between a label and its value: `is`, `: `, `(US) no. `, `">`. For re.VERBOSE."""

BEHIND = r"""["'`*_)\]]{0,3}[ ,]{0,2}(?:\s(?:is|was|ist|war|est|es|è|é)\s|[ ]?[=(\[][ ]?)
    (?:(?:\w{1,20}'s|\w{1,20})[ ]){0,3}$"""
"""What may stand between a value and a label behind it: ` is her new `. For re.VERBOSE."""

_ROWS = 500
_PARTS = {"|": r"\|", "\t": r"\t", ";": ";", ",": ",", "  ": r"[ ]{2,}"}
"""What parts the cells of a line, the surest first -> its pattern."""


def beneath(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells below the head `text[start:end]` of a table: CSV, Markdown or columns of blanks.

    None where the words are no cell of their own, or the line below has other columns.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    if last < 0:
        return
    for part, pattern in _PARTS.items():
        if text.find(part, first, last) >= 0:
            splitter = re.compile(rf'((?:"[^"\n]*+"|(?!{pattern})[^\n])*+)(?:{pattern}|$)')
            break
    else:
        return
    heads = _cells(text, first, last, splitter)
    column = next((i for i, (a, b) in enumerate(heads) if a <= start and end <= b), None)
    if (
        column is None
        or sum(heads[column]) < 0
        or heads[column][1] - heads[column][0] > end - start + 8
    ):
        return
    yield from _column(text, last + 1, column, len(heads), splitter)


def _column(
    text: str, at: int, column: int, columns: int, splitter: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """One cell of each line from `at` on, as long as they have the same columns."""
    for _ in range(_ROWS):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        cells = _cells(text, at, end, splitter)
        if len(cells) != columns:
            return
        yield cells[column]
        at = end + 1
        if at >= len(text):
            return


def _cells(text: str, start: int, end: int, splitter: re.Pattern[str]) -> list[tuple[int, int]]:
    """The cells of a line without the blanks and quotes around them."""
    cells = []
    at = start
    while at <= end:
        match = splitter.match(text, at, end)
        if match is None:
            break
        inner = match[1].strip(" \"'*`\t\r")
        begin = match.start(1) + match[1].find(inner)
        cells.append((begin, begin + len(inner)))
        if match.end() == match.end(1):
            break
        at = match.end()
    return cells
