"""What a person chooses about a case, as they say it; and what of that can be refused at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.private import refuse_private
from evenhand.store.contacts import get_contact

MAX_REASON = 2_000
"""Longest reason of a person, in code points."""


class Do(StrEnum):
    """What a person does about a case."""

    CONFIRM = "confirm"
    """Agree to what is proposed."""
    KEEP = "keep"
    """Leave what is in force as it is; what is only proposed is declined."""
    RELEASE = "release"
    """Lift everything: there was no breach."""
    MEASURE = "measure"
    """Take other measures in place of those that there are."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure that a person chooses.

    Attributes:
        until: when it ends; None is as its card says.
        link: what a link's measure falls on, where the case does not say it.
    """

    measure: str
    until: datetime | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides about a case.

    Attributes:
        asked: the answer to "has anyone outside the rules, owner and staff included, raised this
            with you?"; None is no answer, and is refused.
        contacts: ids of the contacts in which they raised it; needed where the answer is yes.
        why: a sentence that the affected person reads; needed for measures of one's own.
        measures: what `Do.MEASURE` takes.
        rule: the rule that the measures rest on, where none of the case's own is meant.
    """

    do: Do
    asked: bool | None
    contacts: tuple[str, ...] = ()
    why: str = ""
    measures: Sequence[Chosen] = ()
    rule: str | None = None


def check_choice(choice: Choice, site: str) -> None:
    """Refuse a choice that lacks something, whatever the case.

    Raises EvenhandError: EH620 without an answer to the asked-question, EH621 for a yes without
    its contact, EH622 without a reason or with too long a one, EH623 for measures that are none,
    EH624 where the reason holds private information, EH410 for an unknown contact.
    """
    check_asked(choice.asked, choice.contacts, site)
    if (choice.do is Do.MEASURE) is not bool(choice.measures):
        raise _refused(
            "EH623",
            "a decision takes measures of its own exactly where it is to `measure`",
            "name them with --measure, or confirm, keep or release",
        )
    needs_why = choice.do is Do.MEASURE
    if (needs_why and not choice.why.strip()) or len(choice.why) > MAX_REASON:
        raise _refused(
            "EH622",
            "the reason is missing, or longer than 2,000 characters",
            "say in one sentence to whom it concerns why; they read it",
        )
    refuse_private(choice.why, "the reason")


def check_asked(asked: bool | None, contacts: Sequence[str], site: str) -> None:
    """Refuse a human decision without an answer to the asked-question.

    Raises EvenhandError: EH620, EH621, EH410.
    """
    if asked is None:
        raise _refused(
            "EH620",
            "it is not said whether anyone outside the rules has raised this with you",
            "say --asked no, or --asked yes with the contact; owner and staff count too",
        )
    if asked is not bool(contacts):
        raise _refused(
            "EH621",
            "a yes names the contact, and a no names none",
            "record it first with `evenhand contact add`, then give its id with --contact",
        )
    for contact in contacts:
        if get_contact(contact).site != site:
            raise _refused("EH621", "the contact is another site's", "name one of this site")


def _refused(code: str, what: str, help: str) -> EvenhandError:
    return EvenhandError(
        code, what, not_done="nothing was decided; the case stays as it was", help=help
    )
