"""What can be done about a contact that is on record, as far as its state allows it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms

from evenhand.model.contact import Contact, ContactKind, ContactStanding, SealBecause
from evenhand.model.people import DECIDERS
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import contact_changes, contact_views, orders, seals
from evenhand.statements.messages import languages
from evenhand.web.access import EVERYBODY
from evenhand.web.console.contact_form import SEALED_BECAUSE
from evenhand.web.console.deeds import Deed, Done
from evenhand.web.console.fields import WhyForm, at, choice, line, moment, text

REVEAL = "reveal"
STANDINGS = (("verified", "It is from whom it says"), ("disputed", "It may not be from them"))


class StandForm(forms.Form):
    """Whether it is known that they asked."""

    standing = choice("What you know", STANDINGS, "Public.")
    basis = text("How you know", "Such as a call back. Sealed.", rows=2)


class ReplyForm(forms.Form):
    """What they have to say."""

    who = line("Whose reply it is", "Sealed.")
    text = text("What they say, in their words", "Sealed.")
    at = moment("When it came", "Empty is now.")


class MatterForm(forms.Form):
    """The matter."""

    matter = line("Matter", "Notices of later decisions on it list the contact.")


class DoneForm(forms.Form):
    """What came of it."""

    what = text("What came of it, in a sentence", "Not public; only that it is done.", rows=2)


class EffectForm(forms.Form):
    """What effect was given to an order."""

    what = text("What was done", "The day is public.", rows=2)
    at = moment("When", "Empty is now.")


class LanguageForm(forms.Form):
    """In which language a letter is written."""

    language = choice(
        "Language", [(name, name) for name in languages()], "The site's unless you say.",
        required=False,
    )  # fmt: skip


class DecidedForm(LanguageForm):
    """What a notifier is told."""

    field_order = ("decided", "language")
    decided = text("What was decided, in a sentence", "The notifier reads it.", rows=2)


class SealForm(forms.Form):
    """Why a contact may not be disclosed."""

    because = choice("Why", SEALED_BECAUSE)
    until = moment("When that reason ends", "Where it does.")


def contact_deeds(home: Home, contact: Contact, by: str) -> list[Deed]:
    """What can be done about it, in the order of the page."""
    return [
        *_reading(home, contact, by),
        *_changes(home, contact, by),
        *_law(home, contact, by),
        *_seal(home, contact, by),
    ]


def _reading(home: Home, contact: Contact, by: str) -> Iterator[Deed]:
    def reveal(given: Mapping[str, Any]) -> Done:
        return Done(shown=contact_views.reveal(home, contact.id, by, given["why"]))

    def invite(given: Mapping[str, Any]) -> Done:
        letter = contact_changes.invitation(home, contact.id, by, given["language"] or None)
        return Done(shown=letter)

    note = "That you looked, and why, is noted on the contact."
    yield Deed(REVEAL, "Read words and names", "Show them once", reveal, WhyForm, EVERYBODY, note)
    note = "It tells whoever is said to have asked what is recorded. You send it."
    yield Deed(
        "invite", "Letter that invites a reply", "Write the letter", invite, LanguageForm,
        EVERYBODY, note,
    )  # fmt: skip


def _changes(home: Home, contact: Contact, by: str) -> Iterator[Deed]:
    def stand(given: Mapping[str, Any]) -> Done:
        standing = ContactStanding(given["standing"])
        contact_changes.stand(home, contact.id, by, standing, given["basis"])
        return Done(f"The contact is {standing}.")

    def reply(given: Mapping[str, Any]) -> Done:
        contact_changes.reply(home, contact.id, by, given["text"], given["who"], at(given, "at"))
        return Done("The reply is recorded.")

    def link(given: Mapping[str, Any]) -> Done:
        contact_changes.link(home, contact.id, by, given["matter"])
        return Done(f"The contact belongs to the matter {given['matter']}.")

    def done(given: Mapping[str, Any]) -> Done:
        contact_changes.done(home, contact.id, by, given["what"])
        return Done("The contact is done; its case is closed.")

    yield Deed("stand", "Verified, or disputed", "Say so", stand, StandForm)
    yield Deed("reply", "Record their reply", "Record it", reply, ReplyForm, EVERYBODY)
    yield Deed("link", "Link to a matter", "Link it", link, MatterForm)
    if not contact.done:
        yield Deed("done", "Say what came of it", "Say so", done, DoneForm)


def _law(home: Home, contact: Contact, by: str) -> Iterator[Deed]:
    def effect(given: Mapping[str, Any]) -> Done:
        orders.give_effect(home, contact.id, by, given["what"], at(given, "at"))
        return Done("The effect is recorded; its case is closed.")

    def confirm(given: Mapping[str, Any]) -> Done:
        answered = orders.confirm(home, contact.id, by, given["language"] or None)
        return Done(shown=answered.letter)

    def decide(given: Mapping[str, Any]) -> Done:
        told = orders.decide(home, contact.id, by, given["decided"], given["language"] or None)
        return Done(shown=told.letter)

    if contact.order is not None and not contact.order.effect:
        yield Deed("effect", "Say what effect was given", "Say so", effect, EffectForm)
    if contact.kind is ContactKind.NOTICE_16 and contact.notice is not None:
        if contact.notice.confirmed_at is None:
            note = "Writes the letter to the notifier; you send it."
            yield Deed(
                "confirm", "Confirm that the notice has arrived", "Write the letter", confirm,
                LanguageForm, EVERYBODY, note,
            )  # fmt: skip
        if contact.notice.decided_at is None:
            note = "Take measures first, in a case. Writes the letter; you send it."
            yield Deed(
                "decide", "Tell the notifier what was decided", "Write the letter", decide,
                DecidedForm, DECIDERS, note,
            )  # fmt: skip


def _seal(home: Home, contact: Contact, by: str) -> Iterator[Deed]:
    def seal(given: Mapping[str, Any]) -> Done:
        because = SealBecause(given["because"])
        seals.seal(home, contact.id, by, because, at(given, "until"))
        return Done("The contact is sealed.")

    def simply(change: Callable[[Home, str, str], Contact], says: str) -> Callable[..., Done]:
        def do(_: Mapping[str, Any]) -> Done:
            change(home, contact.id, by)
            return Done(says)

        return do

    if contact.seal is None:
        note = "It is sealed at once; somebody else agrees within 72 hours. What stands in the " \
            "log of it stays there."  # fmt: skip
        yield Deed("seal", "Seal it: it may not be disclosed", "Seal it", seal, SealForm, note=note)
        return
    if len(contact.seal.by) == 1 and by not in contact.seal.by:
        agreed = simply(seals.agree, "You agreed to the seal.")
        yield Deed("agree", "Agree to the seal", "Agree", agreed, note="As the second person.")
    renewed = simply(seals.renew, "The seal goes on; somebody else agrees to that.")
    yield Deed("renew", "The reason still holds", "Renew the seal", renewed)
    note = "It gets an entry in the log, which shows since when it was committed to."
    opened = simply(seals.unseal, "The contact is not sealed any more.")
    yield Deed("unseal", "End the seal: disclose it", "End it", opened, note=note, bad=True)
