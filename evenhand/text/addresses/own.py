"""An operator's own rules for wrapped addresses, whose examples hold."""

from evenhand.text.addresses.unwrap import leads
from evenhand.text.addresses.wrappers import (
    RuleFault,
    Rules,
    Wrapper,
    package_rules,
    read_before,
    refused,
)


def read_rules(text: str, name: str) -> Rules:
    """An operator's own rules, tried first, and behind them those of the package.

    Every example is tried: a rule that does not do what its own examples say is refused.

    Args:
        text: TOML of the form of `wrappers.toml`; may hold `[aliases]` and `tell_unknown`.
        name: of the file, for errors.

    Raises:
        EvenhandError: EH566, with the line where it is known.
    """
    rules = read_before(package_rules(), text, name)
    try:
        for rule in own_wrappers(rules):
            _try(rule)
    except RuleFault as fault:
        raise refused(fault, text, name) from None
    return rules


def own_wrappers(rules: Rules) -> tuple[Wrapper, ...]:
    """Of some rules those that are not the package's."""
    return rules.wrappers[: len(rules.wrappers) - len(package_rules().wrappers)]


def _try(rule: Wrapper) -> None:
    """Raise RuleFault where the rule by itself does not do what its examples say."""
    alone = Rules((rule,))
    for outer, inner in rule.examples:
        found = [lead.text for lead in leads(outer, alone)][1:]
        if found[:1] != [inner]:
            saw = f"`{found[0][:100]}`" if found else "none"
            raise RuleFault(f"in the example `{outer[:100]}` the rule sees {saw}", outer)
    for silent in rule.silent:
        found = [lead.text for lead in leads(silent, alone)][1:]
        if found:
            raise RuleFault(
                f"`{silent[:100]}` is to hold no address, the rule sees `{found[0][:100]}`", silent
            )
