"""Suspend without an end: the account cannot publish until an appeal succeeds."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="suspend",
    subject=SubjectType.ACCOUNT,
    severity=90,
    default_hours=None,
    no_end_because="until lifted on appeal",
    alone_hours=0,
    strike_weight=1,
    dsa={"decision_account": "DECISION_ACCOUNT_TERMINATED"},
    dsa_end="end_date_account_restriction",
    text={
        "en": {
            "name": "Suspension without an end date",
            "what": "It cannot publish any more. What it published before stays.",
            "lift": "The suspension goes only by appeal. Two people must agree before it starts.",
        }
    },
    instead="suspend_until",
    curable=False,
    endless=True,
)
