"""Requests to match: whether a text holds what the site has shared fingerprints of."""

import msgspec

from evenhand.pipeline.people.fingerprints import match_own
from evenhand.web.api.rate import Buckets, rate_set, too_often
from evenhand.web.api.route import Call, answer, apart
from evenhand.web.api.shapes import MatchIn
from evenhand.web.service import service
from evenhand.web.wire import Reply

MATCH_RATE, MATCH_DEFAULT = "EVENHAND_MATCH_RATE", 0.1
"""Environment: texts a second that one key may have matched: each answer tests a guess."""
MATCH_BURST = 30.0

asked = Buckets(rate_set(MATCH_RATE, MATCH_DEFAULT), MATCH_BURST)
_text = msgspec.json.Decoder(MatchIn)


async def match(call: Call) -> Reply:
    """`POST /v1/withheld/match`. Raises EH556, EH785."""
    given, site = await call.form(_text), call.site
    if call.key is not None and (wait := asked.take(call.key.digest)):
        raise too_often(wait)
    found = await apart(lambda: match_own(service().home, site, given.text))
    spans = [{"start": span.start, "end": span.end} for span in found.spans]
    return answer({"matched": bool(spans), "key": found.key_id, "spans": spans})
