"""A bank as one file of arrays, used where they lie: opening reads a page of names and no more.

The file: a magic word, how many arrays there are, a line for each (name, kind, where, how many),
then the arrays, each at a multiple of 64 bytes. Numbers are little-endian.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Arrays = Mapping[str, Array]

MAGIC = b"EVHCOPY2"
_AT = 64
_LINE = np.dtype([("name", "S16"), ("kind", "S8"), ("at", "<u8"), ("count", "<u8")])
_KINDS = frozenset({"|b1", "|u1", "<u4", "<u8", "<i8", "<f8"})
_HEAD = len(MAGIC) + 8
_MOST = 64
"""Arrays in one file."""


def packed(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """The file in pieces, to be written one after the other; arrays are rows of one dimension."""
    lines = np.zeros(len(arrays), _LINE)
    at = _HEAD + lines.nbytes
    for number, (name, array) in enumerate(arrays.items()):
        at += -at % _AT
        lines[number] = name.encode(), array.dtype.str.encode(), at, len(array)
        at += array.nbytes
    yield MAGIC + len(arrays).to_bytes(8, "little") + lines.tobytes()
    done = _HEAD + lines.nbytes
    for line, array in zip(lines, arrays.values(), strict=True):
        yield bytes(int(line["at"]) - done)
        yield np.ascontiguousarray(array).view(np.uint8).data
        done = int(line["at"]) + array.nbytes


def opened(file: Any) -> dict[str, Array]:
    """The arrays of a file (bytes, or a memory map that is kept open), without copying them.

    Raises ValueError where it is no such file, or is cut short.
    """
    if bytes(file[: len(MAGIC)]) != MAGIC:
        raise ValueError("this is no file of withheld documents, or one of another version")
    size = len(file)
    count = int.from_bytes(bytes(file[len(MAGIC) : _HEAD]), "little")
    if count > _MOST or _HEAD + count * _LINE.itemsize > size:
        raise ValueError("the file of withheld documents is cut short or damaged")
    found = {}
    for line in np.frombuffer(file, _LINE, count, _HEAD):
        kind, at, length = (
            line["kind"].decode("ascii", "replace"),
            int(line["at"]),
            int(line["count"]),
        )
        if kind not in _KINDS or at + length * np.dtype(kind).itemsize > size:
            raise ValueError("the file of withheld documents is cut short or damaged")
        found[line["name"].decode("ascii", "replace")] = np.frombuffer(file, kind, length, at)
    return found


def text_row(texts: list[str]) -> tuple[Array, Array]:
    """Texts as UTF-8, one after the other, and where each ends."""
    encoded = [text.encode(errors="replace") for text in texts]
    ends = np.cumsum([0, *map(len, encoded)])[1:].astype("<u8")
    return np.frombuffer(b"".join(encoded), np.uint8), ends


def piece(row: Array, ends: Array, number: int) -> Array:
    """One of several pieces that stand in a row."""
    return row[int(ends[number - 1]) if number else 0 : int(ends[number])]
