"""`evenhand serve`."""

import os

import click

from evenhand.cli._show import talk
from evenhand.model.errors import EvenhandError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Its port."
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64),
    help="Processes; more than one needs PostgreSQL (DATABASE_URL).",
)  # fmt: skip
@click.option(
    "--second-factor", type=click.Choice(["required", "optional"]), default="required",
    show_default=True, help="Whether the staff need a code beside their password.",
)  # fmt: skip
@click.option(
    "--example", metavar="DIR",
    help="Play the matter of DIR into a fresh home, and serve that: examples/dossier.",
)  # fmt: skip
def command(host: str, port: int, workers: int, second_factor: str, example: str | None) -> None:
    """Serve everything: API, console, public pages, comment form, log files.

    What is due happens by itself meanwhile: measures end, deliveries go out, counts are entered.
    Stop it with Ctrl-C or SIGTERM: what was taken in is finished first.
    """
    from evenhand.web.serve import serve, use_settings

    use_settings()
    from evenhand.cli._example import FACTOR_ENV, play_example
    from evenhand.pipeline.home import database_address, home_path, open_home

    os.environ[FACTOR_ENV] = second_factor
    for line in play_example(example, f"http://{host}:{port}") if example else ():
        talk(line)

    with open_home(write=True):  # says at once what is wrong, and brings an older home up to date
        address = database_address(home_path())
    if workers > 1 and not address.startswith(("postgresql://", "postgres://")):
        raise EvenhandError(
            "EH880", "several processes cannot record to SQLite", not_done="nothing was served",
            help="leave --workers out, or name a PostgreSQL database in DATABASE_URL",
        )  # fmt: skip
    talk(f"serving {home_path()} at http://{host}:{port}/ (Ctrl-C stops)")
    serve(host, port, workers)
