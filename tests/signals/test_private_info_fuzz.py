"""Any bytes, mixed with pieces of values: what is read stands in the text, and nothing fails."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Item
from evenhand.signals.private_info.reader import PrivateInfo
from evenhand.text.view import ItemView

FAST, SLOW = PrivateInfo(), PrivateInfo(native_too=False)

VALUES = st.sampled_from(
    ("SSN ", "412-55-0187", "XXX-XX-", "0187", "last four of her social ", "ends in ", "call ",
     "(202) 555-0143", "+44 20 7946 0018", "jane.roe", "@", "mail.example", " [at] ", " dot ",
     "4539 5787 6362 1486", "GB29NWBK60161331926819", "1742 Maple Street", ", Dayton, OH 45402",
     "four one two ", "five five ", "backwards: ", "7810-55-214", "NTU1LTAxNDM=", "&#52;", "%34",
     "<b>", "**", "|", "\n", "\0", "\u200b", "\u202e", "４", "0\u0301", "é", "ﬁ", "а", "•", "½", "😀",  # noqa: E501
     "\ud800", "\udfff", "O", "l", "born 4 May 1980", "10.1.2.3", "DE02120300000000202051")
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=24).map(lambda data: data.decode("utf-8", "surrogateescape")),
    st.binary(max_size=24).map(lambda data: data.decode("utf-16-le", "surrogatepass" if
                                                        len(data) % 2 == 0 else "replace")),
    st.text(st.characters(), max_size=12),
)  # fmt: skip
REPEATED = st.builds(
    lambda piece, times: piece * times, st.one_of(VALUES, BYTES), st.integers(2, 9)
)
TEXTS = st.lists(st.one_of(VALUES, VALUES, BYTES, REPEATED), max_size=10).map("".join)


def read(signal, texts):
    return signal.read([ItemView(Item("x", text)) for text in texts], lambda: False)


def check(texts):
    found = read(FAST, texts)
    assert found == read(SLOW, texts)
    assert found == [read(FAST, [text])[0] for text in texts]
    for text, readings in zip(texts, found, strict=True):
        spans = [span for reading in readings for span in reading.spans]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(0 <= reading.score <= 1 for reading in readings)


@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_any_text_reads_alike_however_it_is_read(texts):
    check(texts)


@pytest.mark.torture
@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=20_000)
def test_any_text_reads_alike_however_it_is_read_at_length(texts):
    check(texts)


@pytest.mark.torture
@given(TEXTS.filter(len))
@settings(deadline=None, max_examples=300)
def test_long_texts_of_any_kind(piece):
    check([piece * (12_000 // len(piece))])
