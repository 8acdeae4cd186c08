"""Account numbers and mailboxes whose signs are parted: `D E 8 9 3 7 0 4`, `j a n e @ x . org`."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window

SIGNS = (
    r"[0-9][ .*_\-/|][0-9](?:[ .*_\-/|][0-9a-z]){9}",
    r"[a-z][0-9]{2}[.*_\-/|][0-9a-z]{4}[.*_\-/|][0-9a-z]{4}[.*_\-/|]",
    r" [a-z0-9] [a-z0-9] @ [a-z0-9] [a-z0-9] ",
)

_ROWS = re.compile(
    r"(?<!\w)[A-Z](?P<one>[ .*_\-|/]{1,3})[A-Z](?P=one)\d(?P=one)\d"
    r"(?:(?P=one)[A-Z0-9]){11,30}+(?!\w)"
    r"|(?<!\w)[A-Z]{2}\d\d(?P<four>[.*_\-|/]{1,3})[A-Z0-9]{4}(?:(?P=four)[A-Z0-9]{1,4}){2,7}+(?!\w)"
    r"|(?<!\S)(?<![\w.\-+][ ])[\w.](?: [\w.\-+]){1,63}+ @(?: [\w.\-]){4,60}+(?!\S)",
    re.IGNORECASE,
)
"""An IBAN sign by sign or in groups of four (ISO 13616), an address sign by sign."""

_PARTED = re.compile(
    r"\d[ .*_\-|/]{1,3}+(?:\d[ .*_\-|/]|[A-Z\d]{4}[ .*_\-|/]{1,3}+[A-Z\d])| @ ", re.I
)
"""What every row holds; most texts do not."""

STEP = "parted"


def signs(window: Window) -> Iterator[Edit]:
    """The gaps of such a row, gone."""
    text = window.text
    if not _PARTED.search(text):
        return
    for row in _ROWS.finditer(text):
        gap = row["one"] or row["four"] or " "
        start = text.find(gap, row.start())
        while row.start() <= start <= row.end() - len(gap):
            yield Edit(start, start + len(gap), "", STEP)
            start = text.find(gap, start + len(gap))
