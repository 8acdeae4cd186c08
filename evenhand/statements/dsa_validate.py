"""Whether the DSA database would take a statement, by its code's rules and by stricter ones.

Stricter than the database: no unknown field, no null, a territorial scope, no end before the
beginning, an end date for whatever is called a suspension, and none for a termination. The JSON
Schema `dsa.schema.json` judges alike, for programs that do not run this one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from evenhand.model.errors import nearest
from evenhand.statements.dsa_fields import (
    EARLIEST,
    END_OF,
    FREE_TEXTS,
    GOES_WITH,
    KNOWN,
    LATEST,
    LONGEST,
    ONE_OF,
    REQUIRED,
    RESTRICTIONS,
    SOME_OF,
)

Statement = Mapping[str, Any]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EAN = re.compile(r"[0-9]{13}")
_PUID = re.compile(r"[A-Za-z0-9_-]+")
_URL = re.compile(r"https?://[^\s/?#]+[^\s]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field."""

    field: str
    what: str


def validate_dsa(statement: Statement) -> list[Problem]:
    """Every reason why the statement may not be submitted; empty where it may.

    Takes any JSON object, however malformed, and never raises.
    """
    checks: tuple[Callable[[Statement], Iterator[Problem]], ...] = (
        _known, _required, _values, _lists, _texts, _days, _content_id, _companions, _ends,
    )  # fmt: skip
    return [problem for check in checks for problem in check(statement)]


def private_texts(statement: Statement, is_private: Callable[[str], bool]) -> list[Problem]:
    """The free texts in which something private stands; the database takes no personal data.

    Args:
        is_private: whether a text holds a private value: the signal's word, which this room asks
            for and does not know.
    """
    return [
        Problem(name, "holds something private")
        for name in FREE_TEXTS
        if isinstance(text := statement.get(name), str) and is_private(text)
    ]


def _known(statement: Statement) -> Iterator[Problem]:
    for name in statement:
        if name not in KNOWN:
            yield Problem(name, " ".join(["there is no such field", nearest(name, KNOWN)]).strip())


def _required(statement: Statement) -> Iterator[Problem]:
    for name in REQUIRED:
        if name not in statement:
            yield Problem(name, "is required")
    if not any(name in statement for name in RESTRICTIONS):
        yield Problem("decision_visibility", "no restriction is named, of visibility or otherwise")


def _values(statement: Statement) -> Iterator[Problem]:
    for name, known in ONE_OF.items():
        value = statement.get(name)
        if name in statement and not (isinstance(value, str) and value in known):
            yield Problem(name, "is not one of the database's values")


def _lists(statement: Statement) -> Iterator[Problem]:
    for name, known in SOME_OF.items():
        if name not in statement:
            continue
        value = statement[name]
        if not isinstance(value, list) or not value:
            yield Problem(name, "is not a list with something in it")
        elif not all(isinstance(each, str) and each in known for each in value):
            yield Problem(name, "holds something that is not one of the database's values")
        elif len(set(value)) < len(value):
            yield Problem(name, "holds something twice")
    additions = statement.get("category_addition")
    if isinstance(additions, list) and statement.get("category") in additions:
        yield Problem("category_addition", "repeats the main category")


def _texts(statement: Statement) -> Iterator[Problem]:
    for name, longest in LONGEST.items():
        if name not in statement:
            continue
        value = statement[name]
        if not isinstance(value, str) or not value.strip():
            yield Problem(name, "is not a text with something in it")
        elif len(value) > longest:
            yield Problem(name, f"is longer than {longest} characters")
        elif name == "puid" and not _PUID.fullmatch(value):
            yield Problem(name, "has other characters than letters, digits, `-` and `_`")
        elif name == "decision_ground_reference_url" and not _URL.fullmatch(value):
            yield Problem(name, "is not a web address")


def _days(statement: Statement) -> Iterator[Problem]:
    for name, earliest in EARLIEST.items():
        if name not in statement:
            continue
        value = statement[name]
        if not _is_day(value):
            yield Problem(name, "is not a day written YYYY-MM-DD")
        elif not earliest <= value <= LATEST:
            yield Problem(name, f"is not between {earliest} and {LATEST}")


def _content_id(statement: Statement) -> Iterator[Problem]:
    if "content_id" in statement:
        value = statement["content_id"]
        if not isinstance(value, Mapping) or set(value) != {"EAN-13"} or not _is_ean(value):
            yield Problem("content_id", "is not an object with an `EAN-13` of 13 digits alone")
    if "content_id_ean" in statement and not _is_ean({"EAN-13": statement["content_id_ean"]}):
        yield Problem("content_id_ean", "is not 13 digits")


def _companions(statement: Statement) -> Iterator[Problem]:
    """Fields that go with a value of another field, and with nothing else."""
    for name, (other, value, demanded) in GOES_WITH.items():
        found = statement.get(other)
        goes = value in found if isinstance(found, list) else found == value
        if goes and demanded and name not in statement:
            yield Problem(name, f"is required where {other} has {value}")
        if not goes and name in statement:
            yield Problem(name, f"goes only where {other} has {value}")
    if statement.get("source_type") == "SOURCE_VOLUNTARY" and "source_identity" in statement:
        yield Problem("source_identity", "does not go with an own initiative")


def _ends(statement: Statement) -> Iterator[Problem]:
    begins = statement.get("application_date")
    for restriction, name in END_OF.items():
        decision = statement.get(restriction)
        end = statement.get(name)
        if name in statement and restriction not in statement:
            yield Problem(name, f"ends a restriction that is not there: {restriction}")
        if _is_day(end) and _is_day(begins) and end < begins:
            yield Problem(name, "lies before the application_date")
        if isinstance(decision, str) and "SUSPEN" in decision and end is None:
            yield Problem(name, "is required: a suspension has an end, else it is a termination")
        if isinstance(decision, str) and "TERMINAT" in decision and end is not None:
            yield Problem(name, "does not go with a termination")


def _is_day(value: object) -> TypeGuard[str]:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_ean(content_id: Mapping[str, Any]) -> bool:
    value = content_id.get("EAN-13")
    return isinstance(value, str) and bool(_EAN.fullmatch(value))
