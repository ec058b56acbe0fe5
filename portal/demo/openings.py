"""The vacancies that candidates of the demo may apply for, as they stand in the database, and the seats that are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from random import Random
from typing import Any

from django.db import connection

from accounts.models import Membership, User
from applications.conditions import advertised
from jobs.models import Vacancy
from portal.demo.employers import OVER
from portal.demo.people import Person
from portal.demo.vacancies import Post, more_posts, number_of


@dataclass
class Opening:
    """What applications need to know of a vacancy; `left` counts the seats that the demo may still fill."""

    pk: int
    employer_id: int
    owner: User
    post: Post
    published_at: datetime
    left: int
    taken: int = 0

    @cached_property
    def conditions(self) -> dict[str, Any]:
        """What an offer repeats of the advertisement; read when the first offer is made."""
        return advertised(Vacancy.objects.get(pk=self.pk))


class Openings:
    """The vacancies that were ever published, found by what a person can do."""

    def __init__(self, openings: Iterable[Opening]):
        self.all = list(openings)
        self.by_field: dict[str, list[Opening]] = {}
        for opening in self.all:
            self.by_field.setdefault(opening.post.fields["field_code"], []).append(opening)
        self.by_skill: dict[str, list[Opening]] = {}
        for opening in self.by_field.get("", []):
            for skill in opening.post.skills:
                self.by_skill.setdefault(skill, []).append(opening)

    def choose(self, dice: Random, one: Person, count: int) -> list[Opening]:
        """Up to `count` different vacancies in this person's line of work."""
        if one.field:
            pools: Sequence[list[Opening]] = [self.by_field.get(one.field, [])]
        else:
            pools = [self.by_skill[skill] for skill in one.skills if skill in self.by_skill] or [self.by_field.get("", [])]
        found: dict[int, Opening] = {}
        for _ in range(count * 6):
            pool = dice.choice(pools)
            if pool and len(found) < count:
                opening = dice.choice(pool)
                found.setdefault(opening.pk, opening)
        return list(found.values())

    @classmethod
    def read(cls, now: datetime) -> "Openings":
        """All demo vacancies that were ever published. A published one keeps a seat free, or it would have closed."""
        owners = {tie.party_id: tie.user for tie in Membership.objects.filter(duty=Membership.Duty.OWNER).select_related("user")}
        rows = (
            Vacancy.objects.filter(reference__startswith="V-D", published_at__isnull=False).select_related("employer").order_by("reference")
        )
        rows = rows.only("pk", "reference", "state", "published_at", "seats", "seats_taken", "employer__party_id")
        found = {number_of(row.reference): row for row in rows}
        said = more_posts(max(found, default=-1) + 1, now.date())
        return cls(
            Opening(
                pk=row.pk,
                employer_id=row.employer_id,
                owner=owners[row.employer.party_id],
                post=post,
                published_at=row.published_at,
                left=row.seats - row.seats_taken - (0 if row.state in OVER else 1),
            )
            for post in said
            if (row := found.get(post.number))
        )

    def write_seats(self) -> None:
        """Add the seats given since the last time to the vacancies' own count."""
        given = [(opening.pk, opening.taken) for opening in self.all if opening.taken]
        if not given:
            return
        values = ", ".join(["(%s::bigint, %s)"] * len(given))
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE jobs_vacancy SET seats_taken = seats_taken + given.seats FROM (VALUES {values}) AS given (id, seats) "  # noqa: S608
                "WHERE jobs_vacancy.id = given.id",
                [value for pair in given for value in pair],
            )
        for opening in self.all:
            opening.taken = 0
