"""Cases, the notes on them, and who agreed to what."""

from collections.abc import Iterable

from django.db.models import Q

from evenhand.model.case import Agreement, Case, CaseState, Note
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.store import models
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


def get_case(case: str) -> Case:
    """The case of this id. Raises EH410."""
    row = models.Case.objects.filter(id=case).first()
    if row is None:
        raise not_recorded("case", "evenhand queue")
    return _case(row)


def open_cases(
    site: str | None = None, queue: str | None = None, matter: str | None = None
) -> list[Case]:
    """Open cases in no particular order; `review.queues` says which comes first."""
    rows = models.Case.objects.filter(state=CaseState.OPEN.value)
    wanted = {"site": site, "queue": queue, "matter": matter}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return [_case(row) for row in rows.order_by("urgency", "due_at", "id")]


def cases_about(site: str, subject: Subject) -> list[Case]:
    """Every case about a subject, oldest first."""
    rows = models.Case.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return [_case(row) for row in rows.order_by("opened_at", "id")]


def cases_beginning(site: str, id: str, most: int) -> list[Case]:
    """Up to `most` cases of a site whose own or decision's id begins so, the newest first."""
    rows = models.Case.objects.filter(Q(id__startswith=id) | Q(decision__startswith=id), site=site)
    return [_case(row) for row in rows.order_by("-opened_at", "id")[:most]]


def cases_of_decision(decision: str) -> list[Case]:
    """Every case that looks at a decision, oldest first."""
    rows = models.Case.objects.filter(decision=decision).order_by("opened_at", "id")
    return [_case(row) for row in rows]


def keep_case(case: Case) -> None:
    """Keep a case as it is now."""
    models.Case.objects.update_or_create(
        id=case.id,
        defaults={
            "site": case.site,
            "queue": case.queue,
            "urgency": case.urgency,
            "opened_at": case.opened_at,
            "due_at": case.due_at,
            "reasons": to_json(case.reasons),
            "state": case.state.value,
            "held_by": case.held_by,
            "held_until": case.held_until,
            "subject_type": case.subject.type.value,
            "subject": case.subject.id,
            "decision": case.decision,
            "matter": case.matter,
            "account": case.account,
            "about": case.about,
            "closed_at": case.closed_at,
            "closed_by": case.closed_by,
        },
    )


def add_note(note: Note) -> None:
    """Keep what somebody wrote down."""
    models.Note.objects.create(
        case=note.case, by=note.by, at=note.at, text=note.text, draft=note.draft
    )


def notes_of(case: str) -> list[Note]:
    """The notes on a case, oldest first."""
    rows = models.Note.objects.filter(case=case).order_by("id")
    return [Note(row.case, row.by, row.at, row.text, row.draft) for row in rows]


def add_agreement(agreement: Agreement) -> None:
    """Keep that somebody agreed."""
    models.Agreement.objects.create(
        measure=agreement.measure, by=agreement.by, role=agreement.role, at=agreement.at
    )


def agreements(measures: Iterable[str]) -> list[Agreement]:
    """Who agreed to these measures, oldest first."""
    rows = models.Agreement.objects.filter(measure__in=list(measures)).order_by("id")
    return [Agreement(row.measure, row.by, row.role, row.at) for row in rows]


def taken_alone(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Those of these measures to which no two people agreed."""
    found = tuple(measures)
    people: dict[str, set[str]] = {}
    for agreement in agreements(m.id or "" for m in found) if found else ():
        people.setdefault(agreement.measure, set()).add(agreement.by)
    return tuple(m for m in found if len(people.get(m.id or "", ())) < 2)


def _case(row: models.Case) -> Case:
    return Case(
        id=row.id,
        site=row.site,
        queue=row.queue,
        urgency=row.urgency,
        opened_at=row.opened_at,
        due_at=row.due_at,
        reasons=from_json(row.reasons, tuple[str, ...]),
        subject=Subject(SubjectType(row.subject_type), row.subject),
        decision=row.decision,
        matter=row.matter,
        account=row.account,
        about=row.about,
        state=CaseState(row.state),
        held_by=row.held_by,
        held_until=row.held_until,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
    )
