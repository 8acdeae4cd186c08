"""Orders and notices: what the law asks to be said about them, and to whom.

The articles are those of Regulation (EU) 2022/2065, the Digital Services Act.
"""

from dataclasses import dataclass
from datetime import datetime

from evenhand.contacts import answer
from evenhand.contacts.public import Change
from evenhand.model.contact import Contact
from evenhand.model.entry import digest_text
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import reader_language
from evenhand.pipeline.people.contact_record import close_cases, decider, keep, past, recorder
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.turn import turn
from evenhand.statements.letters import notice_confirmed, notice_decided
from evenhand.store.sites import get_site


@dataclass(frozen=True, slots=True)
class Answered:
    """A notice, and the letter to its notifier; whoever asked for it sends it."""

    contact: Contact
    letter: str


def give_effect(
    home: Home, contact_id: str, by: str, what: str, at: datetime | None = None
) -> Contact:
    """Say what effect was given to an order, and when (Art. 9(1), 10(1)); its case is closed.

    Args:
        at: when it was given; None is now.

    Raises EvenhandError: EH410, EH413, EH503, EH504, EH506, EH517 to EH519, EH571, EH572, EH641,
        EH646, EH648.
    """
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = answer.give_effect(contact, what, past(now, at))
        close_cases(now, contact, staff)
        return keep(now, contact, Change.EFFECT)


def confirm(home: Home, contact_id: str, by: str, language: str | None = None) -> Answered:
    """Confirm to the notifier that the notice has arrived (Art. 16(4)).

    Args:
        language: the notifier's; None is the site's.

    Raises EvenhandError: EH410, EH413, EH517, EH519, EH571.
    """
    with turn(home) as now:
        contact, _ = recorder(now, contact_id, by)
        contact = answer.confirm(contact, now.now)
        site = get_site(contact.site)
        spoken = reader_language(language, site)
        letter = notice_confirmed(contact, site, at=now.now, language=spoken)
        contact = keep(now, contact, Change.CONFIRMED, {"letter": digest_text(letter)})
    return Answered(contact, letter)


def decide(
    home: Home, contact_id: str, by: str, decided: str, language: str | None = None
) -> Answered:
    """Tell the notifier what was decided, by a person, and about redress (Art. 16(5) and (6)).

    Its case is closed. Measures are decided first, like all others.

    Args:
        decided: one sentence, which the notifier reads.
        language: the notifier's; None is the site's.

    Raises EvenhandError: EH410, EH413, EH503, EH504, EH517, EH519, EH624, EH571, EH572, EH641,
        EH646, EH648.
    """
    refuse_private(decided, "the decision")
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = answer.decide(contact, decided, now.now)
        close_cases(now, contact, staff)
        site = get_site(contact.site)
        spoken = reader_language(language, site)
        letter = notice_decided(contact, site, automated=False, at=now.now, language=spoken)
        contact = keep(now, contact, Change.DECIDED, {"letter": digest_text(letter)})
    return Answered(contact, letter)
