"""Items over HTTP: one and many, for real and rehearsed, as the contract has it."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from evenhand import Item, Screener
from tests.web.api_server import FINE, HEAVY, NDJSON, PRIVATE


@pytest.fixture(scope="module")
def server(api_server):
    return api_server


@pytest.fixture
def client(server):
    with server.client() as made:
        yield made


def in_lines(answer):
    return [json.loads(line) for line in answer.text.splitlines()]


def lines_of(*items):
    return "".join(f"{json.dumps(item)}\n" for item in items)


def test_one_item_is_decided_stored_and_logged(server, client):
    answer = client.post("/v1/items", json={"id": "one", "text": PRIVATE, "author": "a-1"})
    assert answer.status_code == 200
    found = answer.json()
    assert (found["outcome"], found["rehearsal"]) == ("measures", False)
    assert found["readings"][0]["kind"] == "us_ssn"
    start, end = found["readings"][0]["spans"][0].values()
    assert PRIVATE[start:end] == "536-22-8145"
    assert found["measures"][0]["subject"] == {"type": "item", "id": "one"}
    # It stands in the log before the answer goes out.
    checkpoint = client.get("/log/checkpoint").text
    assert int(checkpoint.splitlines()[1]) > found["log_index"]


def test_the_rehearsal_is_the_library_s_answer_and_keeps_nothing(client):
    items = [{"id": f"r-{n}", "text": text} for n, text in enumerate((PRIVATE, FINE))]
    packs = [used["pack"] for used in client.get("/v1/site").json()["policy"]]
    library = list(Screener(packs).screen_many(Item(**item) for item in items))
    for item, expected in zip(items, library, strict=True):
        found = client.post("/v1/screen", json=item).json()
        for field in ("outcome", "readings", "findings", "policy", "log_index"):
            assert found[field] == json.loads(json.dumps(expected.as_dict()))[field]
        assert found["rehearsal"] is True
        assert client.get(f"/v1/items/{item['id']}").status_code == 404


def test_many_are_answered_in_order_and_bad_lines_in_their_place(client):
    body = (
        lines_of({"id": "m-1", "text": PRIVATE})
        + "{not json}\n\n"
        + lines_of({"id": "m-4"}, {"id": "m-5", "txet": "x"}, {"id": "m-6", "text": FINE})
    )
    answer = client.post("/v1/items", content=body, headers=NDJSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = in_lines(answer)
    assert [each.get("id", each.get("line")) for each in found] == ["m-1", 2, 4, 5, "m-6"]
    assert [each["error"]["code"] for each in found if "error" in each] == [
        "EH101", "EH105", "EH102",
    ]  # fmt: skip


def test_a_stream_is_answered_before_it_ends(server):
    """One line goes in, its answer comes out, then the next goes in."""
    with (
        socket.create_connection(("127.0.0.1", server.port), 30) as raw,
        raw.makefile("rb") as back,
    ):
        head = (
            "POST /v1/screen HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            f"Content-Type: application/x-ndjson\r\nAuthorization: Bearer {server.keys['main']}"
            "\r\n\r\n"
        )
        raw.sendall(head.encode())
        for number in range(3):
            line = lines_of({"id": f"s-{number}", "text": FINE}).encode()
            raw.sendall(b"%x\r\n%b\r\n" % (len(line), line))
            while not (said := back.readline()).startswith(b"{"):
                assert said, "the answer ended"
            assert json.loads(said)["id"] == f"s-{number}"
        raw.sendall(b"0\r\n\r\n")
        assert back.read(7).endswith(b"0\r\n\r\n")


def test_a_stream_that_nobody_reads_from_is_not_read_from_either(server):
    with socket.create_connection(("127.0.0.1", server.port), 30) as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        head = (
            "POST /v1/screen HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            f"Content-Type: application/x-ndjson\r\nAuthorization: Bearer {server.keys['main']}"
            "\r\n\r\n"
        )
        raw.sendall(head.encode())
        raw.settimeout(2)
        line = lines_of({"id": "x" * 250, "text": PRIVATE}).encode() * 100
        sent = 0
        with suppress(TimeoutError):
            while sent < 60_000_000:
                raw.sendall(b"%x\r\n%b\r\n" % (len(line), line))
                sent += len(line)
        assert sent < 30_000_000  # it piled up nowhere


def test_a_thousand_lines_keep_their_order(client):
    body = lines_of(
        *({"id": f"o-{n}", "text": PRIVATE if n % 9 == 0 else FINE} for n in range(1000))
    )
    found = in_lines(client.post("/v1/screen", content=body, headers=NDJSON))
    assert [each["id"] for each in found] == [f"o-{n}" for n in range(1000)]
    assert {each["outcome"] for each in found[::9]} == {"measures"}


def test_the_key_s_site_wins_and_another_is_refused(server):
    with server.client("other") as other:
        mine = other.post("/v1/items", json={"id": "k-1", "text": PRIVATE}).json()
        assert mine["site"] == "other"
        assert other.post(
            "/v1/items", json={"id": "k-1", "text": PRIVATE, "site": "other"}
        ).is_success
        refused = other.post("/v1/items", json={"id": "k-2", "text": PRIVATE, "site": "main"})
        assert (refused.status_code, refused.json()["code"]) == (403, "EH793")
        assert other.get("/v1/items/k-1").status_code == 200
    with server.client() as main:
        assert main.get("/v1/items/k-1").status_code == 404
        assert main.get(f"/v1/decisions/{mine['case']}").status_code == 404


def test_an_idempotency_key_decides_once(client):
    key = {"Idempotency-Key": "3f0c"}
    item = {"id": "i-1", "text": PRIVATE}
    first = client.post("/v1/items", json=item, headers=key).json()
    again = client.post("/v1/items", json=item, headers=key).json()
    assert (again["case"], again["log_index"]) == (first["case"], first["log_index"])
    for other in ({"id": "i-1", "text": FINE}, {"id": "i-2", "text": PRIVATE}):
        refused = client.post("/v1/items", json=other, headers=key)
        assert (refused.status_code, refused.json()["code"]) == (409, "EH409")
    assert client.get("/v1/items/i-2").status_code == 404


def test_a_hundred_at_once_under_one_key_are_one_decision(server):
    def post(_):
        return mine.post(
            "/v1/items", json={"id": "h-1", "text": PRIVATE}, headers={"Idempotency-Key": "h"}
        ).json()

    with server.client() as mine, ThreadPoolExecutor(50) as pool:
        found = list(pool.map(post, range(100)))
    assert len({each["case"] for each in found}) == 1
    assert sum(not each.get("repeated", False) for each in found) == 1


def test_each_line_has_its_own_place_under_a_key(client):
    key = NDJSON | {"Idempotency-Key": "lines"}
    body = lines_of({"id": "l-1", "text": PRIVATE}, {"id": "l-2", "text": PRIVATE})
    first, again = (in_lines(client.post("/v1/items", content=body, headers=key)) for _ in range(2))
    assert [each["case"] for each in first] == [each["case"] for each in again]
    other = lines_of({"id": "l-1", "text": PRIVATE}, {"id": "l-3", "text": PRIVATE})
    found = in_lines(client.post("/v1/items", content=other, headers=key))
    assert found[0]["case"] == first[0]["case"]
    assert found[1]["error"]["code"] == "EH409"


@pytest.mark.parametrize("key", ["", "x" * 256, "two words"])
def test_what_is_no_idempotency_key_is_refused(client, key):
    refused = client.post(
        "/v1/items", json={"id": "n", "text": FINE}, headers={"Idempotency-Key": key}
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "EH794")


def test_what_misses_its_deadline_follows_the_fail_mode_and_is_decided_afterwards(server, client):
    with ThreadPoolExecutor(1) as pool:
        heavy = pool.submit(lambda: client.post("/v1/items", json={"id": "heavy", "text": HEAVY}))
        time.sleep(0.2)
        answer = client.post("/v1/items?deadline_ms=0", json={"id": "d-1", "text": PRIVATE})
        assert not heavy.done()
    assert answer.status_code == 202
    found = answer.json()
    assert (found["pending"], found["outcome"], found["measures"]) == (True, "review", [])
    for _ in range(200):
        status = client.get(found["status"]).json()
        if not status["pending"]:
            break
        time.sleep(0.05)
    assert (status["outcome"], status["refused"]) == ("measures", None)
    assert len(client.get(f"/v1/decisions/{status['decision']}").json()["statements"]) == 1


def test_what_the_door_refuses_is_refused_at_the_deadline_too(client):
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: client.post("/v1/items", json={"id": "heavy-2", "text": HEAVY}))
        time.sleep(0.2)
        body = lines_of({"id": "e-1", "text": "\0"}, {"id": "e-2", "text": PRIVATE})
        answer = client.post("/v1/items?deadline_ms=0", content=body, headers=NDJSON)
    refused, pending = in_lines(answer)
    assert refused["error"]["code"] == "EH107"
    assert pending["pending"] is True


def test_what_was_acknowledged_and_cannot_be_decided_says_so(client):
    client.post("/v1/items", json={"id": "c-1", "revision": 1, "text": FINE})
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: client.post("/v1/items", json={"id": "heavy-3", "text": HEAVY}))
        time.sleep(0.2)
        item = {"id": "c-1", "revision": 1, "text": PRIVATE}
        assert client.post("/v1/items?deadline_ms=0", json=item).status_code == 202
    for _ in range(200):
        status = client.get("/v1/items/c-1").json()
        if status["refused"]:
            break
        time.sleep(0.05)
    assert status["refused"]["code"] == "EH408"


@pytest.mark.parametrize(
    "query", ["deadline_ms=-1", "deadline_ms=x", "deadline=5", "deadline_ms=60001"]
)
def test_a_query_that_means_nothing_is_refused(client, query):
    refused = client.post(f"/v1/items?{query}", json={"id": "q", "text": FINE})
    assert (refused.status_code, refused.json()["code"]) == (400, "EH791")


def test_a_measure_can_be_asked_for_and_acknowledged(server, client):
    before = client.get("/v1/deliveries?most=1000").json()["next"]
    made = client.post("/v1/items", json={"id": "v-1", "text": PRIVATE}).json()
    found = client.get(f"/v1/deliveries?since={before}").json()
    assert [each["deliver"]["case"] for each in found["deliveries"]] == [made["case"]]
    number = found["deliveries"][0]["number"]
    assert found["next"] == number
    client.post("/v1/deliveries/ack", json={"numbers": [number]}).raise_for_status()
    assert (
        client.get(f"/v1/deliveries?since={before}").json()["deliveries"][0]["state"]
        == "acknowledged"
    )
    with server.client("other") as other:
        assert all(each["deliver"]["site"] == "other"
                   for each in other.get("/v1/deliveries").json()["deliveries"])  # fmt: skip
        assert other.post("/v1/deliveries/ack", json={"numbers": [number]}).json() == {
            "acknowledged": 0
        }


def test_the_writer_appeals_and_a_user_reports_through_the_platform(server, client):
    made = client.post("/v1/items", json={"id": "f-1", "text": PRIVATE, "author": "a-9"}).json()
    appeal = {"decision": made["case"], "account": "a-9", "text": "It is an example."}
    taken = client.post("/v1/appeals", json=appeal)
    assert taken.status_code == 201
    status = client.get(f"/v1/appeals/{taken.json()['id']}").json()
    assert (status["outcome"], status["party"]) == (None, "writer")
    assert client.post("/v1/appeals", json=appeal).status_code == 409
    flag = {"subject": {"type": "item", "id": "f-1"}, "why": "private_information", "text": "Mine."}
    receipt = client.post("/v1/flags", json=flag).json()["receipt"].rpartition("/")[2]
    assert client.get(f"/v1/flags/{receipt}").json()["why"] == "private_information"
    with server.client("other") as other:
        assert other.get(f"/v1/flags/{receipt}").status_code == 404
        assert other.post("/v1/appeals", json=appeal).status_code == 404
        assert other.get(f"/v1/appeals/{taken.json()['id']}").status_code == 404
