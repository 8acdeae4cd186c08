"""Marks of HTML, BBCode and Markdown between the signs of a value."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window

SIGNS = (
    r"[0-9](?:</?[a-z!][^\x00<>]{0,24}>[^\x000-9a-z<]{0,3}){1,2}[0-9]",
    r">@|@<|[a-z0-9]</[a-z]{1,8}>\.[a-z<]",
    r"[0-9]\[/?[a-z]{1,5}\]",
    r"[*~`]@|@[*~`]",
    r"[0-9](?:\*\*|~~|\|\||`)[0-9\-]",
)

_CELL = r"</?(?:td|th|tr|li|dt|dd|p|div|br)\b[^<>]{0,300}>"
_TAG = r"<!--(?:(?!-->)[\s\S]){0,300}-->|</?[a-z][^<>]{0,300}>"
_BBCODE = r"\[/?(?:b|i|u|s|color|size|font|spoiler|code|quote|url|center)(?:=[^\]\n]{0,60})?\]"
_MARKDOWN = r"(?<=\w)[*~`]{1,3}(?=@)|(?<=@)[*~`]{1,3}(?=\w)"
_ANY = re.compile(rf"(?P<cell>{_CELL})|{_TAG}|{_BBCODE}|{_MARKDOWN}", re.IGNORECASE)
_MARKS = re.compile(r"[<\[]|[*~`]@|@[*~`]")
_PAIR = re.compile(r"(?P<mark>\*\*|~~|\|\||`)(?=\S)(?P<inside>[^*~`|\n]{1,80})(?P=mark)")

STEP = "markup"
CELL = "\t"


def markup(window: Window) -> Iterator[Edit]:
    """Each mark gone; those between cells, lines and paragraphs leave a tabulator."""
    text = window.text
    if not _MARKS.search(text):
        return
    for mark in _ANY.finditer(text):
        yield Edit(*mark.span(), CELL if mark["cell"] else "", STEP)


def emphasis(window: Window) -> Iterator[Edit]:
    """Markdown's pairs of marks, gone."""
    text = window.text
    for pair in _PAIR.finditer(text):
        for start, end in (
            (pair.start(), pair.start("inside")),
            (pair.end("inside"), pair.end()),
        ):
            yield Edit(start, end, "", STEP)
