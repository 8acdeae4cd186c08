"""Lines that are not items, and what is said of them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import EvenhandError
from evenhand.connectors.jsonl import item_from_json, item_from_text, text_lines
from evenhand.connectors.jsonl.read import MAX_LINE_BYTES

GOOD = {
    "id": "p-1", "revision": 1, "kind": "post", "text": "Hello.", "author": "a-7",
    "account": {"roles": ["journalist"]}, "created_at": "2026-09-26T14:00:00Z", "language": "en",
    "links": [], "attachments": [{"name": "x.txt", "media_type": "text/plain", "data": "SGk="}],
    "url": None, "site": "main", "matter": None, "facts": {"consented": True},
}  # fmt: skip


def test_the_contract_s_item_is_read():
    item = item_from_json(json.dumps(GOOD).encode())
    assert item.account.roles == ("journalist",)
    assert item.attachments[0].data == b"Hi"
    assert item.created_at.isoformat() == "2026-09-26T14:00:00+00:00"


def test_absent_and_empty_roles_differ():
    assert item_from_json(b'{"id":"a","text":"x"}').account.roles is None
    assert item_from_json(b'{"id":"a","text":"x","account":{"roles":[]}}').account.roles == ()


BAD = {
    "not JSON": (b"not json", "EH101"),
    "cut short": (b'{"id": "p', "EH101"),
    "NaN": (b'{"id": "p", "text": "x", "facts": {"a": NaN}}', "EH101"),
    "Infinity": (b'{"id": "p", "text": "x", "facts": {"a": Infinity}}', "EH101"),
    "lone surrogate": (rb'{"id": "p", "text": "\ud800"}', "EH101"),
    "not UTF-8": (b'{"id": "p", "text": "\xff"}', "EH101"),
    "a list": (b"[]", "EH103"),
    "unknown key": (b'{"id": "p", "txet": "x"}', "EH102"),
    "unknown key of an attachment": (b'{"id":"p","attachments":[{"nmae":"x"}]}', "EH102"),
    "unknown key of the account": (b'{"id":"p","account":{"rolls":[]}}', "EH102"),
    "text is a number": (b'{"id": "p", "text": 5}', "EH103"),
    "revision is text": (b'{"id": "p", "text": "x", "revision": "1"}', "EH103"),
    "null fact": (b'{"id": "p", "text": "x", "facts": {"a": null}}', "EH103"),
    "no id": (b'{"text": "x"}', "EH105"),
    "no zone": (b'{"id": "p", "text": "x", "created_at": "2026-09-26T14:00:00"}', "EH106"),
    "no time": (b'{"id": "p", "text": "x", "created_at": "yesterday"}', "EH103"),
    "not base64": (b'{"id":"p","attachments":[{"name":"x","data":"*"}]}', "EH103"),
    "two authors": (b'{"id":"p","text":"x","author":"a","account":{"id":"b"}}', "EH103"),
    "deep list": (b"[" * 100_000, "EH110"),
    "deep facts": (b'{"id":"p","facts":{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "EH1"),
}


@pytest.mark.parametrize("line", BAD, ids=str)
def test_bad_lines(line):
    data, code = BAD[line]
    with pytest.raises(EvenhandError) as refused:
        item_from_json(data)
    assert refused.value.code.startswith(code)
    assert refused.value.not_done == "the item was not screened"


def test_the_nearest_key_is_named():
    with pytest.raises(EvenhandError) as refused:
        item_from_json(b'{"id": "p", "txet": "x"}')
    assert refused.value.help == "did you mean `text`?"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_item_or_an_error(data):
    """Nothing but our own error ever comes out."""
    try:
        item_from_json(data)
    except EvenhandError as error:
        assert error.code.startswith("EH1")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*GOOD, "data", "roles", "x"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_an_item_or_an_error(value):
    try:
        item_from_json(json.dumps(value).encode())
    except EvenhandError as error:
        assert error.code.startswith("EH1")


def test_plain_text_that_is_not_utf8():
    with pytest.raises(EvenhandError, match="EH101"):
        item_from_text(b"\xff\xfe", "x")


class Chunks:
    """A stream that is read line by line, as a file is."""

    def __init__(self, data):
        import io

        self._file = io.BytesIO(data)
        self.readline = self._file.readline


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200))
def test_lines_are_those_of_the_whole(data, cut):
    """Wherever the head ends, the lines are the same."""
    found = [line.rstrip(b"\n") for line in text_lines(data[:cut], Chunks(data[cut:]), 1000)]
    expected = data.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    assert found == expected


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read():
    lines = list(text_lines(b"", Chunks(b"x" * 50 + b"\nfine\n"), 10))
    assert [len(line) for line in lines] == [11, 5]


def test_the_bound_of_a_line():
    with pytest.raises(EvenhandError, match="EH104"):
        item_from_json(b" " * (MAX_LINE_BYTES + 1))
