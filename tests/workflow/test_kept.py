"""What is kept for the life of a process is the same for ever: no moment, no day, no language, no person outside its gaps and its key."""

import inspect
import sys
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import READERS
from applications.models import Application
from candidates.transitions import today
from candidates.views.job import LISTS
from jobs.models import Vacancy
from jobs.standing import japan_today
from reviews import queues, tasks
from reviews.kinds import kinds_for
from workflow.clock import local_day
from workflow.counting import Counting, counted, counting
from workflow.prepared import ASKS, NUMBER, REF, TEXT, Prepared

# On one day in Pakistan and in Japan, then on one day in only one of them.
MOMENTS = [
    ("2026-12-01T05:00:00Z", "en"), ("2026-12-01T12:34:56Z", "ja"), ("2026-12-01T16:00:00Z", "ur"),
    ("2026-11-30T18:00:00Z", "ja"), ("2026-11-30T20:00:00Z", "en"),
]  # fmt: skip


def role_and_day(role):
    return role, queues.owner_day(User(role=role))


def keys():
    """By the name of each function that keeps readings: by what it keeps them at this moment."""
    everywhere = [(kind.name, role) for role in READERS for kind in kinds_for(role)]
    return {
        "candidates.views.job._public": [(today(),)],
        "candidates.views.jobs._front": [(today(), japan_today())],
        "jobs.standing._rate": [(today(),), (japan_today(),)],
        "jobs.whole.only_lists": [(Vacancy, tuple(LISTS)), (Vacancy, ("allowances", "questions"))],
        "reviews.assignments._given": [(role,) for role in READERS],
        "reviews.desk.page._subject": everywhere,
        "reviews.desk.today._mine": [(role,) for role in READERS],
        "reviews.queues._counts": [(kind, *role_and_day(role)) for kind, role in everywhere],
        "reviews.queues._figures": [role_and_day(role) for role in READERS],
        "reviews.queues._given": [role_and_day(role) for role in READERS],
        "reviews.queues._lines": everywhere,
        "reviews.tasks._late_on": [(tuple((owner, local_day(timezone.now(), owner)) for owner in tasks.OWNERS),)],
        "reviews.team._shared": [role_and_day(role) for role in READERS],
        "reviews.whole._open_pair": [(role,) for role in READERS],
        "workflow.reminding._without_owner": [()],
    }


def kept():
    """Every reading of the house and every function that keeps some, by name."""
    reverse("admin:index")  # reads every page of the desk
    house = Path(settings.BASE_DIR)
    names = {folder.name for folder in house.iterdir() if (folder / "__init__.py").exists()} - {"tests", "bench"}
    readings, makers = {}, {}
    for module in [found for name, found in sorted(sys.modules.items()) if name.partition(".")[0] in names]:
        for name, value in list(vars(module).items()):
            if isinstance(value, Prepared | Counting):
                readings[f"{module.__name__}.{name}"] = value
            elif hasattr(value, "cache_info") and value.__module__ == module.__name__ and keeps_readings(value):
                makers[f"{module.__name__}.{name}"] = value
    return readings, makers


def keeps_readings(function):
    said = str(inspect.signature(function).return_annotation)
    return "Prepared" in said or "Counting" in said


def statement(reading):
    """What a reading asks, put together now."""
    if isinstance(reading, tuple):
        return [statement(one) for one in reading]
    if isinstance(reading, Counting):
        return reading.asked, reading.sql, reading.values
    try:
        return reading.build(*reading.gaps).query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return None


def statements(function, name, wanted):
    """By its key: everything that was ever put together for it."""
    found = {}
    for moment, language in MOMENTS:
        with time_machine.travel(moment, tick=False), translation.override(language):
            for key in wanted()[name]:
                found.setdefault(key, set()).add(repr(statement(function.__wrapped__(*key))))
    return found


def test_every_reading_that_is_kept_is_looked_at_here():
    readings, makers = kept()
    assert set(makers) == set(keys()), "a new one belongs into keys()"
    assert len(readings) > 10


def test_a_reading_of_a_module_says_the_same_at_any_time_in_any_language(db):
    for name, reading in kept()[0].items():
        found = set()
        for moment, language in MOMENTS:
            with time_machine.travel(moment, tick=False), translation.override(language):
                found.add(repr(statement(reading)))
        assert len(found) == 1, f"{name} holds what changes: {found}"


@pytest.mark.parametrize("name", sorted(keys()))
def test_a_reading_that_is_kept_by_a_key_says_the_same_as_long_as_the_key_is_the_same(db, name):
    for key, found in statements(kept()[1][name], name, keys).items():
        assert len(found) == 1, f"{name}{key} holds what changes: {found}"


@pytest.mark.parametrize("name", sorted(keys()))
def test_every_reading_that_is_kept_can_be_asked(db, name):
    """Prepared.kept refuses gaps that are missing and persons that are never said."""
    for key in keys()[name]:
        made = kept()[1][name].__wrapped__(*key)
        for reading in made if isinstance(made, tuple) else (made,):
            assert reading.of() if isinstance(reading, Counting) else reading.kept or statement(reading) is None


def moment_inside(role):
    return Prepared(lambda ref: Application.objects.filter(public_id=ref, submitted_at__lt=timezone.now()), REF)


def other_day_inside(role, day):
    """Kept by the day of this role, but open are the jobs of the day in Tokyo."""
    return counting({"open": Vacancy.objects.open()}, most=5)


@pytest.mark.parametrize(
    ("function", "wanted"),
    [(moment_inside, lambda: {"": [("oec_officer",)]}), (other_day_inside, lambda: {"": [role_and_day("oec_officer")]})],
)
def test_the_guard_finds_what_changes(db, function, wanted):
    function.__wrapped__ = function
    assert max(len(found) for found in statements(function, "", wanted).values()) > 1


def test_who_asks_is_never_taken_for_another_number(db):
    reader = User(pk=ASKS)
    with pytest.raises(ValueError, match="gaps"):
        Prepared(lambda one: Application.objects.filter(candidate__user=reader, pk=one), NUMBER).kept  # noqa: B018


@pytest.mark.parametrize("typed", [TEXT, str(REF)])
def test_what_somebody_typed_like_a_gap_is_only_that(db, typed):
    assert counted({"all": Vacancy.objects.filter(reference=typed)}, most=5) == {"all": 0}
