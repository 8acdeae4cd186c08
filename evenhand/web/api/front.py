"""The API's front: finds the route, looks at the key, answers; whatever goes wrong is a problem."""

import logging
from http import HTTPStatus

from evenhand.model.errors import EvenhandError
from evenhand.store.keys import Key
from evenhand.web.api.about import describe, is_near
from evenhand.web.api.keys import Keys
from evenhand.web.api.rate import (
    ADDRESS_DEFAULT,
    ADDRESS_RATE,
    KEY_DEFAULT,
    KEY_RATE,
    Buckets,
    TooOften,
    rate_set,
    too_often,
)
from evenhand.web.api.route import NOTHING, Call, Route, failed
from evenhand.web.api.table import ROUTES
from evenhand.web.watched import ROUTE
from evenhand.web.wire import (
    TEXT,
    Receive,
    Reply,
    Scope,
    Send,
    TooLarge,
    TooSlow,
    headers_of,
    refusal,
    reply,
)

CHALLENGE = (b"www-authenticate", b'Bearer realm="evenhand"')
RETRY = (b"retry-after", b"2")
Methods = dict[str, Route]

log = logging.getLogger("evenhand.api")
describe(ROUTES)


def _by_path(routes: tuple[Route, ...]) -> tuple[dict[str, Methods], dict[str, Methods]]:
    """Routes by their exact path, and by what comes before a name in braces."""
    exact: dict[str, Methods] = {}
    below: dict[str, Methods] = {}
    for route in routes:
        fixed, brace, _ = route.path.partition("{")
        (below if brace else exact).setdefault(fixed, {})[route.method] = route
    return exact, below


EXACT, BELOW = _by_path(ROUTES)
addresses = Buckets(rate_set(ADDRESS_RATE, ADDRESS_DEFAULT))
by_key = Buckets(rate_set(KEY_RATE, KEY_DEFAULT))
keys = Keys(addresses)


async def api(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a call of the API."""
    call = Call(scope, receive, send, headers_of(scope))
    try:
        answered = await _answer(call)
    except EvenhandError as refused:
        answered = _refused(call, refused)
    except TooLarge:
        answered = _refused(call, _too_large())
    except TooSlow:
        answered = _refused(call, _too_slow())
    except Exception:  # whatever it was: the caller is told, the log says more
        log.exception("a call failed", extra={"route": scope.get(ROUTE)})
        answered = refusal(failed())
    if answered is not None:
        await reply(send, answered)


async def _answer(call: Call) -> Reply | None:
    methods = _methods(call)
    if call.scope["method"] == "OPTIONS":
        return Reply(HTTPStatus.NO_CONTENT, b"", TEXT, (_allow(methods),))
    route = _route(call, methods)
    call.scope[ROUTE] = route.path
    call.key = keys.seen(call.headers) or await _key(call, route)
    if call.key is not None:
        _let_in(call.key, route)
    return await route.does(call)


def _methods(call: Call) -> Methods:
    """The routes at the path that is asked for. Raises EH786."""
    path: str = call.scope["path"]
    methods = EXACT.get(path)
    if methods is None:
        first = path.find("/", len("/v1/")) + 1
        call.rest = path[first:]
        methods = BELOW.get(path[:first]) if first and call.rest else None
    if methods is None:
        raise EvenhandError(
            "EH786", "there is no route at this path", not_done=NOTHING,
            help="/v1/docs lists all of them",
        )  # fmt: skip
    return methods


def _route(call: Call, methods: Methods) -> Route:
    """What is asked for. Raises EH787."""
    method: str = call.scope["method"]
    route = methods.get("GET" if method == "HEAD" else method)
    if route is None:
        raise EvenhandError(
            "EH787", "this method is not for this path", not_done=NOTHING,
            help="the header Allow names those that it takes",
        )  # fmt: skip
    return route


def _allow(methods: Methods) -> tuple[bytes, bytes]:
    """The header that names the methods of a path."""
    more = ["HEAD"] if "GET" in methods else []
    return b"allow", ", ".join([*methods, *more, "OPTIONS"]).encode()


async def _key(call: Call, route: Route) -> Key | None:
    """The key that is shown; None where the route asks for none. Raises EH783, EH785."""
    client = call.scope.get("client")
    address = client[0] if client else ""
    if route.scope is None or (route.near and is_near(call)):
        if wait := addresses.take(address):
            raise too_often(wait)
        return None
    return await keys.of(call.headers, address)


def _let_in(key: Key, route: Route) -> None:
    """Look at how often a key asks, and for what. Raises EH784, EH785."""
    if wait := by_key.take(key.digest):
        raise too_often(wait)
    if route.scope is not None and not key.allows(route.scope):
        raise EvenhandError(
            "EH784", f"the key has not the scope `{route.scope}`", not_done=NOTHING,
            help=f"make one: evenhand site key add {key.site} --scope {route.scope}",
        )  # fmt: skip


def _refused(call: Call, error: EvenhandError) -> Reply:
    """The refusal, with the headers that go with it."""
    if isinstance(error, TooOften):
        seconds = b"%d" % max(1, round(error.seconds + 0.5))
        return refusal(error, None, ((b"retry-after", seconds),))
    if error.code == "EH787":
        return refusal(error, None, (_allow(_methods(call)),))
    if error.code == "EH783":
        return refusal(error, None, (CHALLENGE,))
    if error.code == "EH795":
        return refusal(error, None, (RETRY,))
    return refusal(error)


def _too_large() -> EvenhandError:
    return EvenhandError(
        "EH788", "the body is too large", not_done=NOTHING,
        help="send less; many items go as application/x-ndjson, one a line",
    )  # fmt: skip


def _too_slow() -> EvenhandError:
    return EvenhandError(
        "EH789", "the body came too slowly", not_done=NOTHING, help="send it again",
    )  # fmt: skip
