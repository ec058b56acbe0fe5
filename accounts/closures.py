"""Days on which an organisation is closed. The clock counts them as days off for what lies with it; nobody's time gets shorter by them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.journal import journal
from accounts.models import Closure, Party, User
from accounts.parties import is_owner
from accounts.roles import PartyKind, Role
from workflow.clock import add_working_days, is_working_day, local_day
from workflow.deadlines import days_off
from workflow.reminding import lives
from workflow.steps import Reason, Refused

MOST, FARTHEST = 60, 400  # days of one year; days ahead
LEADS_OF = {PartyKind.OEC: Role.OEC_SUPERVISOR, PartyKind.INTER_SES: Role.INTER_SES}


def closed_days(owner: str, company: int | None, since: date) -> frozenset[date]:
    """The days from `since` on that this owner's house is closed; of an employer, `company` is its party. For workflow.deadlines."""
    if owner not in (*LEADS_OF, PartyKind.EMPLOYER) or (owner == PartyKind.EMPLOYER and company is None):
        return frozenset()
    rows = Closure.objects.standing().filter(party__kind=owner, last_day__gte=since)
    rows = rows.filter(party=company) if owner == PartyKind.EMPLOYER else rows
    return frozenset(day for first, last in rows.values_list("first_day", "last_day") for day in days_of(first, last))


def closed_houses(owner: str, since: date) -> dict[int | None, frozenset[date]]:
    """The same of every house that this owner may be, by the number of the company, None of a desk; who is open is left out. One query."""
    found: dict[int | None, set[date]] = defaultdict(set)
    rows = Closure.objects.standing().filter(party__kind=owner, last_day__gte=since)
    for party, first, last in rows.values_list("party_id", "first_day", "last_day"):
        found[party if owner == PartyKind.EMPLOYER else None].update(days_of(first, last))
    return {company: frozenset(days) for company, days in found.items()}


def days_of(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def may_enter(user: User, party: Party) -> bool:
    """Who leads OEC or Inter-SES for their own house; for a company its owners, and Inter-SES, which looks after it."""
    if party.kind in LEADS_OF:
        return user.role == LEADS_OF[PartyKind(party.kind)]
    return party.kind == PartyKind.EMPLOYER and (user.role == Role.INTER_SES or is_owner(user, party))


def blockers(*, first_day: date, last_day: date, today: date, taken: Iterable[date]) -> list[Reason]:
    """Everything that keeps these days from being entered; `taken` are the days of closures that stand already."""
    if last_day < first_day:
        return [Reason("closure_turned")]
    if first_day < today:
        return [Reason("closure_past")]
    if (last_day - today).days > FARTHEST:
        return [Reason("closure_far", (("days", FARTHEST),))]
    wanted = {*days_of(first_day, last_day), *taken}
    years = sorted({first_day.year, last_day.year})
    return [Reason("closure_long", (("most", MOST), ("year", year))) for year in years if sum(day.year == year for day in wanted) > MOST]


@transaction.atomic
def enter(party: Party, *, first_day: date, last_day: date, name: str, by: User) -> tuple[Closure, int]:
    """Close from the first to the last day; gives the closure and how many due dates moved later. Raises Refused."""
    if not may_enter(by, party):
        raise Refused(Reason("step_not_yours"))
    Party.objects.select_for_update(of=("self",), no_key=True).get(pk=party.pk)  # the sum of a year is read under this lock
    today = local_day(timezone.now(), party.kind)
    standing = Closure.objects.standing().filter(party=party, last_day__gte=date(today.year, 1, 1))
    taken = [day for first, last in standing.values_list("first_day", "last_day") for day in days_of(first, last)]
    if reasons := blockers(first_day=first_day, last_day=last_day, today=today, taken=taken):
        raise Refused(*reasons)
    try:
        with transaction.atomic():
            row = Closure.objects.create(party=party, first_day=first_day, last_day=last_day, name=" ".join(name.split()), by=by)
    except IntegrityError:
        raise Refused(Reason("closure_stands_already")) from None
    moved = put_off(row, today)
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    journal(party, "enter_closure", by=by, data=days | {"closure": str(row.public_id), "moved": moved})
    return row, moved


def put_off(row: Closure, today: date) -> int:
    """Due days on or after the first closed day come later by the working days that the closure takes; how many. None comes earlier."""
    owner, company = row.party.kind, row.party_id if row.party.kind == PartyKind.EMPLOYER else None
    off, moved = days_off(owner, today, company), 0
    public = days_off(owner, today, closed=False)
    lost = [day for day in days_of(row.first_day, row.last_day) if day > today and is_working_day(day, public)]
    for model in lives():
        rows = model.of_house(model._default_manager.filter(due_on__gte=row.first_day), owner, company)
        for due in sorted(set(rows.order_by().values_list("due_on", flat=True)), reverse=True):  # the latest first: none is moved twice
            count = sum(day <= due for day in lost)
            later = add_working_days(due, count, off)
            moved += rows.filter(due_on=due).update(due_on=later) if later != due else 0
    return moved


@transaction.atomic
def take_back(row: Closure, *, by: User) -> None:
    """It was a mistake, before it begins. Due dates stay where they are: nobody's time gets shorter. Raises Refused."""
    if not may_enter(by, row.party):
        raise Refused(Reason("step_not_yours"))
    today = local_day(timezone.now(), row.party.kind)
    if row.first_day <= today:
        raise Refused(Reason("closure_begun"))
    if not Closure.objects.standing().filter(pk=row.pk).update(taken_back_at=timezone.now()):
        raise Refused(Reason("changed_meanwhile"))
    journal(row.party, "take_back_closure", by=by, data={"closure": str(row.public_id)})


def coming(party: Party) -> QuerySet[Closure]:
    """Those of this house that are not over, the next first."""
    return Closure.objects.standing().filter(party=party, last_day__gte=local_day(timezone.now(), party.kind)).order_by("first_day")


def coming_of_companies() -> QuerySet[Closure]:
    """Those of employers that are not over, the next first."""
    today = local_day(timezone.now(), PartyKind.EMPLOYER)
    rows = Closure.objects.standing().filter(party__kind=PartyKind.EMPLOYER, last_day__gte=today)
    return rows.select_related("party").order_by("first_day", "pk")
