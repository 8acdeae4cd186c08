"""Street addresses by a linear-chain CRF: where they begin and end, and how probable they are.

The model and what is known of it: `model/MODEL_CARD.md`.
"""

from functools import cache
from importlib.resources import files
from threading import Lock

import pycrfsuite

from evenhand.signals.private_info.place.features import Token, features, tokens

Spans = list[tuple[int, int, float]]


def spans(text: str, start: int, end: int) -> Spans:
    """The street addresses inside `text[start:end]`, a stretch of some 400 code points, folded.

    Each as start and end in code points of `text` and its probability, 0..1. Nothing outside of
    the stretch is looked at.
    """
    return shipped().spans(text, start, end)


@cache
def shipped() -> "Tagger":
    """The tagger with the package's own model, read once."""
    return Tagger(files(__package__).joinpath("model", "street_address.crf").read_bytes())


class Tagger:
    """Marks addresses by one model. Threads may share it."""

    def __init__(self, model: bytes) -> None:
        """Open a model as crfsuite writes it."""
        self._model = model  # crfsuite reads it where it is and does not hold it
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._one_at_a_time = Lock()  # crfsuite keeps the sequence that it was given last

    def spans(self, text: str, start: int, end: int) -> Spans:
        """As `spans` of this module. The probability is the mean of its tokens' labels.

        What holds no figure is left out: there is no door without a number or a postcode.
        """
        found = tokens(text, start, end)
        if not found:
            return []
        with self._one_at_a_time:
            self._tagger.set(features(found))
            labels = self._tagger.tag()
            held = [(*run, self._mean(labels, *run)) for run in runs(labels)]
        given: Spans = []
        for first, last, mean in held:
            first, last = _trimmed(found, first, last)
            if any(any(map(str.isdigit, token.text)) for token in found[first:last]):
                given.append((found[first].start, found[last - 1].end, mean))
        return given

    def _mean(self, labels: list[str], first: int, last: int) -> float:
        sure = sum(self._tagger.marginal(labels[place], place) for place in range(first, last))
        return float(sure / (last - first))


def _trimmed(found: list[Token], first: int, last: int) -> tuple[int, int]:
    """A run without the signs at its edges that part it from the text around it."""
    while first < last and found[last - 1].text in _PARTING:
        last -= 1
    while first < last and found[first].text in _PARTING:
        first += 1
    return first, last


_PARTING = frozenset("\n,;:!?-/|>(")


def runs(labels: list[str]) -> list[tuple[int, int]]:
    """The stretches of `B I I ...` among labels, half-open, in tokens."""
    found: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        if label == "I" and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        elif label != "O":
            found.append((place, place + 1))
    return found
