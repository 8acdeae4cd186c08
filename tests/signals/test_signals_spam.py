"""The model of spam: deterministic, reversible, quiet until taught; reasons are never private."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import EvenhandError
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.pipeline.gather import Gatherer
from evenhand.signals.spam import SIGNAL
from evenhand.signals.spam.features import BUCKETS, MOST, features_of, pack, read_comment, unpack
from evenhand.signals.spam.model import CUT, FEW, Model
from evenhand.signals.spam.reasons import reasons
from evenhand.text.view import ItemView

SPAM = [
    f"Earn {n}00 dollars from home, click https://cash.shop.example now!!!" for n in range(1, 9)
]
HAM = [f"I read part {n} twice, and the mayor was right about the bridge." for n in range(1, 9)]
NEW = "Earn dollars from home now, click https://cash.shop.example"


def view(text, **fields):
    return ItemView(Item(id="c-1", text=text, kind="comment", **fields))


def features(text, **fields):
    return features_of(read_comment(view(text, **fields)))


def model(spam=SPAM, ham=HAM):
    made = Model()
    for text in spam:
        made.learn(features(text), True)
    for text in ham:
        made.learn(features(text), False)
    return made


def read(text, bank, **fields):
    return SIGNAL.build({"spam": bank}).read([view(text, **fields)], lambda: False)[0]


def test_the_same_steps_give_the_same_bytes_in_any_process():
    code = "from tests.signals.test_signals_spam import model; print(model().digest)"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert found == {model().digest}


def test_bytes_and_back():
    made = model()
    again = Model.from_bytes(made.to_bytes())
    assert again.to_bytes() == made.to_bytes()
    assert (again.digest, again.spam, again.ham, again.steps) == (made.digest, 8, 8, 16)
    for each in (made, again):
        each.learn(features(NEW), True)
    assert again.digest == made.digest != model().digest
    assert Model.from_bytes(Model().to_bytes()).digest == Model().digest


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_bytes_that_are_no_model_are_refused(data):
    whole = MODEL
    cut = data.draw(st.integers(0, len(whole) - 1))
    for harmed in (whole[:cut], whole + b"\0" * (cut % 9 + 1), b"x" + whole[1:]):
        with pytest.raises(EvenhandError, match="EH800"):
            Model.from_bytes(harmed)


MODEL = model().to_bytes()


def test_numbers_that_no_step_gives_are_refused():
    for bad in (np.float32("nan"), np.float32("inf"), np.float32(-1)):
        harmed = MODEL[:-4] + bad.tobytes()
        with pytest.raises(EvenhandError, match="EH800"):
            Model.from_bytes(harmed)


def test_a_model_of_other_features_is_told_apart():
    at = MODEL.index(b"\n") + 1
    with pytest.raises(EvenhandError, match="EH801"):
        Model.from_bytes(MODEL[:at] + b"\x63" + MODEL[at + 1 :])


def test_a_contrary_word_turns_a_comment_around():
    made = model()
    before = made.odds(features(NEW))
    made.learn(features(NEW), True)
    wrong = made.odds(features(NEW))
    made.relearn(features(NEW), False)
    assert before < wrong
    assert made.odds(features(NEW)) < before
    assert (made.spam, made.ham, made.steps) == (8, 9, 18)


@pytest.mark.parametrize(("spam", "ham"), [(FEW, FEW - 1), (FEW - 1, FEW), (0, 0)])
def test_a_model_that_knows_little_says_nothing(spam, ham):
    assert read(SPAM[0], model(SPAM[:spam], HAM[:ham])) == []
    assert len(read(SPAM[0], model(SPAM[:FEW], HAM[:FEW]))) == 1


def test_the_score_is_half_at_the_cut():
    made = Model()
    assert made.score(features("")) < COUNTS_FROM
    made._bias = CUT
    assert made.score(features("unknown words")) == COUNTS_FROM


def test_a_reading_says_by_which_model_and_why():
    made = model()
    (reading,) = read(NEW, made)
    assert (reading.kind, reading.spans) == ("comment", ())
    assert reading.score >= COUNTS_FROM
    assert reading.detail["model"] == made.digest
    assert "link: cash.shop.example" in reading.detail["reasons"]
    assert "words: from home" in reading.detail["reasons"]
    assert read(HAM[0], made)[0].score < COUNTS_FROM


def test_reasons_name_no_address_and_nothing_with_a_digit():
    private = "call 555-0117, zz-vale@mail.example, http://192.0.2.7/x, flat 12b"
    made = model([f"{text} {private}" for text in SPAM])
    told = " ".join(reasons(read_comment(view(private)), made))
    assert told
    for value in ("555", "0117", "vale", "mail.example", "192", "12b"):
        assert value not in told


@pytest.mark.parametrize(
    "hidden",
    [
        NEW.replace("e", "е").replace("o", "о"),
        "\u200b".join(NEW),
        NEW.replace("Earn", "<b>Ea</b><b>rn</b>").replace("dollars", "dol&#108;ars"),
        "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in NEW[:25]) + NEW[25:],
        NEW.replace("dollars", "d o l l a r s").replace("Earn", "E.a.r.n"),
    ],
)
def test_what_is_hidden_in_the_usual_ways_still_counts(hidden):
    assert hidden != NEW
    assert read(hidden, model())[0].score >= COUNTS_FROM


def test_markup_and_spacing_are_undone():
    for written in ("dol&#108;ars", "d o l l a r s", "d.o.l.l.a.r.s"):
        assert read_comment(view(written)).text == "dollars", written
    comment = read_comment(view('<a href="https://cash.shop.example/x">See</a> here'))
    assert (comment.words, comment.hosts) == (["see", "here"], ("cash.shop.example",))


def test_links_beside_the_text_are_read():
    made = model()
    plain = made.odds(features("See here"))
    assert made.odds(features("See here", links=("https://cash.shop.example/a",))) > plain


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text_has_features(text):
    found = features(text)
    assert found.dtype == np.uint32
    assert (np.diff(found.astype(np.int64)) > 0).all()
    assert len(found)
    assert found[-1] < BUCKETS
    assert (unpack(pack(found)) == found).all()


def test_a_long_comment_is_read_as_far_as_its_bound():
    words = "one two three " * MOST
    assert (features(words) == features(words[: MOST + 20])).sum() > 0
    assert len(features("ab " * 10**5)) < MOST


def test_only_comments_are_read():
    gatherer = Gatherer({"spam": model()})
    comment, post = gatherer.gather(
        [Item(id="1", text=NEW, kind="comment"), Item(id="2", text=NEW, kind="post")]
    )
    assert ([r.signal for r in comment.readings], "spam" in comment.ran) == (["spam"], True)
    assert ([r.signal for r in post.readings], "spam" in post.ran) == ([], False)
    assert gatherer.bank_digests == {"spam": model().digest}


def test_without_a_model_it_ran_and_saw_nothing():
    (seen,) = Gatherer({}).gather([Item(id="1", text=NEW, kind="comment")])
    assert ("spam" in seen.ran, seen.readings) == (True, ())


def test_a_signal_that_is_out_of_time_says_so():
    with pytest.raises(TimeoutError):
        SIGNAL.build({"spam": model()}).read([view(NEW)], lambda: True)
