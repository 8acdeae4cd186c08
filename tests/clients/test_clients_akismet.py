"""Other people's clients of Akismet, unmodified, against a server of ours."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import akismet
import httpx
import pytest

from tests.served import Served

BLOG = "https://blog.example/"
HERE = Path(__file__).parent
MODULES = os.environ.get("EVENHAND_TEST_NODE")
SPAM = [
    f"Earn {n}00 dollars from home, click https://cash.shop.example now!!!" for n in range(1, 8)
]
HAM = [f"I read part {n} twice, and the mayor was right about the bridge." for n in range(1, 8)]
ASKED = "Earn dollars from home now, click https://cash.shop.example"
FINE = "Thank you, the mayor was right about that."
IP = "192.0.2.7"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server, and what makes a site there and gives its key."""
    home = tmp_path_factory.mktemp("clients") / "home"

    def evenhand(*command):
        told = subprocess.run(
            [sys.executable, "-m", "evenhand", *command, "--json"], check=True,
            env={**os.environ, "EVENHAND_HOME": str(home)}, capture_output=True,
        )  # fmt: skip
        return json.loads(told.stdout)

    evenhand("init", "--url", "https://platform.example")
    keys = [evenhand("site", "add", name, "--url", BLOG)["akismet_key"] for name in ("one", "two")]
    with Served(home) as server:
        yield server, keys


class Redirected(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes what is meant for the service's own host to our server; nothing else is changed."""

    def __init__(self, port, prefix=""):
        self._port, self._prefix = port, prefix
        self._sync, self._async = httpx.HTTPTransport(), httpx.AsyncHTTPTransport()

    def _turned(self, request):
        raw = (self._prefix + request.url.raw_path.decode()).encode()
        request.url = request.url.copy_with(
            scheme="http", host="127.0.0.1", port=self._port, raw_path=raw
        )
        return request

    def handle_request(self, request):
        return self._sync.handle_request(self._turned(request))

    async def handle_async_request(self, request):
        return await self._async.handle_async_request(self._turned(request))

    def close(self):
        self._sync.close()

    async def aclose(self):
        await self._async.aclose()


def python_client(served, key, prefix=""):
    http = httpx.Client(transport=Redirected(served.port, prefix), timeout=30)
    return akismet.SyncClient(akismet.Config(key, BLOG), http)


def test_the_python_client(served):
    server, (key, _) = served
    with python_client(server, key) as client:
        assert client.comment_check(IP, comment_content=ASKED) == akismet.CheckResponse.HAM
        assert client.comment_check(IP, comment_author="viagra-test-123") == 1
        assert client.comment_check(IP, comment_content=ASKED, user_role="administrator") == 0
        for spam, ham in zip(SPAM, HAM, strict=True):
            assert client.submit_spam(IP, comment_content=spam)
            assert client.submit_ham(IP, comment_content=ham)
        end, found = time.monotonic() + 30, akismet.CheckResponse.HAM
        while not found and time.monotonic() < end:
            time.sleep(0.1)  # what was learnt is in use within a moment
            found = client.comment_check(IP, comment_content=ASKED, is_test=True)
        assert found == akismet.CheckResponse.SPAM
        assert client.comment_check(IP, comment_content=ASKED, comment_author="Bo") == 1
        assert client.comment_check(IP, comment_content=FINE) == akismet.CheckResponse.HAM
        told = client.usage_limit()
        assert (told["usage"], told["throttled"]) == (4, False)
    with python_client(server, key, f"/k/{key}") as client:  # this call of its holds no key
        assert "https://blog.example/" in json.dumps(client.key_sites(result_format="json"))
        assert client.key_sites(result_format="csv").startswith(f"Active sites for {key} during ")


def test_the_python_client_with_a_wrong_key(served):
    server, _ = served
    config = akismet.Config("0" * 12, BLOG)
    with (
        httpx.Client(transport=Redirected(server.port)) as http,
        pytest.raises(akismet.APIKeyError),
    ):
        akismet.SyncClient.validated_client(config, http)


def test_the_asynchronous_python_client(served):
    server, (key, _) = served

    async def calls():
        http = httpx.AsyncClient(transport=Redirected(server.port), timeout=30)
        async with akismet.AsyncClient(akismet.Config(key, BLOG), http) as client:
            asked = [client.comment_check(IP, comment_content=f"{FINE} {n}") for n in range(20)]
            return await asyncio.gather(*asked)

    assert set(asyncio.run(calls())) == {akismet.CheckResponse.HAM}


@pytest.mark.skipif(
    MODULES is None or shutil.which("node") is None,
    reason="no Node.js client: EVENHAND_TEST_NODE names no folder with akismet-api 6 in it "
    "(.ci/run installs one)",
)
def test_the_node_client(served):
    server, (_, key) = served
    told = {
        "modules": str(Path(MODULES) / "node_modules"), "port": server.port, "key": key,
        "blog": BLOG, "spam": SPAM, "ham": HAM, "asked": ASKED,
    }  # fmt: skip
    done = subprocess.run(
        ["node", "-r", str(HERE / "names.js"), str(HERE / "akismet_api.js"), json.dumps(told)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "valid": True,
        "invalid": False,
        "refused": "Invalid API key",
        "guaranteed": True,
        "before": False,
        "thanks": ["Thanks for making the web a better place."] * 14,
        "spam": True,
        "ham": False,
    }
