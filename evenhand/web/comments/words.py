"""What the pages for writers and affected persons say: one TOML file a language.

To add a language, add `words/<tag>.toml` with every message of `en.toml`; a test compares them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"
BASE = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language, by section.

    Attributes:
        direction: `ltr` or `rtl`.
    """

    language: str
    direction: str
    say: Mapping[str, Mapping[str, str]]


def words_for(*wanted: str | None) -> Words:
    """The words of the first of these languages that there are words for, else English."""
    for name in wanted:
        short = (name or "").split("-")[0].lower()
        if short in languages():
            return _words(short)
    return _words(BASE)


@cache
def languages() -> frozenset[str]:
    """The languages that there are words for."""
    return frozenset(path.stem for path in FOLDER.glob("*.toml"))


@cache
def _words(language: str) -> Words:
    read: dict[str, Any] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    direction = str(read.pop("direction"))
    return Words(language, direction, read)
