"""Reading items for private information: where there is a sign, ask the finders, keep the best."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from evenhand.model.reading import Reading, Span
from evenhand.model.signal import Readable
from evenhand.signals.private_info import undo
from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.choose import best
from evenhand.signals.private_info.finders import finders
from evenhand.signals.private_info.own import Own
from evenhand.signals.private_info.person import near
from evenhand.signals.private_info.scan import AT_ONCE, SUSPICIOUS, Names, Scan
from evenhand.signals.private_info.stretches import STRETCH, stretches
from evenhand.signals.private_info.window import Window
from evenhand.text.fold import Folded, fold

NAME = "private_info"

UNDO = "undo"
"""The name under which the signs of something to be undone are looked for."""

SUREST = 0.99
NAMED = 0.3
"""By so much of what is missing to `SUREST` a name nearby raises a score: it is somebody's."""

Expired = Callable[[], bool]


@lru_cache(maxsize=2)
def scan_of(native_too: bool) -> Scan:
    """The first pass, compiled when it is first needed."""
    signs = {finder.name: finder.signs for finder in finders()}
    numbered = undo.NUMBERED_SIGNS.union(*[finder.numbered for finder in finders()])
    return Scan({**signs, UNDO: undo.UNDO_SIGNS}, numbered, native_too=native_too)


class PrivateInfo:
    """The signal: keeps nothing between texts."""

    def __init__(self, own: Own | None = None, *, native_too: bool = True) -> None:
        """Make it ready to read.

        Args:
            own: what is the operator's own, and public.
            native_too: False asks for the first pass by `re` alone; the readings are the same.
        """
        self._own = own
        self._finders = finders()
        self._scan = scan_of(native_too)

    def read(self, batch: Sequence[Readable], expired: Expired) -> list[list[Reading]]:
        """The readings of each item's text and of its attachments' texts.

        A value in an attachment has no span; `detail.attachment` is the attachment's place in the
        item, from 0. Raises TimeoutError once `expired()` says so.
        """
        items = [view.item for view in batch]
        readings: list[list[Reading]] = [[] for _ in items]
        for first in range(0, len(items), AT_ONCE):
            _check(expired)
            texts = [item.text for item in items[first : first + AT_ONCE]]
            if max(map(len, texts)) > STRETCH:
                for place, text in enumerate(texts):
                    if len(text) > STRETCH:
                        readings[first + place] = self._readings(text, self._in_long(text, expired))
                texts = [text if len(text) <= STRETCH else "" for text in texts]
            for place, names in self._scan.many(texts).items():
                found = self._in_short(batch[first + place], names, expired)
                readings[first + place] = self._readings(texts[place], found)
        for place, item in enumerate(items):
            if item.attachments:
                readings[place] += self._in_attachments(batch[place], expired)
        return readings

    def _in_attachments(self, view: Readable, expired: Expired) -> Iterator[Reading]:
        places = {attachment.name: place for place, attachment in enumerate(view.item.attachments)}
        for name, text in view.attachment_texts():
            for found in self._readings(text, self._in_long(text, expired)):
                detail = {**found.detail, "attachment": places[name]}
                yield replace(found, spans=(), detail=detail)

    def _readings(self, text: str, found: Iterator[Candidate]) -> list[Reading]:
        chosen = best(found)
        if self._own is not None:
            chosen = [self._known(one, text[one.start : one.end]) for one in chosen]
        return [
            Reading(NAME, one.kind, one.score, (Span(one.start, one.end),), detail_of(one))
            for one in chosen
        ]

    def _known(self, found: Candidate, value: str) -> Candidate:
        """The candidate, public where it is the operator's own."""
        if self._own is None or not self._own.knows(found.kind, value):
            return found
        return found._replace(public="own", score=min(found.score, PUBLIC_AT_MOST))

    def _in_short(self, view: Readable, names: Names, expired: Expired) -> Iterator[Candidate]:
        """The candidates of an item whose text holds a sign."""
        text = view.item.text
        return self._in_stretch(
            Folded(text, text) if text.isascii() else view.folded, names, expired
        )

    def _in_long(self, text: str, expired: Expired) -> Iterator[Candidate]:
        """The candidates of a text of any length, with a look at the time at each stretch."""
        for start, core, end, stop in stretches(text):
            _check(expired)
            stretch = text[start:stop]
            names = self._scan.one(stretch)
            if names:
                for found in self._in_stretch(fold(stretch), names, expired):
                    if core <= found.start + start < end:
                        yield moved(found, lambda a, b: (a + start, b + start))  # noqa: B023

    def _in_stretch(self, folded: Folded, names: Names, expired: Expired) -> Iterator[Candidate]:
        """The candidates of a stretch in which signs were seen; spans are of the original."""
        if folded.text == folded.original:
            return self._as_read(folded.text, names, expired)
        names = names | self._scan.one(folded.text)
        return (
            moved(found, lambda a, b: _ends(folded.span(a, b)))
            for found in self._as_read(folded.text, names - {SUSPICIOUS}, expired)
        )

    def _as_read(self, text: str, names: Names, expired: Expired) -> Iterator[Candidate]:
        """The candidates of folded text, as it stands and with what hides them undone."""
        yield from self._as_written(text, names, expired)
        if UNDO in names:
            for hidden in undo.undone(text):
                for found in self._as_written(hidden.text, self._scan.one(hidden.text), expired):
                    steps = hidden.steps(found.start, found.end)
                    if steps:
                        detail = {**found.detail, "undone": list(steps)}
                        yield moved(
                            found._replace(detail=detail),
                            lambda a, b: _ends(hidden.span(a, b)),  # noqa: B023
                        )

    def _as_written(self, text: str, names: Names, expired: Expired) -> Iterator[Candidate]:
        window = Window(text)
        for finder in self._finders:
            if finder.name in names:
                _check(expired)
                for found in finder.find(window):
                    yield found if found.public else _with_name(found, window)


def _with_name(found: Candidate, window: Window) -> Candidate:
    """The candidate, surer where a person is named nearby."""
    person = near(window, found.start, found.end)
    if person is None:
        return found
    score = max(found.score, round(found.score + NAMED * (SUREST - found.score), 2))
    return found._replace(person=person, score=score)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def moved(found: Candidate, place: Callable[[int, int], tuple[int, int]]) -> Candidate:
    """The candidate in the text that its window was made from; `place` leads there."""
    start, end = place(found.start, found.end)
    cues = tuple(
        cue._replace(start=at[0], end=at[1])
        for cue in found.cues
        for at in (place(cue.start, cue.end),)
    )
    person = found.person and place(*found.person)
    return found._replace(start=start, end=end, cues=cues, person=person)


def detail_of(found: Candidate) -> Mapping[str, Any]:
    """What the reading says of the value: how it was seen and why, never a piece of it."""
    detail: dict[str, Any] = dict(found.detail)
    if found.pattern:
        detail["pattern"] = found.pattern
    if found.checks:
        detail["checks"] = list(found.checks)
    if found.cues:
        detail["cues"] = [
            {"words": cue.phrase, "start": cue.start, "end": cue.end} for cue in found.cues
        ]
    if found.person:
        detail["person"] = {"start": found.person[0], "end": found.person[1]}
    if found.public:
        detail |= {"public": True, "public_because": found.public}
    return detail


def _check(expired: Expired) -> None:
    if expired():
        raise TimeoutError("private_info ran out of time")
