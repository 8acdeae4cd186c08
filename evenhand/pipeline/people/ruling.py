"""What a person's decision comes to, whatever brought it: measures move, all is told and logged.

Deciding a case and answering an appeal both end here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evenhand.enforcement.imposed import Imposed
from evenhand.model.case import Agreement
from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureState
from evenhand.model.people import Staff
from evenhand.model.site import Site
from evenhand.pipeline.changes import change_state
from evenhand.pipeline.enter import enter
from evenhand.pipeline.entries import decision_draft
from evenhand.pipeline.keep import delivery, identified
from evenhand.pipeline.notices import recorded_notices
from evenhand.pipeline.people.choice import Choice
from evenhand.pipeline.people.looked_at import LookedAt
from evenhand.pipeline.people.person_links import notice_url
from evenhand.pipeline.people.struck import follow_strikes
from evenhand.pipeline.people.turn import Turn
from evenhand.pipeline.people.weighing import weighed
from evenhand.review.open import open_case
from evenhand.review.second import SECOND_LOOK, Agreed, agreed
from evenhand.store.cases import add_agreement, agreements, keep_case
from evenhand.store.measures import void_strikes
from evenhand.store.staff import all_staff

IN_FORCE, LIFTED = MeasureState.IN_FORCE, MeasureState.LIFTED


@dataclass(frozen=True, slots=True)
class Ruled:
    """What came of a person's decision.

    Attributes:
        changed: measures that moved, as they are now.
        awaits: somebody else has still to agree.
        look_at: on a solo site: from when on the same person's second look counts.
    """

    decision: Decision
    log_index: int
    changed: tuple[Measure, ...] = ()
    awaits: bool = False
    agreed: Agreed | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person decides: who, when, about what, and what they answered to the asked-question."""

    turn: Turn
    staff: Staff
    about: LookedAt
    choice: Choice

    @property
    def site(self) -> Site:
        """The site that it happens at."""
        return self.about.site

    def confirm(self) -> Ruled:
        """Agree to what is proposed; each measure takes force with its second agreement."""
        proposed = [m for m in self.about.open if m.state is MeasureState.PROPOSED]
        states = [self._agree(measure) for measure in proposed]
        complete = all(state.complete for state in states)
        one_person = any(state.one_person for state in states)
        standing = tuple(m for m in self.about.open if m.state is IN_FORCE)
        decision = self._decision(
            "measures" if complete else "review", standing=standing, one_person=one_person
        )
        index = self._keep(decision, tell=False)
        changed: list[Measure] = []
        for measure, state in zip(proposed, states, strict=True):
            if state.complete:
                changed += self._take_force(measure, standing, state)
            elif state.look_at is not None:
                self._wait_for_second_look(measure, state)
        return Ruled(decision, index, tuple(changed), not complete, states[0])

    def keep(self) -> Ruled:
        """What is in force stays as it is; what is only proposed is declined."""
        standing = tuple(m for m in self.about.open if m.state is IN_FORCE)
        decision = self._decision("measures" if standing else "allow", standing=standing)
        index = self._keep(decision, tell=self.about.told_writer)
        changed = self._lift(m for m in self.about.open if m.state is MeasureState.PROPOSED)
        return Ruled(decision, index, changed)

    def uphold(self) -> Ruled:
        """Everything stays as it is: what is in force, and what is proposed."""
        standing = tuple(m for m in self.about.open if m.state is IN_FORCE)
        stays = "measures" if standing else "review" if self.about.open else "allow"
        decision = self._decision(stays, standing=standing)
        return Ruled(decision, self._keep(decision, tell=False))

    def release(self, why: str = "lifted_by_person") -> Ruled:
        """Lift everything and take back the strikes: there was no breach."""
        decision = self._decision("allow")
        over = self.about.told_writer and not self.about.open  # else each lift is told itself
        index = self._keep(decision, tell=over)
        changed = self._lift(self.about.open, why)
        void_strikes(self.about.at_stake, self.turn.now)
        return Ruled(decision, index, changed)

    def lift(self, lifted: Sequence[Measure], why: str = "lifted_by_person") -> Ruled:
        """Lift some of the measures; the others stay."""
        standing = tuple(m for m in self.about.open if m not in lifted and m.state is IN_FORCE)
        decision = self._decision("measures" if standing else "allow", standing=standing)
        index = self._keep(decision, tell=False)
        return Ruled(decision, index, self._lift(lifted, why))

    def measure(self, why: str = "varied", *, instead: bool = True, only: bool = False) -> Ruled:
        """Take measures as far as one person may, in place of those that there are.

        Args:
            instead: what was decided before on the same subjects and is not chosen goes.
            only: so does what was decided before on other subjects.
        """
        imposed = weighed(self.about, self.choice, self.turn.now, instead=instead)
        if only:
            imposed = self._nothing_else(imposed)
        decision = self._decision(imposed.outcome, imposed=imposed)
        index = self._keep(decision, tell=True)
        for measure in decision.measures:
            if measure.state is MeasureState.PROPOSED:
                self._agreement(measure)
        if decision.asks:
            case = open_case(decision, self.about.policies)
            keep_case(replace(case, id=self.turn.new_id(), decision=decision.id))
        changed = self._lift(imposed.lifted, why)
        for old in imposed.superseded:
            changed += (self._move(old, MeasureState.SUPERSEDED, "superseded"),)
        self._follow_strikes(imposed)
        return Ruled(decision, index, changed, bool(decision.asks))

    def _nothing_else(self, imposed: Imposed) -> Imposed:
        """What was decided before on subjects that nothing is chosen for goes too."""
        chosen = {self.about.subject_of(each.measure, each.link) for each in self.choice.measures}
        rest = tuple(m for m in self.about.open if m.subject not in chosen)
        return replace(imposed, lifted=imposed.lifted + rest)

    def _decision(
        self,
        outcome: str,
        *,
        imposed: Imposed | None = None,
        standing: tuple[Measure, ...] = (),
        one_person: bool = False,
    ) -> Decision:
        """The record of what this person decided; it rests on what the first one rested on."""
        about, imposed = self.about, imposed or Imposed(standing=standing)
        rules = {rule for m in (*imposed.measures, *imposed.standing) for rule in m.rules}
        decision = Decision(
            site=self.site.name,
            subject=about.subject,
            revision=about.revision,
            account=about.account,
            outcome=outcome,
            policy=tuple(policy.ref for policy in about.policies),
            findings=about.findings_for(rules),
            measures=imposed.measures,
            asks=imposed.asks,
            strikes=imposed.strikes,
            decided_by=str(self.staff.role),
            decided_at=self.turn.now,
            standing=imposed.standing,
            superseded=imposed.superseded,
            matter=about.matter,
            contacts=self._contacts(),
            supersedes=about.base,
            people=(self.staff.name,),
            asked=self.choice.asked,
            reason=self.choice.why.strip(),
            one_person=one_person,
            facts=about.facts,
        )
        return identified(decision, self.turn.home.entropy)

    def _contacts(self) -> tuple[str, ...]:
        """Those named now, and those about the matter that may be told of; sealed ones never."""
        return tuple(dict.fromkeys([*self.about.disclosed(self.choice.contacts)]))

    def _keep(self, decision: Decision, *, tell: bool) -> int:
        """The decision, its notices and its entry; what is in force goes to the platform."""
        turn, recording = self.turn, self.turn.recording
        notices = (
            recorded_notices(decision, turn.now, turn.home.log_url, turn.home.entropy)
            if tell
            else []
        )
        draft = decision_draft(decision, notices, None)
        index = enter(recording, draft, turn.home.entropy)
        recording.decision(decision, recording.last_number(decision.site, draft.type), index)
        for notice in notices:
            recording.statement(notice)
        for measure in decision.measures:
            recording.measure(measure, decision.site, decision.account)
            if measure.state is IN_FORCE:
                told = notice_url(turn.home, self.site, decision)
                payload = delivery(decision, measure, index, told)
                recording.outbox(measure.id or "", decision.site, payload, turn.now)
        for strike in decision.strikes:
            recording.strike(strike, decision.id or "")
        recording.flush()
        return index

    def _agree(self, measure: Measure) -> Agreed:
        """This person agrees; how far the measure is agreed to now."""
        self._agreement(measure)
        given = agreements([measure.id or ""])
        return agreed(given, all_staff(self.site.name), self.turn.now)

    def _agreement(self, measure: Measure) -> None:
        given = Agreement(measure.id or "", self.staff.name, str(self.staff.role), self.turn.now)
        add_agreement(given)

    def _take_force(
        self, measure: Measure, standing: Sequence[Measure], state: Agreed
    ) -> list[Measure]:
        """The proposed measure takes force; what held meanwhile gives way."""
        meanwhile = [
            m for m in standing
            if m.subject == measure.subject and m.decision == measure.decision
        ]  # fmt: skip
        changed = [self._move(m, MeasureState.SUPERSEDED, "superseded") for m in meanwhile]
        why = "second_look" if state.one_person else "agreed"
        confirmed = self._move(measure, IN_FORCE, why, state)
        return [confirmed, *changed]

    def _wait_for_second_look(self, measure: Measure, state: Agreed) -> None:
        """A solo site's proposal waits until the same person has looked again."""
        if state.look_at is None or measure.decide_by is None:
            return
        latest = max(measure.decide_by, state.look_at + SECOND_LOOK)
        self.turn.recording.moved(replace(measure, decide_by=latest))

    def _lift(
        self, lifted: Iterable[Measure], why: str = "lifted_by_person"
    ) -> tuple[Measure, ...]:
        return tuple(self._move(measure, LIFTED, why) for measure in lifted)

    def _move(
        self, measure: Measure, state: MeasureState, why: str, agreed: Agreed | None = None
    ) -> Measure:
        role = str(self.staff.role)
        return change_state(measure, state, self.site, self.turn, why, role, agreed)

    def _follow_strikes(self, imposed: Imposed) -> None:
        """Strikes given before weigh no more than what is left; where that is nothing, they go."""
        gone = {m.id for m in (*imposed.superseded, *imposed.lifted)}
        before = (m for m in self.about.open if m.state is IN_FORCE and m.id not in gone)
        left = (*imposed.in_force, *imposed.standing, *before)
        follow_strikes(self.about.at_stake, left, self.turn)
