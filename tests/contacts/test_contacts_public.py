"""What becomes public of a contact, and what never does."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta, timezone
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.contacts.intake import check_contact
from evenhand.contacts.matching import Preceding, preceding
from evenhand.contacts.public import Change, canonical, contact_fields, riding
from evenhand.contacts.seal import is_disclosed, seal
from evenhand.contacts.table import COLUMNS, UNLISTED, register, to_csv, to_json
from evenhand.log.entry import commitments, decode, encode
from evenhand.model.clock import SeededEntropy
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    ContactStanding,
    Notice,
    Order,
    Reply,
    SealBecause,
)
from evenhand.model.entry import Draft
from evenhand.model.errors import EvenhandError
from tests.contacts.letters import DAY, NOW, asks, orders

PLANTED = "Z~q~9"
"""In every private value of a generated contact, and in nothing else: no digest holds a `~`."""

private = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12).map(
    lambda text: text + PLANTED
)
names = st.sampled_from(["Vale for Mayor", "Harbour Watch", "=cmd()", "Äpfel & Söhne"])
maybe = st.one_of(st.just(""), private)
waits = st.timedeltas(timedelta(0), timedelta(days=500))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Any contact that can be kept, with private values that can be searched for."""
    kind = draw(st.sampled_from(ContactKind))
    role = draw(st.sampled_from(ContactRole))
    alone = role is ContactRole.PRIVATE_PERSON
    ordered = not alone and (
        kind in {"order_9", "order_10"} or (kind == "request" and draw(st.booleans()))
    )
    behalf_person = draw(st.booleans())
    received = NOW - draw(waits)
    email = f"{PLANTED}@ada.example"
    notice = Notice(
        tuple(draw(st.lists(private, min_size=1, max_size=8))), draw(private), draw(private),
        email, good_faith=True, decided=draw(maybe),
    )  # fmt: skip
    order = Order(
        "Office for Media", "Media Act 4", ("FR",), draw(maybe),
        draw(st.sampled_from([None, NOW])),
    )  # fmt: skip
    if alone and kind in {"order_9", "order_10"}:
        kind = ContactKind.REQUEST
    contact = asks(
        id=PLANTED + "-id",
        kind=kind,
        role=role,
        channel=draw(st.sampled_from(Channel)),
        wants=draw(st.sampled_from(Asked)),
        text=draw(private),
        received_at=received,
        logged_at=NOW,
        logged_by=draw(private),
        organisation="" if alone else draw(names),
        person=draw(private),
        on_behalf_of=draw(private if behalf_person else names),
        behalf_person=behalf_person,
        own_data=alone and draw(st.booleans()),
        objects=tuple(draw(st.lists(private, max_size=8))),
        ground=draw(maybe),
        binding=ordered and draw(st.booleans()),
        threat_to_life=draw(st.booleans()),
        matter=draw(st.one_of(st.none(), private)),
        standing=draw(st.sampled_from(ContactStanding)),
        replies=tuple(Reply(NOW, text, text) for text in draw(st.lists(private, max_size=2))),
        done=draw(maybe),
        order=order if ordered else None,
        notice=notice if kind is ContactKind.NOTICE_16 else None,
    )
    contact = check_contact(contact)
    return seal(contact, SealBecause.SAFETY, "mira", NOW) if draw(st.booleans()) else contact


@given(contacts(), st.sampled_from(Change))
@settings(deadline=None, max_examples=300)
def test_nothing_private_is_in_the_public_part_of_any_contact(contact, change):
    if not is_disclosed(contact):
        with pytest.raises(EvenhandError) as caught:
            contact_fields(contact, change, NOW)
        assert caught.value.code == "EH516"
        assert len(riding(contact)) == 1
        return
    fields, sealed = contact_fields(contact, change, NOW)
    shown = json.dumps(fields, ensure_ascii=False)
    assert PLANTED not in shown
    assert ":" not in "".join(str(value) for value in fields.values() if isinstance(value, str))
    assert fields["received"] == contact.received_at.date().isoformat()
    assert fields["objects"] == "1-4" or fields["objects"] == len(contact.objects)
    with pytest.raises(EvenhandError):
        riding(contact)
    commit, _ = commitments(sealed, SeededEntropy(b"x"))
    leaf = encode(Draft("contact", "main", "2026-09-26", "case", fields, sealed), 1, commit)
    assert PLANTED.encode() not in leaf
    assert decode(leaf)["change"] == change


@given(st.lists(contacts(), max_size=8))
@settings(deadline=None, max_examples=100)
def test_nothing_private_is_in_the_register(found):
    found = [replace(contact, id=f"{PLANTED}{n}") for n, contact in enumerate(found)]
    table = register(found)
    for shown in (to_csv(table), to_json(table)):
        assert PLANTED not in shown
    assert len(table.rows) == sum(map(is_disclosed, found))
    cells = [cell for row in csv.reader(io.StringIO(to_csv(table))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_entry_of_an_order():
    contact = orders(
        received_at=NOW - 3 * DAY,
        objects=("p-1", "p-2"),
        on_behalf_of="Ada Vale",
        behalf_person=True,
        ground="It is private.",
        matter="dossier",
    )
    fields, sealed = contact_fields(contact, Change.RECEIVED, NOW)
    assert fields == {
        "change": "received", "kind": "order_9", "role": "authority", "channel": "letter",
        "wants": "block_link", "binding": True, "standing": "claimed", "received": "2026-09-23",
        "logged": "2026-09-26", "days_late": 3, "late": True, "objects": "1-4", "reply": False,
        "done": False, "organisation": "Office for Media of Harbour County",
        "order": {
            "authority": "Office for Media of Harbour County",
            "legal_basis": "Media Act, section 4", "scope": ["FR", "DE"], "effect": "",
        },
    }  # fmt: skip
    digests = {name: sealed.pop(name) for name in ("text", "record")}
    assert all(digest.startswith("sha256:") for digest in digests.values())
    assert sealed == {
        "at": "2026-09-26T14:00", "received": "2026-09-23T14:00", "logged": "2026-09-26T14:00",
        "person": "Tom Reed", "behalf_person": "Ada Vale", "objects": "p-1\np-2",
        "ground": "It is private.", "matter": "dossier",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("waited", "days", "late"),
    [
        (timedelta(0), 0, False),
        (timedelta(hours=24), 1, False),
        (timedelta(hours=24, seconds=1), 1, True),
        (timedelta(days=9), 9, True),
    ],
)
def test_late_registration_shows(waited, days, late):
    fields, _ = contact_fields(asks(received_at=NOW - waited), Change.RECEIVED, NOW)
    assert (fields["days_late"], fields["late"]) == (days, late)


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, "1-4"), (4, "1-4"), (5, 5), (9, 9)])
def test_objects_are_banded(number, shown):
    contact = asks(objects=tuple(map(str, range(number))))
    assert contact_fields(contact, Change.RECEIVED, NOW)[0]["objects"] == shown


def test_a_person_is_not_an_organisation_even_where_nobody_checked():
    unchecked = asks(role=ContactRole.PRIVATE_PERSON, organisation="Ada Vale")
    assert "Ada Vale" not in str(contact_fields(unchecked, Change.RECEIVED, NOW)[0])


def test_what_rides_stands_for_the_whole_record():
    contact = seal(asks(id="c-9"), SealBecause.SAFETY, "mira", NOW)
    assert list(riding(contact)) == ["contact.c-9"]
    assert riding(contact) != riding(replace(contact, text="Something else."))
    assert riding(contact) == riding(replace(contact, log_index=7))
    elsewhere = NOW.astimezone(timezone(timedelta(hours=2)))
    assert riding(contact) == riding(replace(contact, received_at=elsewhere))
    assert json.loads(canonical(contact))["seal"]["at"] == "2026-09-26T14:00:37+00:00"


def test_the_register_counts_own_data_in_bands_without_days():
    ids = map(str, count())
    own = [
        asks(id=next(ids), role=ContactRole.PRIVATE_PERSON, organisation="", own_data=True)
        for _ in range(4)
    ]
    sealed = [
        seal(replace(contact, id=next(ids)), SealBecause.LEGAL_BAR, "mira", NOW)
        for contact in (asks(), own[0])
    ]
    table = register([*own, *sealed, asks(id=next(ids), log_index=12)])
    assert table.own_data == "1-4"
    [row] = table.rows
    assert tuple(row) == COLUMNS
    assert (row["entry"], row["organisation"], row["scope"]) == (12, "Vale for Mayor", None)
    *_, last = csv.DictReader(io.StringIO(to_csv(table)))
    assert {name: cell for name, cell in last.items() if cell} == {
        "role": "private_person", "own_data": "true", "count": "1-4",
    }  # fmt: skip
    assert json.loads(to_json(table))["note"] == UNLISTED


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(lead):
    table = to_csv(register([asks(organisation=f"{lead}1+1")]))
    [row, _] = csv.DictReader(io.StringIO(table, newline=""))
    assert row["organisation"] == f"'{lead}1+1"


def test_the_register_is_in_the_order_of_logging():
    early, late = asks(id="b", logged_at=NOW), asks(id="a", logged_at=NOW + DAY)
    assert [row["logged"] for row in register([late, early]).rows] == ["2026-09-26", "2026-09-27"]


def test_the_scope_of_an_order_is_one_cell():
    [row] = register([orders()]).rows
    assert (row["scope"], row["legal_basis"]) == ("FR DE", "Media Act, section 4")


def test_what_came_before_a_decision():
    hour = timedelta(hours=1)
    found = [
        asks(id="early", matter="m", received_at=NOW - 50 * hour, logged_at=NOW + hour),
        asks(id="near", matter="m", received_at=NOW - 90 * hour / 60),
        asks(id="same", matter="m"),
        asks(id="after", matter="m", received_at=NOW + hour, logged_at=NOW + hour),
        asks(id="other", matter="n"),
        asks(id="elsewhere", matter="m", site="desk"),
        asks(id="none"),
    ]
    before = preceding(found, "main", "m", NOW)
    assert before == (
        Preceding("same", 0, False), Preceding("near", 1, False), Preceding("early", 50, True),
    )  # fmt: skip
    assert preceding(found, "main", "m", NOW, within_hours=50) == before
    assert preceding(found, "main", "m", NOW, within_hours=49) == before[:2]
    assert preceding(found, "main", None, NOW) == ()
