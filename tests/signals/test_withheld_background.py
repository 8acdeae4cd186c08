"""Common quotations, learnt from public texts, count for nothing in a copy."""

import random

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.signals.withheld_copy import SIGNAL, background
from evenhand.signals.withheld_copy.background import QUOTATION_WORDS, Background
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.words import words_of
from evenhand.text.view import ItemView


def prose(seed, length):
    draw = random.Random(seed)
    return ["".join(draw.choices(["ba", "de", "ki", "lo", "mu", "na"], k=4)) for _ in range(length)]


LICENCE = prose(1, 120)
SECRET = prose(2, 200)
REPORT = (" ".join([*SECRET[:100], *LICENCE, *SECRET[100:]])).encode()
PUBLIC = ("licence.txt", " ".join([*prose(3, 30), *LICENCE, *prose(4, 30)]).encode())
PLAIN = CopyBank.from_documents([("report.txt", REPORT)])
TAUGHT = CopyBank.from_documents([("report.txt", REPORT)], [PUBLIC])


def words_found(bank, words):
    item = Item(id="p-1", text=" ".join([*prose(8, 50), *words, *prose(9, 50)]))
    readings = SIGNAL.build({"withheld": bank}).read([ItemView(item)], lambda: False)[0]
    return sum(reading.detail["words"] for reading in readings)


def test_a_common_quotation_is_no_copy():
    assert words_found(PLAIN, LICENCE[20:80]) == 60
    assert words_found(TAUGHT, LICENCE[20:80]) == 0
    assert words_found(TAUGHT, LICENCE) == 0


def test_the_documents_own_words_are():
    assert words_found(TAUGHT, SECRET[10:40]) == 30
    assert words_found(TAUGHT, SECRET[10:26]) == 16


def test_in_a_passage_that_holds_one_it_is_not_counted():
    passage = [*SECRET[70:100], *LICENCE, *SECRET[100:130]]
    assert words_found(PLAIN, passage) == 60 + len(LICENCE)
    assert words_found(TAUGHT, passage) == 60
    assert words_found(TAUGHT, [*SECRET[90:100], *LICENCE[:30]]) == 0


def test_short_phrases_are_anybodys():
    """Else a few public books would take most phrases out of a document."""
    learnt = Background.from_documents([("p.txt", " ".join(SECRET[:20]).encode())])

    def common(words):
        return learnt.common(words_of(" ".join(words))).tolist()

    long, short = SECRET[:QUOTATION_WORDS], SECRET[: QUOTATION_WORDS - 1]
    assert common([*short, "x"]) == [False] * QUOTATION_WORDS
    assert common(["x", *long, "x"]) == [False, *[True] * QUOTATION_WORDS, False]
    assert common(SECRET[:30]) == [True] * 20 + [False] * 10
    assert common([]) == []


def test_a_short_document_is_measured_by_its_own_words():
    note = [*LICENCE[:20], *SECRET[:10]]
    bank = CopyBank.from_documents([("note.txt", " ".join(note).encode())], [PUBLIC])
    assert words_found(bank, note) == 10
    bank = CopyBank.from_documents([("note.txt", " ".join(LICENCE[:40]).encode())], [PUBLIC])
    assert bank.file_only == (("note.txt", "all but 0 of its words are common quotations"),)


def test_the_bank_is_another_one_with_background():
    again = CopyBank.from_documents([("report.txt", REPORT)], [PUBLIC])
    assert TAUGHT.digest == again.digest != PLAIN.digest


def test_background_is_bounded_and_its_faults_are_told(monkeypatch):
    with pytest.raises(EvenhandError) as caught:
        Background.from_documents([("bad.pdf", b"%PDF-1.4 nothing")])
    assert caught.value.code == "EH551"
    assert not Background.from_documents([("x.png", b"\x89PNG")]).common(words_of("a " * 9)).any()
    monkeypatch.setattr(background, "MAX_WORDS", 30)
    with pytest.raises(EvenhandError) as caught:
        Background.from_documents([PUBLIC])
    assert caught.value.code == "EH570"
