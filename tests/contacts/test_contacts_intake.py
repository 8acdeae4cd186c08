"""What is taken in, and what is refused, with all that is missing in one error."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.contacts.intake import check_contact, take
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    ContactStanding,
    Reply,
    Seal,
    SealBecause,
)
from evenhand.model.errors import EvenhandError
from tests.contacts.letters import DAY, NOTICE, NOW, ORDER, asks, notifies, orders


def refusal(contact: Contact) -> EvenhandError:
    with pytest.raises(EvenhandError) as caught:
        check_contact(contact)
    assert caught.value.where
    assert caught.value.help
    assert caught.value.not_done
    return caught.value


@pytest.mark.parametrize("contact", [asks(), notifies(), orders()])
def test_what_is_whole_is_taken_as_it_is(contact):
    assert take(contact) == contact


def test_words_may_be_strings_and_names_lose_their_blanks():
    contact = asks(kind="request", role="owner", channel="spoken", wants="keep", organisation=" A ")
    taken = take(contact)
    assert taken.kind is ContactKind.REQUEST
    assert taken.role is ContactRole.OWNER
    assert taken.channel is Channel.SPOKEN
    assert taken.wants is Asked.KEEP
    assert taken.organisation == "A"


def test_an_object_counts_once():
    assert take(asks(objects=("p-1", "p-2", "p-1", " "))).objects == ("p-1", "p-2")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "order_11", "EH502"),
        ("role", 7, "EH502"),
        ("text", "x" * 100_001, "EH503"),
        ("organisation", "x" * 301, "EH503"),
        ("objects", ("p",) * 1_001, "EH503"),
        ("objects", ("p" * 8_193,), "EH503"),
        ("objects", "p-1", "EH504"),
        ("objects", ("p\n1",), "EH504"),
        ("text", "a\0b", "EH504"),
        ("text", "a\ud800", "EH504"),
        ("person", None, "EH504"),
        ("organisation", "Vale\u202eroyaM", "EH504"),
        ("organisation", "two\nlines", "EH504"),
        ("own_data", "false", "EH504"),
        ("text", "  ", "EH505"),
        ("logged_by", "", "EH505"),
        ("received_at", NOW.replace(tzinfo=None), "EH506"),
        ("logged_at", NOW - timedelta(seconds=1), "EH506"),
        ("binding", True, "EH509"),
        ("own_data", True, "EH509"),
        ("notice", NOTICE, "EH509"),
        ("organisation", "tom  REED", "EH510"),
        ("organisation", "press@vale.example", "EH510"),
        ("on_behalf_of", "Tom Reed", "EH510"),
        ("on_behalf_of", "https://vale.example/", "EH510"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(field, value, code):
    error = refusal(asks(**{field: value}))
    assert error.code == code
    assert str(error.where) == field


def test_a_misspelt_word_gets_the_nearest():
    assert "suspend" in refusal(asks(wants="suspendd")).help


def test_what_is_at_its_bound_is_taken():
    at_bound = asks(
        text="x" * 100_000, organisation="x" * 300, objects=tuple(map(str, range(1000)))
    )
    assert take(at_bound) == at_bound


def test_somebody_asked():
    assert refusal(asks(organisation=" ", person="")).code == "EH505"
    assert take(asks(organisation="", person="unnamed caller"))


def test_late_registration_is_taken():
    assert take(asks(received_at=NOW - 400 * DAY))


def test_a_campaign_may_be_named_after_its_candidate():
    assert take(asks(organisation="Tom Reed for Mayor"))


def test_behind_a_person_stands_a_person():
    assert take(asks(on_behalf_of="Tom Reed", behalf_person=True))


def test_an_order_is_told_all_that_it_lacks():
    error = refusal(orders(order=replace(ORDER, authority=" ", legal_basis="", scope=())))
    assert error.code == "EH507"
    for lacking in ("authority", "legal basis", "territorial scope"):
        assert lacking in error.what
    assert refusal(orders(order=None)).code == "EH507"


@pytest.mark.parametrize(
    "scope", [("fr",), ("FRA",), ("worldwide", "FR"), ("everywhere",), ("ÄÖ",)]
)
def test_a_scope_is_countries_or_the_world(scope):
    assert refusal(orders(order=replace(ORDER, scope=scope))).code == "EH507"
    assert take(orders(order=replace(ORDER, scope=("worldwide",))))


def test_an_order_of_another_law_may_bind_too():
    assert take(asks(order=ORDER, binding=True))


def test_a_notice_is_told_all_that_it_lacks():
    empty = replace(NOTICE, places=(), reasons=" ", name="", email="ada", good_faith=False)
    error = refusal(notifies(notice=empty))
    assert error.code == "EH508"
    for lacking in ("place", "reasons", "name", "e-mail", "good faith"):
        assert lacking in error.what
    assert refusal(notifies(notice=None)).code == "EH508"
    assert refusal(notifies(order=ORDER)).code == "EH509"


def test_an_exempt_notice_needs_no_name_but_good_faith():
    nobody = replace(NOTICE, name="", email="", exempt=True)
    assert take(notifies(notice=nobody, person=""))
    assert refusal(notifies(notice=replace(nobody, good_faith=False), person="")).code == "EH508"


def test_an_organisation_gives_notice_in_its_own_name():
    named = replace(NOTICE, name="Harbour Watch")
    notice = notifies(role="trusted_flagger", organisation="Harbour Watch", person="", notice=named)
    assert take(notice)
    person = replace(notice, notice=NOTICE, organisation="Harbour", on_behalf_of="ada vale")
    assert refusal(person).code == "EH510"


def test_private_persons():
    own = asks(role="private_person", organisation="", person="Ada Vale", own_data=True)
    assert take(own)
    assert refusal(replace(own, organisation="Vale for Mayor")).code == "EH509"
    assert refusal(replace(own, order=ORDER)).code == "EH509"


@pytest.mark.parametrize(
    "known",
    [
        {"standing": ContactStanding.VERIFIED},
        {"replies": (Reply(NOW, "No.", "Tom Reed"),)},
        {"done": "Nothing."},
        {"seal": Seal(SealBecause.SAFETY, ("mira",), NOW, NOW + DAY)},
        {"log_index": 7},
    ],
)
def test_what_comes_in_is_new(known):
    with pytest.raises(EvenhandError) as caught:
        take(asks(**known))
    assert caught.value.code == "EH509"
    assert check_contact(asks(**known)) == asks(**known)


def test_no_error_repeats_what_was_given():
    planted = "Zq9-planted"
    for field in ("id", "person", "organisation", "text", "ground", "kind", "wants"):
        value = planted if field in {"kind", "wants"} else planted + "\0"
        assert planted not in str(refusal(asks(**{field: value})))
