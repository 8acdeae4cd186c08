"""Delivery into a folder: one file a measure, for platforms that pick files up.

A measure counts as acknowledged once its file is durable in the folder. The platform deletes
files that it has carried out.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


class Spool:
    """A folder that a platform reads."""

    def __init__(self, folder: Path) -> None:
        """The folder is made, for its owner alone, where it is missing."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder

    def send(self, deliveries: Sequence[tuple[int, Mapping[str, Any]]]) -> set[int]:
        """Put measures into the folder; returns the numbers of those that are durable there: all.

        A delivery's own number names its file, so that a repeated delivery replaces itself.
        """
        for number, payload in deliveries:
            final = self._folder / f"{number:012d}.json"
            draft = final.with_suffix(".part")
            with draft.open("wb") as file:
                file.write(_encoder.encode(payload) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(final)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return {number for number, _ in deliveries}
