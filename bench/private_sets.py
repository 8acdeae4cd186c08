"""Texts with marked private values, and how spans are counted against them."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Marked(NamedTuple):
    """A stretch of one type, half-open, in code points."""

    start: int
    end: int
    type: str


System = Callable[[str], Iterable[Marked]]


class Text(NamedTuple):
    """A text, what is private in it, and stretches that nobody is blamed for."""

    text: str
    gold: list[Marked]
    ignored: list[tuple[int, int]]
    template: str = ""


TYPES = {
    "US_SSN": "SSN", "SOCIAL_SECURITY_NUMBER": "SSN", "SSN": "SSN", "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL", "EMAIL": "EMAIL", "STREET_ADDRESS": "ADDRESS", "ADDRESS": "ADDRESS",
    "CREDIT_CARD": "CARD", "CREDIT_CARD_NUMBER": "CARD", "IBAN_CODE": "IBAN", "IBAN": "IBAN",
    "US_PASSPORT": "PASSPORT", "PASSPORT_NUMBER": "PASSPORT", "US_DRIVER_LICENSE": "LICENSE",
    "DRIVER_LICENSE_NUMBER": "LICENSE", "IP_ADDRESS": "IP",
}  # fmt: skip
"""Label of a data set -> ours."""

KINDS = {
    "us_ssn": "SSN", "us_ssn_partial": "SSN", "phone": "PHONE", "email": "EMAIL",
    "street_address": "ADDRESS", "payment_card": "CARD", "iban": "IBAN", "passport": "PASSPORT",
    "driver_license": "LICENSE", "ip_address": "IP",
}  # fmt: skip
"""Kind of a reading -> type; the other kinds are labelled in none of the sets."""

MOST_BETWEEN = 6
"""Signs between two pieces of one address."""

_PARTS_OF_ADDRESSES = frozenset({"LOCATION", "GPE", "ZIP_CODE"})


def load(data: Path) -> dict[str, list[Text]]:
    """Name -> texts of the sets in `data/private_information`."""
    folder = data / "private_information"
    sets = {"presidio large": _presidio(folder / "presidio_generated_large.json")}
    for name in ("format_variations", "test_clinical", "test_technology"):
        file = folder / f"pii_anon_{name}.jsonl.gz"
        sets[f"pii-anon {name.removeprefix('test_')}"] = list(_pii_anon(file))
    return sets


def _presidio(file: Path) -> list[Text]:
    texts = []
    for record in json.loads(file.read_text(encoding="utf-8")):
        gold, ignored = [], []
        for span in record["spans"]:
            place = span["start_position"], span["end_position"]
            if span["entity_type"] in TYPES:
                gold.append(Marked(*place, TYPES[span["entity_type"]]))
            elif span["entity_type"] in _PARTS_OF_ADDRESSES:
                ignored.append(place)
        text = record["full_text"]
        gold = _whole_addresses(text, gold, ignored)
        texts.append(Text(text, gold, ignored, f"presidio-{record['template_id']}"))
    return texts


def _whole_addresses(text: str, gold: list[Marked], places: list[tuple[int, int]]) -> list[Marked]:
    """The gold with one mark an address: this set marks street, unit, city and country apart.

    Pieces that a few signs part (blanks, commas, the marks of a quoted mail) are one address; a
    city alone is none.
    """
    rest = [mark for mark in gold if mark.type != "ADDRESS"]
    streets = {(mark.start, mark.end) for mark in gold if mark.type == "ADDRESS"}
    held: list[tuple[int, int]] = []
    whole: list[list[tuple[int, int]]] = []
    for place in sorted({*streets, *places}):
        between = text[held[-1][1] : place[0]] if held else ""
        if held and len(between) <= MOST_BETWEEN and not re.search(r"\w", between):
            held.append(place)
        else:
            held = [place]
            whole.append(held)
    addresses = [
        Marked(pieces[0][0], pieces[-1][1], "ADDRESS")
        for pieces in whole
        if not streets.isdisjoint(pieces)
    ]
    return [*rest, *addresses]


def _pii_anon(file: Path) -> Iterator[Text]:
    """The English ones."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("language") != "en":
                continue
            gold, ignored = [], []
            for span in record["annotations"]:
                if span["entity_type"] in TYPES:
                    gold.append(Marked(span["start"], span["end"], TYPES[span["entity_type"]]))
                else:
                    ignored.append((span["start"], span["end"]))
            yield Text(record["text"], gold, ignored)


@dataclass
class Score:
    """Counts by type: found, missed, false, and characters of gold with those covered."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def f1(self, *types: str, without: str = "") -> tuple[float, float, float]:
        """(precision, recall, F1) over some types, or all of them but one."""
        total: Counter[str] = Counter()
        for name, counted in self.counts.items():
            if name != without and (not types or name in types):
                total += counted
        found, missed, wrong = total["found"], total["missed"], total["false"]
        precision = found / (found + wrong) if found else 0.0
        recall = found / (found + missed) if found else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def uncovered(self) -> float:
        """The share of private characters that no prediction of any type covers."""
        characters = sum(counted["characters"] for counted in self.counts.values())
        covered = sum(counted["covered"] for counted in self.counts.values())
        return 1 - covered / characters if characters else 0.0


def score(system: System, texts: Iterable[Text]) -> Score:
    """Span by span: found where the overlap is at least half of both together, and of one type.

    A prediction that touches a stretch labelled as something else private is not counted false.
    """
    scored = Score()
    for text in texts:
        told = list(dict.fromkeys(system(text.text)))
        for kind in {mark.type for mark in (*told, *text.gold)}:
            _count(scored.counts[kind], kind, told, text)
        for gold in text.gold:
            hidden: set[int] = set()
            for mark in told:
                hidden.update(range(max(gold.start, mark.start), min(gold.end, mark.end)))
            scored.counts[gold.type]["characters"] += gold.end - gold.start
            scored.counts[gold.type]["covered"] += len(hidden)
    return scored


def _count(counted: Counter[str], kind: str, told: list[Marked], text: Text) -> None:
    free = [mark for mark in told if mark.type == kind]
    for gold in (mark for mark in text.gold if mark.type == kind):
        best = max(free, key=lambda mark: _overlap(gold, mark), default=None)
        if best is not None and _overlap(gold, best) >= 0.5:
            counted["found"] += 1
            free.remove(best)
        else:
            counted["missed"] += 1
    counted["false"] += sum(
        not any(mark.start < end and start < mark.end for start, end in text.ignored)
        for mark in free
    )


def _overlap(one: Marked, other: Marked) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0
