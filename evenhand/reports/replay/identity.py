"""The proof: what was in force then gives every recorded decision of a rule again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from evenhand.model.decision import Decision
from evenhand.reports.replay.exact import Decide
from evenhand.store.history import Recorded

COMPARED = (
    "policy", "outcome", "findings", "measures", "asks", "strikes", "standing", "superseded",
    "facts", "subject", "revision", "account", "matter",
)  # fmt: skip
"""Parts of a decision that have to come again, because-trees with the findings."""
STEPS = frozenset({"measures", "strikes", "standing", "superseded"})
"""What an older version kept only as it is now."""
_compared = attrgetter(*COMPARED)
LISTED = 1_000
"""Most that differ are listed; all of them are counted."""
TELL_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Different:
    """A recorded decision that does not come again.

    Attributes:
        parts: which of its parts differ.
    """

    decision: str
    site: str
    log_index: int | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the proof came to.

    Attributes:
        same, different: recorded decisions that came again, and that did not.
        erased: those whose evidence is erased or past its time.
        in_part: of `same`, those of an older version, which did not keep what was ordered as it
            was ordered: of their measures only kind, subject and rules are compared.
        listed: of those that differ, the first ones.
    """

    same: int
    different: int
    erased: int
    in_part: int
    listed: tuple[Different, ...]

    @property
    def holds(self) -> bool:
        """Whether every decision whose evidence is kept came again."""
        return self.different == 0


def identity(
    history: Iterable[Recorded], decide: Decide, progress: Callable[[int], None] = lambda done: None
) -> Identity:
    """Take every recorded decision again by what was in force then.

    Args:
        progress: told how many are done.
    """
    same = different = erased = in_part = 0
    listed: list[Different] = []
    for done, recorded in enumerate(history):
        if done % TELL_EVERY == 0:
            progress(done)
        if recorded.rested is None:
            erased += 1
        elif parts := differing(recorded, decide(recorded)):
            different += 1
            if len(listed) < LISTED:
                listed.append(_different(recorded, parts))
        else:
            same += 1
            in_part += not recorded.exact
    return Identity(same, different, erased, in_part, tuple(listed))


def differing(recorded: Recorded, again: Decision) -> tuple[str, ...]:
    """The parts in which a decision does not come again."""
    was = recorded.decision
    if recorded.exact:
        if _compared(was) == _compared(again):
            return ()
        return tuple(part for part in COMPARED if getattr(was, part) != getattr(again, part))
    lasting = (part for part in COMPARED if part not in STEPS)
    parts = tuple(part for part in lasting if getattr(was, part) != getattr(again, part))
    return parts if _outline(was) == _outline(again) else (*parts, "measures")


def _outline(decision: Decision) -> list[tuple[object, ...]]:
    """What never changes of its measures."""
    return [(measure.measure, measure.subject, measure.rules) for measure in decision.measures]


def _different(recorded: Recorded, parts: tuple[str, ...]) -> Different:
    decision = recorded.decision
    return Different(decision.id or "", decision.site, recorded.log_index, parts)
