"""An auditor's sealed sample: decision -> group, kept outside, known here by its digest alone."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from evenhand.model.errors import EvenhandError, Where

NOT_DONE = "nothing was compared"
GROUP = re.compile(r"[^\x00-\x1f\x7f]{1,40}")


@dataclass(frozen=True, slots=True)
class Sample:
    """What the file says.

    Attributes:
        groups: decision -> group; never kept anywhere.
        digest: `sha256:` of the file's bytes.
    """

    groups: dict[str, str] = field(default_factory=dict)
    digest: str = ""


class _Line(msgspec.Struct):
    decision: str
    group: str


def read_sample(name: str, data: bytes) -> Sample:
    """Read a sample: CSV with the columns `decision` and `group`, or JSON Lines with these keys.

    Raises EvenhandError: EH815 for a line that is none, EH816 for a decision with two groups.
    """
    groups: dict[str, str] = {}
    for number, decision, group in _lines(name, data):
        if not decision or not GROUP.fullmatch(group):
            raise _unread(name, number)
        if groups.setdefault(decision, group) != group:
            raise EvenhandError(
                "EH816", "the sample puts a decision into two groups", where=Where(name, number),
                not_done=NOT_DONE, help="each decision belongs to one group of a sample",
            )  # fmt: skip
    return Sample(groups, f"sha256:{sha256(data).hexdigest()}")


def _lines(name: str, data: bytes) -> Iterator[tuple[int, str, str]]:
    """(line number, decision, group)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unread(name, None) from None
    if text.lstrip().startswith("{"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, *_from_json(name, number, line)
        return
    reader = csv.DictReader(io.StringIO(text), strict=True)
    if not {"decision", "group"} <= set(reader.fieldnames or ()):
        raise _unread(name, 1)
    try:
        for row in reader:
            yield reader.line_num, (row["decision"] or "").strip(), (row["group"] or "").strip()
    except csv.Error:
        raise _unread(name, reader.reader.line_num) from None


def _from_json(name: str, number: int, line: str) -> tuple[str, str]:
    try:
        found = msgspec.json.decode(line, type=_Line)
    except msgspec.DecodeError:
        raise _unread(name, number) from None
    return found.decision, found.group.strip()


def _unread(name: str, number: int | None) -> EvenhandError:
    return EvenhandError(
        "EH815", "this line of the sample names no decision and its group",
        where=Where(name, number), not_done=NOT_DONE,
        help="CSV with the columns decision,group; or a JSON object a line with these keys",
    )  # fmt: skip
