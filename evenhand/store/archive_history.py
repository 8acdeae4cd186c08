"""History where evidence is put away: only what is asked for is read row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.db.models import Exists, OuterRef

from evenhand.model.decision import Decision
from evenhand.store import models
from evenhand.store.history import PAGE, Place, Stretch, decision_of, decision_rows
from evenhand.store.items import chunks


@dataclass(frozen=True, slots=True)
class Piece:
    """A time of history that is gone through at once.

    Attributes:
        stretch: which decisions.
        month: in which all of it lies, where something of it is put away.
        files: that hold evidence of that time, and maybe of other times of the month.
    """

    stretch: Stretch
    month: str = ""
    files: tuple[Path, ...] = ()


def kept_pages(stretch: Stretch) -> Iterator[list[tuple[Decision, int | None]]]:
    """As `history.recorded_pages`, of the decisions whose evidence stands in the database."""
    after = stretch.after
    while True:
        found = decision_rows(replace(stretch, after=after)).filter(_kept())
        rows = list(found.values()[:PAGE])
        if not rows:
            return
        yield [(decision_of(row), row["log_index"]) for row in rows]
        after = Place(rows[-1]["decided_at"], rows[-1]["id"])


def count_not_kept(stretch: Stretch) -> int:
    """How many decisions of rules there are whose evidence is put away, erased or past its time."""
    return decision_rows(stretch).filter(~_kept()).count()


def recorded_among(decisions: Iterable[str]) -> dict[str, tuple[Decision, int | None]]:
    """Id -> (decision without what it ordered, log index)."""
    found = {}
    for chunk in chunks(list(decisions)):
        for row in models.Decision.objects.filter(id__in=chunk).values():
            found[row["id"]] = decision_of(row), row["log_index"]
    return found


def _kept() -> Exists:
    return Exists(models.Evidence.objects.filter(decision=OuterRef("id")))
