"""Readings that are kept find what the ORM finds when asked anew, for every value, in every thread."""

import threading
import uuid

import pytest
from django.db import connections

from accounts.models import User
from applications.models import Application
from tests.applications.factories import ApplicationFactory
from workflow.prepared import FIFTY, NUMBER, REF, REFS, TEXT, Prepared, filled


def of_state(state, ref):
    return Application.objects.select_related("candidate", "vacancy__employer").filter(state=state, public_id=ref)


BY_STATE = Prepared(of_state, TEXT, REF)


def test_the_same_rows_with_what_hangs_on_them_in_one_query(reference, django_assert_num_queries):
    rows = [ApplicationFactory(state=state) for state in ("submitted", "endorsed")]
    BY_STATE("submitted", rows[0].public_id)
    for row in rows:
        with django_assert_num_queries(1):
            found = BY_STATE(row.state, row.public_id)
            assert found == [row]
            assert (found[0].candidate, str(found[0].vacancy.employer)) == (row.candidate, str(row.vacancy.employer))
        assert BY_STATE("withdrawn", row.public_id) == []
        assert BY_STATE.first(row.state, uuid.uuid4()) is None


def test_what_was_written_meanwhile_is_read(reference):
    row = ApplicationFactory(state="submitted")
    assert BY_STATE.first("submitted", row.public_id).motivation == row.motivation
    Application.objects.filter(pk=row.pk).update(motivation="Changed")
    first, second = (BY_STATE.first("submitted", row.public_id) for _ in range(2))
    assert first.motivation == second.motivation == "Changed"
    assert first is not second


def test_values_and_unions_are_read_as_well(reference):
    rows = [ApplicationFactory(state="submitted") for _ in range(3)]

    def build(one):
        mine = Application.objects.order_by()
        return mine.filter(pk=one).union(mine.filter(pk__gt=one), all=True).values_list("pk", "reference")

    reading = Prepared(build, NUMBER)
    for row in rows:
        assert sorted(reading(row.pk)) == sorted(build(row.pk))


@pytest.mark.django_db(transaction=True)
def test_a_reading_put_together_in_one_thread_is_asked_in_another(reference):
    row, found = ApplicationFactory(state="submitted"), []
    reading = Prepared(lambda ref: Application.objects.filter(public_id=ref), REF)
    assert reading(row.public_id) == [row]

    def ask():
        found.extend(reading(row.public_id))
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [row]


@pytest.mark.parametrize("count", [1, 3, FIFTY])
def test_a_list_of_up_to_fifty_is_one_question(reference, count, django_assert_num_queries):
    rows = [ApplicationFactory(state="submitted") for _ in range(3)]
    reading = Prepared(lambda state, refs: Application.objects.filter(state=state, public_id__in=refs).order_by("pk"), TEXT, REFS)
    refs = [row.public_id for row in rows][:count] + [uuid.uuid4() for _ in range(count - 3)]
    reading("submitted", refs)
    with django_assert_num_queries(1):
        assert reading("submitted", refs) == rows[:count]


@pytest.mark.parametrize("count", [0, FIFTY + 1])
def test_a_list_that_does_not_fit_is_refused(db, count):
    with pytest.raises(ValueError, match="gaps"):
        Prepared(lambda refs: Application.objects.filter(public_id__in=refs), REFS)([uuid.uuid4()] * count)


def test_what_can_find_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Prepared(lambda ref: Application.objects.none().filter(public_id=ref), REF)(uuid.uuid4()) == []


@pytest.mark.parametrize(
    "reading",
    [
        Prepared(lambda state, ref: Application.objects.filter(state=state), TEXT, REF),  # one gap is nowhere
        Prepared(lambda ref: Application.objects.filter(public_id=ref, candidate__user=User(pk=NUMBER)), REF),  # a person who is never said
    ],
)
def test_a_gap_that_is_missing_or_stays_open_is_refused(db, reading):
    with pytest.raises(ValueError, match="gaps"):
        reading.kept  # noqa: B018


def test_only_the_gap_itself_is_filled():
    values = [NUMBER, str(NUMBER), 1, True, None, [NUMBER], REF]
    assert filled(values, {NUMBER: 1, REF: "x"}) == [1, str(NUMBER), 1, True, None, [NUMBER], "x"]
