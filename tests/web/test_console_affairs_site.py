"""Accounts, interests, facts, flags, offers, staff, terms, keys and policies on the console."""

import json
import re
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evenhand.model.case import FlagWhy
from evenhand.model.contact import OfferOutcome
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import FactStanding, Role
from evenhand.model.site import RETENTION
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import flags
from evenhand.store.cases import notes_of
from evenhand.store.contacts import all_offers
from evenhand.store.decisions import get_decision
from evenhand.store.facts import all_facts
from evenhand.store.keys import all_keys
from evenhand.store.sites import get_site
from evenhand.store.staff import all_interests, get_staff
from tests.web.affairs import (
    AT,
    FORBIDDEN,
    FORMULA,
    NOT_THERE,
    REFUSED,
    SCRIPT,
    do,
    done,
    entries,
    page,
)
from tests.web.desk import journalist, record

TIE = {"party": "Vale", "kind": "membership", "source": "zz-own word", "role": "reviewer",
       "from_": "2026-09-01T10:00"}  # fmt: skip
FACT = {
    "about": "account", "subject": "quist", "name": "roles", "value": "journalist",
    "asserted_by": "media", "basis": "press card shown",
}  # fmt: skip


@pytest.fixture(scope="module")
def screener():
    return Screener()


def test_an_account_shows_its_standing_and_its_notices_covered(home, ask, screener):
    record(home, screener, journalist())
    assert "quist" in page(ask["aud"], "accounts?q=quist", status=302) + page(
        ask["aud"], "accounts/quist"
    )
    told = page(ask["aud"], "accounts/quist")
    assert "1 notice, as sent" in told
    assert "Orchard" not in told
    assert json.loads(page(ask["aud"], "accounts/quist?as=json"))["account"] == "quist"
    assert "Orchard" in page(ask["aud"], "accounts/quist?as=export")
    page(ask["aud"], "accounts/nobody", status=REFUSED)


def test_an_account_is_erased_by_who_may_and_meant_it(home, ask, screener):
    record(home, screener, journalist("Nothing private.", id="p-2"))
    assert do(ask["ada"], "accounts/quist", "erase", ground="request", sure="on").status_code == 403
    assert do(ask["bo"], "accounts/quist", "erase", ground="request").status_code == REFUSED
    assert "What erasing would do now" in page(ask["bo"], "accounts/quist")
    done(ask["bo"], "accounts/quist", "erase", ground="request", sure="on")
    assert entries("erasure")[-1]["record"] == "account"


def test_an_item_is_held(home, ask, screener):
    (made,) = record(home, screener, journalist("Nothing private.", id="p-2"))
    hold = {"item": "p-2", "hours": "5", "why": "Somebody looks at it.", "asked": "no"}
    assert do(ask["ada"], "accounts/quist", "hold", **(hold | {"hours": "99"})).status_code == 422
    done(ask["ada"], "accounts/quist", "hold", **hold)
    assert entries("decision")[-1]["measures"][0]["measure"] == "hold"
    assert get_decision(made).decision.outcome == "allow"


def test_an_interest_is_declared_and_ended_by_its_holder(ask):
    done(ask["ada"], "interests", "declare", **TIE)
    (interest,) = all_interests("main")
    assert (interest.holder, interest.party) == ("ada", "Vale")
    assert "EH573" in do(ask["bo"], "interests", "end", interest=interest.id).content.decode()
    done(ask["ada"], "interests", "end", interest=interest.id)
    assert [e["change"] for e in entries("interest")] == ["declared", "ended"]
    assert "zz-" not in json.dumps(entries("interest"))
    other = ask["eve"].post("/console/other/interests", {"deed": "end", "interest": interest.id})
    assert "EH410" in other.content.decode()


def test_a_fact_is_asserted_disputed_and_falls(ask):
    done(ask["ada"], "facts", "add", **FACT)
    (fact,) = all_facts("main", with_items=False)
    assert fact.value == ("journalist",)
    bad = do(ask["ada"], "facts", "add", **(FACT | {"value": "wizard"}))
    assert "EH578" in bad.content.decode()
    done(ask["ada"], f"facts/{fact.id}", "against", standing="disputed", why="It was borrowed.")
    done(ask["bo"], f"facts/{fact.id}", "against", standing="fallen", why="It was forged.")
    (fact,) = all_facts("main", with_items=False)
    assert fact.standing is FactStanding.FALLEN
    assert fact.dispute == "It was borrowed.\nIt was forged."
    assert 'value="against"' not in page(ask["bo"], f"facts/{fact.id}")
    assert ask["eve"].get(f"/console/other/facts/{fact.id}").status_code == NOT_THERE


def test_flags_are_listed_without_their_words(home, ask):
    flags.flag(
        home, "main", Subject(SubjectType.ITEM, "p-1"), FlagWhy.SPAM, "zz-words", who="zz-who"
    )
    told = page(ask["aud"], "flags?waiting=1") + page(ask["aud"], "flags.csv")
    assert "p-1" in told
    assert "zz-" not in told
    assert page(ask["ed"], "flags", status=FORBIDDEN)


def test_an_offer_is_kept_assessed_and_decided(home, ask):
    file = SimpleUploadedFile("dossier.pdf", b"zz-material")
    path = done(
        ask["ada"], "offers", "add", offered_by="Zz-Sam", material=[file], provenance="a bag"
    )
    (offer,) = all_offers("main")
    assert offer.fingerprints == (sha256(b"zz-material").hexdigest(),)
    at = path.removeprefix(f"{AT}/")
    decided = {"outcome": "declined", "why": "It harms.", "public_note": "We declined it."}
    assert do(ask["ada"], at, "decide", **decided).status_code == REFUSED
    done(ask["ada"], at, "assess", assessment="It seems genuine.")
    named = decided | {"public_note": "Zz-Sam brought it."}
    assert "EH584" in do(ask["ada"], at, "decide", **named).content.decode()
    done(ask["ada"], at, "decide", **decided)
    assert all_offers("main")[0].outcome is OfferOutcome.DECLINED
    assert entries("disclosure")[-1]["note"] == "We declined it."
    assert "Zz-Sam" not in page(ask["bo"], at) + page(ask["bo"], f"{at}?as=json")
    assert "Zz-Sam" in do(ask["bo"], at, "reveal", why="a court asks").content.decode()
    assert notes_of(offer.id)[-1].text == "a court asks"
    assert do(ask["aud"], at, "reveal", why="to see").status_code == FORBIDDEN
    assert ask["eve"].get(path.replace("main", "other", 1)).status_code == NOT_THERE


def test_an_administrator_looks_after_the_staff(ask):
    done(ask["root"], "staff", "join", name="new", role="moderator")
    assert get_staff("main", "new").role is Role.MODERATOR
    link = do(ask["root"], "staff", "invite", name="new").content.decode()
    assert re.search(r"https://platform\.example/console/welcome/[\w-]{43}", link)
    assert "/console/welcome/" not in page(ask["root"], "staff")
    done(ask["root"], "staff", "leave", name="new")
    assert get_staff("main", "new").until is not None
    assert do(ask["bo"], "staff", "join", name="x", role="senior").status_code == FORBIDDEN
    assert "new" in page(ask["aud"], "staff.csv")


def test_terms_and_times_are_an_administrators(ask):
    terms = {
        "appeal_answer_days": "7",
        "trusted": "Safe Net\nKids Line",
        "out_of_court": "The Body",
    }
    done(ask["root"], "staff/terms", "terms", **terms)
    done(ask["root"], "staff/terms", "terms", **(terms | {"trusted": "Safe Net"}))
    site = get_site("main")
    assert (site.appeal_answer_days, site.trusted_flaggers) == (7, ("Safe Net",))
    days = dict.fromkeys(RETENTION, "30")
    done(ask["root"], "staff/terms", "times", **days)
    assert get_site("main").keep == dict.fromkeys((n for n in days if n != "key"), 30)
    assert do(ask["root"], "staff/terms", "times", **(days | {"flag": "-1"})).status_code == REFUSED
    assert do(ask["bo"], "staff/terms", "terms", **terms).status_code == FORBIDDEN


def test_a_key_and_a_secret_are_shown_once(ask):
    made = do(ask["root"], "staff/keys", "key", label="the blog", scopes=["items"]).content.decode()
    secret = re.search(r"eh_[\w-]{43}", made)[0]
    key = all_keys("main")[-1]
    assert key.digest == sha256(secret.encode()).hexdigest()
    posted = do(ask["root"], "staff/keys", "receiver", url="https://platform.example/hook")
    assert "whsec_" in posted.content.decode()
    told = page(ask["root"], "staff/keys")
    assert key.id in told
    assert secret not in told
    assert "whsec_" not in told
    done(ask["root"], "staff/keys", "end-key", id=key.id)
    assert "EH782" in do(ask["root"], "staff/keys", "end-key", id=key.id).content.decode()
    page(ask["bo"], "staff/keys", status=FORBIDDEN)


def test_the_rules_in_force_are_read_by_everybody(ask):
    told = page(ask["ed"], "policies")
    assert "A home address" in told
    assert "PI-3" in page(ask["ed"], "policies.csv")


def test_no_text_becomes_a_script_or_a_formula(home, ask):
    done(ask["ada"], "interests", "declare", **(TIE | {"party": SCRIPT, "source": FORMULA}))
    done(ask["ada"], "facts", "add", **(FACT | {"asserted_by": SCRIPT, "basis": FORMULA}))
    done(ask["ada"], "offers", "add", offered_by=SCRIPT, provenance=SCRIPT, matter=FORMULA)
    done(ask["root"], "staff/terms", "terms", appeal_answer_days="7", trusted=SCRIPT,
         out_of_court=SCRIPT)  # fmt: skip
    do(ask["root"], "staff/keys", "key", label=SCRIPT, scopes=["items"])
    flags.flag(home, "main", Subject(SubjectType.ITEM, SCRIPT), FlagWhy.SPAM, SCRIPT)
    for path in ("interests", "facts", "offers", "flags", "staff/terms", "staff/keys"):
        told = page(ask["root"], path)
        assert SCRIPT not in told
        assert path == "offers" or "alert(" in told
    for path in ("interests.csv", "facts.csv", "offers.csv"):
        told = page(ask["root"], path)
        assert f"'{FORMULA}" in told
        assert f",{FORMULA}" not in told


def test_open_measures_of_an_account_lead_to_their_lift(home, ask, screener):
    (made,) = record(home, screener, journalist())
    measure = get_decision(made).decision.measures[0]
    done(ask["ada"], f"measures/{measure.id}", "lift", asked="no")
    assert get_decision(made).decision.measures[0].state is MeasureState.LIFTED
