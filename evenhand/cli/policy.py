"""`evenhand policy check|test|explain`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._policy_diff import diff
from evenhand.cli._policy_publish import COMMANDS
from evenhand.cli._show import json_document, talk
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.policy import Policy
    from evenhand.model.signal import SignalSpec
    from evenhand.pipeline.pack_cases import Trial
    from evenhand.policy.mutants import Mutant

FINDINGS, BAD_INPUT = 1, 2


@click.group()
def command() -> None:
    """Policy packs: check them, run their cases, read them in words, judge by them."""


for _verb in (*COMMANDS, diff):
    command.add_command(_verb)


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
    """Run the cases of packs, and say what they leave untried.

    Each rule should be TRUE in one case and not TRUE in another, and each condition that is
    changed in one place (a mutant) should make a case fail. Exit status 1 where a case does not
    come out as it says, a rule is not shown both ways, or a mutant survives.
    """
    from evenhand.pipeline.evaluate import Screener
    from evenhand.pipeline.pack_cases import try_pack

    trials = {name: try_pack(name, Screener([name])) for name in packs}
    if as_json:
        json_document([_trial_json(name, trial) for name, trial in trials.items()])
    else:
        for name, trial in trials.items():
            for line in _trial_lines(name, trial):
                click.echo(line)
    return 0 if all(trial.complete for trial in trials.values()) else FINDINGS


def _trial_json(name: str, trial: "Trial") -> dict[str, Any]:
    """What came of trying one pack."""
    survived = [
        {"rule": mutant.rule, "where": str(mutant.where), "original": mutant.original,
         "mutated": mutant.mutated}
        for mutant in trial.survivors
    ]  # fmt: skip
    return {
        "pack": name,
        "cases": len(trial.cases),
        "failed": [{"case": r.case.name, "differs": r.differs} for r in trial.failed],
        "rules": [
            {"rule": r.rule, "true": r.true, "false": r.false, "unknown": r.unknown}
            for r in trial.rules
        ],
        "gaps": [{"rule": r.rule, "gap": r.gap} for r in trial.gaps],
        "mutants": {
            "made": trial.mutants,
            "killed": trial.mutants - len(survived),
            "survived": survived,
        },
    }


def _trial_lines(name: str, trial: "Trial") -> Iterator[str]:
    """The same for people: what is wrong first, then a line for each rule, then the sums."""
    for result in trial.failed:
        yield f"{name}/{result.case.name}: {result.case.title}"
        yield from (f"    {line}" for line in result.differs)
    for rule in trial.gaps:
        yield f"{name}: {rule.rule} is {rule.gap} in any case"
    yield from _survivor_lines(trial.survivors)
    for rule in trial.rules:
        yield (
            f"  {rule.rule}: TRUE in {len(rule.true)}, FALSE in {len(rule.false)}, "
            f"UNKNOWN in {len(rule.unknown)} cases"
        )
    as_expected = len(trial.cases) - len(trial.failed)
    yield (
        f"{name}: {as_expected} of {len(trial.cases)} cases as expected, "
        f"{len(trial.rules) - len(trial.gaps)} of {len(trial.rules)} rules shown both ways, "
        f"{trial.mutants - len(trial.survivors)} of {trial.mutants} mutants noticed"
    )


def _survivor_lines(survivors: "Sequence[Mutant]") -> Iterator[str]:
    """Each rule whose condition can be changed unnoticed, and how, at which place."""
    for original, group in groupby(survivors, lambda mutant: (mutant.rule, mutant.original)):
        yield "no case notices these changes of {}: {}".format(*original)
        for mutant in group:
            yield f"  {mutant.where}"
            yield f"    {mutant.mutated}"


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
