"""What the server writes to stderr: one JSON object a line, never a private value.

No query, body, key, address or item's id is ever in a line. Of other programs' messages only the
template is written, not what they fill in, and of an exception its type and place, not its text:
both may hold what somebody has sent. Our own errors have a code, which is written.
"""

import logging
import os
import sys
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

import msgspec

from evenhand.model.errors import EvenhandError

LEVEL = "EVENHAND_LOG"
"""Environment: `warning` leaves the lines about requests out, `error` most others too."""
DEFAULT_LEVEL = "info"
LEVELS = ("debug", "info", "warning", "error")
MOST_FRAMES = 12
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "color_message", "asctime"}
_encoder = msgspec.json.Encoder(enc_hook=lambda value: type(value).__name__)


class JsonLines(logging.Formatter):
    """A record of Python's logging as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        ours = record.name.startswith("evenhand")
        told: dict[str, Any] = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "event": str(record.msg).strip(),
            "by": record.name,
        }
        if ours:
            told |= {key: value for key, value in vars(record).items() if key not in _KNOWN}
        if record.exc_info and record.exc_info[1]:
            told |= _raised(record.exc_info[1])
        return _encoder.encode(told).decode()


def config() -> dict[str, Any]:
    """Python's logging, for this process and those that it starts."""
    level = level_set().upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": f"{__name__}.{JsonLines.__name__}"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            name: {"handlers": ["stderr"], "level": level, "propagate": False}
            for name in ("evenhand", "uvicorn", "uvicorn.error")
        }
        | {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    }


def level_set() -> str:
    """The level that the surroundings ask for; the default where they ask for none that is."""
    level = os.environ.get(LEVEL, "").lower()
    return level if level in LEVELS else DEFAULT_LEVEL


class Requests:
    """Writes a line about each request that was answered, where the level asks for it."""

    def __init__(self) -> None:
        """Take the level of the surroundings."""
        self._all = LEVELS.index(level_set()) <= LEVELS.index("info")

    def answered(self, route: str, method: str, status: int, seconds: float, id: str) -> None:
        """A request was answered; faults of the server are always written."""
        if not (self._all or status >= 500):
            return
        level = "error" if status >= 500 else "info"
        sys.stderr.write(
            f'{{"time":"{_time()}","level":"{level}","event":"request","route":"{route}",'
            f'"method":"{method}","status":{status},"ms":{seconds * 1e3:.2f},"request":"{id}"}}\n'
        )


def _time(at: float | None = None) -> str:
    when = datetime.now(UTC) if at is None else datetime.fromtimestamp(at, UTC)
    return when.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _raised(error: BaseException) -> dict[str, Any]:
    """What was raised and where, without its text."""
    frames = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
              for frame in extract_tb(error.__traceback__)[-MOST_FRAMES:]]  # fmt: skip
    code = {"code": error.code} if isinstance(error, EvenhandError) else {}
    return {"raised": type(error).__name__, **code, "at": frames}
