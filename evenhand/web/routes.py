"""Our own routes, in plain ASGI: looked at before Django is asked."""

from evenhand.web.akismet import akismet
from evenhand.web.api.front import api
from evenhand.web.health import healthz
from evenhand.web.log_files import log_file
from evenhand.web.watched import ROUTE
from evenhand.web.wire import Handler, Scope

EXACT: dict[str, Handler] = {"/healthz": healthz, "/metrics": api, "/v1/": api}
BELOW: dict[str, Handler] = {
    "v1": api,
    "log": log_file,
    "1.1": akismet,
    "1.2": akismet,
    "k": akismet,
}
"""By the first part of the path, where more follows."""


def hot_route(scope: Scope) -> Handler | None:
    """What answers this address; None leaves it to the pages."""
    path: str = scope["path"]
    found = EXACT.get(path)
    if found is not None:
        scope[ROUTE] = path
        return found
    first, slash, rest = path[1:].partition("/")
    found = BELOW.get(first) if slash and rest else None
    if found is not None:
        scope[ROUTE] = f"/{first}/"
    return found
