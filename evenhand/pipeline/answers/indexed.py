"""The ledger of a log of any size: an entry is looked up in the index when it is asked for."""

from evenhand.log.entry import decode
from evenhand.pipeline.answers.ledger import Entry, Ledger
from evenhand.pipeline.home import Home
from evenhand.pipeline.public.projection import project
from evenhand.store.journal import read_journal
from evenhand.store.shown import entries_of


class IndexedLedger(Ledger):
    """Reads the entries about one record alone, where `Ledger` reads all that there are."""

    def __init__(self, home: Home) -> None:
        """Bring the index up to the journal first; the home is open for writing."""
        project(home)

    def of(self, case: str, *types: str) -> list[Entry]:
        """The entries of these types about a record, oldest first."""
        indexes = entries_of(case, *types) if case else []
        return [Entry(i, decode(leaf)) for i in indexes for leaf in read_journal(i, i + 1)]
