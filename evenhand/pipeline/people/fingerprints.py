"""Fingerprints of withheld documents: shared with others, taken in from them, matched.

They lie in `fingerprints/` beside a site's banks, one file a set, named after its key; the keys lie
among the home's own secrets. The site's own set is made when it is shared, and answers requests to
match from then on: what was never shared is never matched. Each sharing and taking in is an entry
of type `disclosure` in the log, which tells no document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evenhand.contacts.seal import is_disclosed
from evenhand.model.errors import EvenhandError
from evenhand.model.reading import Span
from evenhand.pipeline.bank_files import replacing, stamp
from evenhand.pipeline.banks import document_files, read_document
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.bank_imports import folder_of
from evenhand.pipeline.people.banks import KEEPERS
from evenhand.pipeline.people.choice import check_asked
from evenhand.pipeline.people.private import private_spans
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.secrets import home_secret, keep_secret, kept_secret
from evenhand.pipeline.withheld_files import DOCUMENTS
from evenhand.signals.withheld_copy.fingerprints import Fingerprints, key_id
from evenhand.store.contacts import get_contact
from evenhand.text.documents import extract_pages

FOLDER = "fingerprints"
NOT_SHARED = "nothing was shared"
NOT_TAKEN = "nothing was taken in"
NOT_MATCHED = "nothing was matched"
MAX_TEXT = 1_000_000
"""Characters of a text that is matched."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says with a set that they share or take in.

    Attributes:
        asked: the answer to the asked-question; None is refused.
        key: of taking in, the key that came with the set; of sharing, none.
        with_key: of sharing, that the key is handed out too.
    """

    asked: bool | None
    contacts: Sequence[str] = ()
    key: bytes | None = None
    with_key: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """What was shared.

    Attributes:
        key: None where it stays here.
        unread: names of documents that have no text to share.
    """

    fingerprints: Fingerprints
    key: bytes | None
    unread: Sequence[str]


@dataclass(frozen=True, slots=True)
class Matched:
    """Where a text holds what a set was made of.

    Attributes:
        key_id: of the set.
        own: whether it is the site's own.
    """

    key_id: str
    own: bool
    spans: Sequence[Span]


def share(home: Home, site: str, by: str, said: Saying) -> Shared:
    """Make the set of a site's withheld documents, for others, without any of their private values.

    Raises EvenhandError: EH406, EH410, EH413, EH564, EH571, EH572, EH620, EH621, EH906 where
        nothing is withheld, EH907.
    """
    giver(home, site, by, KEEPERS, NOT_SHARED)
    check_asked(said.asked, said.contacts, site)
    folder, unread = folder_of(home, site), list[str]()
    key = home_secret(home, _own_name(site))
    made = Fingerprints.of(_pages(folder / DOCUMENTS, unread), key, private_spans)
    # The entry comes first: what was shared is in the log, whatever fails then.
    _enter(home, site, by, said, made, "shared")
    _write(folder, made)
    return Shared(made, key if said.with_key else None, unread)


def take_in(home: Home, site: str, by: str, said: Saying, lines: Iterable[str]) -> Fingerprints:
    """Take in a set that somebody else shared, with its key where they handed it out.

    Raises EvenhandError: EH406, EH410, EH413, EH554, EH555 where the key is another set's, EH564,
        EH571, EH572, EH620, EH621.
    """
    giver(home, site, by, KEEPERS, NOT_TAKEN)
    check_asked(said.asked, said.contacts, site)
    folder = folder_of(home, site)
    try:
        taken = Fingerprints.from_lines(lines)
        other = said.key is not None and key_id(said.key) != taken.key_id
    except ValueError as error:
        raise EvenhandError(
            "EH554", str(error), not_done=NOT_TAKEN,
            help="ask whoever sent it for the file as `evenhand bank export` wrote it",
        ) from None  # fmt: skip
    if other:
        raise EvenhandError(
            "EH555", "the fingerprints were made with another key", not_done=NOT_TAKEN,
            help="ask whoever sent it for the key of this set, or take it in without one",
        )  # fmt: skip
    _enter(home, site, by, said, taken, "added")
    if said.key is not None:
        keep_secret(home, _key_name(taken.key_id), said.key)
    _write(folder, taken)
    return taken


def match_own(home: Home, site: str, text: str) -> Matched:
    """Where a text holds what the site has shared fingerprints of, for whoever has not its key.

    Raises EvenhandError: EH406, EH556 where it shares none.
    """
    folder, key = folder_of(home, site) / FOLDER, kept_secret(home, _own_name(site))
    file = folder / f"{key_id(key)}.txt" if key is not None else None
    if key is None or file is None or not file.is_file():
        raise EvenhandError(
            "EH556", "this site shares no fingerprints", not_done=NOT_MATCHED,
            help="ask the people of the site",
        )  # fmt: skip
    found = _read(file, stamp(file))
    return Matched(found.key_id, True, found.matches(text[:MAX_TEXT], key))


def match_all(home: Home, site: str, text: str) -> tuple[list[Matched], int]:
    """Where a text holds what any set at the site was made of; how many sets have no key here.

    Raises EvenhandError: EH406, EH554 for a set that was damaged.
    """
    own = kept_secret(home, _own_name(site))
    own_id = key_id(own) if own is not None else ""
    found, without = list[Matched](), 0
    for file in sorted((folder_of(home, site) / FOLDER).glob("*.txt")):
        made = _read(file, stamp(file))
        is_own = made.key_id == own_id
        key = own if is_own else kept_secret(home, _key_name(made.key_id))
        if key is None:
            without += 1
        elif spans := made.matches(text[:MAX_TEXT], key):
            found.append(Matched(made.key_id, is_own, spans))
    return found, without


@lru_cache(maxsize=8)
def _read(file: Path, _: object) -> Fingerprints:
    """A set, kept until its file changes. Raises EvenhandError: EH554."""
    try:
        with file.open(encoding="ascii", errors="replace") as lines:
            return Fingerprints.from_lines(lines)
    except ValueError as error:
        raise EvenhandError(
            "EH554", f"`{file.name}`, {error}", not_done=NOT_MATCHED,
            help="share the documents anew, or take the set in again",
        ) from None  # fmt: skip


def _pages(folder: Path, unread: list[str]) -> Iterator[str]:
    """The pages of all documents of a folder; each for itself, as they would be copied."""
    files = [Path(file) for file in document_files(folder)] if folder.is_dir() else []
    if not files:
        raise EvenhandError(
            "EH906", "the site withholds no documents", not_done=NOT_SHARED,
            help="put them into EVENHAND_HOME/banks/SITE/withheld",
        )  # fmt: skip
    for name, data in map(read_document, files):
        try:
            pages = extract_pages(data, "", name)
        except EvenhandError:
            pages = None
        if pages is None:
            unread.append(name)
        yield from pages or ()


def _write(folder: Path, made: Fingerprints) -> None:
    with replacing(folder / FOLDER / f"{made.key_id}.txt", built=False) as out:
        out.writelines(f"{line}\n".encode() for line in made.lines())


def _own_name(site: str) -> str:
    return f"fingerprints-{site}"


def _key_name(of: str) -> str:
    """The name of somebody else's key; the dot keeps it apart from those of sites."""
    return f"fingerprints.{of}"


def _enter(home: Home, site: str, by: str, said: Saying, made: Fingerprints, change: str) -> None:
    """The log says that a set was shared or taken in, with its key or without, and who asked."""
    with turn(home) as now:
        role = giver(now, site, by, KEEPERS, NOT_SHARED).role
        with_key = said.with_key or said.key is not None
        fields = {
            "record": "fingerprints",
            "change": change,
            "covers": "set with its key" if with_key else "set",
            "decided_by": str(role),
            "asked": "yes" if said.asked else "no",
            "contacts": [c.id for c in map(get_contact, said.contacts) if is_disclosed(c)],
        }
        sealed = {"fingerprints": str(len(made.digests)), "key": made.key_id}
        now.enter("disclosure", site, entry_id(home.entropy), fields, sealed)
