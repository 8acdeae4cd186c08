"""How well spans are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Spans = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Score:
    """Counts of one collection: addresses, spans found, those that meet, those that are exact."""

    gold: int = 0
    found: int = 0
    met: int = 0
    exact: int = 0
    characters: int = 0

    def add(self, text: str, gold: Spans, found: Spans) -> None:
        """One text. A span meets an address when they share half of what both cover."""
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(set(gold) & set(found))
        self.met += sum(any(_shared(span, other) >= 0.5 for other in found) for span in gold)
        self.characters += len(text)

    def line(self) -> str:
        """Precision, recall, F1, F1 of exact spans."""
        precision, recall = _ratio(self.met, self.found), _ratio(self.met, self.gold)
        exact = _ratio(2 * self.exact, self.gold + self.found)
        f1 = _ratio(2 * self.met, self.gold + self.found)
        return f"{self.gold} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {exact:.3f}"


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return inside / (max(one[1], other[1]) - min(one[0], other[0]))


def total(scores: Iterable[Score]) -> Score:
    """The sum of several."""
    whole = Score()
    for score in scores:
        for name in Score.__slots__:
            setattr(whole, name, getattr(whole, name) + getattr(score, name))
    return whole
