"""What the hosts of short addresses answered, in a file beside a site's banks.

One JSON object a line. The file is written anew as a whole: whoever reads it reads the old or the
new one. An answer is believed for its time, and then it is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from evenhand.model.errors import EvenhandError, Where
from evenhand.pipeline.bank_files import replacing
from evenhand.text.addresses import page_key, parse_address

RESOLVED = "resolved.jsonl"

MOST_ANSWERS = 100_000
"""Kept; of more, the newest."""

MAX_BYTES = 200_000_000
"""Of the file that is read: more than MOST_ANSWERS of the usual length take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking a short address where it leads.

    Attributes:
        address: the short address's page key.
        asked, until: when it was asked, and before when that is believed.
        to: the address that it leads to; None where that was not found.
        why: the code of the reason why it was not.
    """

    address: str
    asked: datetime
    until: datetime
    to: str | None = None
    why: str | None = None


_decoder = msgspec.json.Decoder(Answer)
_encoder = msgspec.json.Encoder()


def read_answers(file: Path) -> dict[str, Answer]:
    """Page key -> its newest answer; none where there is no file.

    Raises EvenhandError: EH567 where a line is none of ours; nothing of the file is used then.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _damaged(file, None, f"it is longer than {MAX_BYTES:,} bytes")
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        return {}
    answers: dict[str, Answer] = {}
    for number, line in enumerate(lines, 1):
        answer = _answer(line)
        if answer is None:
            raise _damaged(file, number, "a line is no answer")
        answers[answer.address] = answer
    return answers


def add_answers(file: Path, new: Iterable[Answer], now: datetime) -> None:
    """Add answers to those of the file that are still believed.

    Raises EvenhandError: EH564, EH567; the file is then as it was.
    """
    with replacing(file, built=False) as out:
        answers = {**read_answers(file), **{answer.address: answer for answer in new}}
        believed = (answer for answer in answers.values() if now < answer.until)
        newest = sorted(believed, key=lambda answer: answer.asked)[-MOST_ANSWERS:]
        out.writelines(_encoder.encode(answer) + b"\n" for answer in newest)


def in_home(file: Path) -> str:
    """A file beside a site's banks as errors name it: `banks/main/unwrap.toml`."""
    return str(Path(*file.parts[-3:]))


def _answer(line: bytes) -> Answer | None:
    """What a line says; None where it is no answer that we would have written."""
    try:
        answer = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    short = parse_address(f"http://{answer.address}")
    is_key = short is not None and page_key(short) == answer.address
    is_timed = answer.asked.tzinfo is not None and answer.until.tzinfo is not None
    leads_on = answer.to is None or parse_address(answer.to) is not None
    return answer if is_key and is_timed and leads_on else None


def _damaged(file: Path, line: int | None, what: str) -> EvenhandError:
    return EvenhandError(
        "EH567", f"what short addresses were found to lead to is not understood: {what}",
        where=Where(in_home(file), line), not_done="nothing was looked up",
        help="delete the file: `evenhand bank resolve` asks again",
    )  # fmt: skip
