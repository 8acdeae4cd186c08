"""Whether a log is what it says: signature, every entry, every file, root, and its past.

Needs nothing of the program that wrote the log but its files, and reads them once, in constant
memory. A log that grows meanwhile is followed to its newest checkpoint.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from evenhand.log import marks
from evenhand.log.audit import Audit, Progress, Spread
from evenhand.log.checkpoint import CHECKPOINT, Checkpoint, open_checkpoint
from evenhand.log.fault import Faults
from evenhand.log.key import MAX_KEY_TEXT, VKEY, VerifierKey, parse_vkey
from evenhand.log.note import MAX_NOTE_BYTES
from evenhand.log.report import Report
from evenhand.log.source import Source
from evenhand.log.tile import belongs, parse_path
from evenhand.log.tree import EMPTY_ROOT
from evenhand.model.errors import EvenhandError

MAX_LOOKS = 100
"""How often a growing log is looked at again before what is left is called a fault."""

SHARED_FROM = 50_000
"""Entries from which several processes win back the half second that starting them takes."""


def verify_log(
    source: Source,
    vkey_text: str | None = None,
    expect: Checkpoint | None = None,
    progress: Progress | None = None,
    *,
    hashes_only: bool = False,
    workers: int = 1,
) -> Report:
    """Audit a whole log.

    Args:
        source: its files.
        vkey_text: the key as known from elsewhere, which the log's own `vkey` must then be.
        expect: a checkpoint that somebody kept; the log must continue it.
        progress: told how far it is.
        hashes_only: leave out entries' form and numbers, which take half of the time.
        workers: processes to share the work of a log that is not small.

    Raises:
        EvenhandError: EH350 for no log, EH322 for a malformed key, EH380 for unreadable files.
    """
    demand_log(source)
    faults = Faults()
    key = _read_key(source, parse_vkey(vkey_text.strip()) if vkey_text else None, faults)
    checkpoint = _read_checkpoint(source, key, faults) if key else None
    if key and checkpoint:
        seen = _check_expected(expect, checkpoint, faults)
        with _spread(checkpoint.size, workers) as spread:
            audit = Audit(source, seen, hashes_only=hashes_only, progress=progress, spread=spread)
            checkpoint = _follow(audit, source, key, checkpoint, faults)
        _find_strays(source, key, checkpoint, faults)
    return Report(
        origin=key.name if key else "",
        checkpoint=checkpoint,
        faults=tuple(faults.kept),
        fault_count=faults.count,
        listed=source.listing() is not None,
        writing=_read_pending(source) is not None,
    )


@contextmanager
def _spread(size: int, workers: int) -> Iterator[Spread]:
    if workers < 2 or size < SHARED_FROM:
        yield map
        return
    # spawned: a fork would copy the locks of a caller's threads in whatever state they are
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool.map


def demand_log(source: Source) -> None:
    """Refuse a place without a log: EH350.

    An empty place is none; a place with any of a log's files is one, if a damaged one.
    """
    named = any(source.read(name, 0) is not None for name in (CHECKPOINT, VKEY))
    if not named and next(iter(source.listing() or ()), None) is None:
        raise EvenhandError(
            "EH350",
            "there is no log here",
            not_done="nothing was checked",
            help="give the folder or the address that holds `checkpoint` and `tile/`",
        )


def _read_key(source: Source, pinned: VerifierKey | None, faults: Faults) -> VerifierKey | None:
    """The key to believe: the pinned one, else the log's own."""
    data = source.read(VKEY, MAX_KEY_TEXT)
    if data is None:
        faults.add("EH352", VKEY, "the file is missing")
        return pinned
    try:
        served = parse_vkey(data.decode().removesuffix("\n"))
        sound = served.text.encode() + b"\n" == data
    except (EvenhandError, UnicodeDecodeError):
        served, sound = None, False
    if not sound:
        faults.add("EH322", VKEY, "it is not a verifier key and a newline")
    elif pinned not in (None, served):
        faults.add("EH361", VKEY, "it is not the key that was expected")
    return pinned or served


def _read_checkpoint(source: Source, key: VerifierKey, faults: Faults) -> Checkpoint | None:
    """The checkpoint, if `key` signed it."""
    data = source.read(CHECKPOINT, MAX_NOTE_BYTES)
    if data is None:
        faults.add("EH352", CHECKPOINT, "the file is missing")
        return None
    try:
        return open_checkpoint(data, key)
    except EvenhandError as error:
        faults.add(error.code, CHECKPOINT, error.what)
        return None


def _check_expected(
    expect: Checkpoint | None, checkpoint: Checkpoint, faults: Faults
) -> list[Checkpoint]:
    """The kept checkpoint, if the log can continue it; whether it does, the audit finds out."""
    if expect is None:
        return []
    if expect.origin != checkpoint.origin:
        faults.add("EH332", CHECKPOINT, f"the kept checkpoint is of the log `{expect.origin}`")
    elif expect.size > checkpoint.size:
        lost = expect.size - checkpoint.size
        faults.add("EH359", CHECKPOINT, f"the log was rolled back: {lost} entries are gone")
    elif expect.size == 0 and expect.root != EMPTY_ROOT:
        faults.add("EH360", CHECKPOINT, "the kept checkpoint has a root without entries")
    else:
        return [expect]
    return []


def _follow(
    audit: Audit, source: Source, key: VerifierKey, checkpoint: Checkpoint, faults: Faults
) -> Checkpoint:
    """Audit up to the checkpoint, or up to a later one where the log grows under our hands."""
    for _ in range(MAX_LOOKS):
        audit.advance(checkpoint.size)
        at_edge = audit.edge_faults(checkpoint)
        newer = _read_checkpoint(source, key, Faults()) if at_edge.count else None
        if newer is None or newer.size <= checkpoint.size:
            break
        audit.seen.append(checkpoint)  # the later log must continue this one too
        checkpoint = newer
    faults.extend(audit.faults)
    faults.extend(at_edge)
    return checkpoint


def _find_strays(source: Source, key: VerifierKey, checkpoint: Checkpoint, faults: Faults) -> None:
    """Files under `tile/` that the tree has no place for, superseded ones too.

    Beside a writer at work such files come and go, so as long as it moves on they are looked at
    again before they are named.
    """
    sizes = _sizes(source, checkpoint)
    strays = [path for path in source.listing() or () if not _has_place(path, sizes)]
    for _ in range(MAX_LOOKS):
        now = _sizes(source, _read_checkpoint(source, key, Faults()) or checkpoint)
        if not strays or now == sizes:
            break
        sizes = now
        strays = [p for p in strays if not _has_place(p, sizes) and source.read(p, 0) is not None]
    for path in strays:
        faults.add("EH354", path, "the log has no place for this file")


def _sizes(source: Source, checkpoint: Checkpoint) -> set[int]:
    """Sizes whose files may lie there: the checkpoint's, and the writer's at work."""
    pending = _read_pending(source)
    between = pending if pending and checkpoint.size in pending else ()
    return {checkpoint.size, *between}


def _read_pending(source: Source) -> tuple[int, int] | None:
    return marks.parse_pending(source.read(marks.PENDING, marks.MAX_MARK_BYTES))


def _has_place(path: str, sizes: set[int]) -> bool:
    tile = parse_path(path)
    return tile is not None and any(belongs(tile, size) for size in sizes)
