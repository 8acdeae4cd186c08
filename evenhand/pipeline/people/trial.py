"""What would come of a decision, tried out: the same code writes the same notices, all undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from evenhand.model.statement import Statement
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.answering import Answer, answer_in
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide
from evenhand.pipeline.people.ruling import Ruled
from evenhand.pipeline.people.turn import Turn
from evenhand.store import database
from evenhand.store.decisions import statements_of
from evenhand.store.flags import get_appeal
from evenhand.store.recording import Recording

SENTENCE = "[your sentence]"
"""Stands in a trial notice for a sentence that is not written yet."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a decision would come to; nothing of it is kept.

    Attributes:
        notices: what would be told, to whom and in which language; empty where nobody is told.
        letter: the answer to an appeal as the appellant would read it; empty for a case.
    """

    ruled: Ruled
    notices: tuple[Statement, ...]
    letter: str = ""


def try_case(home: Home, case_id: str, name: str, choice: Choice) -> Trial:
    """Decide a case without deciding it.

    Where the asked-question is not answered yet, the notice says what it would say after the
    answer that the named contacts give; a sentence that is missing has its place marked.

    Raises EvenhandError: as `deciding.decide_case`, but for EH620 and a missing sentence.
    """
    if choice.asked is None:
        choice = replace(choice, asked=bool(choice.contacts))
    if choice.do is Do.MEASURE and not choice.why.strip():
        choice = replace(choice, why=SENTENCE)
    with _undone(home) as now:
        ruled = decide(now, case_id, name, choice).ruled
        return Trial(ruled, _told(now, ruled))


def try_answer(home: Home, appeal_id: str, name: str, given: Answer) -> Trial:
    """Answer an appeal without answering it. Raises EvenhandError: as `answering.answer`."""
    if given.asked is None:
        given = replace(given, asked=bool(given.contacts))
    with _undone(home) as now:
        answered = answer_in(now, get_appeal(appeal_id), name, given)
        notices = [n for n in _told(now, answered.ruled) if n.text != answered.letter]
        return Trial(answered.ruled, tuple(notices), answered.letter)


class _Undone(Exception):
    """Takes a transaction back."""


@contextmanager
def _undone(home: Home) -> Iterator[Turn]:
    """A turn of which nothing is kept: nothing is committed, hence nothing published."""
    with home.turns:
        try:
            with database.writing():
                yield Turn(home, home.clock.now(), Recording())
                raise _Undone
        except _Undone:
            pass


def _told(now: Turn, ruled: Ruled) -> tuple[Statement, ...]:
    """The notices that this turn has written, each once."""
    now.recording.flush()
    changed = [measure.decision or "" for measure in ruled.changed]
    about = dict.fromkeys([ruled.decision.id or "", *changed])
    written = [notice for each in about for notice in statements_of(each)]
    return tuple(notice for notice in written if notice.written_at == now.now)
