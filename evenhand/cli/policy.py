"""`evenhand policy check|test|explain`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from evenhand.cli._show import json_document, talk
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.policy import Policy
    from evenhand.model.signal import SignalSpec

FINDINGS, BAD_INPUT = 1, 2


@click.group()
def command() -> None:
    """Policy packs: check them, run their cases, read them in words."""


@command.command()
@click.argument("packs", nargs=-1, required=True, metavar="PACK|DIR...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def check(packs: tuple[str, ...], as_json: bool) -> int:
    """Parse and check packs; each mistake with its file, line and column."""
    from evenhand import signals
    from evenhand.enforcement import measures
    from evenhand.pipeline.packs import find_pack
    from evenhand.policy.load import check_pack

    specs, kinds = signals.discover(), measures.discover()
    errors: list[EvenhandError] = []
    shown = []
    for name in packs:
        checked = check_pack(find_pack(name), specs, set(kinds))
        errors += checked.errors
        if checked.policy:
            errors += _faulty_cases(name, checked.policy, specs)
            ref = checked.policy.ref
            shown.append({"pack": ref.pack, "version": ref.version, "digest": ref.digest,
                          "rules": len(checked.policy.rules)})  # fmt: skip
    if as_json:
        json_document({"packs": shown, "errors": [error.as_dict() for error in errors]})
    else:
        for error in errors:
            talk(f"{error}\n")
        for pack in shown:
            click.echo(f"{pack['pack']} {pack['version']}: {pack['rules']} rules  {pack['digest']}")
        talk(f"errors: {len(errors)}, packs: {len(packs)}")
    return BAD_INPUT if errors else 0


def _faulty_cases(
    name: str, policy: "Policy", specs: "Mapping[str, SignalSpec]"
) -> list[EvenhandError]:
    """The first of a pack's cases that cannot be read, if any."""
    from evenhand.pipeline.packs import find_pack
    from evenhand.policy.cases import read_cases
    from evenhand.policy.files import read_pack_files

    try:
        read_cases(read_pack_files(find_pack(name)), policy, specs, folder=name)
    except EvenhandError as error:
        return [error]
    return []


@command.command()
@click.argument("packs", nargs=-1, required=True, metavar="PACK|DIR...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def test(packs: tuple[str, ...], as_json: bool) -> int:
    """Run the cases of packs; exit status 1 where one does not come out as it says."""
    from evenhand.pipeline.evaluate import Screener
    from evenhand.pipeline.pack_cases import run_pack_cases

    failed, document = 0, []
    for name in packs:
        results = run_pack_cases(name, Screener([name]))
        bad = [result for result in results if not result.passed]
        failed += len(bad)
        document.append(
            {"pack": name, "cases": len(results),
             "failed": [{"case": r.case.name, "differs": r.differs} for r in bad]}
        )  # fmt: skip
        if as_json:
            continue
        for result in bad:
            click.echo(f"{name}/{result.case.name}: {result.case.title}")
            for line in result.differs:
                click.echo(f"    {line}")
        click.echo(f"{name}: {len(results) - len(bad)} of {len(results)} cases as expected")
    if as_json:
        json_document(document)
    return FINDINGS if failed else 0


@command.command()
@click.argument("pack", metavar="PACK|DIR")
def explain(pack: str) -> None:
    """Say in words what a pack's rules do."""
    from evenhand import signals
    from evenhand.enforcement import measures
    from evenhand.pipeline.packs import load_packs
    from evenhand.policy.explain import explain_pack

    specs = signals.discover()
    (policy,) = load_packs([pack], specs, measures.discover())
    click.echo(explain_pack(policy, specs), nl=False)
