"""The programme of 120 with its groups, people in every state, and tests: once, through the same verbs as at the desk."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import Party, User
from accounts.roles import PartyKind
from candidates.models import Profile
from jobs.models import SswField
from portal.demo.stage import Stage
from programmes import transitions as do
from programmes.models import Booking, Group, Interest, Member, Programme, ProgrammeSeats, Sitting
from workflow.models import Entry

FIRST = 1  # after Ayesha, who sees the next groups; Bilal is offered a seat
FIELDS = ("nursing_care", "building_cleaning", "industrial_products")
KINDS = (Programme.KIND, Group.KIND, Member.KIND, Booking.KIND)
EVENING, WEEKEND = (
    {"weekdays": [0, 2, 4], "begins_at": time(18), "ends_at": time(20)},
    {"weekdays": [5, 6], "begins_at": time(10), "ends_at": time(14)},
)
# title, place ("": online), lessons, first and last day from today, seats, how it stands, and the people: state -> how many
GROUPS: tuple[tuple[str, str, dict[str, Any], int, int, int, str, dict[str, int]], ...] = (
    ("Online A", "", EVENING, 14, 150, 20, "open", {"offered": 6, "enrolled": 4, "waiting": 8, "asked": 14}),
    ("Lahore A", "OEC training centre, Lahore", EVENING, -200, -20, 25, "ended", {"finished": 20, "dropped": 3, "left": 2}),
    ("Karachi A", "OEC office, Karachi", WEEKEND, -60, 90, 30, "running", {"enrolled": 30}),
    ("Islamabad A", "NUML, Islamabad", EVENING, -45, 100, 28, "running", {"enrolled": 26, "left": 2}),
    ("Peshawar A", "OEC office, Peshawar", WEEKEND, 20, 160, 20, "cancelled", {"released": 5}),
    ("Lahore B", "OEC training centre, Lahore", EVENING, 45, 200, 25, "planned", {}),
)  # fmt: skip


@transaction.atomic
def add_cohort(stage: Stage) -> None:
    """Fill the programme from the people who are there; nothing where it stands already."""
    people = iter(Profile.objects.select_related("user").order_by("pk")[FIRST : FIRST + 150])
    if Programme.objects.exists() or not Profile.objects.exists():
        return
    programme = add_programme(stage)
    for row in GROUPS:
        add_group(programme, row, people, stage)
    add_tests(programme, stage)
    for profile in people:
        Interest.objects.create(profile=profile)
    Entry.objects.filter(subject_kind__in=KINDS, planned_at=None).update(planned_at=stage.now)  # nothing follows from a demo


def add_programme(stage: Stage) -> Programme:
    """The cohort under the memorandum, and a small one that is only planned."""
    oec, today = Party.objects.get(kind=PartyKind.OEC), stage.now.date()
    names = {"name_en": "Cohort of 120", "name_ur": "120 کارکنوں کا پروگرام", "name_ja": "120人育成プログラム"}
    said = {"party": oec, "kind": "cohort", "goal": "A2", "starts_on": today - timedelta(days=210), "ends_on": today + timedelta(days=300)}
    seats = ProgrammeSeats(places=120, valid_from=said["starts_on"], source="Memorandum of Cooperation (sample)", as_of=today)
    programme = Programme(**names, **said)
    do.plan(programme, by=stage.supervisor, fields=SswField.objects.filter(code__in=FIELDS), seats=seats)
    for name in ("open", "start"):
        do.step_programme(programme, name, by=stage.supervisor)
    later = {"name_en": "Japanese for IT people", "name_ur": "آئی ٹی کارکنوں کے لیے جاپانی", "name_ja": "IT人材日本語コース"}
    planned = Programme(**later, party=oec, kind="language", goal="N4", starts_on=today + timedelta(days=90), teaching_language="en")
    do.plan(planned, by=stage.supervisor)
    return programme


def add_group(programme: Programme, row: tuple[Any, ...], people: Iterator[Profile], stage: Stage) -> None:
    """One group with its people, then brought to where it stands."""
    title, place, lessons, first, last, seats, stands, crowd = row
    today, by = stage.now.date(), stage.officers[0]
    days = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    group = Group(programme=programme, title=title, place=place, mode="onsite" if place else "online", seats=seats, **lessons, **days)
    do.add_group(group, by=by)
    if stands == "planned":
        return
    do.open_group(group, by=by)
    for state, count in crowd.items():
        for _number, profile in zip(range(count), people):  # noqa: B905  the people may be fewer
            ENTRANCES[state](profile, group, stage)
    if stands == "cancelled":
        do.cancel_group(group, by=by)
        for member in Member.objects.live().filter(group=group):
            do.release(member, reason="group_cancelled")
    if stands in ("running", "ended"):
        do.start_group(group, by=by)
    date_back(group, days["starts_on"], days["ends_on"], today)
    hold_lessons(group, min(days["ends_on"], today), by=by)
    if stands == "ended":
        do.end_group(group, by=by)


def hold_lessons(group: Group, until: date, *, by: User) -> None:
    """The last lessons of a group that began: nearly everybody comes, some are excused, few stay away."""
    if group.state != "running":
        return
    days = [until - timedelta(days=n) for n in range(28)]
    group.refresh_from_db()
    for day in sorted(day for day in days if day.weekday() in group.weekdays and day >= group.starts_on):
        people = Member.objects.filter(group=group, enrolled_on__lte=day).exclude(ended_on__lt=day)
        words = {
            pk: ("absent" if not (pk + day.day) % 9 else "excused" if not (pk + day.day) % 17 else "present")
            for pk in people.values_list("pk", flat=True)
        }
        do.record_lesson(group, day=day, said={pk: (0, word) for pk, word in words.items()}, by=by)


def date_back(group: Group, starts_on: date, ends_on: date, today: date) -> None:
    """As if they had come on the first day, and the course had ended on its last."""
    rows = Member.objects.filter(group=group)
    asked = (today - min(starts_on, today)).days + 20
    rows.update(asked_at=F("asked_at") - timedelta(days=asked))
    rows.filter(enrolled_on__isnull=False).update(enrolled_on=min(starts_on, today))
    rows.filter(ended_on__isnull=False).update(ended_on=min(ends_on, today))


def asked(profile: Profile, group: Group, stage: Stage) -> Member:
    level = ("none", "kana", "N5")[profile.pk % 3]
    return do.ask(profile, group=group, by=profile.user, wish=("any", "online", "onsite")[profile.pk % 3], level=level)


def waiting(profile: Profile, group: Group, stage: Stage) -> Member:
    member = asked(profile, group, stage)
    do.wait(member, by=stage.officers[0])
    return member


def offered(profile: Profile, group: Group, stage: Stage) -> Member:
    member = asked(profile, group, stage)
    do.offer(member, by=stage.officers[0])
    return member


def enrolled(profile: Profile, group: Group, stage: Stage) -> Member:
    return do.add(profile, group=group, by=stage.officers[-1])


def finished(profile: Profile, group: Group, stage: Stage) -> None:
    do.finish(enrolled(profile, group, stage), by=stage.officers[0])


def left(profile: Profile, group: Group, stage: Stage) -> None:
    do.leave(enrolled(profile, group, stage), by=stage.officers[0], reason="own_wish")


def dropped(profile: Profile, group: Group, stage: Stage) -> None:
    do.drop(enrolled(profile, group, stage), by=stage.officers[0], reason="attendance")


ENTRANCES: dict[str, Callable[[Profile, Group, Stage], object]] = {
    "asked": asked,
    "waiting": waiting,
    "offered": offered,
    "enrolled": enrolled,
    "finished": finished,
    "left": left,
    "dropped": dropped,
    "released": asked,
}


def add_tests(programme: Programme, stage: Stage) -> None:
    """JFT-Basic behind the first group, its results known; JLPT before the second."""
    today, by = stage.now.date(), stage.officers[0]
    past = do.add_sitting(
        Sitting(programme=programme, kind="jft", held_on=today - timedelta(days=12), place="Prometric test centre, Islamabad"), by=by
    )
    members = Member.objects.filter(group__programme=programme).select_related("group").order_by("pk")
    for number, member in enumerate(members.filter(state="finished")):
        booking = do.book(past, member, by=stage.reviewer)
        result = ("passed", "passed", "failed", "passed", "missed", "passed", "sat")[number % 7]
        score = {"passed": Decimal(200 + number), "failed": Decimal(150 + number)}.get(result)
        do.record_result(booking, by=by, result=result, score=score)
    coming = do.add_sitting(
        Sitting(programme=programme, kind="jlpt", level="N5", held_on=today + timedelta(days=40), place="NUML, Islamabad"), by=by
    )
    for member in members.filter(state="enrolled", group__title="Karachi A")[:24]:
        do.book(coming, member, by=stage.reviewer)
