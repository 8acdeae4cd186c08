"""Samples are chosen by the words alone, so that whatever shares a passage shares some of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.withheld_copy.sampled import (
    LEAST_WORDS,
    MAX_LETTERS,
    Shared,
    Sought,
    samples,
)
from evenhand.signals.withheld_copy.words import NO_WORD, words_of

FEW = st.sampled_from(("the", "of", "a", "and", "it"))
"""So few words that the same runs stand in many places."""
MANY = st.integers(0, 500).map("w{}".format)
WORDS = st.one_of(FEW, MANY)


def text_of(*parts):
    return " ".join(word for part in parts for word in part)


def shared(document, *texts):
    return list(Sought([words_of(document)]).shared(samples(texts)))


@settings(deadline=None)
@given(
    st.lists(MANY, min_size=LEAST_WORDS, max_size=60),
    *[st.lists(WORDS, max_size=50)] * 4,
)
def test_every_passage_of_20_words_is_found(passage, before, after, there_before, there_after):
    document = text_of(there_before, passage, there_after)
    (found, *_) = shared(document, text_of(before, passage, after))
    assert (found.text, found.document) == (0, 0)
    assert found.words > 5


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.just("too short"), st.lists(FEW, min_size=20, max_size=60).map(text_of)),
        max_size=6,
    )
)
def test_a_text_is_sampled_alike_in_any_company(texts):
    assert samples(texts) == [samples([text])[0] for text in texts]


@settings(deadline=None)
@given(st.lists(WORDS, max_size=120))
def test_a_short_text_has_no_sample_and_a_longer_one_holds_two_of_every_nine(words):
    (sample,) = samples([text_of(words)])
    assert bool(sample) == (len(words) >= LEAST_WORDS)
    assert len(sample) <= 8 * len(words)


def test_it_stays_small():
    (sample,) = samples([" ".join(f"word{n}" for n in range(9_000))])
    assert len(sample) / 8 == pytest.approx(2_000, rel=0.1)


def test_it_says_how_many_words_agree_at_least():
    words = [f"w{n}" for n in range(200)]
    (found,) = shared(text_of(words), text_of(["x"] * 30, words[50:110], ["y"] * 30))
    assert found == Shared(0, 0, found.words)
    assert 40 <= found.words <= 60


def test_phrases_out_of_step_are_no_copy():
    words = [f"w{n}" for n in range(400)]
    scattered = [words[at : at + 5] for at in (300, 200, 100, 0)]
    filler = [[f"x{n}" for n in range(m, m + 20)] for m in range(0, 80, 20)]
    mixed = text_of(*(part for pair in zip(filler, scattered, strict=True) for part in pair))
    assert shared(text_of(words), mixed) == []


def test_a_copy_with_words_dropped_and_put_in_is_in_step():
    words = [f"w{n}" for n in range(200)]
    edited = [*words[:30], "new", *words[30:60], *words[62:100]]
    (found,) = shared(text_of(words), text_of(edited))
    assert found.words > 60


def test_a_document_too_short_for_two_is_found_by_one():
    document = text_of([f"w{n}" for n in range(14)])
    assert shared(document, text_of(["x"] * 20, [document], ["y"] * 20))


def test_words_that_count_for_nothing_find_nothing():
    text = text_of([f"w{n}" for n in range(40)])
    words = words_of(text).copy()
    assert list(Sought([words]).shared(samples([text])))
    words[5:35] = NO_WORD
    assert not list(Sought([words]).shared(samples([text])))


def test_each_document_and_each_text_is_told_apart():
    texts = [text_of([f"{sign}{n}" for n in range(40)]) for sign in "abc"]
    sought = Sought([words_of(text) for text in texts[:2]])
    found = sought.shared(samples(["short", texts[1], texts[2], texts[0] + " " + texts[1]]))
    assert sorted((one.text, one.document) for one in found) == [(1, 1), (3, 0), (3, 1)]


def test_a_passage_far_into_a_long_text_is_in_step():
    words = [f"w{n}" for n in range(40)]
    far = " ".join(["x y"] * 40_000)
    assert shared(text_of(words), f"{far} {text_of(words)}")
    assert shared(f"{far} {text_of(words)}", text_of(words))


def test_what_is_beyond_the_bound_is_not_sampled():
    text = "a " * MAX_LETTERS
    assert len(samples([text])[0]) <= 8 * MAX_LETTERS // 2
    assert not list(Sought([]).shared(samples([text[: 4 * LEAST_WORDS]])))
    assert np.frombuffer(samples(["one two " * 20])[0], "<u8").size
