"""Matters and contacts on the console: each deed as the record and the log have it."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand.model.contact import ContactStanding
from evenhand.pipeline.evaluate import Screener
from evenhand.statements.letters import contact_reply_invited
from evenhand.store.cases import notes_of
from evenhand.store.contacts import all_contacts, get_contact
from evenhand.store.sites import get_site
from evenhand.store.staff import find_matter
from tests.homes import START
from tests.web.affairs import (
    AT,
    CALL,
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

LETTER = b"""From: Tom Reed <tom@vale.example>
To: desk@platform.example
Date: Sat, 26 Sep 2026 12:00:00 +0000
Subject: The file

Zz-please take it down.
"""


def recorded(browser, **fields):
    """The contact that somebody has just recorded."""
    path = done(browser, "contacts/new", "typed", **(CALL | fields))
    return get_contact(path.rpartition("/")[2])


def test_a_matter_is_opened_and_its_parties_are_kept(ask):
    path = done(
        ask["ada"], "matters", "open", matter="a/b file", title="The file", parties="Vale\n"
    )
    assert path == f"{AT}/matters/a%2Fb%20file"
    done(ask["ada"], "matters/a%2Fb%20file", "add", add="The Letter\n\nVale")
    done(ask["root"], "matters/a%2Fb%20file", "drop", drop=["Vale"])
    assert find_matter("main", "a/b file").parties == ("The Letter",)
    assert "a/b file" in page(ask["aud"], "matters")
    assert "The Letter" in page(ask["aud"], path)


def test_only_an_administrator_drops_a_party(ask):
    done(ask["ada"], "matters", "open", matter="file", title="The file", parties="Vale")
    assert do(ask["ada"], "matters/file", "drop", drop=["Vale"]).status_code == FORBIDDEN
    assert 'value="drop"' not in page(ask["ada"], "matters/file")
    assert find_matter("main", "file").parties == ("Vale",)


def test_what_is_refused_comes_back_with_what_was_written(ask):
    answer = do(
        ask["ada"], "matters", "open", matter="file", title="At 12 Orchard Lane, Ames IA 50010"
    )
    told = answer.content.decode()
    assert answer.status_code == REFUSED
    assert "EH624" in told
    assert 'value="At 12 Orchard Lane, Ames IA 50010"' in told
    assert find_matter("main", "file") is None


def test_a_matter_tells_everything_on_one_page(home, ask):
    done(ask["ada"], "matters", "open", matter="file", title="The file", parties="Vale for Mayor")
    record(home, Screener(), journalist(matter="file"))
    contact = recorded(ask["ada"], matter="file")
    done(ask["root"], "interests", "declare", party="Vale for Mayor", kind="membership",
         source="own word", role="owner", holder="zz-the owner")  # fmt: skip
    told = page(ask["aud"], "matters/file")
    for part in ("Vale for Mayor asked: block link", "In force: mask of item p-1",
                 "Owner: membership of Vale for Mayor", f"contacts/{contact.id}",
                 "2 of 2 notices say"):  # fmt: skip
        assert part in told, part
    assert "zz-words" not in told
    assert "zz-the owner" not in told
    assert "Orchard" not in told
    document = json.loads(page(ask["aud"], "matters/file?as=json"))
    assert document["title"] == "The file"
    assert document["contacts"][0]["id"] == contact.id


def test_a_contact_is_recorded_like_on_the_command_line(ask):
    contact = recorded(ask["ed"], person="Zz-Tom Reed", objects="https://a.example/x\np-1",
                       received_at="2026-09-24T10:00")  # fmt: skip
    assert (contact.organisation, contact.person) == ("Vale for Mayor", "Zz-Tom Reed")
    assert contact.objects == ("https://a.example/x", "p-1")
    assert contact.logged_by == "ed"
    (entry,) = entries("contact")
    assert entry["late"]
    assert entry["organisation"] == "Vale for Mayor"
    assert "zz-" not in json.dumps(entry).lower()


def test_a_letter_is_recorded_in_its_own_words(ask):
    file = SimpleUploadedFile("letter.eml", LETTER)
    told = {name: value for name, value in CALL.items() if name not in ("channel", "text")}
    path = done(ask["ada"], "contacts/new", "letter", letter=file, **told)
    contact = get_contact(path.rpartition("/")[2])
    assert "Zz-please take it down." in contact.text
    assert contact.received_at.hour == 12
    again = do(ask["ada"], "contacts/new", "letter",
               letter=SimpleUploadedFile("letter.eml", LETTER), **told)  # fmt: skip
    assert again.status_code == REFUSED
    assert "EH520" in again.content.decode()


def test_words_are_covered_until_somebody_says_why_they_look(ask):
    contact = recorded(ask["ada"], person="Zz-Tom Reed", ground="zz-ground")
    path = f"contacts/{contact.id}"
    done(ask["bo"], path, "reply", who="Zz-Tom", text="zz-reply")
    done(ask["bo"], path, "stand", standing="verified", basis="zz-basis")
    covered = page(ask["bo"], path) + page(ask["bo"], f"{path}?as=json")
    assert "zz-" not in covered.lower()
    assert do(ask["bo"], path, "reveal", why="").status_code == REFUSED
    answer = do(ask["bo"], path, "reveal", why="to answer them")
    told = answer.content.decode()
    assert all(part in told for part in ("zz-words", "Zz-Tom Reed", "zz-ground", "zz-reply"))
    assert answer["Cache-Control"] == "no-store"
    assert notes_of(contact.id)[-1].text.endswith("to answer them")
    assert "zz-" not in page(ask["bo"], path).lower()


def test_what_becomes_of_a_contact_is_in_record_and_log(ask):
    contact = recorded(ask["ada"])
    path = f"contacts/{contact.id}"
    done(ask["bo"], path, "stand", standing="disputed", basis="a wrong number")
    done(ask["bo"], path, "link", matter="file")
    done(ask["bo"], path, "done", what="Nothing was blocked.")
    kept = get_contact(contact.id)
    assert (kept.standing, kept.matter) == (ContactStanding.DISPUTED, "file")
    assert kept.done == "Nothing was blocked."
    assert [e["change"] for e in entries("contact")] == ["received", "disputed", "linked", "done"]
    letter = do(ask["bo"], path, "invite", language="en").content.decode()
    assert contact_reply_invited(kept, get_site("main"), at=START, language="en")[:60] in letter


def test_an_order_is_given_effect(ask):
    contact = recorded(ask["ada"], role="authority", organisation="Media Office", kind="order_9",
                       authority="Media Office", legal_basis="Media Act, s. 4", scope="FR\nDE",
                       binding="on", wants="remove")  # fmt: skip
    assert contact.order.scope == ("FR", "DE")
    done(ask["bo"], f"contacts/{contact.id}", "effect", what="The post is covered.")
    assert get_contact(contact.id).order.effect == "The post is covered."


def test_a_sealed_contact_is_there_only_for_who_may_read_it(ask):
    contact = recorded(ask["ada"], seal="safety", matter="file")
    path = f"contacts/{contact.id}"
    for name in ("aud", "ed", "out"):
        assert contact.id not in page(ask[name], "contacts") + page(ask[name], "contacts.json")
        page(ask[name], path, status=NOT_THERE)
        assert do(ask[name], path, "reveal", why="to see").status_code in (NOT_THERE, FORBIDDEN)
    assert entries("contact") == []
    assert "Sealed" in page(ask["bo"], path)
    done(ask["bo"], path, "agree")
    assert get_contact(contact.id).seal.by == ("ada", "bo")
    done(ask["bo"], path, "unseal")
    assert get_contact(contact.id).seal is None
    assert entries("disclosure")[0]["record"] == "contact"


def test_another_sites_records_are_not_there(ask):
    contact = recorded(ask["ada"])
    at = f"/console/other/contacts/{contact.id}"
    assert ask["eve"].get(at).status_code == NOT_THERE
    assert ask["eve"].post(at, {"deed": "done", "what": "zz"}).status_code == NOT_THERE
    assert ask["eve"].get(f"{AT}/contacts/{contact.id}").status_code == FORBIDDEN
    assert get_contact(contact.id).done == ""


def test_no_text_of_anybody_becomes_a_script(home, ask):
    done(ask["ada"], "matters", "open", matter=f"m {SCRIPT}", title=SCRIPT, parties=SCRIPT)
    contact = recorded(ask["ada"], organisation=SCRIPT, text=SCRIPT, matter=f"m {SCRIPT}",
                       objects=SCRIPT, on_behalf_of=SCRIPT, ground=SCRIPT)  # fmt: skip
    path = f"contacts/{contact.id}"
    done(ask["bo"], path, "reply", who=SCRIPT, text=SCRIPT)
    done(ask["bo"], path, "stand", standing="verified", basis=SCRIPT)
    done(ask["bo"], path, "done", what=SCRIPT)
    matter = f"{AT}/matters/m%20%3Cscript%3Ealert('zz')%3C%2Fscript%3E"
    pages = [page(ask["bo"], at) for at in ("matters", "contacts", path, matter)]
    pages.append(do(ask["bo"], path, "reveal", why=SCRIPT).content.decode())
    pages.append(page(ask["bo"], path))
    pages.append(do(ask["bo"], path, "stand", standing=SCRIPT, basis=SCRIPT).content.decode())
    for told in pages:
        assert SCRIPT not in told
        assert "alert(" in told


def test_no_cell_of_a_list_is_a_formula(ask):
    done(ask["ada"], "matters", "open", matter="file", title=FORMULA, parties=FORMULA)
    recorded(ask["ada"], organisation=FORMULA, matter="file")
    for path in ("matters.csv", "contacts.csv"):
        told = page(ask["ada"], path)
        assert f"'{FORMULA}" in told
        assert f",{FORMULA}" not in told
    rows = json.loads(page(ask["ada"], "contacts.json"))["contacts"]
    assert [row["who"] for row in rows] == [FORMULA]


def test_a_list_is_narrowed_by_its_query(ask):
    recorded(ask["ada"])
    recorded(ask["ada"], organisation="Dorne and Pell", wants="suspend")
    rows = json.loads(page(ask["ada"], "contacts.json?wants=suspend"))["contacts"]
    assert [row["who"] for row in rows] == ["Dorne and Pell"]
    assert "Vale for Mayor</td>" not in page(ask["ada"], "contacts?wants=suspend")


def test_a_deed_without_its_token_is_refused(ask, home):
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = ask["ada"].cookies
    assert careful.post(f"{AT}/contacts/new", {"deed": "typed", **CALL}).status_code == FORBIDDEN
    assert all_contacts("main") == []


def test_what_is_no_form_of_the_page_is_refused(ask):
    answer = do(ask["ada"], "matters", "no-such-deed")
    assert answer.status_code == REFUSED
    assert "EH776" in answer.content.decode()
