"""Badges: for each state that a record can be in, a word, an icon and a tone.

The tone is only a repetition: what it says stands in the word.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """One state as people see it.

    Attributes:
        tone: good, care, bad, note, quiet or wait; a class of the style sheet.
    """

    word: str
    icon: str
    tone: str


BADGES: dict[str, Badge] = {
    # measures
    "proposed": Badge("proposed", "second", "wait"),
    "in_force": Badge("in force", "check", "care"),
    "lifted": Badge("lifted", "lift", "good"),
    "expired": Badge("ended", "clock", "quiet"),
    "superseded": Badge("replaced", "forward", "quiet"),
    # outcomes
    "allow": Badge("allowed", "check", "good"),
    "measures": Badge("measures", "scale", "care"),
    "review": Badge("a person looks", "eye", "wait"),
    # cases
    "open": Badge("open", "queue", "note"),
    "closed": Badge("closed", "check", "quiet"),
    "claimed_by_you": Badge("yours", "person", "note"),
    "held": Badge("held by somebody", "lock", "quiet"),
    "overdue": Badge("overdue", "clock", "bad"),
    "due_soon": Badge("due soon", "clock", "care"),
    "urgent": Badge("urgent", "care", "bad"),
    # appeals
    "contested": Badge("contested", "appeal", "care"),
    "upheld": Badge("upheld", "check", "quiet"),
    "overturned": Badge("overturned", "lift", "bad"),
    "varied": Badge("varied", "forward", "care"),
    # contacts and facts
    "claimed": Badge("claimed", "unknown", "quiet"),
    "verified": Badge("verified", "check", "good"),
    "disputed": Badge("disputed", "care", "care"),
    "fallen": Badge("fallen", "cross", "bad"),
    "binding": Badge("binding", "scale", "note"),
    "sealed": Badge("sealed", "lock", "wait"),
    "late": Badge("logged late", "clock", "care"),
    # deliveries
    "queued": Badge("queued", "clock", "care"),
    "acknowledged": Badge("acknowledged", "check", "good"),
    # comments
    "published": Badge("published", "check", "good"),
    "removed": Badge("removed", "remove", "bad"),
    # who decided
    "rule": Badge("a rule", "policy", "note"),
    "one_person": Badge("decided by one person", "person", "care"),
    "second_person": Badge("needs a second person", "second", "wait"),
    "paused": Badge("paused", "hold", "care"),
    "shadow": Badge("watched only", "eye", "quiet"),
    # roles
    "moderator": Badge("moderator", "person", "quiet"),
    "senior": Badge("senior", "person", "quiet"),
    "outside_reviewer": Badge("outside reviewer", "external", "quiet"),
    "policy_editor": Badge("policy editor", "policy", "quiet"),
    "auditor": Badge("auditor", "eye", "quiet"),
    "administrator": Badge("administrator", "key", "quiet"),
}

TRUTHS: dict[bool | None, Badge] = {
    True: Badge("true", "check", "care"),
    False: Badge("false", "minus", "quiet"),
    None: Badge("unknown", "unknown", "wait"),
}
