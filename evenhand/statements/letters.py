"""Letters: what somebody who flagged, appealed, sent a notice or asked is answered.

A notice (`texts`) tells of a state; a letter answers a person. Each is plain text, follows from
its record alone, and repeats nobody's private words: only our own written answer stands in it
word for word. Times are in UTC.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from evenhand.model.case import Appeal, Flag
from evenhand.model.clock import day_text
from evenhand.model.contact import Contact
from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.statements.messages import Catalogue, load
from evenhand.statements.outside import requester
from evenhand.statements.wording import reach, time_text, verbatim


class FlagOutcome(StrEnum):
    """What came of a flag."""

    MEASURE = "measure"
    ALREADY = "already"
    """A measure was in force already, and it stays."""
    NONE = "none"


class AnswerForm(StrEnum):
    """How an appeal is answered: always in words, and in few where the case is plain."""

    FULL = "full"
    SHORT = "short"
    """For spam."""
    GROUPED = "grouped"
    """One answer to all appeals of a matter."""


def flag_received(flag: Flag, site: Site, *, receipt: str, language: str) -> str:
    """That a flag has arrived, with the receipt link, under which its answer will stand.

    Raises EvenhandError: EH701.
    """
    say = load(language)
    lines = [
        say.say("letter.flag_received", id=flag.id),
        say.say("letter.receipt", receipt=receipt),
        say.say("letter.flag_orders"),
    ]
    return _letter(say, "flag_received", site, flag.received_at, lines)


def flag_answered(
    flag: Flag,
    site: Site,
    *,
    outcome: FlagOutcome,
    at: datetime,
    language: str,
    why: str = "",
    appeal_until: datetime | None = None,
) -> str:
    """What came of a flag, why, and how to appeal.

    Args:
        why: one neutral sentence of a person's; holds nothing private.
        appeal_until: else counted from `at`.

    Raises EvenhandError: EH701.
    """
    say = load(language)
    lines: list[str] = [say.say("letter.flag", id=flag.id), say.say(f"letter.flag_{outcome}")]
    if why:
        lines += [say.say("letter.why"), *verbatim(why)]
    until = appeal_until or at + timedelta(days=site.appeal_days)
    lines.append(say.say("appeal.how", until=day_text(until), to=reach(site)))
    lines.append(say.say("appeal.who"))
    return _letter(say, "flag_answered", site, at, lines + _out_of_court(site, say))


def appeal_received(appeal: Appeal, site: Site, *, language: str) -> str:
    """That an appeal has arrived, who looks at it, and by when it is answered.

    Raises EvenhandError: EH701.
    """
    say = load(language)
    lines = [
        say.say("letter.appeal_received", id=appeal.id, case=appeal.decision),
        say.say("letter.appeal_deadline", deadline=day_text(appeal.deadline)),
        say.say("letter.appeal_who"),
    ]
    return _letter(say, "appeal_received", site, appeal.received_at, lines)


def appeal_answered(
    appeal: Appeal,
    site: Site,
    *,
    language: str,
    form: AnswerForm = AnswerForm.FULL,
    strike_void: bool = False,
) -> str:
    """The outcome and the written answer, and where else to go.

    Args:
        strike_void: the strike that the writer's account had for this no longer counts.

    Raises EvenhandError: EH701, EH705 for an appeal without outcome, answer or time of it.
    """
    if appeal.outcome is None or not appeal.answer or appeal.answered_at is None:
        raise _unanswered("The appeal has no outcome with a written answer yet.")
    say = load(language)
    lines: list[str] = [say.say("letter.appeal", id=appeal.id, case=appeal.decision)]
    if form is AnswerForm.GROUPED:
        lines.append(say.say("letter.appeal_grouped"))
    lines.append(say.say(f"letter.appeal_{appeal.outcome}"))
    if strike_void:
        lines.append(say.say("letter.appeal_strike_void"))
    lines += [say.say("letter.answer"), *verbatim(appeal.answer)]
    if form is not AnswerForm.SHORT:
        lines.append(say.say("letter.appeal_by"))
    lines += _out_of_court(site, say)
    return _letter(say, "appeal_answered", site, appeal.answered_at, lines)


def notice_confirmed(contact: Contact, site: Site, *, at: datetime, language: str) -> str:
    """That a notice of illegal content has arrived (Regulation (EU) 2022/2065, Art. 16(4)).

    Raises EvenhandError: EH701.
    """
    say = load(language)
    day = day_text(contact.received_at)
    lines = [say.say("letter.notice_confirmed", id=contact.id, day=day), say.say("letter.notice")]
    return _letter(say, "notice_confirmed", site, at, lines)


def notice_decided(
    contact: Contact, site: Site, *, automated: bool, at: datetime, language: str
) -> str:
    """What was decided on a notice, whether by machine, and redress (Art. 16(5) and (6)).

    Raises EvenhandError: EH701, EH705 for a contact that is no notice or is not decided.
    """
    if contact.notice is None or not contact.notice.decided:
        raise _unanswered("Nothing is decided yet about the notice.")
    say = load(language)
    day = day_text(contact.received_at)
    until = day_text(at + timedelta(days=site.appeal_days))
    lines = [
        say.say("letter.notice_decided", id=contact.id, day=day),
        *verbatim(contact.notice.decided),
        say.say("letter.automated" if automated else "letter.not_automated"),
        say.say("appeal.how", until=until, to=reach(site)),
        say.say("appeal.who"),
        *_out_of_court(site, say),
        say.say("letter.court"),
    ]
    return _letter(say, "notice_decided", site, at, lines)


def contact_reply_invited(contact: Contact, site: Site, *, at: datetime, language: str) -> str:
    """To whoever is said to have asked: what is recorded, and that they can reply.

    Raises EvenhandError: EH701.
    """
    say = load(language)
    lines = [
        say.say("letter.contact", id=contact.id, who=requester(contact, say)),
        say.say(
            "letter.contact_asked",
            wants=say.name("wants", contact.wants),
            channel=say.name("channel", contact.channel),
            day=day_text(contact.received_at),
            standing=say.name("contact_standing", contact.standing),
        ),
        say.say("letter.contact_reply", to=reach(site)),
    ]
    return _letter(say, "contact_reply_invited", site, at, lines)


def _letter(say: Catalogue, title: str, site: Site, at: datetime, lines: Iterable[str]) -> str:
    head = say.say(f"letter_title.{title}")
    written = say.say("title.written", site=site.name, now=time_text(at))
    return "\n".join([head, written, "", *lines]) + "\n"


def _out_of_court(site: Site, say: Catalogue) -> list[str]:
    if not site.out_of_court:
        return []
    return [say.say("appeal.out_of_court", body=site.out_of_court)]


def _unanswered(what: str) -> EvenhandError:
    return EvenhandError(
        "EH705",
        what,
        not_done="No letter was written.",
        help="Decide it first; the letter gives the answer word for word.",
    )
