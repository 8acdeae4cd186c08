"""Remove: nobody but the writer sees the item; it is kept until its appeal has passed."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="remove",
    subject=SubjectType.ITEM,
    severity=60,
    default_hours=None,
    no_end_because="until cured",
    alone_hours=None,
    strike_weight=1,
    dsa={"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]},
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Removal",
            "what": "Other people cannot see it. We keep it until your time to appeal is over.",
            "lift": "It comes back when what was found is gone or masked, or by appeal.",
        }
    },
)
