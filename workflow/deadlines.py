"""The clock with its data: who owns a state, and until when."""

from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from workflow.clock import COUNTRIES, add_working_days, local_day
from workflow.models import Holiday, Stateful, Term

DEFAULT_DAYS = {
    "oec": 5,
    "inter_ses": 3,
    "employer": 10,
    "candidate": 7,
    "second_signature": 2,
    "auditor": 5,
    "waiting_list": 20,  # until somebody looks at a list of people who wait again
    "nudge": 1,  # working days before the due day
    "escalate": 0,  # working days after it
    "silence.candidate": 60,  # days of the calendar without an answer, then the system closes (product.md)
    "silence.employer": 60,
    "warning": 14,  # days of the calendar before that
}


def days_for(owner: str, day: date) -> int:
    """Working days this owner has, by the latest dated row (product.md, no-silence clock)."""
    row = Term.objects.filter(owner=owner, valid_from__lte=day).order_by("-valid_from").first()
    return row.working_days if row else DEFAULT_DAYS[owner]


def silence_of(owner: str, state: str, day: date) -> int:
    """Days of the calendar after which silence ends this state: its own dated row, else the one of its owner."""
    named = Term.objects.filter(owner=f"silence.{state}", valid_from__lte=day).order_by("-valid_from").first()
    return named.working_days if named else days_for(f"silence.{owner}", day)


def holidays_of(owner: str, since: date) -> frozenset[date]:
    """The days off where this owner works, from a day on."""
    return frozenset(Holiday.objects.filter(country=COUNTRIES.get(owner, "PK"), day__gte=since).values_list("day", flat=True))


def days_off(owner: str, since: date, company: int | None = None, *, closed: bool = True) -> frozenset[date]:
    """Public holidays, and the days on which the owner's house is closed; of an employer, `company` says which."""
    off = holidays_of(owner, since)
    return off | import_string(settings.CLOSED_DAYS)(owner, company, since) if closed else off


def closed_houses(owner: str, since: date) -> dict[int | None, frozenset[date]]:
    """The days on which each house of this owner is closed, by the number of the company, None of a desk; who is open is left out."""
    return import_string(settings.CLOSED_HOUSES)(owner, since)  # type: ignore[no-any-return]


def due_on(owner: str, now: datetime, *, term: str = "", company: int | None = None) -> date:
    """The day until which this owner has to act, counted where the owner works; `term` names another time limit than the owner's."""
    today = local_day(now, owner)
    return add_working_days(today, days_for(term or owner, today), days_off(owner, today, company))


def owner_and_due(subject: Stateful, target: str, now: datetime) -> dict[str, object]:
    """The columns of the clock for the state that a subject enters."""
    owner = subject.owner_of(target)
    due = due_on(owner, now, term=subject.term_of(target), company=subject.company_of(owner)) if owner else None
    return {"owner": owner, "waiting_since": now, "due_on": due}
