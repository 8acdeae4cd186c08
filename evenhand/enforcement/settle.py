"""From one wished measure to what is done: in force, proposed, or there already."""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.enforcement.check import check_measure, covers, is_on
from evenhand.enforcement.imposed import Imposed
from evenhand.enforcement.second_person import propose
from evenhand.model.decision import Ask, AskReason
from evenhand.model.measure import Measure, MeasureKind, MeasureState


@dataclass(frozen=True, slots=True)
class Setting:
    """What a wished measure meets.

    Attributes:
        kinds: the cards of all measures.
        care: for how many hours one may decide alone about this author or link; None is no
            special care.
        present: open measures on the subjects.
        earlier: measures on the subjects, over or not, that were taken without two people.
        reviewed: ids of the decisions that a person looks at again.
        solo: the site has one decider and no outside reviewer.
    """

    kinds: Mapping[str, MeasureKind]
    care: int | None
    present: tuple[Measure, ...] = ()
    earlier: tuple[Measure, ...] = ()
    reviewed: frozenset[str] = frozenset()
    solo: bool = False

    def serves(self, held: Measure, wanted: Measure) -> bool:
        """Whether an open measure is all that is wanted.

        One of the decision under review must do no more either: the person may want it lighter.
        """
        enough = covers(held, wanted, self.kinds)
        return enough and (not self.is_reviewed(held) or covers(wanted, held, self.kinds))

    def is_reviewed(self, measure: Measure) -> bool:
        """Whether the measure is of the decision that a person looks at again."""
        return measure.decision in self.reviewed


def settle(wish: Measure, setting: Setting) -> Imposed:
    """Put a measure in force or propose it, unless one that does all of it is there already.

    `wish` begins now, as it is wanted, whoever may take it alone.

    Raises EvenhandError: EH603, EH604.
    """
    check_measure(wish, setting.kinds)
    on = [m for m in setting.present if is_on(m, wish.from_)]
    if standing := tuple(m for m in on if setting.serves(m, wish)):
        return Imposed(standing=standing)
    if any(covers(m, wish, setting.kinds) for m in on):
        # One under review does more than is wanted: whoever may lift it alone may lighten it.
        return _in_force(wish, on, setting)
    proposal = propose(wish, setting.kinds, setting.care, setting.earlier, solo=setting.solo)
    now = _in_force(proposal.meanwhile, on, setting) if proposal.meanwhile else Imposed()
    later = proposal.proposed
    pending = [m for m in setting.present if m.state is MeasureState.PROPOSED]
    waits = later is None or any(setting.serves(m, later) for m in pending)
    ask = Ask(AskReason.SECOND_PERSON, next(iter(wish.rules), None), proposal.hours)
    return Imposed(
        measures=now.measures + (() if waits or later is None else (later,)),
        asks=() if waits and proposal.meanwhile else (ask,),
        standing=now.standing,
        superseded=now.superseded,
    )


def _in_force(measure: Measure, on: list[Measure], setting: Setting) -> Imposed:
    """The measure in force, in the place of those that it covers, unless one serves for it."""
    if standing := tuple(m for m in on if setting.serves(m, measure)):
        return Imposed(standing=standing)
    return Imposed(
        measures=(measure,), superseded=tuple(m for m in on if covers(measure, m, setting.kinds))
    )
