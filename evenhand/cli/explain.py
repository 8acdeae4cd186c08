"""`evenhand explain CODE`."""

import click

from evenhand.cli._show import json_document
from evenhand.model.codes import CODES
from evenhand.model.errors import EvenhandError, nearest


@click.command()
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(code: str | None, as_json: bool) -> None:
    """Say more about an error CODE; without one, list them all."""
    if code is None:
        if as_json:
            json_document({name: title for name, (title, _) in sorted(CODES.items())})
            return
        for name, (title, _) in sorted(CODES.items()):
            click.echo(f"{name}  {title}")
        return
    name = code.upper()
    if name not in CODES:
        raise EvenhandError(
            "EH903", f"no error has the code `{code[:40]}`",
            help=nearest(name, CODES) or "`evenhand explain` lists them all",
        )  # fmt: skip
    title, text = CODES[name]
    if as_json:
        json_document({"code": name, "title": title, "text": text})
    else:
        click.echo(f"{name}: {title}\n\n{click.wrap_text(text, 78)}")
