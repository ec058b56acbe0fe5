"""What "My page" shows of applications; named in settings.CANDIDATE_PANELS."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.roles import Role
from applications.models import Application, Interview, Offer, Proposal, Slot, Snapshot
from applications.next_act import next_act
from applications.public_words import public_word
from applications.states import SELECTING, ApplicationState
from jobs.presentation import employer_name
from workflow.clock import local_day

SHOWN = 10
AFTER_OFFER = (ApplicationState.OFFERED, ApplicationState.ACCEPTED, ApplicationState.DEPARTED, ApplicationState.ARRIVED)


def mine(request: HttpRequest) -> dict[str, Any]:
    """The candidate's applications, those that need an act first; `next` is the first such act, which goes before the profile's tasks."""
    rows = Application.objects.visible_to(request.user).select_related("vacancy__employer", "vacancy__prefecture")
    newest = sorted(rows.order_by("-waiting_since")[:SHOWN], key=lambda row: row.owner != "candidate")
    lines = [line_of(row) for row in newest]
    first = next((line["act"] for line in lines if line["act"] and line["application"].owner == "candidate"), None)
    return {"template": "applications/_mine.html", "rows": lines, "next": first, "proposals": proposed_to(request.user)}


def proposed_to(user: Any) -> QuerySet[Proposal]:
    """Other jobs that wait for this person's word, the soonest day first."""
    rows = Proposal.objects.visible_to(user).asked().filter(answer_by__gte=local_day(timezone.now(), "candidate"))
    return rows.select_related("vacancy").order_by("answer_by")


def line_of(application: Application, *, must_choose: bool = False) -> dict[str, Any]:
    """One application in a list: its word, who has it, and the one thing to do."""
    word = public_word(application, must_choose=must_choose)
    return {"application": application, "employer": employer_name(application.vacancy), "word": word, "act": next_act(application)}


def own_numbers(user: Any) -> list[tuple[str, str]]:
    """What a question may be about: id, and number with title; an employer's are those presented to it (settings.ASK_ABOUT)."""
    most = {Role.CANDIDATE: SHOWN, Role.EMPLOYER: 100}.get(user.role, 0)
    rows = Application.objects.visible_to(user).select_related("vacancy").order_by("-pk")[:most] if most else []
    return [(str(row.public_id), f"{row.reference} {row.vacancy.title}") for row in rows]


def wants_passport(user: Any) -> bool:
    """A passport is asked for once there is an offer (N11); named in settings.PASSPORT_WANTED."""
    return Application.objects.visible_to(user).filter(state__in=AFTER_OFFER).exists()


def planned_start(user: Any) -> date | None:
    """The first day of work of the nearest job with an offer; named in settings.PLANNED_START."""
    rows = Application.objects.visible_to(user).filter(state__in=AFTER_OFFER[:2])
    offers = Offer.objects.filter(application__in=rows, state=Offer.State.MADE).values_list("application_id", "starts_on")
    days = dict(rows.exclude(vacancy__starts_on=None).values_list("pk", "vacancy__starts_on")) | dict(offers)
    return min(days.values(), default=None)


def uses_of_evidence(user: Any) -> Counter[str]:
    """In how many sent applications each document stands, by its public id; named in settings.EVIDENCE_USES."""
    sent = Snapshot.objects.filter(application__in=Application.objects.visible_to(user)).values_list("application_id", "content__evidence")
    pairs = {(application, paper["id"]) for application, papers in sent for paper in papers or ()}
    return Counter(paper for _application, paper in pairs)


def for_employer(request: HttpRequest) -> dict[str, Any]:
    """What the employer's first page says of candidates: who waits, interviews, cards, offers; named in settings.EMPLOYER_PANELS."""
    now, mine = timezone.now(), Application.objects.visible_to(request.user)
    is_waiting, is_offered = Q(owner="employer", state__in=SELECTING, meets=False), Q(state=ApplicationState.OFFERED)
    meets = Exists(Slot.objects.filter(is_chosen=True, starts_at__gt=now, interview__application=OuterRef("pk")))
    sums = mine.annotate(meets=meets).aggregate(
        waiting=Count("pk", filter=is_waiting),
        oldest=Min("waiting_since", filter=is_waiting),
        offered=Count("pk", filter=is_offered),
        answer_by=Min("due_on", filter=is_offered),
    )
    chosen = Slot.objects.filter(is_chosen=True, interview__application__in=mine.filter(state__in=(ApplicationState.INTERVIEWING,)))
    coming = chosen.filter(starts_at__gt=now).select_related("interview__application__candidate", "interview__application__vacancy")
    past = Interview.objects.filter(slots__in=chosen.filter(starts_at__lte=now), outcome="").select_related("application__candidate")
    return {
        "template": "applications/_for_employer.html",
        **sums,
        "oldest_days": days_since(sums["oldest"]),
        "coming": coming.order_by("starts_at")[:SHOWN],
        "cards": past.order_by("application", "-round").distinct("application")[:SHOWN],
    }


def days_since(moment: datetime | None) -> int:
    """Whole days by the calendar in Tokyo; 0 of nothing."""
    return (local_day(timezone.now(), "employer") - local_day(moment, "employer")).days if moment else 0
