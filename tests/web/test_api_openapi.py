"""The API's description: whatever the routes answer fits it, and its examples work."""

import json
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from evenhand.web.api.table import ROUTES
from tests.web.api_server import FINE, HEAVY, NDJSON, PRIVATE


@pytest.fixture(scope="module")
def client(api_server):
    with api_server.client() as made:
        yield made


@pytest.fixture(scope="module")
def described(client):
    return client.get("/v1/openapi.json").json()


@pytest.fixture(scope="module")
def fits(described):
    """Checks an answer against what its route's description says of it, strictly."""

    def check(answer, method, path):
        responses = described["paths"][path][method]["responses"]
        kind = answer.headers["content-type"].partition(";")[0]
        schema = responses[str(answer.status_code)]["content"][kind]["schema"]
        whole = {**schema, "components": closed(described["components"])}
        Draft202012Validator(whole).validate(answer.json())
        return answer

    return check


def closed(components):
    """The same types, but nothing that they do not name: an answer holds no more than is said."""
    schemas = {name: {**schema, "additionalProperties": False} if schema.get("type") == "object"
               else schema for name, schema in components["schemas"].items()}  # fmt: skip
    return {**components, "schemas": schemas}


def test_every_route_is_described(described):
    for route in ROUTES:
        operation = described["paths"][route.path][route.method.lower()]
        assert operation["summary"] == route.what
        assert ("requestBody" in operation) == (route.takes is not None)
    names = [each["operationId"] for path in described["paths"].values() for each in path.values()]
    assert len(names) == len(set(names)) == len(ROUTES)


ITEMS = [
    {"id": "s-1", "text": PRIVATE, "author": "w-1", "account": {"roles": ["journalist"]}},
    {"id": "s-1", "text": PRIVATE, "author": "w-1", "account": {"roles": ["journalist"]}},
    {"id": "s-1", "text": FINE, "author": "w-1"},
    {"id": "s-2", "text": f"{PRIVATE} Card 4111 1111 1111 1111, write to robin@people.example.",
     "author": "w-2", "created_at": "2026-09-26T14:00:00+02:00", "language": "en"},
    {"id": "s-3", "text": f"Live at 12 Elm Street, Springfield, IL 62701. {PRIVATE}",
     "kind": "comment", "author": "w-2", "links": ["https://news.example/a?utm_source=b"]},
    {"id": "s-4", "attachments": [{"name": "a.txt", "media_type": "text/plain", "data": "aGk="}]},
]  # fmt: skip


def test_items_fit(client, fits):
    for item in ITEMS:
        fits(client.post("/v1/items", json=item), "post", "/v1/items")
        fits(client.post("/v1/screen", json=item), "post", "/v1/screen")
        fits(client.get(f"/v1/items/{item['id']}"), "get", "/v1/items/{id}")
    lifted = client.post("/v1/items", json={"id": "s-2", "text": FINE, "author": "w-2"})
    assert fits(lifted, "post", "/v1/items").json()["lifted"]


def test_what_waits_fits(client, fits):
    heavy = client.build_request("POST", "/v1/items", json={"id": "s-heavy", "text": HEAVY})
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pool.submit(client.send, heavy)
        found = client.post("/v1/items?deadline_ms=1", json={"id": "s-9", "text": PRIVATE})
        while found.status_code == 200:  # it came before the heavy one
            found = client.post("/v1/items?deadline_ms=1", json={"id": "s-9", "text": PRIVATE})
        fits(found, "post", "/v1/items")
        fits(client.get("/v1/items/s-9"), "get", "/v1/items/{id}")


def test_decisions_complaints_and_deliveries_fit(client, fits):
    made = client.post("/v1/items", json={"id": "s-5", "text": PRIVATE, "author": "w-5"}).json()
    decision = f"/v1/decisions/{made['case']}"
    assert fits(client.get(decision), "get", "/v1/decisions/{id}").json()["statements"]
    flag = {"subject": {"type": "item", "id": "s-5"}, "why": "private_information", "harmed": True,
            "text": "It is mine."}  # fmt: skip
    taken = fits(client.post("/v1/flags", json=flag), "post", "/v1/flags").json()
    receipt = taken["receipt"].rpartition("/")[2]
    fits(client.get(f"/v1/flags/{receipt}"), "get", "/v1/flags/{receipt}")
    appeal = {"decision": made["case"], "text": "No.", "account": "w-5"}
    taken = fits(client.post("/v1/appeals", json=appeal), "post", "/v1/appeals").json()
    fits(client.get(f"/v1/appeals/{taken['id']}"), "get", "/v1/appeals/{id}")
    listed = fits(client.get("/v1/deliveries?most=3"), "get", "/v1/deliveries").json()
    numbers = {"numbers": [each["number"] for each in listed["deliveries"]]}
    fits(client.post("/v1/deliveries/ack", json=numbers), "post", "/v1/deliveries/ack")
    fits(client.get("/v1/site"), "get", "/v1/site")
    fits(client.get("/v1/errors/EH101"), "get", "/v1/errors/{code}")


def test_refusals_fit(client, fits, api_server):
    as_json = {"Content-Type": "application/json"}
    for path in ("/v1/items", "/v1/screen", "/v1/flags", "/v1/appeals", "/v1/deliveries/ack",
                 "/v1/withheld/match"):  # fmt: skip
        for body in (b"", b"{", b"{}", b'{"id":1}', b'{"numbers":[]}', b'{"text":"x"}'):
            answer = client.post(path, content=body, headers=as_json)
            assert answer.status_code >= 400
            fits(answer, "post", path)
        fits(client.post(path, content=b"x"), "post", path)
        with api_server.client("") as nobody, api_server.client("metrics") as metrics:
            fits(nobody.post(path), "post", path)
            fits(metrics.post(path), "post", path)
    for path in ("/v1/items/{id}", "/v1/decisions/{id}", "/v1/flags/{receipt}", "/v1/appeals/{id}",
                 "/v1/errors/{code}"):  # fmt: skip
        fits(client.get(path.partition("{")[0] + "none"), "get", path)
    fits(client.get("/v1/deliveries?since=x"), "get", "/v1/deliveries")


def test_lines_fit(client, described):
    body = b"".join(json.dumps(item).encode() + b"\n" for item in ITEMS) + b"{\n"
    lines = client.post("/v1/screen", content=body, headers=NDJSON).text.splitlines()
    for line in map(json.loads, lines):
        name = "LineRefused" if "error" in line else "Answer"
        schema = {
            "$ref": f"#/components/schemas/{name}",
            "components": closed(described["components"]),
        }
        Draft202012Validator(schema).validate(line)
    assert "error" in json.loads(lines[-1])


def test_the_examples_are_taken(client, described):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "example" in content.get("application/json", {}):
                answer = client.request(method, path, json=content["application/json"]["example"])
                # The appeal's example names a decision that is not here; nothing is shared here.
                assert answer.is_success or answer.json()["code"] in ("EH410", "EH556")


class Names(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]


def test_the_page_names_every_route_and_needs_no_script(client):
    answer = client.get("/v1/docs")
    page = Names()
    page.feed(answer.text)
    assert "script" not in page.tags
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    for route in ROUTES:
        assert f"{route.method} {route.path}</code>" in answer.text
