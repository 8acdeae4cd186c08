"""Cases on the console: what is shown, what is covered, and each deed as the record has it."""

import json
from datetime import timedelta

import pytest

from evenhand import Item
from evenhand.log.entry import decode
from evenhand.model.case import CaseState, FlagWhy
from evenhand.model.clock import SetClock
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import add_site
from evenhand.pipeline.people import casework, flags
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store.cases import get_case, notes_of
from evenhand.store.decisions import get_decision
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.measures import measures_of_decision
from tests.homes import START
from tests.web.desk import (
    ADDRESS,
    LINK,
    NUMBER,
    SSN,
    STREET,
    case_about,
    desk,
    journalist,
    record,
    signed_in,
    text_of,
)

QUEUE = "/console/main/queue"
OTHER_LINK = "https://other.example/x"
SCRIPT = "<script>alert('zz')</script>"


@pytest.fixture(scope="module")
def screener(tmp_path_factory):
    links = tmp_path_factory.mktemp("banks") / "links.txt"
    links.write_text(f"{LINK}\n{OTHER_LINK}\n")
    return Screener(links=links)


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture
def home(tmp_path, monkeypatch, clock):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EVENHAND_SECOND_FACTOR", "optional")
    with desk(tmp_path / "home", clock) as running:
        yield running.home


@pytest.fixture
def case(home, screener):
    """A lasting mask on a journalist's post is proposed."""
    record(home, screener, journalist())
    return case_about("p-1")


@pytest.fixture
def ada(home):
    return signed_in("ada")


def at(case, deed=""):
    return f"/console/main/cases/{case}{deed and '/' + deed}"


def states(case):
    return [(m.measure, str(m.state)) for m in measures_of_decision(case)]


def decisions():
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == "decision"]


def test_today_counts_what_waits(home, case, ada):
    page = text_of(ada.get("/console/main/"))
    assert "1 case waits at main" in page
    assert "You have no case in hand." in page
    casework.claim(home, case, "ada")
    page = text_of(ada.get("/console/main/"))
    assert "You have no case in hand." not in page
    assert "Ends by itself within a week" in page
    assert f'href="{at(case)}"' in page


def test_today_where_nothing_waits(home, ada):
    page = text_of(ada.get("/console/main/"))
    assert "Nothing waits for you at main." in page
    assert "No case waits in any queue that you see." in page


def test_console_leads_to_the_only_site(home, ada, clock):
    assert ada.get("/console/")["Location"] == "/console/main/"


def test_the_queue_narrows_by_its_address(home, case, ada):
    flags.flag(home, "main", Subject(SubjectType.ITEM, "p-7"), FlagWhy.OTHER, "Rude.")
    page = text_of(ada.get(QUEUE))
    assert f'id="case-{case}"' in page
    assert "1 to 2 of 2 cases" in page
    other = text_of(ada.get(QUEUE, {"reason": "flag"}))
    assert f'id="case-{case}"' not in other
    assert f'id="case-{case_about("p-7")}"' in other
    assert f'id="case-{case}"' not in text_of(ada.get(QUEUE, {"mine": "1"}))
    assert "No case is like that." in text_of(ada.get(QUEUE, {"matter": "none"}))
    assert ada.get(QUEUE, {"page": "9"}).status_code == 422
    assert ada.get(QUEUE, {"page": "x"}).status_code == 422


def test_the_queue_as_data_is_the_same_list(home, case, ada):
    flags.flag(home, "main", Subject(SubjectType.ITEM, "=1+1"), FlagWhy.OTHER, "Rude.")
    told = json.loads(ada.get(f"{QUEUE}.json").content)
    assert [line["id"] for line in told["cases"]] == [case, case_about("=1+1")]
    first = told["cases"][0]
    assert first["reading"].startswith("private_info/street_address")
    assert (first["roles"], first["proposed"], first["flags"]) == (["journalist"], ["mask"], 0)
    assert [c["id"] for c in json.loads(ada.get(f"{QUEUE}.json?reason=flag").content)["cases"]] == [
        case_about("=1+1")
    ]
    rows = text_of(ada.get(f"{QUEUE}.csv")).splitlines()
    assert rows[0].startswith("id,queue,urgency,opened_at")
    assert len(rows) == 3
    assert "item =1+1" in rows[2]


def test_the_queue_covers_a_private_value_in_an_id(home, ada):
    subject = Subject(SubjectType.LINK, f"https://letter.example/?q={SSN}")
    flags.flag(home, "main", subject, FlagWhy.PRIVATE_INFORMATION, "Mine.")
    for address in (QUEUE, f"{QUEUE}.csv", f"{QUEUE}.json", "/console/main/"):
        assert SSN not in text_of(ada.get(address))


def test_a_case_is_covered_until_somebody_says_why(home, case, ada):
    flags.flag(
        home, "main", Subject(SubjectType.ITEM, "p-1"), FlagWhy.PRIVATE_INFORMATION,
        f"That is my flat, {ADDRESS}", harmed=True, reach="x@mail.example",
    )  # fmt: skip
    casework.note(home, case, "bo", f"I know {NUMBER}")
    before = journal_size()
    page = ada.get(at(case))
    assert page["Cache-Control"] == "no-store"
    for private in (STREET, SSN):
        assert private not in text_of(page)
    assert "[covered: street address]" in text_of(page)
    refused = ada.post(at(case, "reveal"), {"why": "  "})
    assert refused.status_code == 422
    assert STREET not in text_of(refused)
    shown = ada.post(at(case, "reveal"), {"why": "to compare with the page"})
    assert text_of(shown).count(STREET) == 2
    assert shown["Cache-Control"] == "no-store"
    noted = notes_of(case)[-1]
    assert noted.by == "ada"
    assert noted.text == casework.REVEALED + "to compare with the page"
    assert STREET not in text_of(ada.get(at(case)))
    assert "to compare with the page" in text_of(ada.get(at(case)))
    assert journal_size() == before


def test_an_auditor_looks_and_does_not_decide(home, case):
    auditor = signed_in("aud")
    page = text_of(auditor.get(at(case)))
    assert "EH644" in page
    assert f'action="{at(case)}/decide"' not in page
    assert auditor.post(at(case, "decide"), {"do": "release", "asked": "no"}).status_code == 403
    assert states(case)[0] == ("mask", "in_force")
    assert signed_in("ed").get(at(case)).status_code == 403


def test_two_people_agree_on_the_console(home, case, ada):
    answer = ada.post(at(case, "decide"), {"do": "confirm", "asked": "no"}, follow=True)
    assert "A second person has to agree" in text_of(answer)
    assert states(case) == [("mask", "in_force"), ("mask", "proposed")]
    signed_in("bo").post(at(case, "decide"), {"do": "confirm", "asked": "no"})
    assert states(case) == [("mask", "superseded"), ("mask", "in_force")]
    assert get_case(case).closed_by == "bo"
    assert [entry.get("asked") for entry in decisions()] == [None, "no", "no"]
    assert "Closed" in text_of(ada.get(at(case)))


def test_keep_and_release_do_what_the_command_does(home, case, ada, screener):
    ada.post(at(case, "decide"), {"do": "keep", "asked": "no"})
    assert states(case) == [("mask", "in_force"), ("mask", "lifted")]
    record(home, screener, journalist(id="p-2", text=NUMBER))
    other = case_about("p-2")
    ada.post(at(other, "decide"), {"do": "release", "asked": "no"})
    assert {state for _, state in states(other)} == {"lifted"}
    assert get_case(other).state is CaseState.CLOSED


def test_other_measures_with_an_end(home, case, ada, clock):
    form = {
        "do": "measure", "on_item": "hold", "hours": "6", "why": "We look at it again.",
        "asked": "no",
    }  # fmt: skip
    answer = ada.post(at(case, "decide"), form, follow=True)
    assert "hold: in force, until" in text_of(answer)
    newest = get_decision(decisions()[-1]["case"]).decision
    assert [(m.measure, m.until) for m in newest.measures] == [
        ("hold", clock.now() + timedelta(hours=6))
    ]
    assert newest.reason == "We look at it again."


REFUSED = [
    ({}, "EH760"),
    ({"do": "burn"}, "EH760"),
    ({"do": "keep"}, "EH620"),
    ({"do": "keep", "asked": "yes"}, "EH621"),
    ({"do": "keep", "asked": "yes", "contact": "nobody"}, "EH410"),
    ({"do": "measure", "asked": "no"}, "EH623"),
    ({"do": "keep", "asked": "no", "on_item": "mask"}, "EH623"),
    ({"do": "measure", "asked": "no", "on_item": "label"}, "EH622"),
    ({"do": "measure", "asked": "no", "on_item": "zz", "why": "So."}, "EH603"),
    ({"do": "measure", "asked": "no", "on_item": "hold", "why": "So.", "hours": "-1"}, "EH761"),
    ({"do": "measure", "asked": "no", "on_item": "label", "why": ADDRESS}, "EH624"),
]


def test_what_is_refused_stays_in_the_form(home, case, ada):
    before = journal_size()
    for form, code in REFUSED:
        answer = ada.post(at(case, "decide"), form)
        page = text_of(answer)
        assert answer.status_code in (404, 422), form
        assert code in page
        assert form.get("why", "") in page
        if form.get("on_item") == "label":
            assert 'value="label" data-choice="own" data-key="measure-1" checked' in page
    assert journal_size() == before


def test_whoever_comes_late_keeps_their_text(home, case, ada):
    casework.claim(home, case, "bo")
    form = {"do": "measure", "on_item": "label", "asked": "no", "why": "I read both pages."}
    late = ada.post(at(case, "decide"), form)
    assert late.status_code == 409
    assert "EH641" in text_of(late)
    assert "I read both pages." in text_of(late)
    casework.release(home, case, "bo")
    decide_case(home, case, "bo", Choice(Do.KEEP, False))
    late = ada.post(at(case, "decide"), form)
    assert "EH640" in text_of(late)
    assert [(n.text, n.draft) for n in notes_of(case)] == [("I read both pages.", True)] * 2
    assert "a draft: somebody else decided first" in text_of(ada.get(at(case))).lower()


def test_a_preview_tells_and_keeps_nothing(home, case, ada):
    before, stood = journal_size(), states(case)
    form = {"do": "measure", "on_item": "label", "why": "It is an office."}
    page = ada.post(at(case, "preview"), form)
    assert "To the writer, in en" in text_of(page)
    assert "It is an office." in text_of(page)
    part = text_of(ada.post(at(case, "preview"), form, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "It is an office." in part
    assert "[your sentence]" in text_of(ada.post(at(case, "preview"), form | {"why": ""}))
    assert "EH603" in text_of(ada.post(at(case, "preview"), form | {"on_item": "zz"}))
    assert (journal_size(), states(case)) == (before, stood)
    assert get_case(case).state is CaseState.OPEN


def test_a_preview_is_in_the_language_of_whom_it_concerns(home, ada, screener):
    record(home, screener, journalist(language="es"))
    case = case_about("p-1")
    page = text_of(ada.post(at(case, "preview"), {"do": "release"}))
    assert "in es" in page


def test_claim_skip_and_note(home, case, ada, screener):
    record(home, screener, journalist(id="p-2"))
    other = case_about("p-2")
    answer = ada.post(at(case, "claim"), {"back": "queue"})
    assert answer["Location"] == QUEUE
    assert get_case(case).held_by == "ada"
    assert signed_in("bo").post(at(case, "claim")).status_code == 422
    ada.post(at(case, "note"), {"text": "I asked the desk."})
    assert notes_of(case)[-1].text == "I asked the desk."
    assert ada.post(at(case, "skip"), {"why": ""}).status_code == 422
    assert get_case(case).held_by == "ada"
    away = ada.post(at(case, "skip"), {"why": "I know the author."})
    assert away["Location"] == at(other)
    assert get_case(case).held_by is None
    assert notes_of(case)[-1].text == "left to somebody else: I know the author."


def test_submit_and_next_leads_to_a_free_case(home, case, ada, screener):
    record(home, screener, journalist(id="p-2"), journalist(id="p-3"))
    casework.claim(home, case_about("p-2"), "bo")
    form = {"do": "keep", "asked": "no", "then": "next"}
    assert ada.post(at(case, "decide"), form)["Location"] == at(case_about("p-3"))
    assert ada.post(at(case_about("p-3"), "decide"), form)["Location"] == QUEUE


def test_versions_and_what_changed(home, ada, screener):
    record(home, screener, journalist(text=f"On Monday. {ADDRESS}"))
    record(home, screener, journalist(text=f"On Tuesday. {ADDRESS}"))
    case = case_about("p-1")
    page = text_of(ada.get(at(case)))
    assert "Version 1" in page
    assert "On Tuesday." in page
    assert "On Monday." in text_of(ada.get(at(case), {"revision": "1"}))
    changes = text_of(ada.get(at(case), {"compare": "1"}))
    assert "<del>Monday</del>" in changes
    assert "<ins>Tuesday</ins>" in changes
    assert STREET not in page + changes


def test_what_people_write_is_never_script(home, ada, screener):
    record(home, screener, journalist(text=f"{SCRIPT} {ADDRESS}", matter=f"m{SCRIPT}"))
    case = case_about("p-1")
    flags.flag(home, "main", Subject(SubjectType.ITEM, "p-1"), FlagWhy.OTHER, SCRIPT, who=SCRIPT)
    ada.post(at(case, "note"), {"text": SCRIPT})
    ada.post(at(case, "reveal"), {"why": SCRIPT})
    late = ada.post(at(case, "decide"), {"do": SCRIPT, "why": SCRIPT, "hours": SCRIPT})
    pages = [late, *map(ada.get, (at(case), f"{at(case)}?compare=1", QUEUE, "/console/main/"))]
    pages.append(ada.get(QUEUE, {"queue": SCRIPT, "matter": SCRIPT}))
    pages.append(ada.post(at(case, "preview"), {"do": "keep", "why": SCRIPT}))
    for page in pages:
        assert "<script>alert" not in text_of(page)
    assert "&lt;script&gt;alert" in text_of(pages[1])


def test_another_sites_case_is_not_there(home, case, ada, clock):
    add_site("other", "https://other.example", clock)
    assert ada.get(f"/console/other/cases/{case}").status_code == 403
    join(home, "other", "ada", Role.SENIOR)
    assert ada.get(f"/console/other/cases/{case}").status_code == 404
    for deed in ("claim", "skip", "note", "reveal", "preview", "decide"):
        form = {"why": "So.", "text": "So.", "do": "release", "asked": "no"}
        answer = ada.post(f"/console/other/cases/{case}/{deed}", form)
        assert answer.status_code == 404, deed
        assert STREET not in text_of(answer)
    assert states(case)[0] == ("mask", "in_force")
    assert notes_of(case) == []


def test_a_form_needs_its_token(home, case):
    strict = signed_in("ada", enforce_csrf_checks=True)
    for deed in ("claim", "skip", "note", "reveal", "preview", "decide"):
        form = {"why": "So.", "text": "So.", "do": "release", "asked": "no"}
        assert strict.post(at(case, deed), form).status_code == 403
    assert states(case)[0] == ("mask", "in_force")
    assert notes_of(case) == []
    assert strict.get(at(case, "decide")).status_code == 405


def test_long_words_are_cut_and_shown_on_demand(home, ada, screener):
    record(home, screener, journalist(text=f"{ADDRESS} {'word ' * 9_000}the end"))
    case = case_about("p-1")
    page = text_of(ada.get(at(case)))
    assert "the end" not in page
    assert "Show the other" in page
    assert "the end" in text_of(ada.get(at(case), {"whole": "1"}))


def test_a_link_is_chosen_among_several(home, ada, screener):
    record(home, screener, journalist(text=f"{ADDRESS} Look: {LINK} and {OTHER_LINK}"))
    case = case_about("p-1")
    page = text_of(ada.get(at(case)))
    assert 'name="link"' in page
    form = {
        "do": "measure", "on_link": "block_link", "link": OTHER_LINK,
        "hours": "5", "why": "It leads there too.", "asked": "no",
    }  # fmt: skip
    assert ada.post(at(case, "decide"), form).status_code == 303
    newest = get_decision(decisions()[-1]["case"]).decision
    assert [m.subject.id for m in newest.measures] == [OTHER_LINK]


def test_an_item_without_a_rule_asks_for_one(home, ada, screener):
    record(home, screener, Item(id="p-9", text="The council meets on Monday.", author="moss"))
    flags.flag(home, "main", Subject(SubjectType.ITEM, "p-9"), FlagWhy.OTHER, "Rude.")
    case = case_about("p-9")
    page = text_of(ada.get(at(case)))
    assert "people brought it here" in page
    assert '<option value="">choose one</option>' in page
    form = {"do": "measure", "on_item": "label", "why": "So.", "asked": "no"}
    assert "EH610" in text_of(ada.post(at(case, "decide"), form))
    assert ada.post(at(case, "decide"), form | {"rule": "PI-3"}).status_code == 303


def test_search_leads_to_what_goes_by_an_id(home, case, ada, clock):
    def looks_for(text, who=ada):
        return who.get("/console/main/search", {"q": text})

    for text in (case, case[:6], case.upper(), " p-1 "):
        assert looks_for(text)["Location"] == at(case), text
    assert looks_for("quist")["Location"] == "/console/main/accounts/quist"
    assert "Nothing goes by that." in text_of(looks_for(case[:5]))
    assert "Nothing goes by that." in text_of(looks_for(SCRIPT))
    assert "<script>alert" not in text_of(looks_for(SCRIPT))
    flags.flag(home, "main", Subject(SubjectType.ITEM, "p-7"), FlagWhy.OTHER, "Rude.")
    outsider = signed_in("out")
    assert looks_for(case, outsider)["Location"] == at(case)
    assert "Nothing goes by that." in text_of(looks_for("p-7", outsider))
    add_site("other", "https://other.example", clock)
    join(home, "other", "ada", Role.SENIOR)
    assert "Nothing goes by that." in text_of(ada.get("/console/other/search", {"q": case}))
