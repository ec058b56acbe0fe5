"""Whose turn it is while an employer selects: the state alone does not say it, proposed times and proposed offers do."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from applications.models import Application, Interview, Offer
from workflow.clock import local_day
from workflow.deadlines import due_on

Turn = dict[str, str | date]  # the columns of the clock that differ from those of the state


def to_choose(times: Sequence[datetime]) -> Turn:
    """The candidate chooses one of these times, in order; not later than the day of the last one."""
    last = local_day(times[-1], "candidate")
    return {"owner": "candidate", "due_on": min(due_on("candidate", timezone.now()), last)}


def turn_of(application: Application) -> Turn:
    """Inter-SES while it looks at an offer, the candidate while times wait, else the employer, who decides after the interview."""
    if offer := Offer.objects.filter(application=application).proposed().first():
        return {"owner": "inter_ses", "due_on": offer.release_on}
    newest = Interview.objects.filter(application=application).order_by("-round").first()
    if newest and newest.confirmed_at:
        return after_interview(newest)
    if newest and newest.waits_for_times:
        return {}
    times = [slot.starts_at for slot in newest.slots.filter(starts_at__gt=timezone.now())] if newest else []
    return to_choose(times) if times else {}


def after_interview(interview: Interview) -> Turn:
    """The employer's days are counted from the interview on, when that is still to come."""
    chosen, company = interview.chosen, interview.application.company_of("employer")
    return {"due_on": due_on("employer", max(chosen.starts_at, timezone.now()), company=company)} if chosen else {}
