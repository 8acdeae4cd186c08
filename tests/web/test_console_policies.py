"""What a site judges by, on the console: read by all, stopped by one, changed by two."""

import pytest

from evenhand.model.people import Role
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.staff import join
from evenhand.store.policies import all_changes, all_pauses
from tests.web.affairs import FORBIDDEN, REFUSED, SCRIPT, do, done, entries, page
from tests.web.desk import journalist, record, signed_in

PAUSE = {"rule": "private-information/PI-1", "why": "zz-it errs"}


@pytest.fixture
def founded(home):
    record(home, Screener(), journalist())


@pytest.fixture
def second(home):
    """A second policy editor."""
    join(home, "main", "fay", Role.POLICY_EDITOR)
    return signed_in("fay")


def test_a_pack_is_proposed_by_one_and_agreed_to_by_another(founded, ask, second):
    done(ask["ed"], "policies", "publish", pack="spam", why=SCRIPT)
    (change,) = all_changes("main")
    told = page(second, "policies")
    assert "Waiting for a second person" in told
    assert change.id in told
    assert SCRIPT not in told
    assert "EH243" in do(ask["ed"], "policies", "agree", proposal=change.id).content.decode()
    done(second, "policies", "agree", proposal=change.id)
    assert entries("policy")[-1]["pack"] == "spam"
    told = page(ask["aud"], "policies")
    assert "Waiting for a second person" not in told
    again = do(ask["root"], "policies", "agree", proposal=change.id)
    assert again.status_code != 303
    assert "EH244" in again.content.decode()


def test_a_moderator_pauses_at_once_and_cannot_resume(founded, ask, second):
    done(ask["ada"], "policies", "pause", **PAUSE)
    assert "zz-it errs" in page(ask["aud"], "policies")
    assert "zz-it errs" not in str(entries("policy"))
    assert "zz-it errs" not in page(ask["ada"], "/policies")
    rule = {"rule": PAUSE["rule"], "why": "mended"}
    assert do(ask["ada"], "policies", "resume", **rule).status_code == FORBIDDEN
    done(ask["ed"], "policies", "resume", **rule)
    (change,) = all_changes("main")
    done(ask["root"], "policies", "withdraw", proposal=change.id)
    done(ask["ed"], "policies", "resume", **rule)
    done(second, "policies", "agree", proposal=all_changes("main")[0].id)
    assert all_pauses("main")[0].until is not None


def test_who_may_only_read_has_no_forms_and_is_refused(founded, ask):
    told = page(ask["aud"], "policies")
    assert 'name="deed"' not in told
    assert do(ask["aud"], "policies", "pause", **PAUSE).status_code == FORBIDDEN
    assert do(ask["ada"], "policies", "publish", pack="spam").status_code == FORBIDDEN
    assert all_pauses("main") == all_changes("main") == ()


def test_bad_input_comes_back_with_what_was_written(founded, ask):
    answer = do(ask["ed"], "policies", "publish", pack="spam", from_at="2020-01-01T00:00")
    assert "EH242" in answer.content.decode()
    answer = do(ask["ada"], "policies", "pause", rule="private-information/NO-1", why="zz")
    assert answer.status_code == REFUSED
    answer = do(ask["ada"], "policies", "pause", rule=PAUSE["rule"], why="")
    assert answer.status_code == REFUSED


def test_a_form_without_its_token_is_refused(founded):
    browser = signed_in("ada", enforce_csrf_checks=True)
    assert do(browser, "policies", "pause", **PAUSE).status_code == FORBIDDEN
    assert all_pauses("main") == ()


def test_the_public_page_says_what_was_paused(founded, home, ask):
    from evenhand.pipeline.public.projection import project

    done(ask["ada"], "policies", "pause", **PAUSE)
    project(home)
    version = entries("policy")[0]["version"]
    told = page(ask["ada"], f"/policies/private-information/{version}")
    assert "Paused at main on" in told
    assert "in force there from" in told
