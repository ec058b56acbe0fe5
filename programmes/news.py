"""A group opened: who wanted to be told is told once, in slices of constant cost."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from programmes.models import Group, Interest
from workflow.models import Entry
from workflow.steps import SYSTEM

TELL = "interest.tell"
BATCH, ROUNDS, SHOWN = 200, 20, 5
MARGIN = timedelta(seconds=30)  # what was opened this lately may not be committed yet


def tell_all() -> int:
    """One round; gives how many were told. Killed half-way it goes on where it was."""
    until, told = timezone.now() - MARGIN, 0
    groups = list(Group.objects.asked_for().filter(opened_at__lte=until).order_by("-opened_at")[:SHOWN])
    if not groups or groups[0].opened_at is None:
        return 0
    for _round in range(ROUNDS):
        done = tell_some(groups, groups[0].opened_at, until)
        told += done
        if done < BATCH:
            break
    return told


@transaction.atomic
def tell_some(groups: Sequence[Group], newest: datetime, until: datetime) -> int:
    """The first of those who do not know of the newest group; three queries for however many."""
    due = Interest.objects.filter(wants_news=True, told_until__lt=newest, profile__user__is_active=True)
    rows = list(due.select_for_update(of=("self",), skip_locked=True).order_by("told_until", "pk")[:BATCH])
    last = Entry.objects.filter(subject_kind=Interest.KIND, subject_id__in=[row.pk for row in rows]).order_by()
    seqs = dict(last.values_list("subject_id").annotate(Max("seq")))
    Entry.objects.bulk_create([entry_of(row, seqs.get(row.pk, 0) + 1, groups) for row in rows])
    Interest.objects.filter(pk__in=[row.pk for row in rows]).update(told_until=until)
    return len(rows)


def entry_of(row: Interest, seq: int, groups: Sequence[Group]) -> Entry:
    """The news as it stands in the journal: ids only."""
    new = [group.pk for group in groups if group.opened_at and group.opened_at > row.told_until]
    return Entry(
        kind=TELL,
        subject_kind=Interest.KIND,
        subject_id=row.pk,
        subject_ref=row.public_id,
        seq=seq,
        actor_role=SYSTEM,
        data={"groups": new},
    )
