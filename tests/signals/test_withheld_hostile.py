"""Texts that are made to take long end when time is out."""

import pytest

from evenhand.model.item import Item
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.quoted import quotations
from evenhand.text.view import ItemView

BANK = CopyBank.from_documents([("report.txt", b"word " * 50_000), ("other.txt", b"a " * 50_000)])


def read(text, expired=lambda: False):
    view = ItemView(Item(id="p-1", text=text))
    return SIGNAL.build({"withheld": BANK}).read([view], expired)[0]


@pytest.mark.parametrize("text", ["word " * 200_000, "a " * 200_000])
def test_a_megabyte_of_one_word_ends_when_time_is_out(text):
    """A document of the same kind makes each run of the text stand in many places."""
    asked = []
    with pytest.raises(TimeoutError):
        read(text, lambda: asked.append(1) or len(asked) > 2)


def test_a_megabyte_without_blanks_is_read():
    assert read("x" * 1_000_000) == []


@pytest.mark.parametrize(
    "text",
    ["«" * 500_000, "'a " * 300_000, "<blockquote>" * 50_000, "[quote" * 100_000, "<q " * 100_000,
     "> " * 300_000],
)  # fmt: skip
def test_marks_that_nothing_closes_are_walked_once(text):
    assert len(quotations(text)) <= 1
