"""Fingerprints match copies; with key and dictionary in hand they do not chain into the text."""

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import Span
from evenhand.signals.withheld_copy.fingerprints import (
    ENOUGH,
    GRAM,
    WINDOW,
    Fingerprints,
    _digest,
    _grams,
)

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
DRAW = random.Random(1)
VOCABULARY = ["".join(DRAW.choices(["ba", "de", "ki", "lo", "mu", "na"], k=3)) for _ in range(200)]
WORDS = DRAW.choices(VOCABULARY, k=600)
TEXT = " ".join(WORDS)


def nothing_private(text):
    return []


MADE = Fingerprints.of([TEXT], KEY, nothing_private)


def chained(digests, known):
    """What an attacker who has the key, all words and one passage reads out of digests.

    From a fingerprint that he can read he tries each word of his dictionary behind its last words
    and before its first ones, and goes on from each that hits.
    """
    left = [known[at : at + GRAM] for at in range(len(known) - GRAM + 1)]
    read = {tuple(gram) for gram in left if _digest(gram, KEY) in digests}
    left = list(read)
    while left:
        gram = left.pop()
        for word in VOCABULARY:
            for guess in ((*gram[1:], word), (word, *gram[:-1])):
                if guess not in read and _digest(guess, KEY) in digests:
                    read.add(guess)
                    left.append(guess)
    return read


def test_an_attacker_with_key_and_dictionary_reads_no_more_than_he_knew():
    known = WORDS[100:160]
    overlapping = {_digest(WORDS[at : at + GRAM], KEY) for at in range(len(WORDS) - GRAM + 1)}
    assert len(chained(overlapping, known)) == len(overlapping)  # the attack works where they chain
    read = chained(MADE.digests, known)
    assert ENOUGH <= len(read) <= 60 // GRAM
    assert {word for gram in read for word in gram} <= set(known)
    said = " ".join(known)
    assert all(" ".join(gram) in said for gram in read)


def test_without_the_key_the_text_itself_matches_nothing():
    theirs = Fingerprints.of([TEXT], OTHER_KEY, nothing_private)
    assert not theirs.digests & MADE.digests
    with pytest.raises(ValueError, match="another key"):
        MADE.matches(TEXT, OTHER_KEY)
    with pytest.raises(ValueError, match="16 bytes"):
        Fingerprints.of([TEXT], b"short", nothing_private)


def test_what_touches_a_private_value_is_never_exported():
    number = re.compile(r"555-01\d\d")
    words = [*WORDS[:40], "555-0142", *WORDS[40:80], "555-0199", *WORDS[80:83], "555-0100"]
    text = " ".join(words)

    def private(told):
        return [Span(*match.span()) for match in number.finditer(told)]

    made = Fingerprints.of([text], KEY, private)
    out = [text[span.start : span.end] for span, digest in _grams(text, KEY)
           if digest in made.digests]  # fmt: skip
    assert len(out) == len(made.digests) >= 3
    assert not any("555" in gram or "01" in gram for gram in out)
    assert any("555" in text[span.start : span.end] for span, digest in _grams(text, KEY)
               if digest in Fingerprints.of([text], KEY, nothing_private).digests)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32), st.integers(0, 400))
def test_none_overlap_and_every_54_words_hold_two(seed, length):
    text = " ".join(f"w{seed}x{number}" for number in range(length))
    made = Fingerprints.of([text], KEY, nothing_private)
    at = [n for n, (_, digest) in enumerate(_grams(text, KEY)) if digest in made.digests]
    assert all(one + GRAM <= two < one + GRAM + WINDOW for one, two in pairwise(at))
    assert not at or at[0] < WINDOW
    longest = 2 * (GRAM + WINDOW - 1) + GRAM
    assert longest == 54
    assert bool(made.matches(text, KEY)) >= (length >= longest)


def test_a_copy_is_matched_where_it_stands():
    before = "Somebody sent us this, and we do not know why: "
    text = before + " ".join(WORDS[200:300]).upper()
    spans = MADE.matches(text, KEY)
    assert len(spans) >= 3
    assert all(span.start >= len(before) and span.end <= len(text) for span in spans)
    assert MADE.matches(" ".join(DRAW.choices(VOCABULARY, k=500)), KEY) == []
    assert MADE.matches(" ".join(WORDS[200:215]), KEY) == []


def test_one_guess_is_not_confirmed_by_saying_it_twice():
    (one, *_) = MADE.matches(TEXT, KEY)
    assert MADE.matches(f"{TEXT[one.start : one.end]} and " * 9, KEY) == []


def test_they_are_written_and_read():
    lines = list(MADE.lines())
    assert lines[1:] == sorted(lines[1:])
    assert not any(word in line for line in lines for word in VOCABULARY)
    assert Fingerprints.from_lines(lines) == MADE


HEAD = "evenhand fingerprints 1 0123456789abcdef"


@pytest.mark.parametrize(
    ("lines", "number"),
    [([], 1), ([""], 1), (["something else"], 1), ([HEAD.replace("1", "2", 1)], 1),
     (["evenhand fingerprints 1 ../../0123456789"], 1), ([f"{HEAD}0"], 1),
     ([HEAD, "0" * 30], 2), ([HEAD, "x" * 32], 2), ([HEAD, "0" * 32, ""], 3)],
)  # fmt: skip
def test_a_wrong_line_is_told_by_its_number(lines, number):
    with pytest.raises(ValueError, match=f"line {number}"):
        Fingerprints.from_lines(lines)
