"""What became of vacancies: how many saw, applied, were endorsed, presented, interviewed, offered and hired, and the days to fill."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from applications.numbers import Span, sources
from applications.states import SEATED
from jobs.models import Vacancy
from reporting.stages import WORDS
from workflow.clock import local_day
from workflow.models import Entry

STAGES: dict[str, Promise] = {
    "seen": _("opened"), **{name: WORDS[name] for name in ("applied", "endorsed", "presented", "interviewed", "offered", "hired")},
}  # fmt: skip
BY = ("field", "prefecture", "employer")
AT_ONCE = 100
CALLED = {"accepted": "hired"}  # the employer's numbers call it so


@dataclass
class Reach:
    """One vacancy; `days` from its publication until its last seat was taken, None while it has seats."""

    vacancy: Vacancy
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    days: int | None = None

    @property
    def cells(self) -> list[int]:
        return list(self.counts.values())


def published(user: User) -> QuerySet[Vacancy]:
    """Those that were public once, the newest first."""
    rows = Vacancy.objects.visible_to(user).filter(published_at__isnull=False)
    return rows.select_related("employer", "prefecture", "field").defer("search", "search_terms").order_by("-pk")


def reach_of(vacancies: Iterable[Vacancy]) -> list[Reach]:
    """These vacancies from their first day on; seven queries at any number."""
    found = {vacancy.pk: Reach(vacancy) for vacancy in vacancies}
    keys = list(found)
    for name, rows in (*sources(keys, Span()), ("endorsed", endorsed(keys))):
        for pk, count in rows:
            if (stage := CALLED.get(name, name)) in STAGES:
                found[pk].counts[stage] = count
    for pk, last in last_seats(keys):
        vacancy = found[pk].vacancy
        if vacancy.seats_left <= 0:
            found[pk].days = max(0, (local_day(last, "employer") - local_day(vacancy.published_at, "employer")).days)
    return list(found.values())


def endorsed(keys: list[int]) -> QuerySet:
    """(vacancy, how many of its applications OEC handed on)."""
    taken = Entry.objects.filter(subject_kind=Application.KIND, subject_id=OuterRef("pk"), kind="application.endorse")
    return Application.objects.filter(Exists(taken), vacancy__in=keys).order_by().values_list("vacancy").annotate(n=Count("pk"))


def last_seats(keys: list[int]) -> QuerySet:
    """(vacancy, when its last seat was taken)."""
    seated = Application.objects.filter(vacancy__in=keys, state__in=SEATED).order_by()
    return seated.values_list("vacancy").annotate(last=Max("accepted_at"))


def after(user: User, last: int) -> list[Reach]:
    """The next of them by age, the newest first: those before this key; 0 for the first."""
    rows = published(user).filter(pk__lt=last) if last else published(user)
    return reach_of(rows[:AT_ONCE])
