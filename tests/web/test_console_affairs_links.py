"""Links, the block list and the log on the console."""

import json

import pytest

from evenhand import Item
from evenhand.model.measure import MeasureState
from evenhand.pipeline.people.banks import bank_of
from evenhand.store.overviews import link_measures
from tests.web.affairs import (
    AT,
    CALL,
    FORBIDDEN,
    NOT_THERE,
    REFUSED,
    SCRIPT,
    do,
    done,
    entries,
    page,
)

PAGE = "https://letter.example/p/file"
BLOCK = {"link": PAGE, "hours": "24", "rule": "PI-3", "why": "It leads there.", "asked": "no"}


def listed(home):
    return [entry for entry, _ in bank_of(home, "main").entries]


def test_one_person_blocks_a_link_for_a_while(ask):
    done(ask["ada"], "links", "block", **BLOCK)
    (measure,) = link_measures("main", open_=True, most=9)
    assert (measure.subject.id, measure.state) == (PAGE, MeasureState.IN_FORCE)
    assert measure.until is not None
    entry = entries("decision")[-1]
    assert (entry["asked"], entry["decided_by"], entry["rules"]) == ("no", "moderator", ["PI-3"])
    rows = json.loads(page(ask["aud"], "links.json"))["links"]
    assert [row["link"] for row in rows] == [PAGE]
    told = page(ask["aud"], f"measures/{measure.id}")
    assert "in force, until" in told
    assert "/console/main/cases/" in told


@pytest.mark.parametrize(("field", "value"), [
    ("hours", "73"), ("rule", "PI-99"), ("why", ""), ("asked", ""), ("link", "no address"),
])  # fmt: skip
def test_a_block_that_lacks_something_is_refused(ask, field, value):
    answer = do(ask["ada"], "links", "block", **(BLOCK | {field: value}))
    assert answer.status_code == REFUSED
    assert link_measures("main", open_=True, most=9) == []


def test_a_yes_names_the_contact(ask):
    path = done(ask["ada"], "contacts/new", "typed", **CALL)
    asked = BLOCK | {"asked": "yes"}
    assert "EH621" in do(ask["ada"], "links", "block", **asked).content.decode()
    done(ask["ada"], "links", "block", **asked, contacts=[path.rpartition("/")[2]])
    told = page(ask["ada"], "links")
    assert "Vale for Mayor</a>" in told
    assert entries("decision")[-1]["contacts"] == [path.rpartition("/")[2]]


@pytest.mark.parametrize("deed", ["lift", "mended"])
def test_a_block_is_lifted(ask, deed):
    done(ask["ada"], "links", "block", **BLOCK)
    (measure,) = link_measures("main", open_=True, most=9)
    done(ask["bo"], f"measures/{measure.id}", deed, asked="no")
    (over,) = link_measures("main", open_=False, most=9)
    assert over.state is MeasureState.LIFTED
    why = {"lift": "lifted_by_person", "mended": "mended"}[deed]
    assert entries("measure")[-1]["why"] == why
    assert 'value="lift"' not in page(ask["bo"], f"measures/{measure.id}")


def test_an_address_is_looked_up_however_it_is_written(ask):
    done(ask["ada"], "links", "block", **BLOCK)
    found = "http://LETTER.example:80/p//file/?utm_source=x#top"
    told = page(ask["aud"], f"links?address={found.replace('#', '%23')}")
    assert "Nothing on the block list covers it." in told
    assert "No measure was ever on it here." not in told
    assert "EH773" in page(ask["aud"], "links?address=nothing%20at%20all")


def test_an_entry_comes_and_goes_with_its_entry_in_the_log(affairs, home, ask):
    entry = {"entry": "https://letter.example/p/*", "reason": "It prints the file.", "asked": "no"}
    done(ask["bo"], "links/list", "add", **entry)
    assert listed(home) == ["https://letter.example/p/*"]
    (found,) = affairs[0].record([Item(id="p-1", text=f"see {PAGE}", site="main")])
    assert "blocked_link" in {reading.signal for reading in found.readings}
    again = do(ask["root"], "links/list", "add", **entry)
    assert "EH770" in again.content.decode()
    done(ask["root"], "links/list", "remove", entry="http://letter.example/p/*", asked="no")
    assert listed(home) == []
    told = [e for e in entries("disclosure") if e["record"] == "bank"]
    assert [(e["change"], e["covers"], e["decided_by"]) for e in told] == [
        ("added", "prefix", "senior"), ("removed", "prefix", "administrator"),
    ]  # fmt: skip
    assert "letter" not in json.dumps(told)


def test_the_list_is_for_seniors_and_asks_who_asked(home, ask):
    entry = {"entry": PAGE, "reason": "It prints the file.", "asked": "no"}
    assert do(ask["ada"], "links/list", "add", **entry).status_code == FORBIDDEN
    assert 'value="add"' not in page(ask["ada"], "links/list")
    assert do(ask["bo"], "links/list", "add", **(entry | {"asked": ""})).status_code == REFUSED
    private = entry | {"reason": "She lives at 12 Orchard Lane, Springfield, IL 62704."}
    assert "EH624" in do(ask["bo"], "links/list", "add", **private).content.decode()
    assert listed(home) == []


def test_what_an_entry_would_catch_is_said_before(affairs, ask):
    affairs[0].record([Item(id="p-1", text=f"{PAGE} and 536-22-8145 is her SSN", site="main")])
    told = page(ask["aud"], "links/list?try=site:letter.example")
    assert "would have caught <strong>1</strong>" in told
    assert "EH560" in page(ask["aud"], "links/list?try=site:com")


def test_no_text_becomes_a_script(ask):
    tag = "%3Cscript%3Ealert('zz')%3C/script%3E"
    for path in (f"links?address={tag}", f"links/list?try={tag}&q={tag}"):
        assert SCRIPT not in page(ask["bo"], path)
    answer = do(ask["bo"], "links", "block", **(BLOCK | {"why": SCRIPT, "link": SCRIPT}))
    assert SCRIPT not in answer.content.decode()


def test_another_sites_measure_is_not_there(ask):
    done(ask["ada"], "links", "block", **BLOCK)
    (measure,) = link_measures("main", open_=True, most=9)
    at = f"/console/other/measures/{measure.id}"
    assert ask["eve"].get(at).status_code == NOT_THERE
    assert ask["eve"].post(at, {"deed": "lift", "asked": "no"}).status_code == NOT_THERE
    assert link_measures("main", open_=True, most=9) == [measure]


def test_the_log_is_shown_and_checked(home, ask):
    done(ask["ada"], "links", "block", **BLOCK)
    told = page(ask["ed"], "log?type=decision&of=main")
    assert "block_link" in told
    assert "A number is missing" not in told
    assert "The log is sound." in do(ask["ed"], "log", "verify").content.decode()
    proof = ask["ed"].get(f"{AT}/log/entries/1/proof")
    assert proof.content.startswith(b"c2sp.org/tlog-proof@v1\n")
    assert "attachment" in proof["Content-Disposition"]
    file = next(path for path in home.log_folder.glob("tile/entries/**/*") if path.is_file())
    file.write_bytes(file.read_bytes().replace(b"moderator", b"moderatox"))
    assert "NOT sound" in do(ask["ed"], "log", "verify").content.decode()


@pytest.mark.parametrize("index", ["99", "x", "-1", "9" * 30])
def test_an_entry_that_there_is_not_is_said_so(ask, index):
    answer = ask["ed"].get(f"{AT}/log/entries/{index}/proof")
    assert "EH370" in answer.content.decode()


def test_a_missing_number_shows(ask):
    done(ask["ada"], "links", "block", **BLOCK)
    from evenhand.store import models

    models.Journal.objects.filter(type="decision").update(number=7)
    assert "A number is missing" in page(ask["ed"], "log")
