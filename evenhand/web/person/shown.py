"""How an affected person's page reads: measures, what would cure them, what is left to do."""

from collections.abc import Iterable
from typing import Any

from evenhand.enforcement.cure import REMOVE_OR_MASK, RemainingValue
from evenhand.enforcement.measures import discover
from evenhand.model.case import Party
from evenhand.model.clock import day_text, utc_text
from evenhand.model.measure import Measure
from evenhand.model.reading import COUNTS_FROM
from evenhand.pipeline.people.person_page import PersonPage
from evenhand.statements.messages import Catalogue, languages, load
from evenhand.web.comments.words import Words
from evenhand.web.templatetags.words import fill


def person_context(found: PersonPage, words: Words) -> dict[str, Any]:
    """What the page's template shows."""
    say = _catalogue(words)
    return {
        "page": found,
        "statements": found.statements,
        "measures": [measure_row(each, found, words, say) for each in found.measures],
        "steps": list(_steps(found, words, say)),
        "mends": any(s.do != REMOVE_OR_MASK for m in _curable(found) for s in m.cure),
        "curable": bool(_curable(found)),
        "appeals": [_appeal(each, words) for each in found.appeals],
        "entry": found.reader.decision.id,
        "reach": found.site.appeal_to or found.site.contact or found.site.url,
    }


def measure_row(
    measure: Measure, found: PersonPage, words: Words, say: Catalogue
) -> dict[str, str]:
    """A measure: what it is called, does, on what, since when and until when."""
    card, said = discover()[measure.measure], words.say["person"]
    ended = measure.ended_at or (measure.until if found.is_over(measure) else None)
    state = "expired" if found.is_over(measure) and measure.ended_at is None else measure.state
    times = [fill(said["since"], measure.from_)]
    if ended is not None:
        times.append(fill(said["ended"], ended))
    elif measure.until is not None:
        times.append(fill(said["until"], measure.until))
    elif measure.no_end_because:
        times.append(say.reason(measure.no_end_because))
    writer = found.reader.party is Party.WRITER
    return {
        "name": str(say.measure(card, "name")),
        "what": str(say.measure(card, "what")),
        "on": said[str(measure.subject.type)] if writer else said["told_of"],
        "state": str(state),
        "word": said[str(state)],
        "times": ", ".join(times),
    }


def remaining_words(left: Iterable[RemainingValue], words: Words) -> list[str]:
    """The kinds of values that a checked text still shows, each once."""
    say = _catalogue(words)
    return list(dict.fromkeys(say.kind(one.step.signal, one.step.kind) for one in left))


def person_data(found: PersonPage, words: Words) -> dict[str, Any]:
    """The page as JSON; values covered."""
    say = _catalogue(words)
    return {
        "case": found.reader.decision.id,
        "party": str(found.reader.party),
        "site": found.site.name,
        "statements": [
            {"text": s.text, "language": s.language, "written_at": utc_text(s.written_at)}
            for s in found.statements
        ],
        "measures": [measure_row(each, found, words, say) for each in found.measures],
        "text": "".join(piece.text for piece in found.words),
        "to_remove_or_mask": [f"{kind} ({count})" for kind, count in _counted(found, say)],
        "tries_left": found.cure.tries_left if found.cure else None,
        "checks_left": found.cure.checks_left if found.cure else None,
        "appealable_until": utc_text(found.appeal_until) if found.appealable else None,
        "appeals": [
            {"received_at": utc_text(a.received_at), "deadline": utc_text(a.deadline),
             "outcome": a.outcome, "answer": a.answer}
            for a in found.appeals
        ],
    }  # fmt: skip


def _steps(found: PersonPage, words: Words, say: Catalogue) -> Iterable[str]:
    """What is to be taken out or covered, each kind of value with its number of places."""
    for kind, count in _counted(found, say):
        yield f"{kind}: {fill(words.say['person']['places'], count)}" if count > 1 else kind


def _counted(found: PersonPage, say: Catalogue) -> Iterable[tuple[str, int]]:
    steps = dict.fromkeys(
        step for measure in _curable(found) for step in measure.cure if step.do == REMOVE_OR_MASK
    )
    readings = found.cure.readings if found.cure else ()
    for step in steps:
        of_kind = (r for r in readings if (r.signal, r.kind) == (step.signal, step.kind))
        count = sum(reading.score >= COUNTS_FROM for reading in of_kind)
        yield str(say.kind(step.signal, step.kind)), count


def _curable(found: PersonPage) -> tuple[Measure, ...]:
    return found.cure.measures if found.cure else ()


def _appeal(each: Any, words: Words) -> dict[str, str]:
    said = words.say["person"]
    day = day_text(each.received_at)
    if each.outcome is None:
        line = fill(fill(said["appeal_open"], day), day_text(each.deadline))
        return {"line": line, "outcome": "", "answer": ""}
    line = fill(fill(said["appeal_answered"], day), day_text(each.answered_at))
    return {"line": line, "outcome": said[str(each.outcome)], "answer": each.answer or ""}


def _catalogue(words: Words) -> Catalogue:
    """The notices' own words, for names of measures and of what was found."""
    return load(words.language if words.language in languages() else "en")
