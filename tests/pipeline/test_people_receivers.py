"""Receivers: who may add and end them, what is shown once, and what is no address for one."""

from datetime import timedelta

import pytest

from evenhand import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.people.receivers import add_receiver, end_receiver, list_receivers
from evenhand.pipeline.people.staff import join, leave
from evenhand.store.receivers import all_receivers, receivers_in_force
from tests.homes import START

URL = "https://platform.example/evenhand?t0ken=1"


@pytest.fixture(autouse=True)
def staff(home):
    join(home, "main", "root", Role.ADMINISTRATOR)
    join(home, "main", "bo", Role.SENIOR)


def refused(code, call, *args):
    with pytest.raises(EvenhandError) as raised:
        call(*args)
    assert raised.value.code == code
    assert "t0ken" not in str(raised.value)


def test_added_listed_and_ended(home, clock):
    made = add_receiver(home, "main", "root", URL)
    assert (made.url, made.private_ranges, made.created_at) == (URL, False, START)
    assert receivers_in_force("main") == [made]
    clock.advance(timedelta(days=1))
    again = add_receiver(home, "main", "root", URL, True)
    assert again.secret != made.secret
    ended = end_receiver(home, "main", "root", made.id)
    assert ended.ended_at == clock.now()
    assert receivers_in_force("main") == [again]
    listed = list_receivers(home, "main", "root")
    assert [(one.id, one.secret, one.ended_at) for one in listed] == [
        (made.id, "", clock.now()), (again.id, "", None),
    ]  # fmt: skip


def test_an_ended_receivers_secret_is_forgotten(home):
    made = add_receiver(home, "main", "root", URL)
    end_receiver(home, "main", "root", made.id)
    assert [one.secret for one in all_receivers("main")] == [""]


def test_only_administrators_of_now(home):
    made = add_receiver(home, "main", "root", URL)
    refused("EH572", add_receiver, home, "main", "bo", URL)
    refused("EH572", end_receiver, home, "main", "bo", made.id)
    refused("EH572", list_receivers, home, "main", "bo")
    refused("EH413", add_receiver, home, "main", "eve", URL)
    leave(home, "main", "root")
    refused("EH571", add_receiver, home, "main", "root", URL)
    refused("EH406", list_receivers, home, "mian", "root")
    assert receivers_in_force("main") == [made]


@pytest.mark.parametrize(
    "url",
    ["", "platform.example/t0ken", "ftp://platform.example/t0ken", "https://t0ken@platform.example",
     "https://platform.example/#t0ken", "https://", "https://platform.example/" + "a" * 9_000],
)  # fmt: skip
def test_what_is_no_address_for_one(home, url):
    refused("EH820", add_receiver, home, "main", "root", url)
    assert all_receivers("main") == []


def test_ended_once_and_at_its_own_site(home):
    refused("EH822", end_receiver, home, "main", "root", "nothing")
    made = add_receiver(home, "main", "root", URL)
    end_receiver(home, "main", "root", made.id)
    refused("EH822", end_receiver, home, "main", "root", made.id)
