"""The Akismet routes as a server speaks them, over a running service."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from evenhand.model.clock import SetClock
from evenhand.pipeline.home import add_site
from evenhand.store import models
from evenhand.web.akismet import akismet
from evenhand.web.service import start
from tests.homes import START, new_home

BLOG = "https://blog.example/"


@pytest.fixture
def key(tmp_path):
    clock = SetClock(START)
    home = new_home(tmp_path / "home", clock)
    key = add_site("blog", BLOG, clock).akismet_key
    running = start(home)
    yield key
    running.close()


def post(path, times=1, **request):
    """The answers to some calls at once."""

    async def calls():
        transport = httpx.ASGITransport(app=akismet)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await asyncio.gather(*(client.post(path, **request) for _ in range(times)))

    with ThreadPoolExecutor(1) as apart:  # no event loop runs there
        return apart.submit(asyncio.run, calls()).result()


def fields(key, **more):
    return {"api_key": key, "blog": BLOG, "user_ip": "192.0.2.7", **more}


def test_a_comment_is_decided_for_real(key):
    (answer,) = post(
        "/1.1/comment-check",
        data=fields(key, comment_content="Her SSN is 536-22-8145, go and see her."),
    )
    assert (answer.status_code, answer.text) == (200, "true")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(answer.headers["x-akismet-guid"]) == 32
    assert models.Decision.objects.get(site="blog").id == answer.headers["x-evenhand-case"]


def test_a_test_is_a_rehearsal(key):
    told = fields(key, comment_content="Her SSN is 536-22-8145.", is_test="1")
    (answer,) = post("/1.1/comment-check", data=told)
    assert answer.text == "true"
    assert models.Decision.objects.count() == 0


def test_facts_that_no_pack_of_the_site_declares_do_not_refuse_the_comment(key):
    told = fields(key, comment_content="Fine.", comment_context="news")
    (answer,) = post("/1.1/comment-check", data=told)
    assert answer.text == "false"


def test_many_calls_at_once_get_each_its_answer_and_count(key):
    answers = post("/1.1/comment-check", 20, data=fields(key, comment_content="Fine."))
    assert {answer.text for answer in answers} == {"false"}
    assert len({answer.headers["x-akismet-guid"] for answer in answers}) == 20
    assert models.Usage.objects.get().count == 20


def test_a_body_that_is_too_large_is_told_so(key):
    (answer,) = post("/1.1/comment-check", data=fields(key, comment_content="x" * 70_000))
    assert answer.status_code == 200
    assert answer.text == answer.headers["x-akismet-debug-help"]


def test_the_key_in_the_host_name(key):
    (answer,) = post(
        "/1.1/comment-check",
        data={"blog": BLOG, "user_ip": "192.0.2.7", "comment_content": "Fine."},
        headers={"Host": f"{key}.rest.akismet.com:443"},
    )
    assert answer.text == "false"
