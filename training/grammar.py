"""Sentences and addresses out of small grammars: text files with one way of writing a line."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from faker import Faker

_CHOICE = re.compile(r"\[([^\[\]<>]*)\]|<([^\[\]<>]*)>")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_FIGURES = re.compile(r"[#@&]+")

SEPARATORS = (
    (", ",) * 12 + ("\n",) * 5 + (",\n", "\n ", "\n>", " ", " ", " - ", ",", " / ", "; ", " | ")
)
"""What parts the lines of an address; one address keeps to one of them."""

Sections = Mapping[str, Sequence[tuple[int, str]]]


def read_sections(path: Path) -> dict[str, list[tuple[int, str]]]:
    """The sections (`== name`) of a grammar: ways to write it with their weights.

    A line is `weight: way | way | ...`, the weight being 1 when it is left out.
    """
    sections: dict[str, list[tuple[int, str]]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:]
            sections[name] = []
            continue
        weight, colon, rest = line.partition(": ")
        if not (colon and weight.isdigit()):
            weight, rest = "1", line
        sections[name].append((int(weight), rest))
    return sections


class Grammar:
    """Writes what its sections describe. Seeded: the same calls give the same texts.

    In a way of writing, `<a|b>` is a choice, `[a]` is there or not, `{name}` stands for a section,
    a provider of Faker or something fixed, `{3-99}` for a number, `{#@&}` for a figure, a capital
    and a small letter each, `{,}` for the separator of this address.
    """

    def __init__(self, sections: Sections, locale: str, random: Random) -> None:
        self._sections = sections
        self._random = random
        self._faker = Faker(locale)
        self._faker.seed_instance(random.getrandbits(32))
        self._separator = ", "

    def address(self) -> str:
        """One address, written with one separator."""
        self._separator = self._random.choice(SEPARATORS)
        return self._section("address", {})

    def say(self, way: str, fixed: Mapping[str, Callable[[], str]] | None = None) -> str:
        """A text written that way; `fixed` gives the slots that are not of this grammar."""
        given = fixed or {}
        while _CHOICE.search(way):
            way = _CHOICE.sub(self._choose, way)
        text = way.replace("\\n", "\n").replace("\\t", "\t")
        return _SLOT.sub(lambda slot: self._slot(slot[1], given), text)

    def _choose(self, match: re.Match[str]) -> str:
        if match[2] is not None:
            return str(self._random.choice(match[2].split("|")))
        return match[1] if self._random.random() < 0.5 else ""

    def _slot(self, name: str, fixed: Mapping[str, Callable[[], str]]) -> str:
        if name in fixed:
            return fixed[name]()
        if name == ",":
            return self._separator
        if name in self._sections:
            return self._section(name, fixed)
        if bounds := _RANGE.fullmatch(name):
            return str(self._random.randint(int(bounds[1]), int(bounds[2])))
        if _FIGURES.fullmatch(name):
            return "".join(self._sign(sign) for sign in name)
        return str(getattr(self._faker, name.removeprefix("faker."))())

    def _section(self, name: str, fixed: Mapping[str, Callable[[], str]]) -> str:
        weights, ways = zip(*self._sections[name], strict=True)
        (line,) = self._random.choices(ways, weights)
        return self.say(self._random.choice(line.split(" | ")), fixed)

    def _sign(self, sign: str) -> str:
        if sign == "#":
            return str(self._random.randrange(10))
        letter = chr(self._random.randrange(26) + ord("a"))
        return letter.upper() if sign == "@" else letter
