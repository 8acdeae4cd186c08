"""Every signal's own examples: the `examples*.json` in its folder, found by looking.

An example is `{"note", "text", "item", "banks", "readings"}`: `item` holds further fields of the
item (an attachment has `text`, base64 `data`, or a `sha256` alone), `banks` what the signal's
`BANKS` make its banks from. Of the readings, those that count must be exactly those listed; those
listed as public must be there and must not count.
"""

import json
from base64 import b64decode
from importlib import import_module
from pathlib import Path

import pytest

from evenhand.model.item import Attachment, Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.signals import discover
from evenhand.text.view import ItemView

SIGNALS = discover()


def module_of(name):
    return import_module(f"evenhand.signals.{name}")


def examples_of(name):
    folder = Path(module_of(name).__file__).parent
    paths = sorted(folder.rglob("examples*.json"))
    return [example for path in paths for example in json.loads(path.read_text(encoding="utf-8"))]


EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}-{example.get('note', '')}")
    for name in SIGNALS
    for number, example in enumerate(examples_of(name), 1)
]


def attachment(fields):
    data = b64decode(fields["data"]) if "data" in fields else None
    if "text" in fields:
        data = fields["text"].encode()
    media_type = fields.get("media_type", "text/plain")
    return Attachment(fields["name"], media_type, fields.get("sha256"), data)


def item_of(example):
    fields = dict(example.get("item", {}))
    fields["links"] = tuple(fields.get("links", ()))
    fields["attachments"] = tuple(attachment(a) for a in fields.get("attachments", ()))
    return Item(**{"id": "example", "text": example.get("text", ""), **fields})


def read(name, example):
    banks = {
        bank: module_of(name).BANKS[bank](raw) for bank, raw in example.get("banks", {}).items()
    }
    signal = SIGNALS[name].build(banks)
    return signal.read([ItemView(item_of(example))], lambda: False)[0]


def places(readings):
    return sorted((r.kind, [[span.start, span.end] for span in r.spans]) for r in readings)


def listed(example, public):
    chosen = [r for r in example["readings"] if r.get("public", False) is public]
    return sorted((r["kind"], r["spans"]) for r in chosen)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name, example):
    readings = read(name, example)
    assert places(r for r in readings if r.score >= COUNTS_FROM) == listed(example, public=False)
    below = places(r for r in readings if r.detail.get("public") and r.score < COUNTS_FROM)
    assert [place for place in listed(example, public=True) if place not in below] == []


@pytest.mark.parametrize("name", SIGNALS)
def test_signal_shows_what_it_sees_and_what_it_leaves_alone(name):
    examples = examples_of(name)
    shown = {reading["kind"] for example in examples for reading in example["readings"]}
    assert shown == set(SIGNALS[name].kinds)
    left_alone = [example for example in examples if not example["readings"]]
    assert left_alone


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_readings_are_of_the_kinds_on_the_card(name, example):
    for reading in read(name, example):
        assert reading.signal == name
        assert reading.kind in SIGNALS[name].kinds
        assert 0 <= reading.score <= 1
        json.dumps(dict(reading.detail))
