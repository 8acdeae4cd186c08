"""Reading: the same whichever way the first pass is done, long texts, hostile texts, the clock."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Attachment, Item
from evenhand.signals.private_info import undo
from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.choose import best
from evenhand.signals.private_info.finders import finders
from evenhand.signals.private_info.reader import UNDO, PrivateInfo, scan_of
from evenhand.signals.private_info.scan import AT_ONCE
from evenhand.signals.private_info.stretches import MARGIN, STRETCH, stretches
from evenhand.text.fold import fold
from evenhand.text.view import ItemView
from tests.signals.test_private_info_scan import HIDERS, OTHER, TEXTS, VALUES

FAST, SLOW = PrivateInfo(), PrivateInfo(native_too=False)


class EverySign:
    """A first pass that sees all signs everywhere, so that everything is folded and looked at.

    Its sign alone says when undoing is tried: what it makes of other texts may be worse.
    """

    NAMES = frozenset(finder.name for finder in finders())

    def one(self, text):
        return self.NAMES | (scan_of(False).one(fold(text).text) & {UNDO})

    def many(self, texts):
        return {place: self.one(text) for place, text in enumerate(texts) if text}


THOROUGH = PrivateInfo()
THOROUGH._scan = EverySign()


def read(signal, *texts):
    return signal.read([ItemView(Item("x", text)) for text in texts], lambda: False)


@given(TEXTS)
@settings(deadline=None, max_examples=300, derandomize=True)
def test_nothing_is_missed_for_speed(text):
    """The same texts each time: of random ones, one in ten thousand resembles an address."""
    assert read(FAST, text) == read(THOROUGH, text)


@given(st.sampled_from(VALUES), st.data())
@settings(deadline=None, max_examples=100)
def test_no_hidden_value_is_missed_for_speed(value, data):
    hidden = "".join(
        data.draw(st.sampled_from((sign, sign, sign + data.draw(HIDERS), *OTHER.get(sign, ""))))
        for sign in value
    )
    assert read(FAST, hidden) == read(SLOW, hidden) == read(THOROUGH, hidden)


@given(st.lists(TEXTS, max_size=8))
@settings(deadline=None, max_examples=40)
def test_a_batch_reads_as_its_items_with_or_without_hyperscan(texts):
    assert read(FAST, *texts) == read(SLOW, *texts) == [read(FAST, text)[0] for text in texts]


def test_a_large_batch_with_short_and_long_texts():
    texts = [f"post {n}" for n in range(2 * AT_ONCE + 5)]
    texts[0] = texts[AT_ONCE] = "SSN 412-55-0187"
    texts[7] = "so it goes. " * 1_000 + "SSN 412-55-0188"
    found = [n for n, readings in enumerate(read(FAST, *texts)) if readings]
    assert found == [0, 7, AT_ONCE]


@pytest.mark.parametrize("length", [1, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH + 17])
def test_stretches_cover_a_text_once(length):
    cut = list(stretches("." * length))
    assert [core for _, core, _, _ in cut] == list(range(0, length, STRETCH))
    assert "".join("." * (end - core) for _, core, end, _ in cut) == "." * length
    for start, core, end, stop in cut:
        assert core - start == min(MARGIN, core)
        assert stop == min(end + MARGIN, length)


def test_a_code_is_not_cut():
    code = "QUJD" * 1_250
    text = "." * (STRETCH - 100) + " " + code + " " + "." * 9_000
    start, _, _, stop = next(iter(stretches(text)))
    assert code in text[start:stop]


@pytest.mark.parametrize("value", ["SSN 412-55-0187", "SSN ４12\u200b-55-0187"])
@pytest.mark.parametrize("shift", [-12, -5, 0, 3])
def test_a_value_at_the_edge_of_a_stretch_is_read_once(value, shift):
    before = ("é so it goes. " * STRETCH)[: STRETCH + shift]
    (reading,) = read(FAST, f"{before} {value} {before}")[0]
    assert (reading.spans[0].start, reading.spans[0].end) == (
        len(before) + 5,
        len(before) + 1 + len(value),
    )


def test_the_words_that_made_it_are_placed_in_the_text_as_given():
    text = "👩‍👩‍👧 é " * 900 + "SSN: ４12-55-0187"
    (reading,) = read(FAST, text)[0]
    assert all(
        text[cue["start"] : cue["end"]].lower() == cue["words"] for cue in reading.detail["cues"]
    )


def test_values_of_long_attachments_are_read():
    data = ("so it goes. " * 2_000 + "SSN 412-55-0187").encode()
    item = Item("x", "see", attachments=(Attachment("b.txt", "text/plain", data=data),))
    ((reading,),) = FAST.read([ItemView(item)], lambda: False)
    assert (reading.kind, reading.spans, reading.detail["attachment"]) == ("us_ssn", (), 0)


def test_time_is_looked_at_before_each_stretch_and_each_text_with_a_sign():
    with pytest.raises(TimeoutError):
        FAST.read([ItemView(Item("x", "a " * 2 * STRETCH))], lambda: True)
    looks = iter([False] * 3)
    views = [ItemView(Item("x", "SSN 412-55-0187"))] * 9
    with pytest.raises(TimeoutError):
        FAST.read(views, lambda: next(looks, True))


OVERLAPPING = st.builds(
    lambda start, length, score: Candidate("phone", start, start + length, score / 4),
    st.integers(0, 40), st.integers(1, 12), st.integers(0, 4),
)  # fmt: skip


@given(st.lists(OVERLAPPING, max_size=15))
def test_what_is_kept_is_apart_and_beats_what_is_not(candidates):
    kept = best(candidates)
    assert kept == sorted(kept, key=lambda one: one.start)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    for lost in [one for one in candidates if one not in kept]:
        rivals = [one for one in kept if one.start < lost.end and lost.start < one.end]
        assert max(one.score for one in rivals) >= lost.score


def test_undoing_is_asked_only_where_a_sign_says_so(monkeypatch):
    asked = []
    monkeypatch.setattr(undo, "undone", lambda text: iter(asked.append(text) or ()))
    read(FAST, "SSN 412-55-0187")
    assert asked == []
    read(FAST, "S.S.N. is four one two five five oh one eight seven")
    assert len(asked) == 1
