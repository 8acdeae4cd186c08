"""Who may ask, how often, how much: every refusal of the API's front, on a running server."""

import json
import socket
import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.api_server import FINE, NDJSON, PRIVATE, served

SCOPES = {
    "items": [("POST", "/v1/items")],
    "screen": [("POST", "/v1/screen")],
    "flags": [("POST", "/v1/flags"), ("GET", "/v1/flags/x"), ("POST", "/v1/appeals"),
              ("GET", "/v1/appeals/x")],
    "read": [("GET", "/v1/items/x"), ("GET", "/v1/decisions/x"), ("GET", "/v1/site")],
    "deliveries": [("GET", "/v1/deliveries"), ("POST", "/v1/deliveries/ack")],
    "match": [("POST", "/v1/withheld/match")],
}  # fmt: skip
OPEN = ["/v1/openapi.json", "/v1/docs", "/v1/errors/EH783"]
QUICK = settings(deadline=None, max_examples=100,
                 suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip


@pytest.fixture(scope="module")
def server(api_server):
    return api_server


@pytest.fixture(scope="module")
def nobody(server):
    with server.client("") as made:
        yield made


@pytest.fixture(scope="module")
def client(server):
    with server.client() as made:
        yield made


def problem(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return answer


def test_every_route_asks_for_a_key_and_its_scope(server, nobody):
    for scope, routes in SCOPES.items():
        for method, path in routes:
            refused = problem(nobody.request(method, path), 401, "EH783")
            assert refused.headers["www-authenticate"].startswith("Bearer")
            for name in SCOPES:
                key = {"Authorization": f"Bearer {server.keys[name]}"}
                answer = nobody.request(method, path, headers=key)
                if name == scope:
                    assert answer.status_code not in (401, 403)
                else:
                    assert f"`{scope}`" in problem(answer, 403, "EH784").json()["what"]
    for path in OPEN:
        assert nobody.get(path).status_code == 200


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer eh_wrong", "Basic eh_x", "Bearer " + "x" * 300]
)
def test_what_is_no_key_opens_nothing(nobody, shown):
    problem(nobody.get("/v1/site", headers={"Authorization": shown}), 401, "EH783")


def test_an_akismet_key_opens_nothing_here(server, nobody):
    key = {"Authorization": f"Bearer {server.keys['akismet']}"}
    problem(nobody.get("/v1/site", headers=key), 401, "EH783")


def test_paths_and_methods_that_there_are_none_of(nobody, client):
    problem(client.get("/v1/nothing"), 404, "EH786")
    problem(client.get("/v1/items/"), 404, "EH786")
    refused = problem(client.delete("/v1/items"), 405, "EH787")
    assert refused.headers["allow"] == "POST, OPTIONS"
    options = nobody.options("/v1/site")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "access-control-allow-origin" not in options.headers
    head = client.head("/v1/site")
    assert (head.status_code, head.content) == (200, b"")


def test_bodies_of_another_type_size_or_depth(client):
    item = json.dumps({"id": "b", "text": FINE})
    for kind in ("text/plain", "application/xml", ""):
        problem(
            client.post("/v1/screen", content=item, headers={"Content-Type": kind}), 415, "EH790"
        )
    as_json = {"Content-Type": "application/json; charset=utf-8"}
    assert client.post("/v1/screen", content=item, headers=as_json).status_code == 200
    open_ended = b'{"id":"x","text":"t","facts":' + b'{"a":' * 40_000
    for body in (b"[" * 50_000, open_ended, open_ended + b"1" + b"}" * 40_001, b"\xff\xfe",
                 b"null", b"[]", b""):  # fmt: skip
        answer = client.post("/v1/screen", content=body, headers=as_json)
        assert answer.status_code == 400, answer.text
    large = {"id": "x", "text": "x" * 1_000_001}
    problem(client.post("/v1/screen", json=large), 413, "EH104")
    problem(client.post("/v1/screen", content=b" " * 30_000_001, headers=as_json), 413, "EH788")
    problem(client.post("/v1/flags", content=b" " * 100_001, headers=as_json), 413, "EH788")


def test_a_body_of_unknown_length_is_bounded_too(client):
    def parts():
        for _ in range(31):
            yield b" " * 1_000_000

    answer = client.post(
        "/v1/screen", content=parts(), headers={"Content-Type": "application/json"}
    )
    problem(answer, 413, "EH788")


def test_a_line_that_is_too_long_is_refused_in_its_place(client):
    line = json.dumps({"id": "after", "text": FINE})
    body = b"x" * 30_000_001 + b"\n" + line.encode()
    answer = client.post("/v1/screen", content=body, headers=NDJSON)
    first, second = map(json.loads, answer.text.splitlines())
    assert (first["line"], first["error"]["code"], second["id"]) == (1, "EH104", "after")


def test_a_key_may_only_ask_so_often(tmp_path):
    with served(tmp_path, EVENHAND_KEY_RATE="2", EVENHAND_ADDRESS_RATE="1") as server:
        with server.client() as client:
            answers = [client.get("/v1/site") for _ in range(30)]
            refused = problem(answers[-1], 429, "EH785")
            assert int(refused.headers["retry-after"]) >= 1
            assert sum(answer.is_success for answer in answers) >= 20
        with server.client("read") as another:
            assert another.get("/v1/site").is_success
        with server.client("") as nobody:
            guessed = [nobody.get("/v1/site", headers={"Authorization": f"Bearer {n}"})
                       for n in range(15)]  # fmt: skip
        assert {answer.status_code for answer in guessed} == {401, 429}


def test_too_many_streams_are_refused_and_ended_ones_make_room(server, client):
    head = (
        "POST /v1/screen HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: application/x-ndjson\r\nAuthorization: Bearer {server.keys['main']}\r\n\r\n"
    )
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(16)]
    for each in held:
        each.sendall(head.encode())
        each.recv(15)  # its answer has begun
    refused = client.post("/v1/screen", content=b"", headers=NDJSON)
    problem(refused, 503, "EH795")
    for each in held:
        each.close()
    for _ in range(100):
        answer = client.post("/v1/screen", content=b"", headers=NDJSON)
        if answer.is_success:
            break
        time.sleep(0.05)
    assert answer.is_success


def test_a_caller_that_hangs_up_harms_nobody(server, client):
    for body in (b"", b'{"id":"g","text":"', b'{"id":"g","text":"x"}\n'):
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            head = (
                "POST /v1/items HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                "Content-Type: application/x-ndjson\r\n"
                f"Authorization: Bearer {server.keys['main']}\r\n\r\n"
            )
            raw.sendall(head.encode() + body)
    assert client.get("/v1/site").is_success


def test_every_error_that_the_api_knows_is_explained(nobody):
    from evenhand.model.codes import CODES

    for code in [c for c in CODES if c.startswith(("EH78", "EH79"))]:
        assert nobody.get(f"/v1/errors/{code}").json()["title"] == CODES[code][0]
    problem(nobody.get("/v1/errors/EH000"), 404, "EH797")


def test_logs_and_figures_hold_nothing_that_somebody_sent(server, client, nobody):
    client.post("/v1/items", json={"id": "quiet-id", "text": PRIVATE, "author": "quiet-author"})
    client.get("/v1/items/quiet-id?x=quiet-query")
    client.get("/v1/quiet-path")
    figures = nobody.get("/metrics").text
    assert 'evenhand_requests_total{route="/v1/items",status="200"}' in figures
    assert 'evenhand_items_total{mode="recorded",outcome="measures"}' in figures
    for name in (
        "batch_items_bucket", "batch_wait_seconds_bucket", "deliveries_waiting", "ends_late",
        "oldest_case_seconds", "cases_open", "items_waiting", "request_seconds_bucket",
    ):  # fmt: skip
        assert f"evenhand_{name}" in figures
    lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    asked = [line for line in lines if line["event"] == "request"]
    assert {"time", "level", "route", "method", "status", "ms", "request"} <= asked[-1].keys()
    for text in (figures, server.log):
        for word in ("quiet", "536-22-8145", server.keys["main"]):
            assert word not in text


def test_figures_ask_for_a_key_where_somebody_passes_requests_on(server, nobody):
    forwarded = {"X-Forwarded-For": "203.0.113.9"}
    problem(nobody.get("/metrics", headers=forwarded), 401, "EH783")
    with server.client("metrics") as client:
        assert client.get("/metrics", headers=forwarded).is_success
    with server.client("read") as client:
        problem(client.get("/metrics", headers=forwarded), 403, "EH784")


def test_each_answer_names_its_request(client):
    names = {client.get("/v1/site").headers["x-request-id"] for _ in range(5)}
    assert len(names) == 5


@QUICK
@given(body=st.binary(max_size=400))
def test_no_body_is_a_fault_of_the_server(client, body):
    for path in ("/v1/screen", "/v1/items", "/v1/flags", "/v1/appeals", "/v1/deliveries/ack"):
        answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
        assert 400 <= answer.status_code < 500
    answer = client.post("/v1/items", content=body, headers=NDJSON)
    assert answer.status_code == 200
    lines = [line for line in body.split(b"\n") if line.strip()]
    assert len(answer.text.splitlines()) == len(lines)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = ("id", "text", "revision", "kind", "author", "account", "created_at", "language", "links",
          "attachments", "url", "site", "matter", "facts", "subject", "why", "decision", "numbers",
          "receipt", "party", "reach", "harmed", "trusted", "who")  # fmt: skip


@QUICK
@given(body=st.dictionaries(st.sampled_from(FIELDS), ANY_JSON, max_size=6))
def test_no_json_is_a_fault_of_the_server(client, body):
    for path in ("/v1/items?deadline_ms=5", "/v1/screen", "/v1/flags", "/v1/appeals",
                 "/v1/deliveries/ack"):  # fmt: skip
        answer = client.post(
            path, content=json.dumps(body), headers={"Content-Type": "application/json"}
        )
        assert answer.status_code < 500


@QUICK
@given(path=st.text(max_size=60), query=st.text(max_size=60))
def test_no_path_is_a_fault_of_the_server(client, path, query):
    path, query = (quote(part.encode("utf-8", "surrogatepass")) for part in (path, query))
    assert client.get(f"/v1/{path}?{query}").status_code < 500
