"""What people do in a timeline; the fields of each deed's class are those of a step's `with`.

To add a deed, add its class with `do`, and its name in `DEEDS`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from evenhand.model.case import AppealOutcome, CaseState, FlagWhy
from evenhand.model.clock import day_text
from evenhand.pipeline.people import answering, appeals, cure, flags, looks
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import Decided, decide_case
from evenhand.pipeline.play import affairs
from evenhand.pipeline.play.given import Answered, Deed, Given, Ordered, read, subject_of
from evenhand.pipeline.play.stage import Stage
from evenhand.pipeline.play.steps import Came, Step, impossible
from evenhand.review.queues import Queue, sort_key
from evenhand.store.cases import open_cases
from evenhand.store.flags import flags_about

MINUTE = timedelta(minutes=1)


def do(stage: Stage, step: Step) -> Came:
    """Do the step's deed. Raises EvenhandError: EH909 for fields that do not fit it."""
    return read(DEEDS[step.do], step.given).do(stage, step)


class Flag(Given, kw_only=True):
    """Somebody says what is wrong with something."""

    why: FlagWhy
    text: str
    item: str = ""
    link: str = ""
    who: str | None = None
    reach: str = ""
    harmed: bool = False

    def do(self, stage: Stage, step: Step) -> Came:
        """Hand it in."""
        told = self.fields(leave=("item", "link", "why", "text"))
        flagged = flags.flag(
            stage.home, step.site, subject_of(self.item, self.link), self.why, self.text, **told
        )
        given = flagged.flag
        came = (
            "answered at once: people have looked, and this says nothing new"
            if given.case is None
            else "waits in the case about it"
        )
        return Came((came,), id=given.id, secret=flagged.receipt)


class Receipt(Given, kw_only=True):
    """Whoever handed in a flag follows their receipt link."""

    flag: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Show what stands there."""
        seen = flags.status(stage.home, stage.named(self.flag).secret)
        if seen.flag.answer is None:
            return Came(("no answer yet",))
        return Came((f"notices since: {len(seen.notices)}",), text=seen.flag.answer)


class Decide(Ordered, kw_only=True):
    """Somebody decides the most urgent open case about something, of one queue where named."""

    choose: Do
    item: str = ""
    link: str = ""
    queue: Queue | None = None
    why: str = ""

    def do(self, stage: Stage, step: Step) -> Came:
        """Decide it."""
        subject = subject_of(self.item, self.link)
        waiting = open_cases(step.site, self.queue)
        about = [case for case in waiting if case.subject == subject]
        if not about:
            raise impossible(f"no case about {subject.type} `{subject.id}` waits there")
        first = min(about, key=lambda case: sort_key(case, step.at))
        named = stage.ids(self.contacts)
        choice = Choice(self.choose, self.asked, named, self.why, self.chosen, self.rule)
        decided = decide_case(stage.home, first.id, step.by, choice)
        return Came((self.words, *_decided(decided, step.at)), decided.ruled.changed)


class Appeal(Given, kw_only=True):
    """The writer of an item appeals."""

    item: str
    text: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Hand it in against the last decision."""
        decided = stage.decided_on(step.site, self.item).decision
        given = appeals.appeal(stage.home, decided.id, self.text, account=decided.account).appeal
        return Came((f"received; answered by {day_text(given.deadline)}",), id=given.id)


class Answer(Ordered, kw_only=True):
    """Somebody who had no part in the decision answers an appeal in writing."""

    appeal: str
    outcome: AppealOutcome
    text: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Answer it."""
        given = answering.Answer(
            self.outcome, self.text, self.asked, stage.ids(self.contacts), self.chosen, self.rule
        )
        answered = answering.answer(stage.home, stage.named(self.appeal).id, step.by, given)
        ruled = answered.ruled
        return Came(
            (f"{self.outcome}, in writing", self.words),
            (*ruled.decision.measures, *ruled.changed),
            answered.letter,
        )


class AskMend(Given, kw_only=True):
    """Whose page is behind a blocked link says that it is put right."""

    link: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Ask for a person to look."""
        cure.ask_for_link(stage.home, stage.on_link(step.site, self.link))
        return Came(("a person is asked to look",))


class Mended(Answered, kw_only=True):
    """Somebody has looked: the page behind a blocked link is put right."""

    link: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Lift the block; the page is looked at again later."""
        measure = stage.on_link(step.site, self.link)
        named = stage.ids(self.contacts)
        ruled = cure.mended(stage.home, measure, step.by, self.asked, named)
        later = f"{len(cure.LOOKS)} later looks are due"
        return Came((self.words, later), ruled.changed)


class Look(Given, kw_only=True):
    """The later looks that are due, at what stands there in this story."""

    def do(self, stage: Stage, step: Step) -> Came:
        """Look."""
        screener, _ = stage.corridor(step.site)
        seen = looks.look_again(stage.home, lambda _: screener, stage.fetch)
        return Came(tuple(f"{look.link}: {found}" for look, found in seen))


def _decided(decided: Decided, at: datetime) -> Iterator[str]:
    """What came of a case beside measures that moved, in words."""
    if decided.ruled.awaits:
        yield "the first of two people: a second one is asked for"
    case, like = decided.case, decided.likeness
    if like is not None and like.nearest:
        yield like.say().rstrip(".").replace("Of the", "of the", 1)
    if case.state is CaseState.CLOSED:
        about = flags_about(case.site, case.subject)
        waited = [at - flag.received_at for flag in about if flag.answered_at == at]
        if waited:
            yield f"flags answered: {len(waited)}, the first after {max(waited) // MINUTE} minutes"


DEEDS: Mapping[str, type[Deed]] = {
    "offer": affairs.Offer,
    "assess": affairs.Assess,
    "decline": affairs.Decline,
    "interest": affairs.Interest,
    "matter": affairs.Matter,
    "flag": Flag,
    "receipt": Receipt,
    "contact": affairs.Contact,
    "verify": affairs.Verify,
    "seal": affairs.Seal,
    "done": affairs.Done,
    "fact": affairs.Fact,
    "decide": Decide,
    "appeal": Appeal,
    "answer": Answer,
    "ask_mend": AskMend,
    "mended": Mended,
    "look": Look,
}
