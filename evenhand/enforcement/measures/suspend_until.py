"""Suspend until a date: the account cannot publish until then."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="suspend_until",
    subject=SubjectType.ACCOUNT,
    severity=70,
    default_hours=72,
    no_end_because=None,
    alone_hours=72,
    strike_weight=1,
    dsa={"decision_account": "DECISION_ACCOUNT_SUSPENDED"},
    dsa_end="end_date_account_restriction",
    text={
        "en": {
            "name": "Suspension until a date",
            "what": "It cannot publish until then. What it published before stays.",
            "lift": "The suspension ends by itself at its date, or earlier by appeal.",
        }
    },
    curable=False,
)
