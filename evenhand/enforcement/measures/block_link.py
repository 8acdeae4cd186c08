"""Block a link: readers cannot follow it anywhere on the site."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="block_link",
    subject=SubjectType.LINK,
    severity=50,
    default_hours=None,
    no_end_because="until cured",
    alone_hours=None,
    strike_weight=1,
    dsa={"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"]},
    dsa_end="end_date_visibility_restriction",
    text={
        "en": {
            "name": "Link block",
            "what": "Nobody can follow this link here. Your words around it stay.",
            "lift": "The block goes when the page behind the link is put right, or by appeal.",
        }
    },
)
