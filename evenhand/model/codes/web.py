"""Codes of the server."""

CODES = {
    "EH880": (
        "Several processes need PostgreSQL",
        "A home on SQLite is served by one process: it is quick enough for most sites. Where\n"
        "several processes or machines are to record, name a PostgreSQL database in DATABASE_URL.",
    ),
    "EH915": (
        "The server did not show a page",
        "The demo serves its home for a moment, to look at it as a stranger would. The server did\n"
        "not come up, or the page did not come, within half a minute. `evenhand serve` with the\n"
        "home that the demo names says what is wrong.",
    ),
}
