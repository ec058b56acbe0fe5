"""A colleague stands in for some days: the cases, the morning letter, and that it ends by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews import assignments, deputies, digests, queues
from reviews.kinds import KINDS
from reviews.models import Deputy, Digest, Recusal
from reviews.wishes import Wish
from tests.applications.factories import ApplicationFactory
from workflow.models import Entry
from workflow.reminding import escalate_due
from workflow.steps import Refused

APPLICATION = KINDS["application"]


@pytest.fixture
def case(reference, omar, amna):
    """One application, given to Omar."""
    row = ApplicationFactory(state="submitted", due_on=queues.local_day(timezone.now(), "oec") - timedelta(days=1))
    assignments.give(APPLICATION, [row.public_id], to=omar, by=amna)
    return row


def days(first: int, last: int) -> dict:
    today = queues.local_day(timezone.now(), "oec")
    return {"first_day": today + timedelta(days=first), "last_day": today + timedelta(days=last)}


def mine(user):
    return [(row.subject, row.is_mine, row.is_for) for row in queues.page_of(APPLICATION, user, Wish(group="mine"))[0]]


def test_the_deputy_has_the_cases_on_these_days_only(case, omar, nadia):
    assert mine(nadia) == []
    row = deputies.name(officer=omar, deputy=nadia, by=omar, **days(0, 3))
    assert mine(nadia) == [(case, True, True)]
    assert mine(omar) == [(case, True, False)]
    assert queues.next_of(APPLICATION, nadia) == case
    Deputy.objects.filter(pk=row.pk).update(**days(-5, -1))
    assert mine(nadia) == []
    assert Entry.objects.get(kind="deputy.name").subject_id == row.pk


def test_a_deputy_who_knows_the_person_does_not_get_the_case(case, omar, nadia):
    deputies.name(officer=omar, deputy=nadia, by=omar, **days(0, 3))
    Recusal.objects.create(subject_kind="application", subject_ref=case.public_id, user=nadia)
    assert mine(nadia) == []
    assert queues.next_of(APPLICATION, nadia) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda f: {"deputy": f("omar")}, "not the officer who is away"),
        (lambda f: {"deputy": f("ken")}, "same organisation"),
        (lambda f: days(3, 1), "before the first day"),
        (lambda f: days(-9, -3), "already past"),
        (lambda f: days(0, 400), "120 days"),
        (lambda f: {"by": f("nadia")}, "not yours"),
        (lambda f: {"by": f("ken")}, "not yours"),
    ],
)
def test_what_may_not_be_is_refused_with_words(request, omar, nadia, change, why):
    said = {"officer": omar, "deputy": nadia, "by": omar, **days(0, 3)} | change(request.getfixturevalue)
    with pytest.raises(Refused, match=why):
        deputies.name(**said)
    assert not Deputy.objects.exists()


def test_no_two_deputies_at_once_but_one_after_the_other(omar, nadia, amna):
    first = deputies.name(officer=omar, deputy=nadia, by=amna, **days(0, 3))
    with pytest.raises(Refused, match="named already"):
        deputies.name(officer=omar, deputy=amna, by=amna, **days(3, 5))
    deputies.name(officer=omar, deputy=amna, by=amna, **days(4, 5))
    deputies.end(first, by=omar)
    with pytest.raises(Refused):
        deputies.end(first, by=omar)
    deputies.name(officer=omar, deputy=amna, by=amna, **days(0, 2))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"deputy": "officer"}, "deputy_is_another_person"),
        ({"last_day": "2020-01-01"}, "deputy_ends_after_it_begins"),
        ({}, "deputy_one_at_a_time"),
    ],
)
def test_the_database_refuses_it_too(omar, nadia, fields, name):
    row = deputies.name(officer=omar, deputy=nadia, by=omar, **days(0, 3))
    values = {"officer": omar, "deputy": nadia, "by": omar, "first_day": row.first_day, "last_day": row.last_day} | fields
    values["deputy"] = omar if values["deputy"] == "officer" else nadia
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Deputy.objects.create(**values)


def test_the_page_names_and_ends(client, omar, nadia, ken):
    client.force_login(omar)
    sent = {"officer": omar.public_id, "deputy": nadia.public_id} | days(0, 3)
    page = client.post("/desk/team/deputies/", sent | {"last_day": "no day"})
    assert (page.status_code, Deputy.objects.exists()) == (422, False)
    assert str(nadia.public_id) in page.text
    assert "stands in for" in client.post("/desk/team/deputies/", sent, follow=True).text
    assert "named already" in client.post("/desk/team/deputies/", sent).text
    row = Deputy.objects.get()
    client.force_login(nadia)
    client.post(f"/desk/team/deputies/{row.public_id}/end/")
    client.force_login(ken)
    assert client.post(f"/desk/team/deputies/{row.public_id}/end/").status_code == 404
    assert Deputy.objects.standing().exists()
    client.force_login(omar)
    client.post(f"/desk/team/deputies/{row.public_id}/end/")
    assert not Deputy.objects.standing().exists()


# ── the morning letter ────────────────────────────────────────────────────────────────────────────────


def test_one_letter_a_morning_and_the_deputy_reads_it(case, omar, nadia, amna):
    now = timezone.now()
    escalate_due(now)
    deputies.name(officer=omar, deputy=nadia, by=omar, **days(0, 3))
    assert [digests.send_one(user, now) for user in (omar, nadia, amna, amna)] == [1, 1, 1, 0]
    counts = dict(Digest.objects.values_list("user__full_name", "counts"))
    assert counts[omar.full_name] == {}
    assert (counts[nadia.full_name]["own_late"], counts[nadia.full_name]["escalated"]) == (1, 0)
    assert (counts[amna.full_name]["own_late"], counts[amna.full_name]["escalated"]) == (0, 1)
    assert Entry.objects.filter(kind="digest.send").count() == 2, "Omar is away, and hears nothing"


def test_nobody_is_written_to_at_night_or_on_a_sunday(case, omar):
    assert digests.send(datetime(2026, 11, 29, 6, tzinfo=UTC)) == 0, "Sunday"
    assert digests.send(datetime(2026, 11, 30, 1, tzinfo=UTC)) == 0, "six in the morning"
    assert digests.send(datetime(2026, 11, 30, 4, tzinfo=UTC)) == 2, "nine in the morning: Omar and Amna"
    assert digests.send(datetime(2026, 11, 30, 5, tzinfo=UTC)) == 0


def test_the_queue_and_the_history_say_that_it_is_escalated(client, case, omar, olga, amna):
    escalate_due(timezone.now())
    client.force_login(omar)
    assert "Escalated" in client.get("/desk/queue/application/").text
    assert "Escalated: past its day" in client.get(f"/desk/case/application/{case.public_id}/").text
    for who in (olga, amna):
        client.force_login(who)
        assert "Everything open has an owner and a due day." in client.get("/desk/").text


def test_escalated_is_a_filter_of_the_queue_and_a_column_of_the_team(client, case, omar, amna):
    other = ApplicationFactory(state="submitted", due_on=queues.owner_day(amna) - timedelta(days=3))
    assert queues.page_of(APPLICATION, amna, Wish(escalated=True))[0] == []
    escalate_due(timezone.now())
    ApplicationFactory(state="submitted", due_on=queues.owner_day(amna) - timedelta(days=1))
    rows = queues.page_of(APPLICATION, amna, Wish(escalated=True))[0]
    assert [row.subject for row in rows] == [other, case]
    client.force_login(amna)
    lines = {row["line"].person: row["line"].escalated for row in client.get("/desk/team/").context["lines"]}
    assert (lines[omar], lines[None]) == (1, 1)
    page = client.get(f"/desk/queue/application/?who={omar.public_id}&escalated=1")
    assert [row.subject for row in page.context["rows"]] == [case]
    moved = other.due_on + timedelta(days=1)
    type(other).objects.filter(pk=other.pk).update(due_on=moved)
    assert [row.subject for row in queues.page_of(APPLICATION, amna, Wish(escalated=True))[0]] == [case], (
        "of this due day, not of an older one"
    )
