"""EH78x and EH79x: keys, and what the HTTP API refuses before anybody looks at an item."""

CODES: dict[str, tuple[str, str]] = {
    "EH780": (
        "Not what a key can be for",
        "A key is for one or more scopes: `items` (decide for real), `screen` (rehearse), "
        "`flags` (flags and appeals), `read` (what was decided), `deliveries` (measures to carry "
        "out), `metrics`, or `all`. docs/api.md says which route asks for which.",
    ),
    "EH781": (
        "An end that has passed",
        "A key that ends before now would open nothing. Give a time that is to come, or none.",
    ),
    "EH782": (
        "No key of this id",
        "The site has no key of this id, or it has ended already. `evenhand site key list` shows "
        "all of a site's keys with their ids; the keys themselves are shown once, when made.",
    ),
    "EH783": (
        "No key that opens this",
        "Programs show a key of their site in the header `Authorization: Bearer eh_...`. This "
        "request had none, or one that was never made here, has ended or is misspelt: which of "
        "these is not said. `evenhand site key add` makes one.",
    ),
    "EH784": (
        "A key for other things",
        "The key is one of this site, but not for this. Make one with the scope that is named "
        "(`evenhand site key add`), or ask whoever looks after the site's keys.",
    ),
    "EH785": (
        "Too many requests",
        "Each key, and each address that shows no key, may ask so and so often. The header "
        "Retry-After says in how many seconds there is room again. Nothing was done. Many items "
        "in one NDJSON request count as one.",
    ),
    "EH786": (
        "No such address",
        "The API has no route at this path. /v1/docs lists all of them.",
    ),
    "EH787": (
        "Not with this method",
        "The path exists, but not for this method; the header Allow names those that it takes.",
    ),
    "EH788": (
        "A body that is too large",
        "Every route takes a bounded body: 30,000,000 bytes for an item, less elsewhere. Send "
        "many items as NDJSON, one a line: there only each line is bounded.",
    ),
    "EH789": (
        "A body that came too slowly",
        "Half a minute went by without another part of the body. What had come before was done "
        "where the answer says so; the rest was not.",
    ),
    "EH790": (
        "Not a type of body that this takes",
        "One item is sent as application/json, many as application/x-ndjson (one a line); other "
        "routes take application/json.",
    ),
    "EH791": (
        "Not a query that this takes",
        "A parameter is unknown here, or its value is not one that it takes. A misspelt "
        "`deadline_ms` would otherwise mean that there is no deadline.",
    ),
    "EH792": (
        "Not a body that this takes",
        "The body is not JSON, or a field of it is missing, unknown or of another type. "
        "/v1/openapi.json has the exact form of every body.",
    ),
    "EH793": (
        "An item of another site",
        "A key belongs to one site, and the items that it brings are that site's. Leave `site` "
        "out, or use the other site's key.",
    ),
    "EH794": (
        "Not an idempotency key",
        "An Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.",
    ),
    "EH795": (
        "Too many streams at once",
        "So many NDJSON requests are being answered that another would only slow them down. "
        "Nothing of it was read. Try again when one has ended.",
    ),
    "EH796": (
        "Something failed here",
        "The fault is the server's. Its log holds what happened, under the X-Request-Id of the "
        "answer. Whether the item was decided is not known: send it again with the same "
        "Idempotency-Key, and it is decided once.",
    ),
    "EH797": (
        "No error of this code",
        "Codes are `EH` and three digits, as every error of the program carries one.",
    ),
}
