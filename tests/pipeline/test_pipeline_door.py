"""What is refused at the door."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest

from evenhand import Account, Attachment, EvenhandError, Item
from evenhand.model.evidence import FieldType
from evenhand.pipeline.door import check_item

FACTS = {"consented": FieldType.BOOL, "reach": FieldType.INT, "share": FieldType.DOUBLE,
         "names": FieldType.STRINGS}  # fmt: skip
GOOD = Item(id="p-1", text="Hello.", facts={"consented": True, "reach": 3, "share": 0.5,
                                            "names": ("a",)})  # fmt: skip
REFUSED = {
    "no id": (replace(GOOD, id=""), "EH105"),
    "nothing in it": (Item(id="p-1"), "EH105"),
    "text over 1 MB": (replace(GOOD, text="x" * 1_000_001), "EH104"),
    "text over 1 MB in bytes": (replace(GOOD, text="é" * 500_001), "EH104"),
    "NUL": (replace(GOOD, text="a\0b"), "EH107"),
    "lone surrogate": (replace(GOOD, text="a\ud800b"), "EH107"),
    "control in an id": (replace(GOOD, id="a\nb"), "EH107"),
    "long id": (replace(GOOD, id="x" * 301), "EH104"),
    "unknown kind": (replace(GOOD, kind="tweet"), "EH108"),
    "unknown role": (replace(GOOD, account=Account(roles=("jurnalist",))), "EH108"),
    "no zone": (replace(GOOD, created_at=datetime(2026, 1, 1)), "EH106"),  # noqa: DTZ001
    "revision 0": (replace(GOOD, revision=0), "EH103"),
    "too many links": (replace(GOOD, links=("https://a.example",) * 1001), "EH104"),
    "long link": (replace(GOOD, links=("x" * 9000,)), "EH104"),
    "undeclared fact": (replace(GOOD, facts={"consentd": True}), "EH109"),
    "fact of another type": (replace(GOOD, facts={"consented": 1}), "EH109"),
    "true is no integer": (replace(GOOD, facts={"reach": True}), "EH109"),
    "text is no double": (replace(GOOD, facts={"share": "1"}), "EH109"),
    "a text as links": (replace(GOOD, links="https://a.example"), "EH103"),
    "a number as text": (replace(GOOD, text=5), "EH103"),
    "a text as time": (replace(GOOD, created_at="2026"), "EH103"),
    "names as attachments": (replace(GOOD, attachments=("a",)), "EH103"),
    "a text as roles": (replace(GOOD, account=Account(roles="journalist")), "EH103"),
    "true as revision": (replace(GOOD, revision=True), "EH103"),
    "NaN": (replace(GOOD, facts={"share": float("nan")}), "EH109"),
    "integer too large": (replace(GOOD, facts={"reach": 2**60}), "EH109"),
    "mixed list": (replace(GOOD, facts={"names": ("a", 1)}), "EH109"),
    "bad digest": (replace(GOOD, attachments=(Attachment("x", sha256="ab"),)), "EH103"),
    "another file's digest": (
        replace(GOOD, attachments=(Attachment("x", data=b"a", sha256="0" * 64),)),
        "EH111",
    ),
}


@pytest.mark.parametrize("why", REFUSED, ids=str)
def test_refused(why):
    item, code = REFUSED[why]
    with pytest.raises(EvenhandError) as refused:
        check_item(item, FACTS)
    assert refused.value.code == code
    assert refused.value.where is not None
    assert refused.value.help


def test_admitted():
    data = b"a file"
    whole = replace(
        GOOD, attachments=(Attachment("x", data=data, sha256=sha256(data).hexdigest()),),
        text="x" * 1_000_000,
    )  # fmt: skip
    assert check_item(GOOD, FACTS) == GOOD
    assert check_item(whole, FACTS) == whole


def test_a_whole_number_is_a_double_where_one_is_declared():
    item = check_item(replace(GOOD, facts={"share": 1, "names": ["a"]}), FACTS)
    assert item.facts == {"share": 1.0, "names": ("a",)}
    assert type(item.facts["share"]) is float


def test_the_nearest_word_is_named():
    with pytest.raises(EvenhandError) as refused:
        check_item(replace(GOOD, facts={"consentd": True}), FACTS)
    assert "consented" in refused.value.help
