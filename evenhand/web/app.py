"""Which part answers an address: our own routes in plain ASGI first, Django for all pages."""

import asyncio
import gc

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.comments.post import decide_left
from evenhand.pipeline.home import open_home
from evenhand.web.background import Background, duties
from evenhand.web.pages.django_site import django_site
from evenhand.web.routes import hot_route
from evenhand.web.service import Service, start
from evenhand.web.watched import watched
from evenhand.web.wire import Handler, Receive, Scope, Send


class App:
    """The ASGI application of one process; it opens the home when the server starts it."""

    def __init__(self) -> None:
        """Nothing is opened yet: that is for the process that serves."""
        self._service: Service | None = None
        self._background: Background | None = None
        self._pages: Handler | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        handler = hot_route(scope) or self._pages
        if handler is None:
            raise RuntimeError("a request came before the home was open")
        await watched(handler, scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Open the home; later stop: what was taken in is finished, then the home is closed."""
        await receive()
        # Never on the event loop's own thread: it may not wait for a database.
        try:
            await asyncio.to_thread(self._open)
        except Exception as error:  # noqa: BLE001  the server says it and ends
            # Another library's words may hold a value that no log may hold; ours never do.
            told = str(error) if isinstance(error, EvenhandError) else type(error).__name__
            await send({"type": "lifespan.startup.failed", "message": told})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._close)
        await send({"type": "lifespan.shutdown.complete"})

    def _open(self) -> None:
        home = open_home(write=True)
        self._service = start(home)
        self._pages = django_site(home)
        decide_left(home, self._service.record)
        self._background = Background(duties(self._service))
        # What is loaded now stays: the collector need not look at it again and again, which would
        # hold every request up for as long.
        gc.collect()
        gc.freeze()

    def _close(self) -> None:
        if self._background:
            self._background.close()
        if self._service:
            self._service.close()


def create() -> App:
    """The application, for the server to make in each of its processes."""
    return App()
