"""Part of a US social security number: masked digits, or a phrase that stands for the mask."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.identity.ssn_mask import MARKER, SHOWN_SIGNS, masked
from evenhand.signals.private_info.identity.ssn_table import cells
from evenhand.signals.private_info.identity.ssn_told import told
from evenhand.signals.private_info.identity.ssn_words import COVERS, SSN_SIGNS, marks
from evenhand.signals.private_info.window import Window

NUMBERED = True
SIGNS = (*SHOWN_SIGNS, *SSN_SIGNS)

_CELL = re.compile(
    rf"(?:[{re.escape(COVERS)}.\-]{{0,9}}|(?:{MARKER}[ .\-]{{0,2}}){{1,2}})\d{{4}}", re.I | re.X
)


def find(window: Window) -> Iterator[Candidate]:
    """Digits of a social security number, with their mask where there is one."""
    known = marks(window)
    yield from masked(window, known)
    if known:
        yield from told(window, known)
        yield from _in_column(window)


def _in_column(window: Window) -> Iterator[Candidate]:
    for cell in cells(window):
        if _CELL.fullmatch(cell.text):
            yield Candidate(
                "us_ssn_partial",
                cell.start,
                cell.end,
                0.92 if cell.part else 0.7,
                "ssn_part.column",
                cues=(cell.head,),
                detail={"partial": cell.part or "last"},
            )
