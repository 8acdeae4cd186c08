"""The JSON Schema of a statement for the DSA database, written from the fields' own lists.

`dsa.schema.json` beside this file is what `python -m evenhand.statements.dsa_schema` prints; a
test holds the two together, and another holds its judgement to `validate_dsa`'s.
"""

import json
from collections.abc import Iterator
from typing import Any

from evenhand.statements.dsa_fields import (
    CATEGORIES,
    EARLIEST,
    END_OF,
    GOES_WITH,
    LATEST,
    LONGEST,
    ONE_OF,
    REQUIRED,
    RESTRICTIONS,
    SOME_OF,
)

Schema = dict[str, Any]

NOT_BEFORE = "notBefore"
"""The keyword of our own: JSON Schema has no word that compares two fields."""

_ABOUT = """\
A statement of reasons for the Commission's DSA Transparency Database (schema of 1 July 2025), by \
the rules of its code and by stricter ones: no unknown field, no null, a territorial scope, an end \
date for whatever is called a suspension, none for a termination, and no end before the \
beginning. JSON Schema has no word for the last one, so it is in a keyword of our own, \
`notBefore`: its value maps a field to another field, both days written YYYY-MM-DD; where both \
are there, the first must not lie before the second. A validator that does not know the keyword \
ignores it and checks everything else."""

# Engines differ in what \s and $ mean (a line end before the end, a byte order mark), so blanks
# are spelled out, and the end of the text is "nothing follows".
_BLANKS = r"\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_END = r"(?![\s\S])"
_PATTERNS = {
    "puid": rf"^[A-Za-z0-9_-]+{_END}",
    "decision_ground_reference_url": rf"^https?://[^{_BLANKS}/?#][^{_BLANKS}]*{_END}",
}
_SOMETHING = f"[^{_BLANKS}]"
_EAN = {"type": "string", "pattern": rf"^[0-9]{{13}}{_END}"}
_ANY_MONTH = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8])"
)


def dsa_schema() -> Schema:
    """The schema (JSON Schema 2020-12), in judgement equal to `validate_dsa`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Statement of reasons for the DSA Transparency Database",
        "description": _ABOUT,
        "type": "object",
        "properties": dict(sorted(_properties())),
        "required": sorted(REQUIRED),
        "anyOf": [{"required": [name]} for name in RESTRICTIONS],
        "dependentSchemas": dict(sorted(_dependent().items())),
        "additionalProperties": False,
        NOT_BEFORE: dict.fromkeys(END_OF.values(), "application_date"),
    }


def _properties() -> Iterator[tuple[str, Schema]]:
    for name, known in ONE_OF.items():
        yield name, {"enum": sorted(known)}
    for name, known in SOME_OF.items():
        one = {"enum": sorted(known)}
        yield name, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
    for name, longest in LONGEST.items():
        pattern = _PATTERNS.get(name, _SOMETHING)
        yield name, {"type": "string", "pattern": pattern, "maxLength": longest}
    for name, earliest in EARLIEST.items():
        yield name, {"type": "string", "pattern": _days_from(earliest)}
    yield "content_id_ean", _EAN
    yield (
        "content_id",
        {
            "type": "object",
            "properties": {"EAN-13": _EAN},
            "required": ["EAN-13"],
            "additionalProperties": False,
        },
    )


def _days_from(earliest: str) -> str:
    """A pattern for the days that there are, from the 1st of January of a year to `LATEST`."""
    years = range(int(earliest[:4]), int(LATEST[:4]))
    common, leap = "|".join(map(str, years)), "|".join(str(y) for y in years if y % 4 == 0)
    return f"^(?:(?:{common})-(?:{_ANY_MONTH})|(?:{leap})-02-29|{LATEST}){_END}"


def _dependent() -> dict[str, Schema]:
    """Field -> what must hold of the others where it is there."""
    found: dict[str, list[Schema]] = {}
    for name, schema in (*_companions(), *_additions(), *_ends()):
        found.setdefault(name, []).append(schema)
    return {name: {"allOf": schemas} for name, schemas in found.items()}


def _companions() -> Iterator[tuple[str, Schema]]:
    """Fields that go with a value of another field, and with nothing else."""
    for name, (other, value, demanded) in GOES_WITH.items():
        yield name, _has(other, [value])
        if demanded:
            yield other, _where(_has(other, [value]), {"required": [name]})
    yield "source_identity", {"not": _has("source_type", ["SOURCE_VOLUNTARY"])}


def _additions() -> Iterator[tuple[str, Schema]]:
    """The main category is not repeated among the others."""
    for category in sorted(CATEGORIES):
        repeated = {"not": _has("category_addition", [category])}
        yield "category_addition", _where(_has("category", [category]), repeated)


def _ends() -> Iterator[tuple[str, Schema]]:
    """An end belongs to a restriction; a suspension has one, and a termination none."""
    for restriction, end in END_OF.items():
        yield end, {"required": [restriction]}
        values = sorted(ONE_OF.get(restriction, ()))
        if values:
            suspensions = [value for value in values if "SUSPEN" in value]
            terminations = [value for value in values if "TERMINAT" in value]
            yield restriction, _where(_has(restriction, suspensions), {"required": [end]})
            yield end, {"not": _has(restriction, terminations)}


def _where(condition: Schema, then: Schema) -> Schema:
    return {"if": condition, "then": then}


def _has(name: str, values: list[str]) -> Schema:
    """That a field is there and is, or as a list holds, one of the values."""
    one = {"enum": values}
    return {"properties": {name: {"contains": one} if name in SOME_OF else one}, "required": [name]}


if __name__ == "__main__":
    print(json.dumps(dsa_schema(), indent=2))
