"""Marks on a text that is shown: what in it was seen, and whether it is covered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.model.reading import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, in code points.

    Attributes:
        label: what it is, in words: `street address`.
        covered: whether it is kept from the page.
        key: tells covered stretches apart, for the page's own scripts and forms.
    """

    span: Span
    label: str
    covered: bool = True
    key: str = ""


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """The text piece by piece, each with its mark.

    A covered stretch wins over whatever overlaps it; of two alike the earlier one. What is left
    of a shown stretch beside a cover is shown without its mark.
    """
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (not each.covered, each.span)):
        overlaps = (
            m for m in taken if m.span.start < mark.span.end and mark.span.start < m.span.end
        )
        beneath = next(overlaps, None)
        if beneath is None:
            taken.append(mark)
        elif mark.covered:
            # Two covers that overlap become one: neither may let through what the other hides.
            taken.remove(beneath)
            union = Span(
                min(beneath.span.start, mark.span.start), max(beneath.span.end, mark.span.end)
            )
            taken.append(Mark(union, beneath.label, key=beneath.key))
    done = 0
    for mark in sorted(taken, key=lambda each: each.span):
        if mark.span.start > done:
            yield text[done : mark.span.start], None
        yield text[mark.span.start : mark.span.end], mark
        done = mark.span.end
    if done < len(text):
        yield text[done:], None
