"""New jobs for kept searches: told once each, in batches of constant cost."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone

from candidates.filters import JobFilter, Offered, all_offered
from candidates.models import SavedSearch
from jobs.models import Vacancy
from workflow.models import Entry
from workflow.steps import SYSTEM

FOUND = "search.found"
BATCH, SHOWN = 100, 5
MARGIN = timedelta(minutes=5)  # what was published this lately may not be committed yet: it waits for the next round
EVERY = timedelta(hours=6)


def tell_all() -> int:
    """One round over the searches that are due; gives how many had news. Killed half-way it goes on where it was."""
    until, lists, told = timezone.now() - MARGIN, all_offered(), 0
    while True:
        with transaction.atomic():
            due = SavedSearch.objects.filter(wants_news=True, profile__user__is_active=True, told_until__lt=until - EVERY)
            rows = list(due.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:BATCH])
            if not rows:
                return told
            told += tell(rows, until, lists)


def tell(rows: Sequence[SavedSearch], until: datetime, lists: Offered) -> int:
    """A journal entry for each of these searches that a new job fits; four queries for however many."""
    found = fitting(rows, until, lists)
    with_news = [row for row in rows if row.pk in found]
    last = Entry.objects.filter(subject_kind=SavedSearch.KIND, subject_id__in=[row.pk for row in with_news])
    seqs = dict(last.order_by().values_list("subject_id").annotate(Max("seq")))
    Entry.objects.bulk_create([entry(row, seqs.get(row.pk, 0) + 1, found[row.pk]) for row in with_news])
    SavedSearch.objects.filter(pk__in=[row.pk for row in rows]).update(told_until=until)
    return len(with_news)


def fitting(rows: Sequence[SavedSearch], until: datetime, lists: Offered) -> dict[int, list[int]]:
    """For each search the newest jobs, at most five and one more, that were published since it was last told; one query."""
    parts = [part(row, until, lists) for row in rows]
    found: dict[int, list[int]] = {}
    for search, job in parts[0].union(*parts[1:], all=True):
        found.setdefault(search, []).append(job)
    return found


def part(row: SavedSearch, until: datetime, lists: Offered) -> QuerySet[Vacancy]:
    """The new jobs of one search with its key, as a piece of the one query."""
    new = Vacancy.objects.open().filter(published_at__gt=row.told_until, published_at__lte=until)
    fits = JobFilter(QueryDict(row.query), lists=lists).narrow(new)
    return fits.annotate(search_pk=Value(row.pk)).order_by("-published_at", "-pk").values_list("search_pk", "pk")[: SHOWN + 1]


def entry(row: SavedSearch, seq: int, jobs: list[int]) -> Entry:
    """The news as it stands in the journal: ids only."""
    told = {"jobs": jobs[:SHOWN], "has_more": len(jobs) > SHOWN}
    return Entry(
        kind=FOUND, subject_kind=SavedSearch.KIND, subject_id=row.pk, subject_ref=row.public_id, seq=seq, actor_role=SYSTEM, data=told
    )
