"""Comments: how well a site's model tells spam, and how fast, predicting each before it learns it.

Nothing is trained before: the model meets the comments in their order, as a site that answers
every one of them would teach it.
"""

import csv
import random
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.rows import Row
from evenhand.model.item import Item
from evenhand.signals.spam.features import Features, features_of, read_comment
from evenhand.signals.spam.model import CUT, Model
from evenhand.text.view import ItemView

Texts = list[tuple[str, bool]]
Odds = npt.NDArray[np.float64]
NOT_COUNTED = 50
"""The first comments teach, but are not counted: nothing could be known of them."""

SCIKIT = "98.6 (scikit-learn), 92.3 (bogofilter)"
SCIKIT_1 = "83.9 (scikit-learn), 43.7 (bogofilter)"


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """On three files of video comments and one of text messages; without `data`, speed alone."""
    if data is None or not (data / "spam").is_dir():
        return [_speed("made comments", _made(200 if smoke else 2_000))]
    comments, messages = _comments(data / "spam"), _messages(data / "spam")
    if smoke:
        comments, messages = comments[:200], messages[:200]
    return [
        *_quality("comments", comments, (SCIKIT, SCIKIT_1), (">= 99.3", ">= 92")),
        *_quality("text messages", messages, ("", ""), ("", "")),
        _speed("comments", comments),
    ]


def _quality(name: str, texts: Texts, peers: tuple[str, str], goals: tuple[str, str]) -> list[Row]:
    """AUC, the share caught at 1 % false alarms, what the cut comes to, and the model's size."""
    model, odds, spam = Model(), [], []
    for text, is_spam in texts:
        features = _features(text)
        odds.append(model.odds(features))
        spam.append(is_spam)
        model.learn(features, is_spam)
    counted = np.array(odds[NOT_COUNTED:])
    is_bad = np.array(spam[NOT_COUNTED:])
    bad, good = counted[is_bad], counted[~is_bad]
    line = np.sort(good)[::-1][len(good) // 100]
    at_one_percent, at_cut = 100 * float((bad > line).mean()), 100 * float((bad >= CUT).mean())
    return [
        Row(f"spam: {name}, AUC", 100 * _auc(bad, good), "%", peers[0], goals[0]),
        Row(f"spam: {name}, caught at 1 % false alarms", at_one_percent, "%", peers[1], goals[1]),
        Row(f"spam: {name}, caught at the cut", at_cut, "%"),
        Row(f"spam: {name}, false alarms at the cut", float((good >= CUT).sum()),
            f"of {len(good):,}"),
        Row(f"spam: {name}, model", len(model.to_bytes()) / 1e3, "kB", "", "< 300"),
    ]  # fmt: skip


def _speed(name: str, texts: Texts) -> Row:
    """Predict and learn, by this process's own time."""
    took = []
    for _ in range(3):
        model, began = Model(), time.process_time()
        for text, is_spam in texts:
            features = _features(text)
            model.odds(features)
            model.learn(features, is_spam)
        took.append(time.process_time() - began)
    rate = len(texts) / min(took)
    return Row(f"spam: {name}, predict and learn", rate, "/s", "5,300", ">= 10,000")


def _features(text: str) -> Features:
    return features_of(read_comment(ItemView(Item(id="c", text=text, kind="comment"))))


def _auc(bad: Odds, good: Odds) -> float:
    """How often a bad one stands above a good one; ties count half."""
    return float((bad[:, None] > good).mean() + (bad[:, None] == good).mean() / 2)


def _comments(folder: Path) -> Texts:
    """In the order of their times; those without one last."""
    found = [line for file in sorted(folder.glob("Youtube*.csv")) for line in _lines(file)]
    found.sort(key=lambda line: line["DATE"] or "9999")
    return [(line["CONTENT"], line["CLASS"] == "1") for line in found if line["CONTENT"].strip()]


def _messages(folder: Path) -> Texts:
    """They have no time: shuffled, always alike."""
    found = [(line["text"], line["label"] == "spam") for line in _lines(folder / "sms_spam_en.csv")]
    random.Random(7).shuffle(found)
    return [(text, spam) for text, spam in found if text.strip()]


def _lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _made(count: int) -> Texts:
    """Comments for speed alone."""
    return [
        (f"Comment {n} says something about the bridge and the mayor, number {n * 7}.", n % 2 == 0)
        for n in range(count)
    ]
