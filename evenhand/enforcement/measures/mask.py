"""Mask: the values that were found are covered, the rest stays."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="mask",
    subject=SubjectType.ITEM,
    severity=30,
    default_hours=None,
    no_end_because="until cured",
    alone_hours=None,
    strike_weight=0,
    dsa={
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "Parts of the content are covered.",
    },
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Masking",
            "what": "The parts that were found are covered. Everybody can still see the rest.",
            "lift": "The masking goes when you cover or remove these parts yourself, or by appeal.",
        }
    },
)
