"""A long text in stretches that are read one after the other."""

import re
from collections.abc import Iterator

STRETCH = 4_000
"""Code points that are read between two looks at the time."""

MARGIN = 600
"""More than the longest value (an e-mail address) and the words that are read around it."""

_CODE_AT_MOST = 5_500
"""4,000 bytes in base64, with their line ends."""

_CODE = re.compile(rf"[\w+/=\-\r\n]{{0,{_CODE_AT_MOST}}}+", re.ASCII)
"""What encoded text goes on with: it can only be decoded as a whole."""


def stretches(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Where each stretch begins with its margin, without, and where it ends without and with it.

    What begins within a stretch ends within its margin.
    """
    for core in range(0, len(text), STRETCH):
        end = min(core + STRETCH, len(text))
        code = _CODE.match(text, end)
        stop = max(end + MARGIN, code.end() + 1 if code else 0)
        yield max(0, core - MARGIN), core, end, min(stop, len(text))
