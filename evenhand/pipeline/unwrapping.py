"""A site's own rules for wrapped addresses, and what short addresses were found to lead to.

The rules are the file `unwrap.toml` beside the site's banks, which its people keep by hand. What
was found is `resolved.jsonl` there (`pipeline/resolved.py`). Screening, the index of what items
carry, and every look-up use the two alike.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError, Where
from evenhand.pipeline.bank_files import stamp
from evenhand.pipeline.resolved import RESOLVED, Answer, in_home, read_answers
from evenhand.text.addresses import Alias, Rules, package_rules, read_rules
from evenhand.text.addresses.wrappers import MAX_RULES_BYTES

UNWRAP = "unwrap.toml"


def open_rules(path: Path, at: datetime) -> Rules | None:
    """Rules for a moment, from a file of rules or from a site's folder of banks.

    None where a folder holds neither rules nor answers: then the package's own are used.

    Raises EvenhandError: EH566, EH567; EH902 where there is no such file.
    """
    if not path.is_dir():
        return _own(path, stamp(path))
    own, found = path / UNWRAP, path / RESOLVED
    answers = _found(found, stamp(found))
    over = bisect_right(answers, at, key=lambda answer: answer.until)
    if over == len(answers):
        return _own(own, stamp(own)) if own.exists() else None
    return _joined(own, stamp(own), found, stamp(found), over)


@lru_cache(maxsize=16)
def _own(file: Path, _stamp: object) -> Rules:
    """A file's rules, read once for as long as it does not change."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_RULES_BYTES + 1)
    except OSError as error:
        raise EvenhandError(
            "EH902", f"the rules `{in_home(file)}` cannot be read: {error.strerror}",
            not_done="nothing was looked up", help="name a file of the form of docs/banks.md",
        ) from None  # fmt: skip
    try:
        return read_rules(data.decode("utf-8"), in_home(file))
    except UnicodeDecodeError as error:
        raise EvenhandError(
            "EH566", "rules for wrapped addresses not understood: they are no UTF-8 text",
            where=Where(in_home(file), data.count(b"\n", 0, error.start) + 1),
            not_done="the rules were not used", help="save the file as UTF-8",
        ) from None  # fmt: skip


@lru_cache(maxsize=16)
def _found(file: Path, _stamp: object) -> Sequence[Answer]:
    """What was found, by when it ceases to be believed; read once while the file is the same."""
    answers = (answer for answer in read_answers(file).values() if answer.to)
    return sorted(answers, key=lambda answer: answer.until)


@lru_cache(maxsize=16)
def _joined(own: Path, own_stamp: object, found: Path, found_stamp: object, over: int) -> Rules:
    """Rules that know what is believed; what the operator says goes first.

    Args:
        over: how many answers are believed no more.
    """
    base = _own(own, own_stamp) if own_stamp else package_rules()
    believed = _found(found, found_stamp)[over:]
    aliases = {
        told.address: Alias(f"led, asked on {day_text(told.asked)}, to", told.to or "")
        for told in believed
    }
    digest = sha256(base.digest.encode())
    for key, alias in sorted(aliases.items()):
        digest.update(f"\n{key} {alias.does} {alias.address}".encode())
    return replace(
        base,
        aliases={**aliases, **base.aliases},
        digest=f"sha256:{digest.hexdigest()}",
        next_change=believed[0].until,
    )
