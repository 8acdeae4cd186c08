"""Withheld documents: recognised as files and by aligned passages, not by stock phrases."""

import os
import pickle
import random
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment, Item
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy import bank as bank_module
from evenhand.signals.withheld_copy import index as index_module
from evenhand.signals.withheld_copy.align import MARGIN, Passage, passages
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.index import MAX_PLACES, RunIndex, index_arrays
from evenhand.signals.withheld_copy.words import RUN, places_of, runs_of, words_of
from evenhand.text.view import ItemView

SYLLABLES = [first + last for first in "bdklmn" for last in "aeio"]
STOCK = ["on", "the", "other", "hand", "it", "must", "be", "said"]


def prose(seed, length):
    """Made-up words, among them a few that come often, as in any language."""
    draw = random.Random(seed)
    common = ["the", "of", "and", "to", "a", "in", "that", "it"]
    return [
        draw.choice(common) if draw.random() < 0.4 else "".join(draw.choices(SYLLABLES, k=3))
        for _ in range(length)
    ]


DOCUMENT = prose(1, 1000)
FILE = " ".join(DOCUMENT).encode()
BANK = CopyBank.from_documents([("report.txt", FILE)])


def bank_of(**texts):
    return CopyBank.from_documents((f"{name}.txt", text.encode()) for name, text in texts.items())


def read_item(bank, item, expired=lambda: False):
    return SIGNAL.build({"withheld": bank}).read([ItemView(item)], expired)[0]


def read(bank, text):
    return read_item(bank, Item(id="p-1", text=text))


def wrapped(words, seed=2):
    """The words inside a longer post."""
    return " ".join([*prose(seed, 150), *words, *prose(seed + 1, 150)])


def edited(words, share, seed):
    """Words exchanged, dropped, or put in, at random."""
    draw = random.Random(seed)
    out = []
    for word in words:
        if draw.random() >= share:
            out.append(word)
        else:
            out += draw.choice([["zzz"], ["zzz"], [], [word, "zzz"]])
    return out


# -- passages


@pytest.mark.parametrize("length", [20, 50, 300])
@pytest.mark.parametrize("start", [0, 333, 700])
def test_a_verbatim_passage_is_found_where_it_stands(start, length):
    words = DOCUMENT[start : start + length]
    text = wrapped(words)
    (reading,) = read(BANK, text)
    (span,) = reading.spans
    assert " ".join(words) in text[span.start : span.end]
    assert length <= reading.detail["words"] <= length + 4
    assert reading.score >= 0.5


@pytest.mark.parametrize(("length", "share", "least"), [(50, 0.2, 95), (100, 0.3, 95)])
def test_edited_passages_are_found(length, share, least):
    found = 0
    for seed in range(100):
        start = random.Random(seed).randrange(len(DOCUMENT) - length)
        words = edited(DOCUMENT[start : start + length], share, seed)
        found += bool(read(BANK, wrapped(words, seed + 10)))
    assert found >= least


def test_case_punctuation_look_alikes_and_invisible_signs_do_not_hide_a_passage():
    text = "… ".join(word.upper() for word in DOCUMENT[40:70]).replace("A", "А")  # Cyrillic А
    (reading,) = read(BANK, text.replace("B", "B\u200b"))
    assert reading.detail["words"] == 30


def test_spans_are_of_the_original_text():
    passage = " ".join(DOCUMENT[40:70])
    text = f"\u200b\u200bﬁrst: {passage}. Last"
    (span,) = read(BANK, text)[0].spans
    assert text[span.start : span.end] == passage


def test_fifteen_words_are_not_enough():
    assert read(BANK, wrapped(["zzz", *DOCUMENT[400:415], "zzz"])) == []


def test_other_prose_is_left_alone():
    assert [read(BANK, " ".join(prose(seed, 400))) for seed in range(20, 60)] == [[]] * 40


def test_stock_phrases_that_do_not_stand_in_step_are_left_alone():
    """Forty phrases of eight words that both texts hold, in another order."""
    phrases = [prose(seed, 8) for seed in range(100, 140)]

    def text(order, seed):
        return " ".join(
            word
            for number, phrase in enumerate(order)
            for word in (*phrase, *prose(seed + number, 12))
        )

    bank = bank_of(report=text(phrases, 1000))
    assert read(bank, text(phrases[::-1], 2000)) == []
    assert read(bank, text(phrases, 1000)) != []


def test_a_phrase_that_a_document_repeats_is_no_copy():
    bank = bank_of(report=" ".join([*STOCK, "one", *STOCK, "two", *STOCK, "three"] * 50))
    assert read(bank, " ".join([*STOCK, "but", "why", "then", "would", "they", *STOCK])) == []


def test_a_reading_tells_document_page_words_and_passages():
    bank = CopyBank.from_documents([("other.txt", b"nothing much"), ("report.txt", FILE)])
    first, second = DOCUMENT[10:40], DOCUMENT[600:650]
    text = " ".join([*first, *prose(5, 60), *second])
    (reading,) = read(bank, text)
    at = text.index(" ".join(second))
    assert reading.detail == {
        "document": "report.txt",
        "page": 3,
        "words": 80,
        "unquoted_words": 80,
        "share": 0.5714,
        "percent": 57,
        "own_words": 60,
        "passages": [
            {"start": 0, "end": len(" ".join(first)), "page": 1, "words": 30, "quoted": False},
            {"start": at, "end": len(text), "page": 3, "words": 50, "quoted": False},
        ],
    }
    assert [(span.start, span.end) for span in reading.spans] == [
        (passage["start"], passage["end"]) for passage in reading.detail["passages"]
    ]
    assert reading.score == 0.9


def test_pages_are_the_documents_own_where_it_has_some():
    pages = [" ".join(DOCUMENT[start : start + 60]) for start in range(0, 300, 60)]
    bank = bank_of(report="\f".join([pages[0], "", *pages[1:]]))
    assert read(bank, pages[0])[0].detail["page"] == 1
    assert read(bank, pages[1])[0].detail["page"] == 3
    assert read(bank, " ".join(pages[1:3]))[0].detail["page"] == 3


def test_more_words_score_higher():
    scores = [read(BANK, " ".join(DOCUMENT[: 2**n]))[0].score for n in range(4, 10)]
    assert scores[0] == 0.5
    assert scores == sorted(set(scores))
    assert scores[-1] < 1


def test_a_passage_of_several_drafts_is_one_reading():
    text = " ".join(DOCUMENT)
    names = {f"draft{number:02}": f"{text} {number}" for number in range(3 * MAX_PLACES)}
    (reading,) = read(bank_of(**names), wrapped(DOCUMENT[100:160]))
    assert reading.detail["document"] == "draft00.txt"
    assert len(reading.spans) == 1


def test_each_document_is_one_reading():
    bank = bank_of(one=" ".join(prose(7, 300)), two=" ".join(prose(8, 300)))
    text = " ".join(
        [*prose(8, 40), *prose(9, 20), *prose(7, 40), *prose(10, 20), *prose(8, 90)[50:]]
    )
    readings = read(bank, text)
    assert [(r.detail["document"], len(r.spans)) for r in readings] == [
        ("two.txt", 2), ("one.txt", 1),
    ]  # fmt: skip


def test_no_passage_runs_from_one_document_into_the_next():
    bank = bank_of(one=" ".join(DOCUMENT[:100]), two=" ".join(DOCUMENT[100:200]))
    readings = read(bank, " ".join(DOCUMENT[:200]))
    assert [(r.detail["document"], r.detail["words"]) for r in readings] == [
        ("one.txt", 100), ("two.txt", 100),
    ]  # fmt: skip


def test_short_documents_are_found_when_all_of_them_is_there():
    bank = bank_of(note=" ".join(DOCUMENT[:10]), line=" ".join(DOCUMENT[500:507]))
    (reading,) = read(bank, wrapped(DOCUMENT[:10]))
    assert (reading.detail["document"], reading.detail["words"]) == ("note.txt", 10)
    assert reading.score == 0.5
    assert read(bank, wrapped(["zzz", *DOCUMENT[:9], "zzz"])) == []
    assert read(bank, wrapped(DOCUMENT[500:507])) == []


# -- files


def test_a_file_is_recognised_by_its_bytes_or_its_digest():
    digest = sha256(FILE).hexdigest()
    for attachment in (
        Attachment("x.bin", data=FILE),
        Attachment("x.bin", sha256=digest),
        Attachment("x.bin", sha256="0" * 64, data=FILE),
    ):
        (reading,) = read_item(BANK, Item(id="p-1", attachments=(attachment,)))
        assert (reading.kind, reading.score, reading.spans) == ("file", 1.0, ())
        assert reading.detail == {"document": "report.txt"}


def test_of_equal_files_the_first_is_named():
    bank = CopyBank.from_documents([("one.txt", FILE), ("two.txt", FILE)])
    item = Item(id="p-1", attachments=(Attachment("x", sha256=sha256(FILE).hexdigest()),))
    assert read_item(bank, item)[0].detail["document"] == "one.txt"


def test_another_file_is_not():
    attachments = (Attachment("report.txt", sha256="0" * 64), Attachment("report.txt"))
    assert read_item(BANK, Item(id="p-1", attachments=attachments)) == []


def test_attached_texts_are_read_and_have_no_span():
    attached = Attachment("a.txt", "text/plain", data=wrapped(DOCUMENT[:50]).encode())
    (reading,) = read_item(BANK, Item(id="p-1", text="see file", attachments=(attached,)))
    assert (reading.kind, reading.spans) == ("text", ())
    assert reading.detail["passages"] == [
        {"page": 1, "words": reading.detail["words"], "quoted": False}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "utf-16"])
def test_a_document_in_an_older_encoding_is_known_by_its_words(encoding):
    words = [f"{word}é" for word in DOCUMENT[:60]]
    bank = CopyBank.from_documents([("report.txt", " ".join(words).encode(encoding))])
    assert bank.file_only == ()
    assert read(bank, wrapped(words[10:40]))[0].detail["words"] == 30
    attached = Attachment("a.txt", data=wrapped(words[10:40]).encode("latin-1"))
    assert read_item(bank, Item(id="p-1", attachments=(attached,)))[0].detail["words"] == 30


def test_documents_without_text_are_known_as_files_only():
    files = {
        "scan.png": b"\x89PNG...", "bad.pdf": b"%PDF-1.4 nothing", "note.txt": b"three words here",
        "report.txt": FILE, "empty.txt": b"",
    }  # fmt: skip
    bank = CopyBank.from_documents(files.items())
    assert len(bank) == 5
    assert [name for name, _ in bank.file_only] == ["scan.png", "bad.pdf", "note.txt", "empty.txt"]
    assert all(why for _, why in bank.file_only)
    for data in files.values():
        item = Item(id="p-1", attachments=(Attachment("x", data=data),))
        assert [r.kind for r in read_item(bank, item)] == ["file"]
    assert len(read(bank, " ".join(DOCUMENT))) == 1


def test_an_attachment_that_cannot_be_read_fails_the_signal_unless_it_is_known():
    damaged = Attachment("bad.pdf", data=b"%PDF-1.4 nothing")
    with pytest.raises(EvenhandError):
        read_item(BANK, Item(id="p-1", attachments=(damaged, Attachment("x", data=FILE))))
    bank = CopyBank.from_documents([("bad.pdf", damaged.data)])
    assert [r.kind for r in read_item(bank, Item(id="p-1", attachments=(damaged,)))] == ["file"]


# -- the bank


def test_the_digest_is_of_names_and_files():
    banks = [[], [("a", b"x")], [("b", b"x")], [("a", b"y")], [("a", b"x"), ("b", b"x")]]
    assert len({CopyBank.from_documents(documents).digest for documents in banks}) == 5
    assert bank_of(a="x").digest == bank_of(a="x").digest


def test_a_bank_is_bounded(monkeypatch):
    monkeypatch.setattr(bank_module, "MAX_WORDS", 30)
    assert len(bank_of(a="word " * 15, b="word " * 15)) == 2
    with pytest.raises(EvenhandError) as caught:
        bank_of(a="word " * 15, b="word " * 16)
    assert caught.value.code == "EH570"


def test_words_are_the_same_in_every_process():
    """Python's own hash of a string is not: a bank read in one worker would fail in another."""
    code = (
        "from evenhand.signals.withheld_copy.words import words_of; print(words_of('A b').tolist())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == str(words_of("a B").tolist())


def test_a_bank_can_be_handed_to_another_process():
    assert read(pickle.loads(pickle.dumps(BANK)), " ".join(DOCUMENT[:50])) != []


@pytest.mark.parametrize("banks", [{}, {"withheld": None}, {"withheld": bank_of()}])
def test_without_documents_nothing_is_seen(banks):
    view = ItemView(Item(id="p-1", text=" ".join(DOCUMENT)))
    assert SIGNAL.build(banks).read([view], lambda: False) == [[]]


def test_time_runs_out():
    with pytest.raises(TimeoutError):
        read_item(BANK, Item(id="p-1", text="a"), lambda: True)


def test_time_runs_out_within_one_long_item():
    left = iter([False])
    with pytest.raises(TimeoutError):
        read_item(BANK, Item(id="p-1", text=" ".join(DOCUMENT)), lambda: next(left, True))


# -- words, runs, places


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_and_their_places_agree(text):
    places = places_of(text)
    assert len(places) == len(words_of(text))
    assert [words_of(text[start:end]).tolist() for start, end in places] == [
        [word] for word in words_of(text).tolist()
    ]


WORD_ROWS = st.lists(st.integers(1, 3), max_size=20)


@settings(deadline=None)
@given(st.lists(WORD_ROWS, max_size=4), WORD_ROWS)
def test_seeds_are_the_runs_that_both_texts_hold(texts, here):
    """Against a plain search of every place; those that grow nowhere are left out."""
    rows = [np.array(text, np.uint32) for text in texts]
    index = RunIndex(index_arrays(rows, [np.zeros(len(row), bool) for row in rows]))
    expected = []
    for at in range(len(here) - RUN + 1):
        places = [
            (number, word)
            for number, text in enumerate(texts)
            for word in range(len(text) - RUN + 1)
            if text[word : word + RUN] == here[at : at + RUN]
        ]
        expected += [
            (at, (number, word))
            for number, word in places[:MAX_PLACES]
            if grows(here, texts[number], at, word)
        ]
    text = np.array(here, np.uint32)
    none = np.array([], np.uint32)
    for seeds in index.seeds([text, none, text, text[:RUN], text], lambda: False)[::2]:
        assert [(at, index.locate(place)) for at, place in seeds.pairs()] == expected


def grows(here, there, at, beside):
    """Whether the walk from a seed finds more than the seed."""
    row = [*there, *[0] * MARGIN]
    return passages(here, row, [(at, beside)], lambda: False)[0].words > RUN


def test_seeds_inside_a_passage_grow_no_other():
    """A whole book pasted is walked once, not once for each of its runs."""
    here, there = list(range(1, 101)), [*range(1, 101), *[0] * MARGIN]
    seeds = [(place, place) for place in range(96)]
    assert passages(here, there, seeds, lambda: False) == [Passage(0, 100, 0, 100, 100)]


def test_runs_depend_on_the_order_of_words():
    assert runs_of(words_of("a b c d e")).tolist() != runs_of(words_of("a c b d e")).tolist()
    assert len(runs_of(words_of("a b c d"))) == 0


@settings(deadline=None, max_examples=60)
@given(WORD_ROWS, WORD_ROWS, st.integers(0, 30))
def test_aligned_words_are_counted_once_and_stay_inside_both_texts(document, text, filler):
    """Rows of very few different words are the worst case for an alignment."""
    bank = bank_of(report=" ".join(f"w{word}" for word in document * 3))
    words = [f"w{word}" for word in text * 2] + ["zzz"] * filler
    for reading in read(bank, " ".join(words)):
        assert reading.detail["words"] <= min(len(document) * 3, len(text) * 2)
        assert all(0 <= span.start < span.end for span in reading.spans)


# -- many pages: the runs are sampled


@settings(deadline=None)
@given(st.lists(WORD_ROWS, max_size=4), st.integers(1, 6), st.integers(1, 50))
def test_of_runs_side_by_side_the_smallest_is_kept(texts, window, at_once):
    """Against a plain search, in whatever pieces the row is worked on."""
    rows = [np.array(text, np.uint32) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "WHOLE_WORDS", -1)
        patch.setattr(index_module, "WINDOW", window)
        patch.setattr(index_module, "_AT_ONCE", at_once)
        made = index_arrays(rows, [np.zeros(len(row), bool) for row in rows])
    places = set((made["runs"] & np.uint64(2**28 - 1)).astype(int).tolist())
    starts = made["starts"]
    expected = set()
    for start, text in zip(starts.tolist(), texts, strict=False):
        runs = runs_of(np.array(text, np.uint32)).tolist()
        for first in range(1 - window, len(runs)) if runs else ():
            side = range(max(0, first), min(first + window, len(runs)))
            least = min(runs[at] for at in side)
            expected |= {start + at for at in side if runs[at] == least}
    assert places == expected


def test_passages_are_found_where_runs_are_sampled(monkeypatch):
    text = " ".join(f"w{number}" for number in range(600))
    whole = bank_of(report=text)
    monkeypatch.setattr(index_module, "WHOLE_WORDS", 500)
    sampled = bank_of(report=text)
    assert len(sampled.arrays["runs"]) < 0.5 * len(whole.arrays["runs"])
    words = text.split()
    for start in range(0, 560, 7):
        post = f"so they say {' '.join(words[start : start + 16])} and so on"
        assert read(sampled, post) == read(whole, post) != []
