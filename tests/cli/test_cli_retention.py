"""`evenhand sweep retention` and `evenhand account` as they are typed and answered."""

import json
from dataclasses import replace

import pytest

from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.home import Home
from evenhand.store.sites import get_site, keep_site

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."


@pytest.fixture
def posts(transcript, tmp_path):
    """A removed post that was put right, and one that is removed still, of one account."""
    transcript.screened({"id": "p-1", "text": SSN, "author": "a-7",
                         "account": {"roles": ["business"]}})  # fmt: skip
    transcript.screened({"id": "p-1", "text": FINE, "author": "a-7"})
    transcript.screened({"id": "p-2", "text": SSN, "author": "a-7"})

    def at_once(**keep):
        """Nothing can be appealed any more, and these records are kept for no time at all."""
        with Home(tmp_path / "home", SystemClock(), SystemEntropy(), write=True):
            keep_site(replace(get_site("main"), appeal_days=0, keep=keep))

    return at_once


def test_help(transcript):
    transcript(
        "cli/retention_help.txt",
        "sweep --help",
        "sweep retention --help",
        "account --help",
        "account show --help",
        "account export --help",
        "account erase --help",
    )


def test_sweep_retention(transcript, posts, evenhand):
    posts(words=0, evidence=0)
    transcript(
        "cli/sweep_retention.txt",
        "sweep retention --dry-run",
        "sweep retention --site mian",
        "sweep retention --csv",
        "sweep retention --json",
    )
    assert evenhand("log verify")[0] == 0


def test_a_time_that_is_none(transcript, posts):
    posts(wrods=3)
    transcript("cli/sweep_retention_unclear.txt", "sweep retention")


def test_account_show(transcript, posts):
    transcript(
        "cli/account_show.txt",
        "account show main a-7 --as ada",
        "account show main a-7 --as ada --json",
        "account show main a-7 --as ada --csv",
        "account show main a-9 --as ada",
        "account show main a-7 --as eve",
    )


def test_account_export(transcript, posts, evenhand):
    """What it holds is tested where it is made; here that it comes out as one document."""
    code, out, err = evenhand("account export main a-7 --as ada")
    assert (code, err) == (0, "")
    assert list(json.loads(out)) == [
        "site", "account", "made_at", "roles", "standing", "items", "addresses", "sampled",
        "sweeps", "decisions", "facts", "cures", "flags_about", "flags_made", "contacts",
    ]  # fmt: skip
    receipt = json.loads(evenhand("flag add p-2 --why other --text Hm. --json")[1])["receipt"]
    _, out, _ = evenhand(f"account export --receipt {receipt} --as ada")
    assert json.loads(out)["flag"]["text"] == "Hm."
    assert "EH681" in evenhand("account export --receipt nonsense --as ada")[2]
    transcript(
        "cli/account_export.txt",
        "account export main --as ada",
        "account export main a-7 --as ada --receipt nonsense",
        "account export main a-9 --as ada",
    )


def test_account_erase(transcript, posts):
    posts()
    transcript(
        "cli/account_erase.txt",
        "account erase main a-7 --as ada",
        "account erase main a-7 --as bo --dry-run",
        "account erase main a-7 --as bo --json",
        "account erase main a-7 --as bo",
    )
