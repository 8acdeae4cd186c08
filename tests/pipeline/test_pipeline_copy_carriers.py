"""Yesterday's posts: items that carry a copy are found when its document is withheld."""

from datetime import timedelta

import pytest

from evenhand import Item
from evenhand.model.item import Attachment
from evenhand.pipeline.copy_carriers import CopyCarried, copy_carriers
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.export import export_account
from evenhand.pipeline.people.retention import sweep
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.store import models
from evenhand.store.sites import get_site
from tests.pipeline.asking import hire

MEMO = (
    "The harbour office will close its northern gate from the second week of May, and lorries are "
    "asked to take the coast road instead. Drivers who hold a yellow card may still use the small "
    "bridge before six in the morning. Nobody outside of this office has been told so far, and the "
    "council would rather read about it in its own letter than hear it from a carrier. "
)
WORDS = MEMO.split()
OTHER = (
    "We went up to the lighthouse on Saturday with the children, had soup in the old kitchen there "
    "and came home so late that the dog had given up on us; next time we take the ferry back. "
)
BANK = CopyBank.from_documents([("memo.txt", MEMO.encode())])
NUMBER = "Call 212-555-0142, and my social security number is 123-45-6789. "
"""Held by the private-information policy, so that the item's words are kept."""


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


def found(bank=BANK, site="main"):
    return {one.item: one for one in copy_carriers(site, bank)}


def excerpt(first, last):
    return " ".join(WORDS[first:last])


POSTS = (
    Item("whole", MEMO),
    Item("twenty", f"{OTHER}{excerpt(30, 50)} {OTHER}"),
    Item("upper", f"LOOK: {excerpt(5, 45).upper()}"),
    Item(
        "attached", "see", attachments=(Attachment("a.txt", "text/plain", data=MEMO.encode()),)
    ),
    Item("short", excerpt(0, 19)),
    Item("other", OTHER * 3),
    Item("phrase", f"{OTHER} before six in the morning {OTHER}"),
)  # fmt: skip
CARRY = {"whole", "twenty", "upper", "attached"}


def test_what_a_document_covers_is_found_though_its_words_are_not_kept(record):
    results = record(*POSTS)
    assert {result.outcome for result in results} == {"allow"}
    carried = found()
    assert set(carried) == CARRY
    assert not any(one.read for one in carried.values())
    assert len(WORDS) * 0.7 < carried["whole"].words <= len(WORDS)
    assert not found(site="elsewhere")
    assert not found(CopyBank.from_documents([("b.txt", OTHER.upper().encode()[:20])]))


def test_where_words_are_kept_the_signal_reads_them_again(record):
    edited = [word if n % 12 else "changed" for n, word in enumerate(WORDS)]
    # Shares two runs in step with the memo, and is no copy by the signal.
    near = f"{NUMBER}{OTHER}{excerpt(0, 9)} {OTHER}"
    results = record(
        Item("kept", f"{NUMBER}{MEMO}"), Item("edited", NUMBER + " ".join(edited)),
        Item("near", near), Item("other", NUMBER + OTHER * 3),
    )  # fmt: skip
    assert "allow" not in {result.outcome for result in results}
    carried = found()
    assert set(carried) == {"kept", "edited"}
    (decision,) = models.Item.objects.filter(item="kept").values_list("decision", flat=True)
    assert carried["kept"] == CopyCarried("kept", 1, decision, "memo.txt", len(WORDS), True)


def test_what_was_taken_out_again_is_not_found(record):
    record(Item("p", MEMO, revision=1), Item("q", MEMO, revision=1))
    record(Item("p", "never mind", revision=2))
    assert set(found()) == {"q"}
    record(Item("p", f"after all: {MEMO}", revision=3))
    assert found()["p"].revision == 3


def test_each_document_is_told(record):
    record(Item("both", MEMO + OTHER), Item("one", OTHER))
    bank = CopyBank.from_documents([("memo.txt", MEMO.encode()), ("trip.txt", OTHER.encode())])
    assert sorted((one.item, one.document) for one in copy_carriers("main", bank)) == [
        ("both", "memo.txt"), ("both", "trip.txt"), ("one", "trip.txt"),
    ]  # fmt: skip


def test_common_quotations_count_for_nothing(record):
    record(Item("p", MEMO))
    quoting = CopyBank.from_documents([("memo.txt", MEMO.encode())], [("law.txt", MEMO.encode())])
    assert not found(quoting)


def test_it_goes_with_what_its_decision_rested_on(home, clock, record):
    record(Item("p", MEMO))
    clock.at += timedelta(days=get_site("main").keep_days + 1)
    record(Item("q", MEMO))
    sweep(home)
    assert set(found()) == {"q"}
    assert models.CarriedRuns.objects.count() == 1


def test_its_account_is_told_that_it_is_kept(home, record):
    hire(home)
    record(Item("p", MEMO, author="a-7"), Item("q", "short", author="a-7"))
    told = export_account(home, "main", "a-7", "sen")
    assert told["sampled"] == [{"item": "p", "revision": 1}]


def test_a_short_item_leaves_nothing(record):
    record(Item("p", "The council meets on Monday."))
    assert not models.CarriedRuns.objects.exists()


def test_an_attachment_that_cannot_be_read_leaves_the_text(record):
    broken = Attachment("a.docx", "application/octet-stream", data=b"PK not a document")
    record(Item("p", MEMO, attachments=(broken,)), Item("q", OTHER, attachments=(broken,)))
    carried = found()
    assert set(carried) == {"p"}
    assert not carried["p"].read
