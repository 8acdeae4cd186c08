"""Warn: a page that readers pass before they see the item."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="warn",
    subject=SubjectType.ITEM,
    severity=20,
    default_hours=None,
    no_end_because="until cured",
    alone_hours=None,
    strike_weight=0,
    dsa={
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "A warning is shown before the content.",
    },
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Warning",
            "what": "Readers see a warning first. They can still choose to see it.",
            "lift": "The warning goes when what it speaks of is gone or masked, or by appeal.",
        }
    },
)
