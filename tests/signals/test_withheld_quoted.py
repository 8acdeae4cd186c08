"""Criticism is not copying: what is quoted, how much is the copy, what is the writer's own."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Attachment, Item
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.quoted import MAX_NESTED, quotations
from evenhand.text.view import ItemView

PASSAGE = (
    "the first witness, a bookkeeper, said that two payments had been entered under the wrong "
    "name and that nobody had asked her to mend the books afterwards"
)
OTHER = (
    "the second remembered a letter which was read aloud at supper and then burnt in the stove "
    "before anybody could copy it"
)
BANK = CopyBank.from_documents([("vetting.txt", f"{PASSAGE}. {OTHER}.".encode())])
OWN = "We looked into this for weeks and think that it is false because no such books exist"


def read(text, **parts):
    item = Item(id="p-1", text=text, **parts)
    return SIGNAL.build({"withheld": BANK}).read([ItemView(item)], lambda: False)[0]


def quoted(text):
    return [text[span.start : span.end] for span in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'x "a b" y', "x “a b” y", "x „a b“ y", "x „a b” y", "x «a b» y", "x « a b » y", "x »a b« y",
        "x ”a b” y", "x ‘a b’ y", "x 'a b' y", "x ‚a b‘ y", "x ‹a b› y", "x 「a b」 y", "x『a b』y",
        "x 《a b》 y", "x ＂a b＂ y", "x 〝a b〞 y", "x [quote]a b[/quote] y", "x (“a b”) y",
        "x [QUOTE=them]a b[/QUOTE] y", "x <blockquote class='z'>a b</blockquote> y",
        "x <q>a b</q> y", "x\n> a b\ny", "x\n  >a b\ny", "x “it's a b” y", "x 'isn't a b' y",
        "x “a\n\n“b” y", "x “a ‘b’ c” y", "x <blockquote>a <blockquote>b</blockquote> c"
        "</blockquote> y",
    ],
)  # fmt: skip
def test_what_stands_in_quotation_is_found(text):
    (span,) = quotations(text)
    assert "a" in text[span.start : span.end]
    assert "b" in text[span.start : span.end]
    assert "x" not in text[span.start : span.end].replace("blockquote", "")
    assert "y" not in text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "", "a b", "the boys' house, isn't it, o'clock", 'a 5" disk and 6" more', "“never closed",
        "never opened”", "[quote]never closed", "<blockquote>never closed", "</blockquote> a",
        "1 > 0 and 3 > 2", "l'été d'une", "“" * 50, "« a b", "don’t, won’t, the boys’ own",
    ],
)  # fmt: skip
def test_what_only_looks_like_quotation_is_none(text):
    assert quotations(text) == []


def test_two_quotations_and_the_words_between():
    assert quoted('He said "one" and she “two, three”.') == ['"one"', "“two, three”"]
    assert quoted("> one\n> two\nthree\n> four") == ["> one", "> two", "> four"]


def test_marks_inside_others_are_bounded():
    text = "«" * (MAX_NESTED + 3) + "a" + "»" * 3
    assert len(quotations(text)) == 1


@settings(deadline=None)
@given(st.text(alphabet="ab \n\"'“”„«»‘’>[]quote/<>", max_size=60))
def test_quotations_are_in_order_inside_the_text_and_apart(text):
    spans = quotations(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


# -- in readings


@pytest.mark.parametrize(
    "text",
    [f'{OWN}: "{PASSAGE}".', f"{OWN}:\n> {PASSAGE}\n", f"[quote]{PASSAGE}[/quote] {OWN}",
     f"«{PASSAGE}» {OWN}", f"{OWN} “We read: {PASSAGE}” {OWN}"],
)  # fmt: skip
def test_a_quoted_passage_says_so(text):
    (reading,) = read(text)
    assert [passage["quoted"] for passage in reading.detail["passages"]] == [True]
    assert reading.detail["unquoted_words"] == 0
    assert reading.detail["words"] == len(PASSAGE.split())
    assert reading.detail["own_words"] % len(OWN.split()) == 0


@pytest.mark.parametrize(
    "text",
    [PASSAGE, f"{OWN} {PASSAGE}", f'"{OWN}" {PASSAGE}', f'"{PASSAGE[:40]}"{PASSAGE[40:]}',
     f"{OWN}:\n> {OWN}\n{PASSAGE}"],
)  # fmt: skip
def test_a_passage_that_is_not_quoted_says_so_too(text):
    (reading,) = read(text)
    assert [passage["quoted"] for passage in reading.detail["passages"]] == [False]
    assert reading.detail["unquoted_words"] == reading.detail["words"]


def test_share_and_own_words():
    words, own = len(PASSAGE.split()), len(OWN.split())
    (bare,) = read(PASSAGE)
    assert (bare.detail["share"], bare.detail["percent"], bare.detail["own_words"]) == (1.0, 100, 0)
    (reading,) = read(f'{OWN} "{PASSAGE}" {OWN}')
    assert reading.detail["own_words"] == 2 * own
    assert reading.detail["share"] == round(words / (words + 2 * own), 4)
    assert reading.detail["percent"] == round(100 * words / (words + 2 * own))


def test_words_in_other_quotations_are_not_the_writers_own():
    (reading,) = read(f'{OWN} "{PASSAGE}" "somebody else said so" {OWN}')
    assert reading.detail["own_words"] == 2 * len(OWN.split())


def test_one_passage_quoted_and_one_not():
    (reading,) = read(f'{OWN} "{PASSAGE}" {OWN}. Look here then: {OTHER}')
    assert [passage["quoted"] for passage in reading.detail["passages"]] == [True, False]
    assert reading.detail["unquoted_words"] == len(OTHER.split())


def test_invisible_signs_move_no_border():
    (reading,) = read(f"\u200b\u200b\u200b{OWN} “\u200b{PASSAGE}\u200b” {OWN}")
    assert reading.detail["passages"][0]["quoted"]


def test_attached_texts_tell_it_too():
    attached = Attachment("a.txt", data=f"{OWN}\n> {PASSAGE}\n{OWN}".encode())
    (reading,) = read("see file", attachments=(attached,))
    assert reading.detail["passages"][0]["quoted"]
    assert reading.detail["own_words"] == 2 * len(OWN.split())


def test_policies_may_see_it():
    assert SIGNAL.kinds["text"] == ("words", "unquoted_words", "percent")
    (reading,) = read(f"{OWN} {PASSAGE}")
    assert all(isinstance(reading.detail[name], int) for name in SIGNAL.kinds["text"])
