"""Masking: nothing of a masked value is left, nothing else is touched, no length is told."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evenhand.model.reading import Span
from evenhand.text.mask import MARK, mask, merge

PRIVATE, PLAIN = "PQRST", "abc \n"


@st.composite
def texts_with_spans(draw):
    """A text and spans in it, in any order, overlapping or touching."""
    text = draw(st.text(PLAIN, max_size=30))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=6))
    return text, [Span(min(pair), max(pair)) for pair in pairs]


@given(texts_with_spans())
def test_no_sign_of_a_masked_value_is_left_and_the_rest_is_unchanged(case):
    text, spans = case
    covered = {place for span in spans for place in range(span.start, span.end)}
    marked = "".join(PRIVATE[0] if i in covered else sign for i, sign in enumerate(text))
    masked = mask(marked, spans)
    assert PRIVATE[0] not in masked
    assert masked.replace(MARK, "") == "".join(
        sign for i, sign in enumerate(text) if i not in covered
    )


@given(texts_with_spans())
def test_each_stretch_gets_one_mark_where_it_stood(case):
    text, spans = case
    parts = mask(text, spans).split(MARK)
    merged = merge(spans, len(text))
    edges = [0, *(edge for span in merged for edge in (span.start, span.end)), len(text)]
    assert parts == [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@given(st.integers(1, 50), st.integers(1, 50))
def test_the_mark_does_not_tell_the_length(one, other):
    assert mask("a" + "P" * one + "b", [Span(1, one + 1)]) == mask(
        "a" + "P" * other + "b", [Span(1, other + 1)]
    )


@given(texts_with_spans())
def test_merged_spans_are_in_order_and_apart(case):
    text, spans = case
    merged = merge(spans, len(text))
    assert all(span.start < span.end for span in merged)
    assert all(a.end < b.start for a, b in pairwise(merged))


def test_spans_that_reach_beyond_the_text_are_cut():
    assert mask("name", [Span(2, 99)]) == "na" + MARK
    assert mask("name", [Span(50, 99), Span(1, 1)]) == "name"


def test_neighbours_become_one_mark():
    assert mask("ab12-34cd", [Span(4, 7), Span(2, 4)]) == "ab" + MARK + "cd"
