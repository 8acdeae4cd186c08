"""Why a value was read: every code has words, no words repeat the value, names raise the score."""

import json
import re
from pathlib import Path

import pytest

from evenhand.model.item import Item
from evenhand.signals import private_info
from evenhand.signals.private_info import SIGNAL
from evenhand.signals.private_info.explain import sayings, why
from evenhand.signals.private_info.own import Own
from evenhand.text.fold import fold
from evenhand.text.view import ItemView

FOLDER = Path(private_info.__file__).parent
TEXTS = sorted(
    {
        example.get("text", "")
        for file in FOLDER.rglob("examples*.json")
        for example in json.loads(file.read_text(encoding="utf-8"))
    }
)


def read(text, own=None):
    return SIGNAL.build({"own": own}).read([ItemView(Item("x", text))], lambda: False)[0]


@pytest.fixture(scope="module")
def readings():
    views = [ItemView(Item(str(n), text)) for n, text in enumerate(TEXTS)]
    read = SIGNAL.build({}).read(views, lambda: False)
    return [(text, reading) for text, found in zip(TEXTS, read, strict=True) for reading in found]


def test_every_code_of_every_example_has_words(readings):
    silent = set()
    for _, reading in readings:
        told = reading.detail
        for table, codes in (
            ("PATTERNS", [told.get("pattern")]), ("CHECKS", told.get("checks", ())),
            ("PUBLIC", [told["public_because"]] if "public_because" in told else ()),
            ("STEPS", told.get("undone", ())),
        ):  # fmt: skip
            silent |= {(table, code) for code in codes if code not in sayings(table)}
    assert silent == set()


def test_the_words_never_repeat_the_value(readings):
    for text, reading in readings:
        said = re.sub(r"\(characters \d+ to \d+\)", "", why(reading.detail))
        value = text[reading.spans[0].start : reading.spans[0].end]
        assert said.endswith(".")
        assert value not in said
        for piece in re.findall(r"\d{3,}", fold(value).text):
            assert piece not in said


def test_a_sentence_tells_pattern_check_word_and_step():
    (reading,) = read("Her SSN is 412-55-0187.")
    assert why(reading.detail) == (
        "Nine digits beside the word for a social security number; its area, group and serial can "
        "be issued; beside it stands “ssn” (characters 4 to 7)."
    )


def test_a_person_named_nearby_raises_the_score_and_gives_a_place_and_no_name():
    (alone,) = read("Call 202-555-0143 any time.")
    (named,) = read("Rosa Delgado, 202-555-0143, any time.")
    assert named.score > alone.score or "person" not in alone.detail
    assert named.detail["person"] == {"start": 0, "end": 12}
    assert "Rosa" not in json.dumps(dict(named.detail))
    assert "person" not in alone.detail


@pytest.mark.parametrize("name", ["rosa delgado", "Main Street", "Rosa", "Mark it down"])
def test_what_is_no_name_is_none(name):
    assert all("person" not in reading.detail for reading in read(f"{name}, call 202-555-0143"))


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("+1 202 555 0143", "call (202) 555-0143 now"),
        ("@desk.example", "write to jane.doe@desk.example"),
        ("12 Oak Street", "he lives at 12 Oak Street, Dayton, OH 45402"),
        ("GB29 NWBK 6016 1331 9268 19", "IBAN GB29NWBK60161331926819"),
    ],
)
def test_what_is_the_operators_own_is_public(entry, text):
    (private,) = read(text)
    (own,) = read(text, Own.from_lines([f"{entry}  # ours"]))
    assert private.score >= 0.5 > own.score
    assert own.detail["public_because"] == "own"
    assert why(own.detail).endswith("taken as public: it is one of this site's own contacts.")


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("+1 202 555 0144", "call (202) 555-0143 now"),
        ("555 0143", "call 212-555-0199 now"),
        ("@desk.example", "write to jane.doe@subdesk.example"),
        ("12 Oak Street", "he lives at 112 Oak Street, Dayton, OH 45402"),
    ],
)
def test_what_is_like_it_is_not(entry, text):
    assert all(reading.score >= 0.5 for reading in read(text, Own.from_lines([entry])))
