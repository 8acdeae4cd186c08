"""What the affected person, the press and the public database are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from evenhand.model.case import Party


@dataclass(frozen=True, slots=True)
class Statement:
    """A notice, generated from the state it speaks of; a change of state brings a new one.

    Attributes:
        decision: the decision it speaks of.
        text: what the person reads.
        dsa: the DSA database's JSON; empty where no restriction is in force.
        refers_to: the statement before it to the same party about the same decision.
        party: who is told.
        flag: the flag of a harmed party or flagger who is told.
    """

    id: str
    decision: str
    language: str
    text: str
    written_at: datetime
    dsa: Mapping[str, Any] = field(default_factory=dict)
    refers_to: str | None = None
    party: Party = Party.WRITER
    flag: str | None = None
