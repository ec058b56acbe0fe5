"""The clock with its data: who owns a state, and until when."""

from datetime import date, datetime

from workflow.clock import COUNTRIES, add_working_days, local_day
from workflow.models import Holiday, Stateful, Term

DEFAULT_DAYS = {"oec": 5, "inter_ses": 3, "employer": 10, "candidate": 7, "second_signature": 2, "auditor": 5}


def days_for(owner: str, day: date) -> int:
    """Working days this owner has, by the latest dated row (product.md, no-silence clock)."""
    row = Term.objects.filter(owner=owner, valid_from__lte=day).order_by("-valid_from").first()
    return row.working_days if row else DEFAULT_DAYS[owner]


def due_on(owner: str, now: datetime) -> date:
    """The day until which this owner has to act, counted where the owner works."""
    today = local_day(now, owner)
    holidays = frozenset(Holiday.objects.filter(country=COUNTRIES.get(owner, "PK"), day__gte=today).values_list("day", flat=True))
    return add_working_days(today, days_for(owner, today), holidays)


def owner_and_due(subject: Stateful, target: str, now: datetime) -> dict[str, object]:
    """The columns of the clock for the state that a subject enters."""
    owner = subject.owner_of(target)
    return {"owner": owner, "waiting_since": now, "due_on": due_on(owner, now) if owner else None}
