"""Places of a field: dated, kept, shown with their source, and counted beside the people who took one here."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from jobs.models import SswField, Vacancy
from programmes.models import FieldQuota, FieldUse
from programmes.quotas import count_again, lines_of
from programmes.reference_data import load
from programmes.tasks import count_field_use
from tests.applications.factories import ApplicationFactory

HERE, NEW = "/desk/quotas/", "/desk/quotas/new/"
TODAY = date(2026, 11, 29)


@pytest.fixture
def kites(db):
    """An invented field, for which nothing is shipped."""
    names = {"order": 99, "name_en": "Kite making", "name_ja": "凧", "fee_placement_allowed": True, "dispatch_allowed": False}
    return SswField.objects.update_or_create(code="kites", defaults=names)[0]


def quota(field, places, day=date(2024, 4, 1), **more):
    return FieldQuota.objects.create(field=field, places=places, valid_from=day, source="Cabinet decision", as_of=TODAY, **more)


def line(user, field, today=TODAY):
    return next(line for line in lines_of(user, today) if line.field == field)


def seat(field, state):
    """Somebody in this field, at this stage."""
    application = ApplicationFactory()
    Vacancy.objects.filter(pk=application.vacancy_id).update(field=field)
    now = timezone.now()
    owner = {"owner": "oec", "due_on": now.date()}
    Application.objects.filter(pk=application.pk).update(state=state, submitted_at=now, accepted_at=now, **owner)


def typed(**changes):
    return {"field": "kites", "valid_from": "2026-01-23", "places": "50000", "source": "S09", "as_of": "2026-11-01"} | changes


def test_the_newest_number_that_has_begun_holds_and_the_others_stay(kites, omar):
    old, new, later = quota(kites, 53_000), quota(kites, 50_000, date(2026, 1, 23)), quota(kites, 60_000, TODAY + timedelta(1))
    found = line(omar, kites)
    assert (found.now, found.before, found.later) == (new, (old,), (later,))
    assert line(omar, kites, TODAY + timedelta(1)).now == later


def test_of_two_numbers_from_one_day_the_last_entered_holds(kites, omar):
    quota(kites, 50_000)
    mended = quota(kites, 51_000)
    assert line(omar, kites).now == mended


def test_a_number_is_never_changed_nor_deleted(kites, omar):
    row = quota(kites, 50_000, entered_by=omar)
    for act in (lambda: FieldQuota.objects.update(places=1), FieldQuota.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    FieldQuota.objects.update(entered_by=None)  # an account may end
    row.refresh_from_db()
    assert (row.places, row.entered_by) == (50_000, None)


@pytest.mark.parametrize("wrong", [{"places": 0}, {"source": ""}])
def test_the_database_refuses_a_number_without_places_or_source(kites, wrong):
    values = {"places": 5, "valid_from": TODAY, "source": "S09", "as_of": TODAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        FieldQuota.objects.create(field=kites, **values)


def test_those_who_accepted_and_those_who_left_are_counted_once(kites, omar):
    quota(kites, 2)
    for state in ("accepted", "departed", "arrived", "submitted"):
        seat(kites, state)
    count_field_use()
    count_again(timezone.now())
    found = line(omar, kites)
    assert (found.use.accepted, found.use.departed, found.used, found.is_over) == (1, 2, 3, True)
    Application.objects.filter(state="accepted").update(state="withdrawn", owner="", due_on=None)
    count_field_use()
    assert line(omar, kites).use.accepted == 0


def test_the_shipped_numbers_load_once_and_none_calls_itself_checked(reference):
    load()
    count = FieldQuota.objects.count()
    load()
    assert FieldQuota.objects.count() == count > 0
    assert not FieldQuota.objects.filter(is_sure=True).exists()


def test_the_page_says_what_is_not_known_and_what_is_not_checked(client, kites, omar):
    client.force_login(omar)
    FieldUse.objects.create(field=kites, accepted=0, departed=0, counted_at=timezone.now())
    assert "not known" in client.get(HERE).content.decode()
    quota(kites, 50_000)
    page = client.get(HERE).content.decode()
    assert "not checked against the original" in page
    assert "<meter" in page


def test_the_supervisor_enters_a_number_and_a_second_click_adds_nothing(client, kites, amna):
    client.force_login(amna)
    assert client.get(NEW).status_code == 200
    assert client.post(NEW, typed()).url == HERE
    assert client.post(NEW, typed()).status_code == 422
    row = FieldQuota.objects.get(field=kites)
    assert (row.places, row.entered_by, row.is_sure) == (50_000, amna, False)


BAD = [{"places": "0"}, {"places": "-1"}, {"places": "99999999999999999999"}, {"valid_from": "2026-02-31"}, {"source": " "}, {"field": "x"}]


@pytest.mark.parametrize("wrong", BAD)
def test_a_wrong_number_is_refused_and_what_was_typed_stays(client, kites, amna, wrong):
    client.force_login(amna)
    answer = client.post(NEW, typed(**wrong))
    assert answer.status_code == 422
    assert "2026-11-01" in answer.content.decode()
    assert not FieldQuota.objects.filter(field=kites).exists()


@pytest.mark.parametrize("name", ["omar", "ken"])
def test_other_staff_read_and_do_not_enter(client, kites, request, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(HERE).status_code == 200
    assert NEW not in client.get(HERE).content.decode()
    assert client.post(NEW, typed()).status_code == 403
    assert not FieldQuota.objects.filter(field=kites).exists()


def test_strangers_read_nothing(kites, ayesha, sato):
    quota(kites, 5)
    for user in (ayesha, sato):
        person = user if isinstance(user, User) else user.user
        assert not FieldQuota.objects.visible_to(person).exists()


def test_the_page_asks_the_same_however_many_numbers_there_are(client, kites, omar):
    client.force_login(omar)
    client.get(HERE)
    counts = []
    for size in (2, 20):
        for number in range(size):
            quota(kites, 1000 + size * 100 + number, entered_by=omar)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(HERE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
