"""Ways in which a copied passage is hidden from a plain comparison, and what scanners misread."""

import random
from collections.abc import Callable

Words = list[str]
Change = Callable[[Words, random.Random], str]

_LOOK_ALIKES = str.maketrans("aceopxyABEHKMOPCTX", "асеорхуАВЕНКМОРСТХ")
_MISREAD = {
    "e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "h": "b", "n": "u", "u": "n", "s": "5",
    "t": "f", "m": "rn", "a": "o", "r": "", "d": "cl",
}  # fmt: skip


def _between(sign: str, around: str) -> Change:
    """A sign between the letters of a word, another between words."""
    return lambda words, _: around.join(sign.join(word) for word in words)


def _joined(every: int) -> Change:
    """Of so many blanks in a row, all but the last left out."""

    def join(words: Words, _: random.Random) -> str:
        return "".join(
            word + (" " if number % every == 0 else "") for number, word in enumerate(words, 1)
        )

    return join


def _broken(words: Words, _: random.Random) -> str:
    """Every third word that is long enough is hyphenated at a line's end."""
    return " ".join(
        f"{word[:3]}-\n{word[3:]}" if number % 3 == 0 and word[:6].isalpha() and len(word) > 5
        else word
        for number, word in enumerate(words)
    )  # fmt: skip


def misread(share: float) -> Change:
    """So large a share of the letters misread, as a scanner might."""

    def change(words: Words, draw: random.Random) -> str:
        return "".join(
            _MISREAD.get(sign, sign) if draw.random() < share else sign for sign in " ".join(words)
        )

    return change


WAYS: dict[str, Change] = {
    "letters apart": _between(" ", "  "),
    "letters apart, words no further": _between(" ", " "),
    "dots between letters": _between(".", "."),
    "every second blank left out": _joined(2),
    "two of three blanks left out": _joined(3),
    "no blanks": _joined(10_000),
    "zero-width signs in words": _between("\u200b", " "),
    "soft hyphens in words": _between("\u00ad", " "),
    "hyphens at line ends": _broken,
    "stars between words": _between("", "*"),
    "dots between words": _between("", "."),
    "lines under words": _between("", "_"),
    "letters struck out": lambda words, _: " ".join(
        "".join(f"{sign}\u0336" for sign in word) for word in words
    ),
    "accents put on": lambda words, _: " ".join(words).replace("e", "é").replace("o", "ö"),
    "look-alike letters": lambda words, _: " ".join(words).translate(_LOOK_ALIKES),
    "capitals": lambda words, _: " ".join(words).upper(),
}
"""How it is hidden -> the text of the passage so hidden."""
