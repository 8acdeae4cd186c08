"""Times and lengths of time as people read them."""

from datetime import UTC, datetime, timedelta


def minute(at: datetime) -> str:
    """A time to the minute, in UTC, such as `2026-09-26 14:05`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def length(of: timedelta) -> str:
    """How long something is, in one unit: `95 min`, `17 h`, `3 d`; the sign does not count."""
    minutes = abs(round(of.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"


def until_due(due: datetime, now: datetime) -> str:
    """How long until something is due, or how long it is overdue: `in 4 h`, `20 min overdue`."""
    told = length(due - now)
    return f"{told} overdue" if round((due - now).total_seconds() / 60) < 0 else f"in {told}"
