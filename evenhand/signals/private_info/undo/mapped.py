"""A text with places exchanged, and the way back to what it was made from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from evenhand.model.reading import Span
from evenhand.signals.private_info.window import Window


class Edit(NamedTuple):
    """What takes the place of `text[start:end]`, and the step that says so.

    A mirrored edit turns its stretch round: its text is the stretch read from the right.
    """

    start: int
    end: int
    text: str
    step: str
    mirrored: bool = False


class _Piece(NamedTuple):
    """An edit, and where its outcome begins in the edited text."""

    at: int
    edit: Edit

    @property
    def end(self) -> int:
        return self.at + len(self.edit.text)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch before editing that `start:end`, within this piece, stands for."""
        if self.edit.mirrored:
            return self.edit.end - (end - self.at), self.edit.end - (start - self.at)
        return self.edit.start, self.edit.end


class Mapped:
    """A text that was edited, layer upon layer; between two edits sign answers to sign.

    Attributes:
        text: as it reads now.
    """

    def __init__(self, text: str) -> None:
        """A text as it is written."""
        self.text = text
        self._source: Mapped | None = None
        self._pieces: list[_Piece] = []
        self._places: list[int] = []

    @cached_property
    def window(self) -> Window:
        """The text as finders see it."""
        return Window(self.text)

    def edited(self, edits: Iterable[Edit]) -> "Mapped":
        """This text with the edits made, in order and apart; itself where nothing changes."""
        parts: list[str] = []
        pieces: list[_Piece] = []
        done = at = 0
        for edit in edits:
            parts += (self.text[done : edit.start], edit.text)
            at += edit.start - done
            pieces.append(_Piece(at, edit))
            at += len(edit.text)
            done = edit.end
        text = "".join((*parts, self.text[done:]))
        if text == self.text:
            return self
        made = Mapped(text)
        made._source, made._pieces = self, pieces
        made._places = [piece.at for piece in pieces]
        return made

    def span(self, start: int, end: int) -> Span:
        """The stretch of the first text that `text[start:end]` stands for.

        Raises IndexError outside of the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in {len(self.text)} code points")
        if self._source is None:
            return Span(start, end)
        return self._source.span(*self._before(start, end))

    def steps(self, start: int, end: int) -> tuple[str, ...]:
        """The steps that changed something inside `text[start:end]`, in the order of doing."""
        if self._source is None:
            return ()
        earlier = self._source.steps(*self._before(start, end))
        here = (piece.edit.step for piece in self._touched(start, end))
        return tuple(dict.fromkeys((*earlier, *here)))

    def _touched(self, start: int, end: int) -> list[_Piece]:
        """The pieces that share a sign with the stretch, and removals within it."""
        first = max(bisect_right(self._places, start) - 1, 0)
        last = bisect_left(self._places, end)
        return [
            piece
            for piece in self._pieces[first:last]
            if piece.end > start and (piece.edit.text or piece.at > start)
        ]

    def _before(self, start: int, end: int) -> tuple[int, int]:
        """The stretch one layer down; removals within it belong to it, those at its ends do not."""
        if start == end:
            place = self._origin(start)[0]
            return place, place
        origins = [self._origin(start), self._origin(end - 1)]
        for piece in self._touched(start, end):
            if piece.edit.mirrored:
                origins.append(piece.origin(max(start, piece.at), min(end, piece.end)))
        return min(first for first, _ in origins), max(last for _, last in origins)

    def _origin(self, place: int) -> tuple[int, int]:
        """The stretch one layer down that one sign stands for."""
        index = bisect_right(self._places, place) - 1
        if index < 0:
            return place, place + 1
        piece = self._pieces[index]
        if place < piece.end:
            return piece.origin(place, place + 1)
        after = piece.edit.end + place - piece.end
        return after, after + 1
