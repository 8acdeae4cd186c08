"""EH54x: later looks at the page behind a link."""

CODES: dict[str, tuple[str, str]] = {
    "EH540": (
        "Not an address that is fetched",
        "Pages are fetched over http and https, from port 80 or 443, without a user name or "
        "password in the address. A redirect to anything else is refused too. Nothing was "
        "asked of any server; a person looks at the page instead.",
    ),
    "EH541": (
        "Not a public address",
        "The host has an address in a network that is not public: private, local, reserved, "
        "multicast, or one that wraps such an address. One of them is enough. This guard keeps "
        "strangers from using the fetcher against machines beside it. Nothing was asked of it.",
    ),
    "EH542": (
        "The page cannot be reached",
        "The host's name is not known, no connection came about, or its certificate is not "
        "valid for it. The page may be gone; a person looks before anything is concluded.",
    ),
    "EH543": (
        "The page did not come in time",
        "All of it together, from the look-up of the host's name to the last byte, redirects "
        "included, has ten seconds. A server that answers one byte at a time ends here too.",
    ),
    "EH544": (
        "The page is too large",
        "At most two million bytes of a page are taken, its header lines included. Half a page "
        "is not judged: what matters could stand in the other half. A person looks instead.",
    ),
    "EH545": (
        "Too many redirects",
        "At most five redirects are followed, each checked like the first address. More are a "
        "loop, or meant to tire whoever follows.",
    ),
    "EH546": (
        "An answer that cannot be read",
        "The server's answer is not sound HTTP, or it is packed although an unpacked one was "
        "asked for. Nothing of it is taken; a person looks at the page instead.",
    ),
}
