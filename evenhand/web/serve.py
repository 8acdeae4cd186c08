"""Starting the server: one process on SQLite, several on PostgreSQL."""

from os import environ
from tempfile import TemporaryDirectory

from evenhand.web.logs import config

SETTINGS = "evenhand.web.settings"
GRACE_SECONDS = 30
MOST_AT_ONCE = 1_000


def serve(host: str, port: int, workers: int) -> None:
    """Serve the home of this program's surroundings until it is told to stop.

    On SIGTERM or SIGINT nothing new is taken; what was taken in is finished and answered.

    Raises:
        EvenhandError: EH880 for more than one process on SQLite, EH4xx for the home.
    """
    if workers == 1:
        _run(host, port, workers)
        return
    with TemporaryDirectory(prefix="evenhand-figures-") as figures:
        environ["PROMETHEUS_MULTIPROC_DIR"] = figures  # where processes add theirs up
        _run(host, port, workers)


def _run(host: str, port: int, workers: int) -> None:
    import uvicorn  # noqa: PLC0415  it is big, and only this needs it

    uvicorn.run(
        "evenhand.web.app:create",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=config(),
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def use_settings() -> None:
    """Have Django use the settings of pages, in this process and in those that it starts."""
    environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
