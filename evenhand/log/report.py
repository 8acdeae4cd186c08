"""What came of an audit, for the command line and for other programs."""

from dataclasses import dataclass
from typing import Any

from evenhand.log.checkpoint import Checkpoint
from evenhand.log.fault import Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an audit.

    Attributes:
        origin: the log's name, as far as its key could be read.
        checkpoint: what the log says of itself; None where that could not be believed.
        faults: the first thousand.
        fault_count: all of them.
        listed: whether stray files were looked for too; a web server lists nothing.
        writing: a writer was at work, or was stopped at work: `pending` lies in the log.
    """

    origin: str
    checkpoint: Checkpoint | None
    faults: tuple[Fault, ...]
    fault_count: int
    listed: bool
    writing: bool

    @property
    def sound(self) -> bool:
        """Whether nothing at all is wrong."""
        return self.fault_count == 0

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON writes it."""
        return {
            "sound": self.sound,
            "origin": self.origin,
            "size": self.checkpoint.size if self.checkpoint else None,
            "root": self.checkpoint.root.hex() if self.checkpoint else None,
            "fault_count": self.fault_count,
            "faults": [
                {"code": f.code, "file": f.file, "what": f.what, "index": f.index}
                for f in self.faults
            ],
            "listed": self.listed,
            "writing": self.writing,
        }
