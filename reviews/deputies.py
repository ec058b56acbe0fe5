"""Who stands in for whom: an officer on leave, or the lead, names a colleague for some days; it ends by itself."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import OWNER_OF, PARTNERS, Role
from reviews.models import Deputy, roles_beside
from workflow.clock import local_day
from workflow.noting import note_down
from workflow.steps import Reason, Refused

LEADS = frozenset({Role.OEC_SUPERVISOR, Role.INTER_SES})
NEWS = ("deputy.name", "deputy.end")
LONGEST = 120  # days


def today_of(user: User) -> date:
    """The day it is where this user's party works."""
    return local_day(timezone.now(), OWNER_OF.get(user.role, "oec"))  # type: ignore[call-overload]


def away_for(user: User) -> QuerySet[Deputy]:
    """Those for whom this user stands in today."""
    return Deputy.objects.on(today_of(user)).filter(deputy=user, officer__role__in=roles_beside(user.role))


def is_away(user: User) -> bool:
    """Whether somebody stands in for this officer today."""
    return Deputy.objects.on(today_of(user)).filter(officer=user).exists()


def names_whom(user: User) -> QuerySet[User]:
    """For whom this user may name a deputy: a lead for everybody of the party, an officer for themselves."""
    people = User.objects.filter(is_active=True, role__in=set(roles_beside(user.role)) & PARTNERS).order_by("full_name", "pk")
    return people if user.role in LEADS else people.filter(pk=user.pk)


def blockers(*, officer: User, deputy: User, first_day: date, last_day: date, today: date) -> list[Reason]:
    """Everything that keeps this from holding."""
    checks = {
        "deputy_is_oneself": officer.pk == deputy.pk,
        "deputy_of_another_party": deputy.role not in roles_beside(officer.role) or not deputy.is_active,
        "deputy_days_turned": last_day < first_day,
        "deputy_days_past": last_day < today,
        "deputy_days_long": (last_day - first_day).days > LONGEST,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


@transaction.atomic
def name(*, officer: User, deputy: User, first_day: date, last_day: date, by: User) -> Deputy:
    """From the first to the last day the deputy has the officer's cases; both are told. Raises Refused."""
    if not names_whom(by).filter(pk=officer.pk).exists():
        raise Refused(Reason("step_not_yours"))
    if reasons := blockers(officer=officer, deputy=deputy, first_day=first_day, last_day=last_day, today=today_of(by)):
        raise Refused(*reasons)
    try:
        with transaction.atomic():
            row = Deputy.objects.create(officer=officer, deputy=deputy, first_day=first_day, last_day=last_day, by=by)
    except IntegrityError:
        raise Refused(Reason("deputy_stands_already")) from None
    note_down(row, "deputy.name", by=by)
    return row


@transaction.atomic
def end(row: Deputy, *, by: User) -> None:
    """The officer is back early, or it was a mistake; both are told, once. Raises Refused."""
    if not names_whom(by).filter(pk=row.officer_id).exists():
        raise Refused(Reason("step_not_yours"))
    if not Deputy.objects.standing().filter(pk=row.pk).update(ended_at=timezone.now()):
        raise Refused(Reason("changed_meanwhile"))
    note_down(row, "deputy.end", by=by)
