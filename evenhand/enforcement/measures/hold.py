"""Hold: nobody but the writer sees the item until a person has looked, or the hold ends."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="hold",
    subject=SubjectType.ITEM,
    severity=40,
    default_hours=24,
    no_end_because=None,
    alone_hours=None,
    strike_weight=0,
    dsa={"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"]},
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Hold",
            "what": "Other people cannot see it until a person has looked at it.",
            "lift": "The hold goes when a person releases it. If nobody does, it ends by itself.",
        }
    },
)
