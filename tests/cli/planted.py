"""What is planted in the example matter, and how it is searched for."""

import json
import re
import tomllib
from base64 import b64encode
from pathlib import Path

MATTER = Path(__file__).parents[2] / "examples" / "dossier"
PLANTED = tomllib.loads((MATTER / "planted.toml").read_text())
MASKED = [value for values in PLANTED["masked"].values() for value in values]
PRIVATE = [value for values in PLANTED["private"].values() for value in values]
NAMES = [value for values in PLANTED["names"].values() for value in values]


def spellings(value):
    """The value as it may stand somewhere: as it is, folded, bare, in base64 at each alignment."""
    plain = value.encode()
    folded = value.casefold().encode()
    bare = re.sub(r"[\W_]+", "", value.casefold()).encode()
    yield from {plain, folded, bare, plain.hex().encode(), json.dumps(value)[1:-1].encode()}
    for data in {plain, folded}:
        for before in range(3):
            # Of a value inside a longer text these letters do not depend on what is around it.
            coded = b64encode(b"\0" * before + data)
            start, end = -(-before * 4 // 3), len(before * b"\0" + data) * 4 // 3
            yield coded[start:end]


def holds(data, value):
    """Whether some spelling of a value stands in the bytes, as they are, folded or bare."""
    folded = data.lower()
    forms = (data, folded, re.sub(rb"[^a-z0-9\x80-\xff]+", b"", folded))
    return any(spelled and spelled in form for spelled in spellings(value) for form in forms)


def as_word(name, text):
    """Whether a name stands in a text as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)
