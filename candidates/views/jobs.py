"""The public list and page of jobs; a signed-in candidate sees the own verdict beside them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.roles import Role
from candidates import standing
from candidates.filters import COUNT_LIMIT, JobFilter, without
from candidates.models import Profile
from candidates.public_words import verdict_tag
from candidates.transitions import today
from jobs.faces.addresses import alternates
from jobs.models import Vacancy
from jobs.presentation import card
from jobs.standing import japan_today, rate_read, with_rate
from workflow.counting import Counting, counting
from workflow.prepared import Prepared

PAGE = 20
ON_CARD = (
    "public_id", "state", "title_en", "title_ja", "title_ur", "base_pay", "pay_unit", "japanese_level",
    "closes_on", "published_at", "employer__name_en", "employer__name_ja",
    "prefecture__name_en", "prefecture__name_ja", "prefecture__name_ur",
)  # fmt: skip
FOR_VERDICT = (
    "yearly_hours", "annual_holidays", "fixed_overtime_pay", "certain_bonus", "english_level", "starts_on", "visa_routes", "ssw_work",
    "is_person_facing", "field__fee_placement_allowed", "employer__category", "employer__point_items",
)  # fmt: skip


def cursor_of(vacancy: Vacancy) -> str:
    """Where the next page begins: publication time and key, so that page 500 costs what page 1 costs."""
    return urlsafe_b64encode(f"{vacancy.published_at.isoformat()}|{vacancy.pk}".encode()).decode()


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The place a cursor names; anything else is the beginning."""
    try:
        at, _bar, pk = urlsafe_b64decode(text.encode()).decode().partition("|")
        when = parse_datetime(at)
        return (when, int(pk)) if when and when.tzinfo and 2000 < when.year < 2100 else None
    except ValueError:
        return None


def found_after(rows: QuerySet[Vacancy], after: tuple[datetime, int] | None) -> QuerySet[Vacancy]:
    """The rows behind this place, newest first."""
    if after:
        rows = rows.filter(published_at__lte=after[0]).filter(Q(published_at__lt=after[0]) | Q(pk__lt=after[1]))
    return rows.order_by("-published_at", "-pk")


@login_not_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Open jobs, newest first, by keyset."""
    form = JobFilter(request.GET or None)
    profile = profile_of_reader(request.user)
    after = read_cursor(request.GET.get("after", ""))
    is_front = not form.wishes and after is None and profile is None
    if is_front:
        rows, count = front(today(), japan_today())
    else:
        rows = list(found_after(form.narrow(listed(with_verdict=profile is not None)), after)[: PAGE + 1])
        count = form.counted(Vacancy.objects.open()) if rows or after else 0
    context = {
        "site_url": settings.SITE_URL,
        "alternates": alternates("jobs:list"),
        "filters": form,
        "chips": form.chips(request.GET),
        "cards": cards(rows[:PAGE], profile),
        "next_url": next_url(request, rows),
        "first_url": without(request.GET) if after else "",
        "count": count,
        "most": COUNT_LIMIT,
        "search": form.query,
        "may_save": bool(form.query) and getattr(request.user, "role", Role.CANDIDATE) == Role.CANDIDATE,
        "wider": [] if rows else form.wider(Vacancy.objects.open(), request.GET),
    }
    return render(request, "candidates/job_list.html", context)


def front(day: date, day_in_japan: date) -> tuple[list[Vacancy], int]:
    """What most people see first: the newest jobs, nothing asked yet, and how many there are."""
    rows, count = _front(day, day_in_japan)
    return rows(), count.of()["open"]


@lru_cache(maxsize=4)
def _front(_day: date, _day_in_japan: date) -> tuple[Prepared[Vacancy], Counting[str]]:
    """Put together once a day: open are the jobs of that day."""
    rows = found_after(listed(with_verdict=False), None)[: PAGE + 1]
    return Prepared(lambda: rows), counting({"open": Vacancy.objects.open()}, most=COUNT_LIMIT + 1)


def listed(*, with_verdict: bool) -> QuerySet[Vacancy]:
    """Open jobs with what a card shows; what the verdict needs is read only for a reader who has a profile."""
    rows = with_rate(Vacancy.objects.open(), today())
    if not with_verdict:
        return rows.select_related("employer", "prefecture").only(*ON_CARD)
    rows = rows.select_related("employer", "prefecture", "field").only(*ON_CARD, *FOR_VERDICT)
    return standing.with_field_state(rows, today())


def cards(rows: list[Vacancy], profile: Profile | None) -> list[dict[str, Any]]:
    """What the list shows of each job, with the verdict for a candidate who has a profile."""
    if not rows:
        return []
    rate = rate_read(rows[0])
    if profile is None:
        return [card(row, rate=rate) for row in rows]
    best = standing.best_of_each(profile, rows, today())
    return [card(row, verdict=verdict_tag(verdict), rate=rate) for row, verdict in zip(rows, best, strict=True)]


def profile_of_reader(user: Any) -> Profile | None:
    """The reader's own profile, if the reader is a candidate who has one."""
    return standing.read_whole(user) if getattr(user, "role", None) == Role.CANDIDATE else None


def next_url(request: HttpRequest, rows: list[Vacancy]) -> str:
    if len(rows) <= PAGE:
        return ""
    kept = request.GET.copy()
    kept["after"] = cursor_of(rows[PAGE - 1])
    return f"?{kept.urlencode()}"
