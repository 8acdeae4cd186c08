"""The log's entries, by what they are about, with what opens their commitments."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.log.entry import decode, open_commitment
from evenhand.store.journal import disclosures, journal_size, read_journal


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its place in the log."""

    index: int
    fields: Mapping[str, Any]

    def opened(self) -> dict[str, str]:
        """Name -> value of what the entry commits to, as far as that is kept and opens it."""
        committed = set(self.fields["commit"])
        found = (each for each in disclosures(self.index) if open_commitment(each) in committed)
        return {each.name: each.value for each in found}


class Ledger:
    """All entries, read once: a second for some ten thousand."""

    def __init__(self) -> None:
        self._by_case: dict[str, list[Entry]] = defaultdict(list)
        for index, leaf in enumerate(read_journal(0, journal_size())):
            fields = decode(leaf)
            self._by_case[fields["case"]].append(Entry(index, fields))

    def of(self, case: str, *types: str) -> list[Entry]:
        """The entries of these types about a record, oldest first."""
        return [entry for entry in self._by_case[case] if entry.fields["type"] in types]

    def indexes(self, case: str, *types: str) -> tuple[int, ...]:
        """Where they stand in the log."""
        return tuple(entry.index for entry in self.of(case, *types))
