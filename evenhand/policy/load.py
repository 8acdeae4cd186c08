"""From a pack's files to a checked `Policy`: nothing that is not understood gets through."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from evenhand.model.errors import EvenhandError, Where
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.model.signal import SignalSpec
from evenhand.policy.clauses import read_clauses
from evenhand.policy.files import POLICY_FILE, RULES_FILE, read_pack_files, refuse_unreadable
from evenhand.policy.lexer import NOT_DONE
from evenhand.policy.rules import Known, read_facts, read_header, read_rule
from evenhand.policy.schema import fields
from evenhand.policy.tables import Table, read_table

MAX_RULES = 150
MAX_TOLD = 20
"""After so many mistakes the rest of a pack is left unread."""

DECIDING = (POLICY_FILE, RULES_FILE)
"""The files that a decision rests on, in the digest's order."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading a pack: the policy, or else every mistake that was found."""

    policy: Policy | None
    errors: tuple[EvenhandError, ...] = ()


def load_pack(
    pack: Path | Mapping[str, str],
    signals: Mapping[str, SignalSpec],
    measures: Collection[str],
    *,
    folder: str = "",
) -> Policy:
    """The policy of a pack.

    Args:
        pack: its folder, or the texts of its files by name (`policy.md`, `rules.toml`).
        signals: by name; conditions may name their kinds.
        measures: names that ladders may hold, without `ask`.
        folder: what errors put before a file's name, where texts are given.

    Raises:
        EvenhandError: EH201 to EH217: the first mistake, where it stands.
    """
    checked = check_pack(pack, signals, measures, folder=folder)
    if checked.policy is None:
        raise checked.errors[0]
    return checked.policy


def check_pack(
    pack: Path | Mapping[str, str],
    signals: Mapping[str, SignalSpec],
    measures: Collection[str],
    *,
    folder: str = "",
) -> Checked:
    """Like `load_pack`, but every rule with a mistake is told of, up to `MAX_TOLD`."""
    try:
        if isinstance(pack, Path):
            return _checked(read_pack_files(pack), f"{pack}/", signals, measures)
        return _checked(pack, f"{folder}/" if folder else "", signals, measures)
    except EvenhandError as error:
        return Checked(None, (error,))


def digest(files: Mapping[str, str]) -> str:
    """`sha256:` and the digest of the files that decide: policy.md, then rules.toml.

    Each file goes in as its name, a space, its length in bytes in decimal, a line feed, and its
    bytes as they are, so that no two packs give the same stream.
    """
    found = hashlib.sha256()
    for name in DECIDING:
        data = files[name].encode("utf-8")
        found.update(f"{name} {len(data)}\n".encode() + data)
    return f"sha256:{found.hexdigest()}"


def _checked(
    files: Mapping[str, str],
    folder: str,
    signals: Mapping[str, SignalSpec],
    measures: Collection[str],
) -> Checked:
    """The policy that the files make, or the mistakes in its rules."""
    for name in DECIDING:
        if name not in files:
            where = Where(f"{folder}{name}")
            raise EvenhandError("EH202", "the file is missing", where=where, not_done=NOT_DONE)
        refuse_unreadable(f"{folder}{name}", name, files[name])
    table = read_table(f"{folder}{RULES_FILE}", files[RULES_FILE], NOT_DONE)
    table.only("pack", "facts", "rule")
    if "pack" not in table.values:
        help = "rules.toml begins with `[pack]` and what the pack is called"
        table.raise_at(table.where(), "EH205", "the table `[pack]` is missing", help)
    header = read_header(table.table("pack"))
    facts = read_facts(table.table("facts"))
    given = table.tables("rule")
    named = {clause for rule in given if isinstance(clause := rule.values.get("clause"), str)}
    clauses = read_clauses(f"{folder}{POLICY_FILE}", files[POLICY_FILE], NOT_DONE, named)
    rules, errors = _rules(table, Known(fields(signals, facts), clauses, measures))
    if errors:
        return Checked(None, errors)
    policy = Policy(
        ref=PolicyRef(header.name, header.version, digest(files)),
        title=header.title,
        in_force_from=header.in_force_from,
        in_force_to=header.in_force_to,
        rules=rules,
        clauses=clauses,
        facts=facts,
        category=header.category,
        keywords=header.keywords,
        source={name: files[name] for name in DECIDING},
    )
    return Checked(policy)


def _rules(table: Table, known: Known) -> tuple[tuple[Rule, ...], tuple[EvenhandError, ...]]:
    """The rules, and the mistakes of those that could not be read."""
    tables = table.tables("rule")
    if not 1 <= len(tables) <= MAX_RULES:
        what = f"a pack has 1 to {MAX_RULES} rules"
        where = table.where("rule", len(tables) - 1)
        table.raise_at(where, "EH206", what, "write `[[rule]]` for each rule")
    rules: dict[str, Rule] = {}
    errors = []
    for part in tables:
        try:
            rule = read_rule(part, known)
            if rule.id in rules:
                part.refuse("EH208", f"the rule `{rule.id}` stands twice", "id")
            rules[rule.id] = rule
        except EvenhandError as error:
            errors.append(error)
            if len(errors) == MAX_TOLD:
                break
    return tuple(rules.values()), tuple(errors)
