"""Trains the street address tagger, and tells how well it does on what it has not seen.

    python -m training.address DATA            # writes the model
    python -m training.address DATA --check    # cross-validates by frame, writes nothing

DATA is the folder with private_information/ and posts/. The same data give the same model, byte
for byte.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pycrfsuite

from evenhand.signals.private_info.place import tagger
from evenhand.signals.private_info.place.features import Token, features, names_street, tokens
from evenhand.signals.private_info.place.tagger import Spans, Tagger
from training import texts
from training.scores import Score, total
from training.texts import Text

MODEL = Path(tagger.__file__).parent / "model" / "street_address.crf"
SEED = 6
STRETCH, OVERLAP = 400, 100
PARAMETERS = {
    "c1": 0.8,
    "c2": 0.02,
    "max_iterations": 80,
    "feature.minfreq": 10,
    "feature.possible_transitions": True,
}


def _seeded() -> Random:
    return Random(SEED)


def all_texts(folder: Path) -> list[Text]:
    """Every text to learn from, in a fixed order."""
    random = _seeded()
    private = folder / "private_information"
    found = [*texts.written(random), *texts.presidio(private), *texts.pii_anon(private, random)]
    return [*found, *texts.posts(folder / "posts")]


def labels(found: list[Token], spans: Iterable[tuple[int, int]]) -> list[str]:
    """B for the first token of an address, I for those after it, O for the rest."""
    given = ["O"] * len(found)
    for start, end in spans:
        inside = [n for n, token in enumerate(found) if token.start < end and token.end > start]
        for place in inside:
            given[place] = "B" if place == inside[0] else "I"
    return given


def stretches(text: Text, random: Random) -> Iterator[tuple[int, int]]:
    """What the tagger will be shown of a text: all of it, or a stretch around each address."""
    if len(text.text) <= STRETCH:
        yield 0, len(text.text)
        return
    for start, end in text.spans or [(0, 0)]:
        before = random.randint(20, 150)
        yield max(0, start - before), min(len(text.text), max(end + 20, start - before + STRETCH))


def train(learned: Iterable[Text]) -> bytes:
    """The model that is learned from these texts, as crfsuite writes it."""
    random = _seeded()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for number, text in enumerate(learned):
        if number % 4 and text.source == "posts" and not any(map(str.isdigit, text.text)):
            continue  # of what can hardly be taken for an address, a part is enough
        for start, end in stretches(text, random):
            found = tokens(text.text, start, end)
            if found:
                trainer.append(features(found), labels(found, text.spans))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def found_in(text: Text, model: Tagger) -> Spans:
    """What the tagger finds in a text when it is led over all of it in overlapping stretches."""
    size = len(text.text)
    held: Spans = []
    for at in range(0, max(1, size), STRETCH - 2 * OVERLAP):
        first = at + OVERLAP if at else 0
        found = model.spans(text.text, at, min(at + STRETCH, size))
        held += [span for span in found if first <= span[0] < at + STRETCH - OVERLAP]
    return held


def check(known: list[Text], folds: int) -> Iterator[tuple[Text, Spans]]:
    """Cross-validate: each frame is judged by a model that saw none of its texts."""
    for fold in range(folds):
        model = Tagger(train(text for text in known if _fold(text, folds) != fold))
        yield from ((text, found_in(text, model)) for text in known if _fold(text, folds) == fold)


def _fold(text: Text, folds: int) -> int:
    return sha256(text.frame.encode()).digest()[0] % folds


def report(judged: list[tuple[Text, Spans]], least: float) -> Iterator[str]:
    """A table of what was found at that probability or more, and the alarms in posts."""
    scores: dict[str, Score] = {}
    likely = Score()
    for text, found in judged:
        sure = [(start, end) for start, end, probability in found if probability >= least]
        scores.setdefault(text.source, Score()).add(text.text, text.spans, sure)
        if text.source == "posts" and _may_hold(text.text):
            likely.add(text.text, (), sure)
    alarms = scores.pop("posts")
    yield f"at probability {least} and more"
    yield "| texts | addresses | precision | recall | F1 | exact F1 |"
    yield "|---|---|---|---|---|---|"
    for source, score in {**scores, "all": total(scores.values())}.items():
        yield f"| {source} | {score.line()} |"
    yield f"posts: {alarms.found} alarms, {likely.found} where a figure is near a street's word;"
    yield f"{alarms.characters} characters"


def mistakes(judged: list[tuple[Text, Spans]]) -> Iterator[str]:
    """What was found amiss or missed, for reading, sources in turn."""
    for text, found in sorted(judged, key=lambda pair: pair[0].source):
        places = [(start, end) for start, end, _ in found]
        if set(places) != set(text.spans):
            gold = [text.text[start:end] for start, end in text.spans]
            held = [(text.text[start:end], round(sure, 2)) for start, end, sure in found]
            yield f"{text.source} {text.frame}: {gold} {held} {text.text[:200]!r}"


def _may_hold(text: str) -> bool:
    """Whether a figure stands within five tokens of a word that streets are called by."""
    found = tokens(text, 0, len(text))
    figures = [n for n, token in enumerate(found) if token.text[0].isdigit()]
    streets = [n for n, token in enumerate(found) if names_street(token.text)]
    return any(abs(one - other) <= 5 for one in figures for other in streets)


def _with_fixed_order() -> None:
    """Begin anew with one order of sets: Faker keeps the Italian towns in one."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ["PYTHONHASHSEED"] = "0"
        again = [sys.executable, "-m", "training.address", *sys.argv[1:]]
        os.execv(sys.executable, again)


def main() -> None:
    """Train and write the model, or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", type=int, default=2)
    given = parser.parse_args()
    _with_fixed_order()
    known = all_texts(given.data)
    if given.check:
        judged = list(check(known, given.folds))
        for least in (0.0, 0.6, 0.9):
            print(*report(judged, least), sep="\n")
        print(*mistakes(judged), sep="\n")
        return
    content = train(known)
    MODEL.write_bytes(content)
    print(f"{MODEL.name}: {len(content)} bytes, sha256 {sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
