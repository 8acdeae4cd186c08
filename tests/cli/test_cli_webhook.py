"""`evenhand site webhook` as it is typed and answered."""

import json

import pytest

from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.home import Home
from evenhand.store.receivers import receivers_in_force
from tests.connectors.faulty import ERROR, OK, accepted, faulty

URL = "https://93.184.216.34/hook?token=t-1"


@pytest.fixture
def receivers(tmp_path):
    """The receivers that the site has."""

    def read():
        with Home(tmp_path / "home", SystemClock(), SystemEntropy(), write=False):
            return receivers_in_force("main")

    return read


def test_help(transcript):
    transcript(
        "cli/webhook_help.txt",
        "site webhook --help",
        "site webhook add --help",
        "site webhook list --help",
        "site webhook end --help",
    )


def test_the_secret_is_shown_once(evenhand, receivers):
    code, out, err = evenhand(f"site webhook add main --url {URL} --as root")
    (made,) = receivers()
    assert (code, err) == (0, "")
    assert out == f"receiver     {made.id}\nsecret       {made.secret}\n"
    told = json.loads(evenhand(f"site webhook add main --url {URL} --as root --json")[1])
    assert told["secret"] == receivers()[1].secret
    for form in ("", "--json", "--csv"):
        listed = evenhand(f"site webhook list main --as root {form}")[1]
        assert made.id in listed
        assert "whsec_" not in listed


def test_list_end_and_refusals(transcript, receivers, evenhand):
    evenhand(f"site webhook add main --url {URL} --as root")
    transcript(
        "cli/webhook.txt",
        "site webhook list main --as root",
        "site webhook list main --as root --json",
        "site webhook list main --as bo",
        "site webhook end main <ID-1> --as bo",
        "site webhook end main <ID-1> --as root",
        "site webhook end main <ID-1> --as root",
        "site webhook list main --as root --csv",
        "site webhook add main --url ftp://93.184.216.34/ --as root",
        "site webhook add main --url http://127.0.0.1:9000/ --as root",
        "site webhook add main --url https://93.184.216.34/ --as bo",
    )
    assert receivers() == []


def test_what_is_recorded_is_posted_and_what_waits_is_told(evenhand, transcript, receivers):
    plan = [ERROR, OK]
    with faulty(lambda: plan.pop(0), accepted) as (port, requests):
        evenhand(f"site webhook add main --url http://127.0.0.1:{port}/ --allow-private --as root")
        transcript.screened({"id": "p-1", "text": "Her SSN is 536-22-8145, go and see her."})
        assert "main: 1, tried up to 1 times" in evenhand("doctor")[1]
    assert json.loads(requests[0].partition(b"\r\n\r\n")[2])["subject"]["id"] == "p-1"


def test_an_address_that_nothing_would_reach_now(evenhand, receivers):
    code, _, err = evenhand("site webhook add main --url http://a..example/ --as root")
    assert code == 0
    assert "Deliveries wait until it does" in err
    assert len(receivers()) == 1
