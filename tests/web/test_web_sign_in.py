"""Signing in: invitations, passwords, the second factor, sessions; what is refused and how."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta
from shutil import copytree

import pytest
from django.apps import apps
from django.core.cache import caches
from django.test import Client, override_settings

from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.home import Home, add_site
from evenhand.pipeline.people.sign_in import accept, invite, invite_first, sites_of
from evenhand.pipeline.people.staff import join, leave
from evenhand.store.staff import all_staff
from evenhand.web.access import SECOND_FACTOR
from evenhand.web.service import start
from tests.homes import START, new_home

PASSWORD = "a boat, a bell and a lantern"
ENROL = "/console/settings/second-factor/on"


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with robin as a moderator of `main`, to be copied: making one takes long."""
    folder = tmp_path_factory.mktemp("made") / "home"
    with new_home(folder, SetClock(START)) as home:
        join(home, "main", "robin", Role.MODERATOR)
    return folder


@pytest.fixture
def home(made, tmp_path, clock):
    """The home of a running service, with robin as a moderator of `main`."""
    copytree(made, tmp_path / "home")
    running = start(Home(tmp_path / "home", clock, SeededEntropy(b"tests"), write=True))
    if hasattr(caches._connections, "default"):
        del caches["default"]  # a process serves one home, its tests many
    # Hashing is slow on purpose; what is tested here does not depend on it.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield running.home
    running.close()


@pytest.fixture
def optional(monkeypatch):
    """The second factor is up to people."""
    monkeypatch.setenv(SECOND_FACTOR, "optional")


def code_of(secret, steps=0):
    """What an authenticator app shows (RFC 6238), written independently of the server's own."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def welcome(client, token, **fields):
    given = {"password": PASSWORD, "again": PASSWORD, **fields}
    return client.post(f"/console/welcome/{token}", given)


def sign_in(client, name="robin", password=PASSWORD, **more):
    return client.post("/console/sign-in", {"login": name, "password": password, **more})


def enrol(client):
    """Set up a second factor; gives its secret and the recovery codes."""
    page = client.get(ENROL).content.decode()
    secret = re.search(r'id="secret">([A-Z2-7]+)<', page)[1]
    done = client.post(ENROL, {"code": code_of(secret)}, follow=True).content.decode()
    return secret, re.findall(r"^(?:.*<pre[^>]*>)?(\d{8})$", done, re.MULTILINE)


def known(home, name="robin", site="main"):
    """Somebody who has set their password by a link."""
    accept(home, invite(home, site, name, None), PASSWORD)


class TestInvitations:
    def test_the_first_administrator_names_themself_and_is_let_in(self, home):
        token = invite_first(home, "main")
        client = Client()
        assert b"first administrator" in client.get(f"/console/welcome/{token}").content
        answer = welcome(client, token, name="ada")
        assert answer.status_code == 302
        assert answer["Location"] == ENROL
        assert {one.name: one.role for one in all_staff("main")}["ada"] is Role.ADMINISTRATOR
        _, codes = enrol(client)
        assert len(codes) == 10
        assert client.get("/console/settings").status_code == 200

    def test_a_link_works_once(self, home):
        token = invite(home, "main", "robin", None)
        assert welcome(Client(), token).status_code == 302
        for answer in (welcome(Client(), token), Client().get(f"/console/welcome/{token}")):
            assert answer.status_code == 404
            assert b"EH882" in answer.content

    def test_a_link_works_for_seven_days(self, home, clock):
        token = invite(home, "main", "robin", None)
        clock.advance(timedelta(days=7) - timedelta(seconds=1))
        assert Client().get(f"/console/welcome/{token}").status_code == 200
        clock.advance(timedelta(seconds=1))
        assert welcome(Client(), token).status_code == 404

    def test_a_newer_link_makes_the_older_one_void(self, home):
        older, newer = (invite(home, "main", "robin", None) for _ in range(2))
        assert Client().get(f"/console/welcome/{older}").status_code == 404
        assert Client().get(f"/console/welcome/{newer}").status_code == 200

    def test_an_unknown_link_lets_nobody_in(self, home):
        assert Client().get("/console/welcome/nothing").status_code == 404

    def test_the_token_is_not_kept(self, home):
        token = invite(home, "main", "robin", None)
        assert token.encode() not in b"".join(
            file.read_bytes() for file in home.path.rglob("*.sqlite3*")
        )

    def test_whoever_left_is_neither_invited_nor_let_in(self, home):
        token = invite(home, "main", "robin", None)
        leave(home, "main", "robin")
        assert welcome(Client(), token).status_code == 404
        with pytest.raises(EvenhandError, match="EH881"):
            invite(home, "main", "robin", None)

    def test_a_first_administrator_cannot_take_over_a_name(self, home):
        token = invite_first(home, "main")
        answer = welcome(Client(), token, name="robin")
        assert answer.status_code == 422
        assert b"somebody&#x27;s already" in answer.content
        assert sites_of(home, "robin")[0].role is Role.MODERATOR
        assert welcome(Client(), token, name="ada").status_code == 302

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"password": "t1nyPw!", "again": "t1nyPw!"}, b"too short"),
            ({"again": "another one entirely"}, b"differ"),
            ({"password": "robinrobin12", "again": "robinrobin12"}, b"too similar"),
            ({"password": "123456789012", "again": "123456789012"}, b"entirely numeric"),
        ],
    )
    def test_weak_passwords_are_refused(self, home, fields, told):
        token = invite(home, "main", "robin", None)
        answer = welcome(Client(), token, **fields)
        assert answer.status_code == 422
        assert told in answer.content
        assert fields.get("password", PASSWORD).encode() not in answer.content
        assert Client().get(f"/console/welcome/{token}").status_code == 200  # it was not used up

    def test_an_administrator_invites_whom_they_administer_everywhere(self, home, clock):
        add_site("other", "https://other.example", clock)
        join(home, "main", "ada", Role.ADMINISTRATOR)
        assert invite(home, "main", "robin", "ada")
        with pytest.raises(EvenhandError, match="EH885"):
            invite(home, "main", "ada", "robin")
        join(home, "other", "robin", Role.SENIOR)
        with pytest.raises(EvenhandError, match="EH885"):
            invite(home, "main", "robin", "ada")

    def test_a_link_to_somebody_with_a_second_factor_asks_for_it(self, home):
        known(home)
        client = Client()
        sign_in(client)
        enrol(client)
        thief = Client()
        answer = welcome(thief, invite(home, "main", "robin", None))
        assert answer["Location"] == "/console/sign-in/code"
        assert thief.get("/console/settings").status_code == 302
        # Their older sessions ended with the older password.
        assert client.get("/console/settings").status_code == 302

    def test_whoever_lost_their_authenticator_sets_up_another(self, home):
        known(home)
        client = Client()
        sign_in(client)
        enrol(client)
        answer = welcome(client, invite(home, "main", "robin", None, lost=True))
        assert answer["Location"] == ENROL


class TestSecondFactor:
    def test_nothing_is_shown_before_it_is_set_up(self, home):
        known(home)
        client = Client()
        sign_in(client)
        for page in ("/console/", "/console/main/", "/console/main/queue"):
            answer = client.get(page)
            assert answer.status_code == 302
            assert answer["Location"].startswith(ENROL)

    def test_it_can_be_up_to_people(self, home, optional):
        known(home)
        client = Client()
        assert sign_in(client)["Location"] == "/console/"
        assert client.get("/console/main/queue").status_code == 200

    def test_it_is_asked_for_at_each_sign_in_and_no_code_works_twice(self, home):
        known(home)
        client = Client()
        sign_in(client)
        secret, _ = enrol(client)
        again, thief = Client(), Client()
        for browser in (again, thief):
            assert sign_in(browser)["Location"] == "/console/sign-in/code"
            assert browser.get("/console/main/queue").status_code == 302
        wrong = again.post("/console/sign-in/code", {"code": "000000"})
        assert b"Incorrect code" in wrong.content
        code = code_of(secret, 1)
        assert again.post("/console/sign-in/code", {"code": code})["Location"] == "/console/"
        assert again.get("/console/main/queue").status_code == 200
        assert b"Incorrect code" in thief.post("/console/sign-in/code", {"code": code}).content

    def test_a_recovery_code_works_once(self, home):
        known(home)
        client = Client()
        sign_in(client)
        _, codes = enrol(client)
        for client, expected in ((Client(), 302), (Client(), 200)):
            sign_in(client)
            answer = client.post("/console/sign-in/code", {"code": codes[0]})
            assert answer.status_code == expected

    def test_recovery_codes_are_shown_once(self, home):
        known(home)
        client = Client()
        sign_in(client)
        _, codes = enrol(client)
        page = client.get("/console/settings/recovery-codes").content.decode()
        assert not any(code in page for code in codes)

    def test_guessing_codes_is_stopped(self, home):
        known(home)
        client = Client()
        sign_in(client)
        secret, _ = enrol(client)
        thief = Client()
        sign_in(thief)
        for number in range(5):
            thief.post("/console/sign-in/code", {"code": f"{number:06d}"})
        answer = thief.post("/console/sign-in/code", {"code": code_of(secret, 1)})
        assert answer.status_code == 200
        assert b"Too many" in answer.content

    def test_it_cannot_be_given_up_where_it_is_needed(self, home):
        known(home)
        client = Client()
        sign_in(client)
        enrol(client)
        client.post("/console/settings/second-factor/off")
        assert client.get("/console/main/queue").status_code == 200
        assert apps.get_model("mfa", "Authenticator").objects.filter(type="totp").exists()

    def test_its_secret_is_not_in_the_database(self, home):
        known(home)
        client = Client()
        sign_in(client)
        secret, _ = enrol(client)
        kept = apps.get_model("mfa", "Authenticator").objects.get(type="totp").data["secret"]
        assert secret not in kept


class TestPasswords:
    def test_a_wrong_name_and_a_wrong_password_are_told_alike(self, home):
        known(home)
        answers = [sign_in(Client(), name, "not the password") for name in ("robin", "nobody")]
        told = [re.findall(r'role="alert">.*?</div>', a.content.decode(), re.S) for a in answers]
        assert told[0] == told[1]
        assert told[0]

    def test_guessing_is_stopped_even_for_whoever_knows(self, home):
        known(home)
        for _ in range(5):
            sign_in(Client(), password="not the password")
        answer = sign_in(Client())
        assert answer.status_code == 200
        assert b"Too many wrong tries" in answer.content

    def test_tries_are_counted_where_all_processes_see_them(self, home):
        sign_in(Client(), password="not the password")
        assert list((home.path / "tries").iterdir())

    def test_nobody_signs_up(self, home):
        for path in ("signup", "sign-up", "signup/"):
            assert Client().get(f"/console/sign-in/{path}").status_code == 404


class TestForms:
    def test_a_form_without_its_token_is_refused(self, home):
        client = Client(enforce_csrf_checks=True)
        answer = sign_in(client)
        assert answer.status_code == 403
        assert b"EH886" in answer.content

    @pytest.mark.parametrize(
        ("origin", "status"), [("https://platform.example", 200), ("https://evil.example", 403)]
    )
    def test_behind_tls_the_site_s_own_address_counts(self, home, origin, status):
        client = Client(enforce_csrf_checks=True)
        client.get("/console/sign-in")
        token = client.cookies["evenhand_csrf"].value
        answer = client.post(
            "/console/sign-in",
            {"login": "robin", "password": "x", "csrfmiddlewaretoken": token},
            headers={"origin": origin},
        )
        assert answer.status_code == status

    @pytest.mark.parametrize(
        "next_",
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
    )
    def test_one_is_not_led_away(self, home, optional, next_):
        known(home)
        assert sign_in(Client(), next=next_)["Location"] == "/console/"

    def test_one_is_led_to_where_one_wanted_to_go(self, home, optional):
        known(home)
        client = Client()
        wanted = client.get("/console/main/queue?kind=flag")
        assert wanted.status_code == 302
        page = client.get(wanted["Location"]).content.decode()
        assert 'name="next" value="/console/main/queue?kind=flag"' in page
        assert sign_in(client, next="/console/main/queue")["Location"] == "/console/main/queue"


class TestSessions:
    def test_the_cookie_is_for_this_server_over_tls_and_no_script(self, home, optional):
        known(home)
        cookie = sign_in(Client()).cookies["evenhand_session"]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == 12 * 3_600

    def test_a_session_begins_anew_at_sign_in(self, home, optional):
        known(home)
        client = Client()
        client.get("/console/sign-in")
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        before = session.session_key
        client.cookies["evenhand_session"] = before
        sign_in(client)
        assert client.cookies["evenhand_session"].value != before

    def test_signing_out_takes_a_post_and_ends_the_session(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        cookie = client.cookies["evenhand_session"].value
        client.get("/console/sign-in/out")
        assert client.get("/console/settings").status_code == 200
        client.post("/console/sign-in/out")
        stolen = Client()
        stolen.cookies["evenhand_session"] = cookie
        assert stolen.get("/console/settings").status_code == 302

    def test_a_session_ends_by_itself(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        assert 0 < client.session.get_expiry_age() <= 12 * 3_600
        sessions = apps.get_model("sessions", "Session").objects
        sessions.update(expire_date=START - timedelta(days=1))
        assert client.get("/console/settings").status_code == 302

    def test_whoever_left_is_out_at_once(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        leave(home, "main", "robin")
        assert client.get("/console/main/queue").status_code == 403
        assert client.get("/console/settings").status_code == 302  # and signed out
        sign_in(client)
        assert client.get("/console/settings").status_code == 403


class TestPlaces:
    def test_another_site_is_not_shown(self, home, clock, optional):
        add_site("other", "https://other.example", clock)
        known(home)
        client = Client()
        sign_in(client)
        for site in ("other", "nowhere"):  # whether there is such a site is not told
            answer = client.get(f"/console/{site}/queue")
            assert answer.status_code == 403
            assert b"EH884" in answer.content

    def test_a_role_that_may_not_is_told_which_may(self, home, optional):
        join(home, "main", "pat", Role.POLICY_EDITOR)
        known(home, "pat")
        client = Client()
        sign_in(client, "pat")
        answer = client.get("/console/main/queue")
        assert answer.status_code == 403
        assert b"EH885" in answer.content
        assert b"moderator" in answer.content

    def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(self, home):
        answer = Client().get("/console/main/queue", headers={"hx-request": "true"})
        assert answer["HX-Redirect"] == "/console/sign-in"


class TestPreferences:
    def test_they_are_kept_and_used(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        page = client.get("/console/settings").content.decode()
        assert '"help": "?"' in page
        form = dict(re.findall(r'name="(key_[^"]+)"[^>]* value="([^"]*)"', page))
        chosen = {**form, "theme": "dark", "keys_on": "on", "key_help": "h", "key_uphold": ""}
        assert client.post("/console/settings", chosen).status_code == 302
        page = client.get("/console/settings").content.decode()
        assert 'data-theme="dark"' in page
        assert '"help": "h"' in page
        assert 'class="console"' in page  # pictures are not blurred any more

    def test_keys_can_be_off(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        client.post("/console/settings", {"theme": "light"})
        page = client.get("/console/settings").content.decode()
        assert '<script id="keys" type="application/json">{}</script>' in page

    def test_one_key_stands_for_one_thing(self, home, optional):
        known(home)
        client = Client()
        sign_in(client)
        chosen = {"theme": "light", "key_help": "h", "key_search": "h", "key_next": "too long"}
        answer = client.post("/console/settings", chosen)
        assert answer.status_code == 422
        assert b"already for: Show the keys" in answer.content
        assert b"Write one key" in answer.content
        assert b'data-theme="system"' in client.get("/console/settings").content
