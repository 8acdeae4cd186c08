"""Standing, right of reply, seals, and what was done: each change gives the new record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.contacts.answer import close, confirm, decide, give_effect, link
from evenhand.contacts.seal import (
    AGREE_WITHIN,
    REVIEW_EVERY,
    agree,
    awaits_second,
    is_disclosed,
    renew,
    review_due,
    seal,
    unseal,
)
from evenhand.contacts.standing import add_reply, change_standing
from evenhand.model.contact import ContactStanding, Reply, SealBecause
from evenhand.model.errors import EvenhandError
from tests.contacts.letters import DAY, NOW, asks, notifies, orders

CLAIMED, VERIFIED, DISPUTED = ContactStanding
SECOND = timedelta(seconds=1)
SAFETY = SealBecause.SAFETY


def refuses(code, change, *given, **named):
    with pytest.raises(EvenhandError) as caught:
        change(*given, **named)
    assert caught.value.code == code
    assert caught.value.not_done
    assert caught.value.help


@pytest.mark.parametrize(
    ("was", "becomes", "fits"),
    [
        (CLAIMED, VERIFIED, True),
        (CLAIMED, DISPUTED, True),
        (VERIFIED, DISPUTED, True),
        (DISPUTED, VERIFIED, True),
        (CLAIMED, CLAIMED, False),
        (VERIFIED, VERIFIED, False),
        (VERIFIED, CLAIMED, False),
        (DISPUTED, DISPUTED, False),
        (DISPUTED, CLAIMED, False),
    ],
)
def test_standing(was, becomes, fits):
    contact = asks(standing=was)
    if fits:
        assert change_standing(contact, becomes) == replace(contact, standing=becomes)
    else:
        refuses("EH513", change_standing, contact, becomes)


def test_replies_are_added_and_bounded():
    contact = asks()
    first, second = Reply(NOW, "Not from us.", "Vale for Mayor"), Reply(NOW, "It was.", "Tom Reed")
    assert add_reply(add_reply(contact, first), second).replies == (first, second)
    refuses("EH505", add_reply, contact, replace(first, text=" "))
    refuses("EH505", add_reply, contact, replace(first, by=""))
    refuses("EH506", add_reply, contact, replace(first, at=NOW - SECOND))
    refuses("EH503", add_reply, contact, replace(first, text="x" * 100_001))
    refuses("EH503", add_reply, replace(contact, replies=(first,) * 50), first)


def test_a_seal_takes_two_where_there_are_two():
    sealed = seal(asks(), SAFETY, "mira", NOW)
    assert not is_disclosed(sealed)
    assert awaits_second(sealed, solo=False)
    assert not review_due(sealed, NOW + AGREE_WITHIN - SECOND)
    assert review_due(sealed, NOW + AGREE_WITHIN)
    refuses("EH514", agree, sealed, " Mira ", NOW)
    both = agree(sealed, "jon", NOW + DAY)
    assert both.seal is not None
    assert both.seal.by == ("mira", "jon")
    assert not awaits_second(both, solo=False)
    refuses("EH514", agree, both, "ida", NOW)
    assert not review_due(both, NOW + DAY + REVIEW_EVERY - SECOND)
    assert review_due(both, NOW + DAY + REVIEW_EVERY)


def test_a_seal_of_the_only_one_there():
    sealed = seal(asks(), SealBecause.LEGAL_BAR, "mira", NOW, solo=True)
    assert not awaits_second(sealed, solo=True)
    assert not review_due(sealed, NOW + REVIEW_EVERY - SECOND)
    assert review_due(sealed, NOW + REVIEW_EVERY)


def test_sealing_has_two_reasons_and_is_done_once_by_somebody():
    assert {str(reason) for reason in SealBecause} == {"legal_bar", "safety"}
    assert seal(asks(), "safety", "mira", NOW).seal.because is SAFETY
    refuses("EH502", seal, asks(), "embarrassing", "mira", NOW)
    refuses("EH514", seal, asks(), SAFETY, " ", NOW)
    refuses("EH514", seal, seal(asks(), SAFETY, "mira", NOW), SAFETY, "jon", NOW)
    refuses("EH506", seal, asks(), SAFETY, "mira", NOW - SECOND)
    refuses("EH506", seal, asks(), SAFETY, "mira", NOW, until=NOW)


def test_a_reason_that_ends_is_looked_at_then():
    sealed = agree(seal(asks(), SAFETY, "mira", NOW, until=NOW + 10 * DAY), "jon", NOW)
    assert not review_due(sealed, NOW + 10 * DAY - SECOND)
    assert review_due(sealed, NOW + 10 * DAY)
    assert not is_disclosed(sealed)
    refuses("EH514", renew, sealed, "mira", NOW + 10 * DAY)


def test_renewal_takes_two_again():
    later = NOW + REVIEW_EVERY
    sealed = agree(seal(asks(), SAFETY, "mira", NOW), "jon", NOW)
    renewed = renew(sealed, "jon", later)
    assert renewed.seal.at == NOW
    assert awaits_second(renewed, solo=False)
    assert agree(renewed, "mira", later).seal.review_at == later + REVIEW_EVERY
    assert renew(sealed, "jon", later, solo=True).seal.review_at == later + REVIEW_EVERY


def test_unsealing():
    assert unseal(seal(asks(), SAFETY, "mira", NOW)) == asks()
    for change in (unseal, lambda c: agree(c, "jon", NOW), lambda c: renew(c, "jon", NOW)):
        refuses("EH515", change, asks())
    assert not review_due(asks(), NOW)
    assert not awaits_second(asks(), solo=False)


def test_own_data_is_not_disclosed():
    own = asks(role="private_person", organisation="", own_data=True)
    assert is_disclosed(replace(own, own_data=False))
    assert not is_disclosed(own)


def test_a_notice_is_confirmed_and_decided_once():
    done = decide(confirm(notifies(), NOW + SECOND), " It was removed. ", NOW + DAY)
    assert done.notice.confirmed_at == NOW + SECOND
    assert (done.notice.decided, done.notice.decided_at) == ("It was removed.", NOW + DAY)
    refuses("EH517", confirm, done, NOW + DAY)
    refuses("EH517", decide, done, "Again.", NOW + DAY)
    refuses("EH517", decide, notifies(), " ", NOW)
    refuses("EH517", confirm, asks(), NOW)
    refuses("EH506", confirm, notifies(), NOW - SECOND)
    refuses("EH506", decide, notifies(), "Removed.", NOW - SECOND)
    refuses("EH503", decide, notifies(), "x" * 2_001, NOW)


def test_effect_is_given_to_an_order_once():
    done = give_effect(orders(), "Removed in FR and DE.", NOW + DAY)
    assert (done.order.effect, done.order.effect_at) == ("Removed in FR and DE.", NOW + DAY)
    refuses("EH517", give_effect, done, "More.", NOW + DAY)
    refuses("EH517", give_effect, asks(), "Removed.", NOW)
    refuses("EH517", give_effect, orders(), "", NOW)
    refuses("EH506", give_effect, orders(), "Removed.", NOW - SECOND)


def test_closing_and_linking():
    assert close(asks(), "Nothing was done.").done == "Nothing was done."
    assert link(asks(), " dossier ").matter == "dossier"
    refuses("EH517", close, asks(), " ")
    refuses("EH517", link, asks(), " ")
