"""Passages whose words are set apart, run together or broken are seen; other texts stay alone."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Item
from evenhand.signals.withheld_copy import SIGNAL, hidden
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.hidden import Vocabulary, rows_of, vocabulary_arrays
from evenhand.signals.withheld_copy.words import places_of, words_of
from evenhand.text.view import ItemView

DOCUMENT = (
    "The first witness, a bookkeeper, said that two payments had been entered under the wrong "
    "name and that nobody had asked her to mend the books afterwards. The second remembered a "
    "letter which was read aloud at supper and then burnt in the stove. I think a third was not "
    "heard; nothing was decided that night, but the chairman promised to write to the owners "
    "before Easter and to lay their answer before a whole committee of a dozen."
)
BANK = CopyBank.from_documents([("vetting.txt", DOCUMENT.encode())])
VOCABULARY = Vocabulary(vocabulary_arrays(words_of(DOCUMENT)))
PASSAGE = DOCUMENT.split()[10:45]
AROUND = "My neighbour cooks dumplings with plum jam whenever relatives visit from abroad."


def read(text):
    item = Item(id="p-1", text=text)
    return SIGNAL.build({"withheld": BANK}).read([ItemView(item)], lambda: False)[0]


def undone(texts, vocabulary, expired=lambda: False):
    return rows_of(texts, vocabulary, expired)


def between(sign, around):
    return around.join(sign.join(word) for word in PASSAGE)


WAYS = {
    "letters apart": between(" ", "  "),
    "letters apart, words no further": between(" ", " "),
    "letters apart by dots": between(".", "."),
    "letters apart by low lines": between("_", " "),
    "letters apart by dashes": between("-", " - "),
    "letters struck out": " ".join("".join(f"{sign}\u0336" for sign in word) for word in PASSAGE),
    "no blanks": "".join(word.strip(".,") for word in PASSAGE),
    "every second blank left out": " ".join(
        one + two for one, two in zip(PASSAGE[::2], PASSAGE[1::2], strict=False)
    ),
    "stars for blanks": "*".join(PASSAGE),
    "dots for blanks": ".".join(PASSAGE),
    "low lines for blanks": "_".join(PASSAGE),
    "zero-width signs": between("\u200b", " "),
    "soft hyphens": between("\u00ad", " "),
    "hyphens at line ends": " ".join(
        f"{word[:3]}-\n{word[3:]}" if len(word) > 5 else word for word in PASSAGE
    ),
    "hyphens at line ends of another system": " ".join(
        f"{word[:3]}- \r\n  {word[3:]}" if len(word) > 5 else word for word in PASSAGE
    ),
    "accents": " ".join(PASSAGE).replace("e", "é").replace("a", "å"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_passage_is_found_where_it_stands(way):
    text = f"{AROUND} {WAYS[way]} {AROUND}"
    (reading,) = read(text)
    (span,) = reading.spans
    assert reading.detail["words"] >= len(PASSAGE) - 4
    found = text[span.start : span.end]
    assert len(AROUND) - 2 <= span.start <= len(AROUND) + 12
    assert abs(len(found) - len(WAYS[way])) <= 24


@pytest.mark.parametrize(
    "text",
    [
        AROUND,
        "The F B I and the C I A met.",
        "J. R. R. Smith, B. A., lives in Washington, D. C. with his dog",
        "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
        "s p a c e d   o u t   f o r   n o   r e a s o n   a t   a l l",
        "thewordshererunintoeachotherbutarenotthoseofanydocumentwhatsoever",
        "https://forum.example/first/second/night/stove/books/letter",
        "nobodyhad askedher tomend thejam",
        "1 2 3 4 5 6 7 8 9 10",
        "Donaudampfschifffahrtsgesellschaft und Rindfleischetikettierungsüberwachungsgesetz",
    ],
)
def test_other_texts_are_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thesecond", None),
        ("jam plum thesecond letterwhich wasread aloudat stove", "jam plum the second letter which "
         "was read aloud at stove"),
        ("thefirstwitnesssaidthattwopayments", "the first witness said that two payments"),
        ("x t h e s e c o n d n i g h t x", None),
        ("so, t h e  s e c o n d  n i g h t", "so the second night"),
        ("t h e q z q s e c o n d", "the qzq second"),
        ("a-b", None),
        ("thefirstwitnesssaidthattwopaymentszz", None),
    ],
)  # fmt: skip
def test_words_are_parted_into_those_of_the_documents(text, words):
    """Not where one unknown word stands alone: `cannot` is no hidden `can not`."""
    (row,) = undone([text], VOCABULARY)
    if words is not None:
        assert row.words.tolist() == words_of(words).tolist()
        assert [text[slice(*place)].replace(" ", "") for place in row.places] == words.split()
    elif not text.startswith("x"):
        assert row.places is None
        assert row.words.tolist() == words_of(text).tolist()


def test_each_text_is_read_for_itself():
    """Else a decision would hang on what else came in the same batch."""
    texts = ["thesecond letterwhich", "wasread aloudat", "", AROUND, WAYS["letters apart"], "a b c",
             "d e f"]  # fmt: skip
    together = undone(texts, VOCABULARY)
    for text, row in zip(texts, together, strict=True):
        (alone,) = undone([text], VOCABULARY)
        assert row.words.tolist() == alone.words.tolist()
        assert row.places == alone.places


def test_work_on_one_text_is_bounded(monkeypatch):
    looked_up = []
    costs = Vocabulary._costs
    monkeypatch.setattr(Vocabulary, "_costs", lambda *args: looked_up.append(1) or costs(*args))
    undone(
        ["x" * 1_000_000, "a " * 500_000, "thefirst" * 100_000],
        Vocabulary(vocabulary_arrays(words_of(DOCUMENT))),
    )
    assert len(looked_up) <= 3 * hidden.MAX_LETTERS
    (row,) = undone(["a " * 500_000], VOCABULARY)
    assert len(row.words) >= 500_000 - hidden.MAX_LETTERS


def test_time_runs_out():
    with pytest.raises(TimeoutError):
        undone([AROUND, WAYS["letters apart"]], VOCABULARY, lambda: True)


def test_an_empty_vocabulary_parts_nothing():
    (row,) = undone(
        ["thefirst witness saidthat twopayments"],
        Vocabulary(vocabulary_arrays(np.empty(0, np.uint32))),
    )
    assert row.places is None


PIECES = ["the", "first", "a", "b", "c", "witness", "thefirst", "abc", "x-", "\n", "zz."]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_places_are_in_order_and_hold_the_words(pieces):
    text = " ".join(pieces)
    (row,) = undone([text], VOCABULARY)
    places = places_of(text) if row.places is None else row.places
    assert len(places) == len(row.words)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))
