"""Fees of employers: entered, corrected by a later row, never changed. Nothing here knows a payment of a candidate (domain.md N1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from jobs.models.vacancy import TOKYO
from reporting import yearly
from reporting.models import Fee
from reporting.rules import fee_blockers
from workflow.clock import local_day
from workflow.steps import Reason, Refused


@transaction.atomic
def enter(*, by: User, **said: Any) -> Fee:
    """A new fee or refund; raises Refused. What is entered for one placement is entered one after the other."""
    check(said)
    return kept(Fee(entered_by=by, **said), said["charged_on"])


@transaction.atomic
def correct(fee: Fee, *, by: User, why: str, is_void: bool = False, **said: Any) -> Fee:
    """Put a row in the place of this one, or take it away; raises Refused."""
    if not Fee.objects.standing().filter(pk=fee.pk).exists():
        raise Refused(Reason("fee_corrected_already"))
    if not is_void:
        check(said, instead_of=fee)
    return kept(Fee(entered_by=by, corrects=fee, why=why, is_void=is_void, **said), fee.charged_on, said.get("charged_on", fee.charged_on))


def kept(fee: Fee, *days: date) -> Fee:
    """Save it, and have the yearly report of each year that it touches counted again."""
    fee.save(force_insert=True)
    for year in {yearly.year_of_day(day) for day in days}:
        yearly.ask_again(year)
    return fee


def check(said: dict[str, Any], instead_of: Fee | None = None) -> None:
    """Refuse what must not be entered, under the lock of the placement."""
    application = said.get("application")
    if application:
        Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    others = Fee.objects.standing().exclude(pk=instead_of.pk if instead_of else None)
    near = others.filter(application=application, employer=said["employer"])
    reasons = fee_blockers(
        kind=said["kind"],
        amount=said["amount"],
        charged_on=said["charged_on"],
        today=local_day(timezone.now(), "inter_ses"),
        hired_on=day_in_japan(application.accepted_at) if application else None,
        is_allowed=is_allowed(application),
        charged=total(near, Fee.Kind.PLACEMENT),
        refunded=total(near, Fee.Kind.REFUND),
        is_double=near.filter(kind=said["kind"], invoice=said["invoice"]).exists(),
    )
    if reasons:
        raise Refused(*reasons)


def is_allowed(application: Application | None) -> bool:
    """Whether placement for a fee is lawful in the field of its vacancy."""
    field = application.vacancy.field if application else None
    return field is None or field.fee_placement_allowed


def total(rows: Any, kind: str) -> int:
    return rows.filter(kind=kind).aggregate(sum=Sum("amount"))["sum"] or 0


def day_in_japan(moment: datetime | None) -> date | None:
    return moment.astimezone(TOKYO).date() if moment else None


def page_of(user: User, before: str, count: int) -> list[Fee]:
    """The newest rows below this key, for who keeps the book."""
    near = ("employer", "application", "entered_by", "corrected_by", "corrects")
    rows = Fee.objects.visible_to(user).select_related(*near).order_by("-id")
    is_key = before.isascii() and before.isdigit() and len(before) < 18
    return list((rows.filter(pk__lt=int(before)) if is_key else rows)[:count])
