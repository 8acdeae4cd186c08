"""How much a site's key was used: `usage-limit` and `key-sites`."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from evenhand.connectors.akismet.calls import CSV, JSON, Answer, refused
from evenhand.store.checked import uses_of
from evenhand.text.table import csv_text

SPAM, HAM = "spam", "ham"
MISSED, FALSE_ALARM = "missed_spam", "false_positives"
"""What came of calls, as the protocol names and counts it."""

COUNTS = (SPAM, HAM, MISSED, FALSE_ALARM)
COLUMNS = {
    "site": "Site", "api_calls": "Total API Calls", SPAM: "Spam", HAM: "Ham",
    MISSED: "Missed Spam", FALSE_ALARM: "False Positives", "is_revoked": "Is Revoked",
}  # fmt: skip
MOST = 500

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def month_of(at: datetime) -> str:
    """The month that counts go into."""
    return f"{at:%Y-%m}"


def usage_limit(site: str, fields: Mapping[str, str], now: datetime) -> Answer:
    """This month's checks; there is no limit."""
    used = sum(use.count for use in uses_of(site, month_of(now)) if use.kind in (SPAM, HAM))
    told: dict[str, object] = {
        "limit": "none", "usage": used, "percentage": "0.00", "throttled": False,
    }  # fmt: skip
    if fields.get("extended", "").lower() == "true":
        told |= {"notice_level": "none", "upgrade": False}
    return Answer(json.dumps(told), content_type=JSON)


def key_sites(site: str, key: str, fields: Mapping[str, str], now: datetime) -> Answer:
    """A month's counts by blog, as JSON or CSV."""
    month = fields.get("month") or month_of(now)
    order = fields.get("order") or "total"
    limit, offset = fields.get("limit") or str(MOST), fields.get("offset") or "0"
    if not _MONTH.fullmatch(month):
        return refused("month is written like 2026-09")
    if order not in ("total", *COUNTS):
        return refused(f"order is one of: total, {', '.join(COUNTS)}")
    if not (limit.isdecimal() and offset.isdecimal() and len(limit + offset) < 16):
        return refused("limit and offset are numbers")
    rows = _rows(site, month, fields.get("filter", ""), order)
    first, most = int(offset), min(int(limit), MOST)
    shown = rows[first : first + most]
    if fields.get("format") == "csv":
        title = f"Active sites for {key} during {month} (limit:{most}, offset: {first}, "
        table = [{COLUMNS[name]: row[name] for name in COLUMNS} for row in shown]
        body = csv_text(tuple(COLUMNS.values()), table)
        return Answer(f"{title}total: {len(rows)})\n{body}", content_type=CSV)
    listed = [{n: v if n == "is_revoked" else str(v) for n, v in row.items()} for row in shown]
    told = {month: listed, "limit": most, "offset": first, "total": len(rows)}
    return Answer(json.dumps(told), content_type=JSON)


def _rows(site: str, month: str, wanted: str, order: str) -> list[dict[str, str | int | bool]]:
    """One row a blog, the most first."""
    counts: dict[str, dict[str, int]] = {}
    for use in uses_of(site, month):
        counts.setdefault(use.blog, dict.fromkeys(COUNTS, 0))[use.kind] = use.count
    ranked = sorted(
        (blog for blog in counts if wanted.lower() in blog.lower()),
        key=lambda blog: (-_rank(counts[blog], order), blog),
    )
    return [
        {"site": blog, "api_calls": _rank(counts[blog], "total"), **counts[blog],
         "is_revoked": False}
        for blog in ranked
    ]  # fmt: skip


def _rank(counts: Mapping[str, int], order: str) -> int:
    return counts[SPAM] + counts[HAM] if order == "total" else counts[order]
