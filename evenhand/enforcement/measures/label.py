"""Label: a note beside the item."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="label",
    subject=SubjectType.ITEM,
    severity=10,
    default_hours=None,
    no_end_because="until cured",
    alone_hours=None,
    strike_weight=0,
    dsa={"decision_visibility": ["DECISION_VISIBILITY_CONTENT_LABELLED"]},
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Label",
            "what": "A label stands beside it. Everybody can still see it.",
            "lift": "The label goes when what it speaks of is gone or masked, or by appeal.",
        }
    },
)
