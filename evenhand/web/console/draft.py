"""What somebody has filled in on a form about a case or an appeal: nothing of it gets lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict

from evenhand.enforcement.by_person import MAX_HOURS
from evenhand.model.case import AppealOutcome
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.answering import Answer
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.statements.letters import AnswerForm

ON = ("item", "link", "account")
ASKED = {"yes": True, "no": False}
NOT_DONE = "nothing was decided; what you wrote is still here"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was sent; every field as it was written.

    Attributes:
        do: of a case: `confirm`, `keep`, `release` or `measure`; of an appeal its outcome.
        measures: names of the measures chosen, at most one for each kind of subject.
        link: on which link.
        asked: `yes`, `no`, or empty where the question is not answered.
        contacts: those ticked; `contact`: the id of another one.
        text: of an appeal: the written answer.
        form: of an appeal: `full` or `short`.
    """

    do: str = ""
    measures: tuple[str, ...] = ()
    link: str = ""
    hours: str = ""
    rule: str = ""
    why: str = ""
    asked: str = ""
    contacts: tuple[str, ...] = ()
    contact: str = ""
    text: str = ""
    form: str = "full"

    @property
    def named_contacts(self) -> tuple[str, ...]:
        """All contacts that are named, each once."""
        named = (*self.contacts, self.contact.strip())
        return tuple(dict.fromkeys(filter(None, named)))

    def choice(self, now: datetime) -> Choice:
        """What it decides about a case. Raises EvenhandError: EH760, EH761."""
        if self.do not in set(Do):
            raise _nothing("agree, keep, release, or choose a measure")
        return Choice(
            do=Do(self.do),
            asked=ASKED.get(self.asked),
            contacts=self.named_contacts,
            why=self.why,
            measures=self._chosen(now),
            rule=self.rule or None,
        )

    def answer(self, now: datetime) -> Answer:
        """What it answers to an appeal. Raises EvenhandError: EH760, EH761."""
        if self.do not in set(AppealOutcome):
            raise _nothing("say whether it is upheld, overturned or varied")
        return Answer(
            outcome=AppealOutcome(self.do),
            text=self.text,
            asked=ASKED.get(self.asked),
            contacts=self.named_contacts,
            measures=self._chosen(now),
            rule=self.rule or None,
            why=self.why,
            form=AnswerForm.SHORT if self.form == AnswerForm.SHORT else AnswerForm.FULL,
        )

    def _chosen(self, now: datetime) -> tuple[Chosen, ...]:
        end = now + timedelta(hours=_hours(self.hours)) if self.hours.strip() else None
        return tuple(Chosen(name, end, self.link or None) for name in self.measures)


def draft_of(post: QueryDict) -> Draft:
    """What was sent."""
    return Draft(
        do=post.get("do", ""),
        measures=tuple(filter(None, (post.get(f"on_{kind}", "") for kind in ON))),
        link=post.get("link", ""),
        hours=post.get("hours", ""),
        rule=post.get("rule", ""),
        why=post.get("why", ""),
        asked=post.get("asked", ""),
        contacts=tuple(post.getlist("contacts")),
        contact=post.get("contact", ""),
        text=post.get("text", ""),
        form=post.get("form", "full"),
    )


def _hours(text: str) -> int:
    digits = text.strip()
    hours = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
    if not 1 <= hours <= MAX_HOURS:
        raise EvenhandError(
            "EH761", "the hours are not a whole number in reach", not_done=NOT_DONE,
            help=f"give 1 to {MAX_HOURS:,} hours, or leave the field empty",
        )  # fmt: skip
    return hours


def _nothing(help: str) -> EvenhandError:
    return EvenhandError("EH760", "nothing is chosen", not_done=NOT_DONE, help=help)
