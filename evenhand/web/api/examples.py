"""Examples in the API's description: each is sent to a running server by a test."""

ITEM = {
    "id": "p-1",
    "kind": "post",
    "text": "My neighbour's SSN is 536-22-8145, tell everyone.",
    "author": "a-7",
    "account": {"roles": []},
    "created_at": "2026-09-26T14:00:00Z",
    "language": "en",
    "links": ["https://news.example/story"],
}
FLAG = {
    "subject": {"type": "item", "id": "p-1"},
    "why": "private_information",
    "text": "That is my number.",
    "reach": "robin@people.example",
    "harmed": True,
}
APPEAL = {
    "decision": "0f8fad5bd9cb469fa16570867728950e",
    "account": "a-7",
    "text": "The number is an example from a textbook.",
}
MATCH = {"text": "Somebody sent us this. Does it hold a passage of yours?"}
ACKNOWLEDGE = {"numbers": [1, 2]}
