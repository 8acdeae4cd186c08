"""The model of one site: what its people called spam, and what they did not."""

import math
import struct
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from evenhand.model.errors import EvenhandError
from evenhand.signals.spam.features import BUCKETS, VERSION, Features

RATE = 1.0
"""Length of a step; AdaGrad divides it by what a weight has been moved before."""

BIAS_RATE = 0.01
START = np.float32(0.001)
"""What AdaGrad's sums begin with: a weight's first step is close to `RATE`, whatever the error."""

FEW = 5
"""A model is not asked before it has learnt so many comments of each kind."""

CUT = 2.0
"""Log-odds at which a comment counts (score 0.5). Even odds are 0: a good comment that is held
does more harm than a bad one that is missed. Chosen on two public sets (see README.md)."""

STEEPEST = 30.0
"""Log-odds beyond which a probability is taken for 0 or 1."""

_MAGIC = b"evenhand spam model\n"
_HEAD = struct.Struct("<IIIId")
"""Version of the features, comments called spam, comments called none, steps taken, bias."""

Floats = npt.NDArray[np.float32]


class Model:
    """Logistic regression over hashed binary features, learnt one comment at a time (AdaGrad).

    A comment's features weigh 1/sqrt(their number) each, so that long and short comments count
    alike. The same steps in the same order give the same model, byte for byte.

    Attributes:
        weights: log-odds by bucket; above 0 speaks for spam.
        spam, ham: how many comments it knows as spam, and as none.
        steps: how many reports it has taken in, contrary ones among them.
    """

    def __init__(self) -> None:
        """A model that has learnt nothing."""
        self.weights: Floats = np.zeros(BUCKETS, np.float32)
        self.spam = self.ham = self.steps = 0
        self._sums: Floats = np.full(BUCKETS, START)
        self._bias = 0.0
        self._digest: tuple[int, str] | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it has learnt enough of each kind to be asked."""
        return min(self.spam, self.ham) >= FEW

    @property
    def digest(self) -> str:
        """`sha256:` and the digest of its bytes."""
        if self._digest is None or self._digest[0] != self.steps:
            self._digest = self.steps, f"sha256:{sha256(self.to_bytes()).hexdigest()}"
        return self._digest[1]

    def odds(self, features: Features) -> float:
        """Log-odds that a comment with these features is spam."""
        return float(self.weights[features].sum()) * _scale(features) + self._bias

    def score(self, features: Features) -> float:
        """How sure the model is that it is spam: 0 to 1, 0.5 at odds of `CUT`."""
        return round(_probability(self.odds(features) - CUT), 4)

    def learn(self, features: Features, spam: bool) -> None:
        """Take in somebody's word on a comment."""
        self._step(features, spam)
        self._count(spam, 1)
        self.steps += 1

    def relearn(self, features: Features, spam: bool) -> None:
        """Take in a contrary word on a comment that was learnt as the other kind.

        The earlier step is taken back by one the other way, and the new one taken.
        """
        self._step(features, spam)
        self._count(not spam, -1)
        self.learn(features, spam)

    def skip(self) -> None:
        """Count a report that cannot be read."""
        self.steps += 1

    def to_bytes(self) -> bytes:
        """The model whole: which buckets are in use, and weight and sum of those; 8 bytes each."""
        used = self._sums != START
        head = _HEAD.pack(VERSION, self.spam, self.ham, self.steps, self._bias)
        arrays = (np.packbits(used), self.weights[used], self._sums[used])
        return b"".join([_MAGIC, head, *(_little_endian(array) for array in arrays)])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Model":
        """The model that `to_bytes` wrote.

        Raises:
            EvenhandError: EH800 where these are none, EH801 where it read comments in another
                way than this version does.
        """
        body = len(_MAGIC) + _HEAD.size
        if not data.startswith(_MAGIC) or len(data) < body + BUCKETS // 8:
            raise _damaged()
        version, spam, ham, steps, bias = _HEAD.unpack_from(data, len(_MAGIC))
        if version != VERSION:
            raise EvenhandError(
                "EH801", "another version of the program made this model of spam",
                not_done="the model was not read", help="it is made again from what was learnt",
            )  # fmt: skip
        used = np.unpackbits(np.frombuffer(data, np.uint8, BUCKETS // 8, body)).astype(bool)
        values = np.frombuffer(data[body + BUCKETS // 8 :], np.uint8)
        if len(values) != 8 * np.count_nonzero(used):
            raise _damaged()
        floats = values.view("<f4")
        weights, sums = floats.reshape(2, -1)
        if not (np.isfinite(floats).all() and (sums >= START).all() and math.isfinite(bias)):
            raise _damaged()
        model = cls()
        model.weights[used], model._sums[used] = weights, sums
        model.spam, model.ham, model.steps, model._bias = spam, ham, steps, bias
        return model

    def _step(self, features: Features, spam: bool) -> None:
        error = float(spam) - _probability(self.odds(features))
        slope = np.float32(error * _scale(features))
        sums = self._sums[features] + slope * slope
        self._sums[features] = sums
        self.weights[features] += np.float32(RATE) * slope / np.sqrt(sums)
        self._bias += BIAS_RATE * error

    def _count(self, spam: bool, by: int) -> None:
        if spam:
            self.spam += by
        else:
            self.ham += by


def _scale(features: Features) -> float:
    return 1 / math.sqrt(max(len(features), 1))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, odds))))


def _little_endian(array: npt.NDArray[np.generic]) -> bytes:
    return array.astype(array.dtype.newbyteorder("<")).tobytes()


def _damaged() -> EvenhandError:
    return EvenhandError(
        "EH800", "this file is no model of spam, or a damaged one",
        not_done="the model was not read", help="delete it: it is made again from what was learnt",
    )  # fmt: skip
