"""The texts that the address tagger learns from, each with its addresses marked."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from evenhand.text.fold import fold
from training.grammar import Grammar, read_sections

HERE = Path(__file__).parent / "data"
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Text:
    """A folded text with its addresses.

    Attributes:
        source: the collection or country that it comes from.
        frame: the sentence or template that it was made from; texts of one frame stay together.
        spans: start and end of each address.
    """

    text: str
    source: str
    frame: str
    spans: tuple[tuple[int, int], ...] = ()


def marked(pieces: Sequence[str], source: str, frame: str) -> Text:
    """A text out of pieces, the second, fourth ... of them addresses; each is folded."""
    text, spans = "", []
    for place, piece in enumerate(pieces):
        start = len(text)
        text += fold(piece).text
        if place % 2:
            spans.append((start, len(text)))
    return Text(text, source, frame, tuple(spans))


@dataclass(frozen=True, slots=True)
class _Country:
    locales: tuple[str, ...]
    languages: tuple[str, ...]
    texts: int


_ABROAD = ("sv_SE", "da_DK", "no_NO", "fi_FI", "pl_PL", "cs_CZ", "pt_PT", "hu_HU", "nl_BE", "el_GR")
_LOCAL = ("de_DE", "fr_FR", "it_IT", "es_ES", "pt_BR", "nl_NL", "en_US", "en_GB", "en_CA")

COUNTRIES = {
    "us": _Country(("en_US",), ("en",), 2400),
    "gb": _Country(("en_GB",), ("en",), 1200),
    "ca": _Country(("en_CA",), ("en", "en", "fr"), 780),
    "au": _Country(("en_AU",), ("en",), 780),
    "ie": _Country(("en_IE",), ("en",), 780),
    "in": _Country(("en_IN",), ("en",), 960),
    "de": _Country(("de_DE",), ("de", "de", "en"), 960),
    "at": _Country(("de_AT",), ("de", "de", "en"), 480),
    "ch": _Country(("de_CH", "fr_CH", "it_CH"), ("de", "de", "fr", "it", "en"), 480),
    "fr": _Country(("fr_FR",), ("fr", "fr", "en"), 960),
    "nl": _Country(("nl_NL",), ("nl", "nl", "en"), 960),
    "es": _Country(("es_ES",), ("es", "es", "en"), 960),
    "it": _Country(("it_IT",), ("it", "it", "en"), 960),
    "br": _Country(("pt_BR",), ("pt", "pt", "en"), 960),
    "xx": _Country(
        (*_ABROAD, *_LOCAL),
        ("en",),
        1800,
    ),
}
"""How many texts with addresses are made for each country; `xx`: mixtures of several."""

_WITHOUT = {
    "en": (2400, ("us", "gb", "ca", "au")),
    "de": (420, ("de", "ch")),
    "fr": (420, ("fr",)),
    "es": (360, ("es",)),
    "it": (360, ("it",)),
    "nl": (360, ("nl",)),
    "pt": (360, ("br",)),
}
"""How many texts without an address are made in each language, and whose words they hold."""


def written(random: Random) -> Iterator[Text]:
    """Texts made from the grammars and frames beside this file."""
    frames = {
        path.stem: path.read_text("utf-8").splitlines() for path in sorted(HERE.glob("frames_*"))
    }
    grammars = {code: _grammars(code, random) for code in COUNTRIES}
    for code, country in COUNTRIES.items():
        for _ in range(country.texts):
            stem = f"frames_{random.choice(country.languages)}"
            number = random.randrange(len(frames[stem]))
            grammar = random.choice(grammars[code])
            yield _say(grammar, frames[stem][number], code, f"{stem}.{number}", random)
    for language, (count, codes) in _WITHOUT.items():
        stem = f"frames_{language}_none"
        for _ in range(count):
            number = random.randrange(len(frames[stem]))
            grammar = grammars[random.choice(codes)][0]
            yield _say(grammar, frames[stem][number], "none", f"{stem}.{number}", random)


def _grammars(code: str, random: Random) -> list[Grammar]:
    sections = {**read_sections(HERE / "common.txt"), **read_sections(HERE / f"{code}.txt")}
    return [Grammar(sections, locale, random) for locale in COUNTRIES[code].locales]


def _say(grammar: Grammar, way: str, source: str, frame: str, random: Random) -> Text:
    fixed: dict[str, Callable[[], str]] = {
        "a": lambda: _among_words(grammar, random),
        "n": partial(grammar.say, "{faker.name}"),
        "f": partial(grammar.say, "{faker.first_name}"),
        "o": partial(grammar.say, "{faker.company}"),
        "c": partial(grammar.say, "{faker.city}"),
        "work": partial(grammar.say, "{faker.job}"),
    }
    said = _among_others(grammar.say(way, fixed), grammar, random)
    luck = random.random()
    if luck < 0.1:
        said = said.lower()
    elif luck < 0.12:
        said = said.upper()
    return marked(said.replace(_CLOSE, _OPEN).split(_OPEN), source, frame)


def _among_words(grammar: Grammar, random: Random) -> str:
    """An address, marked, that sometimes has any words at its side."""
    said = f"{_OPEN}{_careless(grammar.address(), random)}{_CLOSE}"
    if random.random() < 0.1:
        said = grammar.say("{faker.word} ") + said
    if random.random() < 0.25:
        said += random.choice((" ", " ", ", ", ", ", " - ", " (", ": ")) + grammar.say(
            "{faker.word}[ {faker.word}]"
        )
    return said


def _among_others(said: str, grammar: Grammar, random: Random) -> str:
    """A text that sometimes stands in the middle of others."""
    if random.random() < 0.2:
        said = grammar.say("{faker.sentence}") + random.choice(" \n") + said
    if random.random() < 0.2:
        said += random.choice((" ", "\n", ". ")) + grammar.say("{faker.sentence}")
    return said


def _careless(address: str, random: Random) -> str:
    """An address as people type it: capitals and commas may go."""
    luck = random.random()
    if luck < 0.1:
        return address.lower()
    if luck < 0.15:
        return address.upper()
    if luck < 0.22:
        return address.replace(",", "")
    return address.replace(", ", ",") if luck < 0.24 else address


_PLACES = {"ADDRESS", "LOCATION", "GPE", "ZIP_CODE"}
_PARTS_ONLY = frozenset(" ,\n\t>?*-")


def presidio(folder: Path) -> Iterator[Text]:
    """presidio_generated_large.json: pieces of one address joined, texts with half ones left out.

    A label that holds no figure beside a word (a street's name, a postcode alone) is no address;
    a text with such a label is left out. Countries and cities alone stay unmarked.
    """
    for row in json.loads((folder / "presidio_generated_large.json").read_text("utf-8")):
        text = row["full_text"]
        found = sorted(
            (span["start_position"], span["end_position"], span["entity_type"] == "ADDRESS")
            for span in row["spans"]
            if span["entity_type"] in _PLACES
        )
        spans = [place for place in _joined(text, found) if place[2]]
        if all(_is_address(text[start:end]) for start, end, _ in spans):
            frame = f"presidio.{row['template_id']}"
            yield _cut(text, [place[:2] for place in spans], "presidio", frame)


def _joined(text: str, found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    joined: list[tuple[int, int, bool]] = []
    for start, end, address in found:
        if joined and _PARTS_ONLY.issuperset(text[joined[-1][1] : start]):
            first, _, held = joined.pop()
            start, address = first, held or address
        joined.append((start, end, address))
    return joined


def _is_address(value: str) -> bool:
    letters = sum(sign.isalpha() for sign in value)
    return letters > 2 and any(sign.isdigit() for sign in value)


def pii_anon(folder: Path, random: Random) -> Iterator[Text]:
    """A few texts of each English template of pii_anon; what they are made from is few."""
    for name, count in (("format_variations", 500), ("test_clinical", 400)):
        with gzip.open(folder / f"pii_anon_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for row in random.sample([row for row in rows if row["language"] == "en"], count):
            spans = sorted(
                (entity["start"], entity["end"])
                for entity in row["annotations"]
                if entity["entity_type"] == "STREET_ADDRESS"
            )
            yield _cut(row["text"], spans, "pii_anon", f"pii_anon.{name}.{row['text'][:12]}")


def posts(folder: Path) -> Iterator[Text]:
    """The real posts, each a frame of its own; none counts as holding an address but the listed."""
    kept_out = set((HERE / "posts_left_out.txt").read_text("utf-8").splitlines())
    for path in sorted(folder.glob("wnut17_*.txt")):
        for number, line in enumerate(path.read_text("utf-8").split("\n")):
            name = f"{path.stem}.{number}"
            if line and name not in kept_out:
                yield Text(fold(line).text, "posts", name)


def _cut(text: str, spans: Sequence[tuple[int, int]], source: str, frame: str) -> Text:
    """A text with spans of the original, folded."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[first:last] for first, last in pairwise(edges)]
    return marked(pieces, source, frame)
