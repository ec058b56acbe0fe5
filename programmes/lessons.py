"""Reads of the lessons of a group: who is on the roll, who came when, and the share of each; a few queries for any number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from programmes.models import Attendance, Group, Mark, Member


@dataclass
class Share:
    """How often somebody came. Excused lessons count for neither side."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def present(self) -> int:
        return self.counts[Mark.PRESENT]

    @property
    def absent(self) -> int:
        return self.counts[Mark.ABSENT]

    @property
    def excused(self) -> int:
        return self.counts[Mark.EXCUSED]

    @property
    def counted(self) -> int:
        return self.present + self.absent

    @property
    def percent(self) -> int | None:
        """Rounded down; None where nothing is counted."""
        return self.present * 100 // self.counted if self.counted else None


def roll_of(group: Group, user: User) -> "QuerySet[Member]":
    """Everybody who was ever in the group, by name."""
    rows = Member.objects.visible_to(user).filter(group=group, enrolled_on__isnull=False)
    return rows.select_related("profile__user").order_by("profile__full_name", "pk")


def there_on(group: Group, user: User, day: date) -> "QuerySet[Member]":
    """Those of them who were in it on that day."""
    return roll_of(group, user).filter(Q(ended_on=None) | Q(ended_on__gte=day), enrolled_on__lte=day)


def words_of(group: Group, user: User, day: date) -> dict[int, Attendance]:
    """The last word about each person at this lesson, one that was taken back too; by member."""
    rows = Attendance.objects.visible_to(user).filter(member__group=group, held_on=day).order_by("number")
    return {row.member_id: row for row in rows}


def history_of(group: Group, user: User, day: date) -> list[Attendance]:
    """Every word about this lesson that corrected another, the newest first."""
    rows = Attendance.objects.visible_to(user).filter(member__group=group, held_on=day, number__gt=1)
    return list(rows.select_related("member__profile", "by").order_by("-at", "-pk")[:200])


def shares_of(members: Iterable[Member]) -> dict[int, Share]:
    """By member; one query."""
    found: dict[int, Share] = {}
    rows = Attendance.objects.counting().filter(member__in=[member.pk for member in members]).order_by()
    for member, mark, count in rows.values_list("member", "mark").annotate(n=Count("pk")):
        found.setdefault(member, Share()).counts[mark] = count
    return found


def days_of(group: Group, user: User) -> list[dict[str, Any]]:
    """Each lesson of which something is known with how many came, the newest first; one query."""
    rows = Attendance.objects.visible_to(user).counting().filter(member__group=group).order_by("-held_on")
    counted = {str(mark): Count("pk", filter=Q(mark=mark)) for mark in (Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED)}
    return list(rows.values("held_on").annotate(**counted))


def marks_of(group: Group, user: User) -> dict[int, dict[date, str]]:
    """Member -> day -> what counts; one query, for the file."""
    found: dict[int, dict[date, str]] = {}
    rows = Attendance.objects.visible_to(user).counting().filter(member__group=group)
    for member, day, mark in rows.values_list("member", "held_on", "mark"):
        found.setdefault(member, {})[day] = mark
    return found
