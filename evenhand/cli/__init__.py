"""What people type: one file a verb.

A verb is a module of this folder that holds a click command named `command`; it is found by
looking, and imported only when it is used, so that `evenhand --version` stays quick.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from evenhand import __version__
from evenhand.model.errors import EvenhandError

BAD_USE = 2
LOG_FAULT = 3
NO_FAULT_OF_A_LOG = frozenset(
    {
        "EH320",
        "EH321",
        "EH322",
        "EH324",
        "EH330",
        "EH340",
        "EH350",
        "EH370",
        "EH371",
        "EH380",
        "EH381",
    }
)
"""EH3xx codes that speak of what was asked for, not of a log's state."""


class Verbs(click.Group):
    """The verbs, each from its own file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all verbs, sorted; files that begin with `_` are not verbs."""
        return sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The verb, imported now."""
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{name}").command
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evenhand")
def cli() -> None:
    """Screens what people publish, acts in proportion, tells them why, and proves evenness.

    Results go to stdout, talk to stderr. Exit status: 0 nothing found or done, 1 findings,
    2 bad use or bad input, 3 a log has a fault. EVENHAND_HOME names the home's folder
    (default ./evenhand-data), DATABASE_URL a PostgreSQL database to use instead of SQLite.
    """


def main() -> None:
    """Run the program; a fault becomes its error text and exit status."""
    try:
        status = cli.main(standalone_mode=False)
    except EvenhandError as error:
        click.echo(str(error), err=True)
        of_log = error.code.startswith("EH3") and error.code not in NO_FAULT_OF_A_LOG
        sys.exit(LOG_FAULT if of_log else BAD_USE)
    except click.exceptions.Abort:
        click.echo("stopped; what was acknowledged is kept", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(BAD_USE)
    except BrokenPipeError:
        # The reader of our output has gone; whatever was acknowledged to it is durable.
        sys.stderr.close()
        sys.exit(BAD_USE)
    except OSError as error:
        said = f"`{error.filename}`: {error.strerror}" if error.filename else str(error)
        refused = EvenhandError("EH908", f"a file or connection could not be used: {said}",
                                help="check that it is there and who may use it")  # fmt: skip
        click.echo(str(refused), err=True)
        sys.exit(BAD_USE)
    sys.exit(status if isinstance(status, int) else 0)
