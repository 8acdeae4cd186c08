"""The example matter: every private value of its papers is found, and no public fact flagged."""

import json
from pathlib import Path

import pytest

from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info import SIGNAL
from evenhand.text.view import ItemView

MATTER = Path(__file__).parents[2] / "examples" / "dossier"
HOME = ("street_address", "417 Lantern Quay Lane, Quillhaven, ME")
NUMBER = ("us_ssn_partial", "XXX-XX-1234")
ITEMS = [
    item
    for line in (MATTER / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    for item in json.loads(line).get("items", ())
]


def found(text):
    (readings,) = SIGNAL.build({}).read([ItemView(Item("x", text))], lambda: False)
    return [
        (r.kind, text[r.spans[0].start : r.spans[0].end])
        for r in readings
        if r.score >= COUNTS_FROM
    ]


def test_the_dossier():
    text = (MATTER / "withheld" / "2026-warden-file.txt").read_text(encoding="utf-8")
    assert found(text) == [HOME, NUMBER]


def test_the_earlier_letters_hold_nothing_private():
    assert found((MATTER / "withheld" / "2022-household-letters.txt").read_text("utf-8")) == []


@pytest.mark.parametrize("text", [item["text"] for item in ITEMS if item.get("text")])
def test_what_people_post_of_it(text):
    expected = [value for value in (HOME, NUMBER) if value[1] in text]
    assert sorted(found(text)) == sorted(expected)
