"""Entries: canonical JSON beside another implementation, and salted commitments."""

import json
import math
from base64 import b64decode, urlsafe_b64decode
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.log.entry import commitments, decode, encode, open_commitment
from evenhand.model.clock import SeededEntropy, SystemEntropy
from evenhand.model.entry import ENTRY_TYPES, Disclosure, Draft
from evenhand.model.errors import EvenhandError

COMMIT = ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.text(st.characters(max_codepoint=127), max_size=8)
scalars = st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
flat = scalars | st.lists(scalars, max_size=3) | st.dictionaries(names, scalars, max_size=3)
values = scalars | st.lists(flat, max_size=3) | st.dictionaries(names, flat, max_size=3)
fields = st.dictionaries(names.map("x_{}".format), values, max_size=6)


def draft(**public: object) -> Draft:
    return Draft("decision", "main", "2026-09-26", "case-1", public, {})


def code_of(call, *arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        call(*arguments)
    return caught.value.code


@given(fields, st.integers(1, 2**53 - 1))
def test_an_entry_is_rfc_8785(public: dict, number: int) -> None:
    data = encode(draft(**public), number, COMMIT)
    leaf = {
        **public, "v": 1, "type": "decision", "site": "main", "day": "2026-09-26",
        "case": "case-1", "number": number, "commit": COMMIT,
    }  # fmt: skip
    assert data == rfc8785.dumps(leaf)
    assert decode(data) == leaf


def test_an_entry_as_it_is_written(golden) -> None:
    disclosed = commitments({"minute": "2026-09-26T14:03:00Z"}, SeededEntropy(b"salts"), 3)
    golden("log/entry.json", encode(draft(rule="PI-2"), 7, disclosed[0]).decode() + "\n")


@pytest.mark.parametrize(
    "value",
    [
        None, 1.0, 1.5, math.nan, math.inf, 2**53, -(2**53), 10**30, "\ud800", object(),
        {1: 2}, {"é": 1}, [[[[1]]]], {"a": {"b": {"c": {"d": 1}}}}, [None], b"\0" * 70_000,
    ],
)  # fmt: skip
def test_a_value_that_an_entry_cannot_hold_is_named(value: object) -> None:
    with pytest.raises(EvenhandError) as caught:
        encode(draft(rule="PI-2", bad=value), 1, COMMIT)
    assert caught.value.code in ("EH301", "EH302")
    assert caught.value.code == "EH302" or "`bad`" in caught.value.what


def test_a_value_in_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert code_of(encode, draft(bad=loop), 1, COMMIT) == "EH301"


@pytest.mark.parametrize("name", ["v", "type", "number", "commit"])
def test_a_field_cannot_take_a_name_of_the_log(name: str) -> None:
    assert code_of(encode, draft(**{name: "x"}), 1, COMMIT) == "EH301"


@pytest.mark.parametrize(
    "bad",
    [
        Draft("opinion", "main", "2026-09-26", "c", {}, {}),
        Draft("decision", "", "2026-09-26", "c", {}, {}),
        Draft("decision", "main", "2026-09-31", "c", {}, {}),
        Draft("decision", "main", "2026-09-26T14:03:00Z", "c", {}, {}),
    ],
)
def test_a_wrong_head_is_refused(bad: Draft) -> None:
    assert code_of(encode, bad, 1, COMMIT) == "EH301"


def test_number_and_commitments_are_checked_too() -> None:
    assert code_of(encode, draft(), 0, COMMIT) == "EH301"
    assert code_of(encode, draft(), 1, ["short"]) == "EH301"


def test_every_type_can_be_written() -> None:
    for kind in ENTRY_TYPES:
        data = encode(Draft(kind, "main", "2026-09-26", "c", {}, {}), 1, COMMIT)
        assert decode(data)["type"] == kind


def test_the_longest_entry() -> None:
    room = 65_535 - len(encode(draft(text=""), 1, COMMIT))
    assert len(encode(draft(text="x" * room), 1, COMMIT)) == 65_535
    assert code_of(encode, draft(text="x" * (room + 1)), 1, COMMIT) == "EH302"


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b" ",
        lambda data: data.replace(b'"v":1', b'"v": 1'),
        lambda data: data.replace(b'"v":1', b'"v":2'),
        lambda data: data.replace(b'"v":1', b'"v":true'),
        lambda data: data.replace(b'"v":1', b'"v":1,"v":1'),
        lambda data: data.replace(b'"v":1', b'"v":1,"w":null'),
        lambda data: data.replace(b'"v":1', b'"v":1,"w":1.5'),
        lambda data: data.replace(b'"v":1', b'"v":1,"w":9007199254740992'),
        lambda data: data.replace(b'"v":1', '"v":1,"é":1'.encode()),
        lambda data: data.replace(b'"case":"case-1"', b'"case":"\\u0063ase-1"'),
        lambda data: data.replace(b'"case":"case-1",', b""),
        lambda data: data.replace(b"case-1", b"case-\xff"),
        lambda data: b"[" * 60_000,
        lambda data: b"",
        lambda data: b"[]",
        lambda data: json.dumps(json.loads(data)).encode(),
        lambda data: b" " * 70_000,
    ],
)
def test_bytes_that_are_no_entry_are_refused(change) -> None:
    data = encode(draft(rule="PI-2"), 1, COMMIT)
    assert decode(data)
    assert code_of(decode, change(data)) == "EH303"


@given(st.binary(max_size=80))
def test_no_bytes_upset_the_reader(data: bytes) -> None:
    assert code_of(decode, data) == "EH303"


@given(st.dictionaries(names, texts, max_size=15), st.integers(1, 13))
@settings(deadline=None)
def test_commitments_open_to_listed_digests(sealed: dict[str, str], total: int) -> None:
    digests, disclosures = commitments(sealed, SystemEntropy(), total)
    assert {d.name: d.value for d in disclosures} == sealed
    assert len(digests) % total == 0
    assert digests == sorted(set(digests))
    assert all(len(b64decode(digest)) == 32 for digest in digests)
    assert {open_commitment(d) for d in disclosures} <= set(digests)
    assert len({d.salt for d in disclosures}) == len(disclosures)
    assert all(len(urlsafe_b64decode(d.salt + "==")) == 16 for d in disclosures)


def test_a_commitment_is_the_hash_of_a_json_array() -> None:
    disclosure = Disclosure("minute", "c2FsdHNhbHRzYWx0c2FsdA", 'say "é"')
    array = '["c2FsdHNhbHRzYWx0c2FsdA","minute","say \\"é\\""]'.encode()
    assert b64decode(open_commitment(disclosure)) == sha256(array).digest()
    assert open_commitment(Disclosure("minute", "c2FsdHNhbHRzYWx0c2FsdA", "other")) != (
        open_commitment(disclosure)
    )


def test_all_salts_are_drawn_at_once_and_never_twice() -> None:
    entropy = SeededEntropy(b"salts")
    first, _ = commitments({"a": "x", "b": "x"}, entropy)
    assert entropy.drawn == 1
    second, _ = commitments({"a": "x", "b": "x"}, entropy)
    assert not set(first) & set(second)
    assert len(first) == 12
    assert len(commitments({}, entropy)[0]) == 12
    assert len(commitments({str(n): "" for n in range(13)}, entropy)[0]) == 24
