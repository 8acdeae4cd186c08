"""A bank as one file of arrays, used where they lie: opening reads a page of names and no more.

The file: a magic word, how many arrays there are, the CRC-32 of the lines; a line for each array
(name, kind, where, how many, CRC-32), then the arrays, each at a multiple of 64 bytes. Numbers are
little-endian.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Arrays = Mapping[str, Array]

MAGIC = b"EVHCOPY3"
_AT = 64
_LINE = np.dtype([("name", "S16"), ("kind", "S8"), ("at", "<u8"), ("count", "<u8"), ("crc", "<u4")])
_KINDS = frozenset({"|b1", "|u1", "<u4", "<u8", "<i8", "<f8"})
_HEAD = len(MAGIC) + 8
"""Bytes before the lines; how many there are and their CRC-32 take four each."""
_DAMAGED = "the file of withheld documents is cut short or damaged"
_MOST = 64
"""Arrays in one file."""


def packed(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """The file in pieces, to be written one after the other; arrays are rows of one dimension."""
    lines = np.zeros(len(arrays), _LINE)
    at = _HEAD + lines.nbytes
    for number, (name, array) in enumerate(arrays.items()):
        at += -at % _AT
        lines[number] = name.encode(), array.dtype.str.encode(), at, len(array), _crc(array)
        at += array.nbytes
    head = lines.tobytes()
    yield MAGIC + len(arrays).to_bytes(4, "little") + crc32(head).to_bytes(4, "little") + head
    done = _HEAD + lines.nbytes
    for line, array in zip(lines, arrays.values(), strict=True):
        yield bytes(int(line["at"]) - done)
        yield _bytes(array)
        done = int(line["at"]) + array.nbytes


def opened(file: Any) -> dict[str, Array]:
    """The arrays of a file (bytes, or a memory map that is kept open), without copying them.

    Raises ValueError where it is no such file, or is cut short.
    """
    return {name: array for name, array, _ in _lines(file)}


def check(file: Any) -> None:
    """Read all of a file and raise ValueError where it is not what was written."""
    for _, array, crc in _lines(file):
        if _crc(array) != crc:
            raise ValueError(_DAMAGED)


def _lines(file: Any) -> Iterator[tuple[str, Array, int]]:
    """Each array's name, itself, and the CRC-32 that it had when it was written."""
    if bytes(file[: len(MAGIC)]) != MAGIC:
        raise ValueError("this is no file of withheld documents, or one of another version")
    count, crc = np.frombuffer(bytes(file[len(MAGIC) : _HEAD]).ljust(8, b"\0"), "<u4").tolist()
    end = _HEAD + count * _LINE.itemsize
    if count > _MOST or end > len(file) or crc32(file[_HEAD:end]) != crc:
        raise ValueError(_DAMAGED)
    for name, kind, at, length, own in np.frombuffer(file, _LINE, count, _HEAD).tolist():
        kind = kind.decode("ascii", "replace")
        if kind not in _KINDS or at + length * np.dtype(kind).itemsize > len(file):
            raise ValueError(_DAMAGED)
        yield name.decode("ascii", "replace"), np.frombuffer(file, kind, length, at), own


def _crc(array: Array) -> int:
    return crc32(_bytes(array))


def _bytes(array: Array) -> memoryview:
    return np.ascontiguousarray(array).view(np.uint8).data


def text_row(texts: list[str]) -> tuple[Array, Array]:
    """Texts as UTF-8, one after the other, and where each ends."""
    encoded = [text.encode(errors="replace") for text in texts]
    ends = np.cumsum([0, *map(len, encoded)])[1:].astype("<u8")
    return np.frombuffer(b"".join(encoded), np.uint8), ends


def piece(row: Array, ends: Array, number: int) -> Array:
    """One of several pieces that stand in a row."""
    return row[int(ends[number - 1]) if number else 0 : int(ends[number])]
