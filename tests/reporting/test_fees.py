"""The book of fees: employers pay, after a placement; a correction is a row of its own; nothing of a candidate's money has a place."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from jobs.models import SswField, Vacancy
from reporting import fees
from reporting.models import Fee
from tests.applications.factories import ApplicationFactory
from workflow.steps import Refused

TODAY = timezone.now().date()


@pytest.fixture
def hired(reference):
    return ApplicationFactory(state="accepted", accepted_at=timezone.now() - timedelta(days=30))


def said(hired, **changes):
    return {
        "kind": "placement", "amount": 600_000, "basis": "20% of a year", "charged_on": TODAY - timedelta(days=1), "invoice": "INV-1",
        "application": hired, "employer": hired.vacancy.employer,
    } | changes  # fmt: skip


def typed(hired, **changes):
    return {
        "kind": "placement", "amount": "600000", "basis": "20% of a year", "charged_on": str(TODAY - timedelta(days=1)),
        "invoice": "INV-1", "number": hired.reference,
    } | changes  # fmt: skip


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def test_no_column_holds_a_payment_of_a_candidate():
    """N1: who pays is an employer; there is no place for anybody else, nor for a payment without one."""
    assert {f.name for f in Fee._meta.get_fields() if f.is_relation and f.many_to_one} == {"employer", "application", "entered_by"}
    assert not Fee._meta.get_field("employer").null
    assert set(Fee.Kind.values) == {"placement", "reception", "refund"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"charged_on": TODAY + timedelta(days=9)}, "fee_in_future"),
        ({"charged_on": TODAY - timedelta(days=99)}, "fee_before_hire"),
        ({"kind": "refund"}, "refund_exceeds_fee"),
    ],
)
def test_a_fee_that_cannot_be_is_refused(ken, hired, changes, code):
    with pytest.raises(Refused) as refused:
        fees.enter(by=ken, **said(hired, **changes))
    assert codes(refused) == {code}
    assert not Fee.objects.exists()


def test_nobody_who_was_not_hired_is_charged_for(ken, reference):
    with pytest.raises(Refused) as refused:
        fees.enter(by=ken, **said(ApplicationFactory(state="presented")))
    assert codes(refused) == {"fee_before_hire"}


def test_placement_for_a_fee_stays_out_of_fields_where_it_is_forbidden(ken, hired):
    Vacancy.objects.filter(pk=hired.vacancy_id).update(field=SswField.objects.filter(fee_placement_allowed=False).first())
    hired.vacancy.refresh_from_db()
    with pytest.raises(Refused) as refused:
        fees.enter(by=ken, **said(hired))
    assert codes(refused) == {"fee_forbidden_in_field"}


def test_the_same_invoice_twice_is_refused(ken, hired):
    fees.enter(by=ken, **said(hired))
    with pytest.raises(Refused) as refused:
        fees.enter(by=ken, **said(hired))
    assert codes(refused) == {"fee_entered_already"}


def test_no_more_is_given_back_than_was_charged(ken, hired):
    fees.enter(by=ken, **said(hired))
    fees.enter(by=ken, **said(hired, kind="refund", amount=400_000))
    with pytest.raises(Refused):
        fees.enter(by=ken, **said(hired, kind="refund", amount=200_001, invoice="INV-2"))
    fees.enter(by=ken, **said(hired, kind="refund", amount=200_000, invoice="INV-2"))


def test_a_correction_is_a_row_of_its_own(ken, hired):
    first = fees.enter(by=ken, **said(hired))
    second = fees.correct(first, by=ken, why="a nought too many", **said(hired, amount=60_000))
    assert list(Fee.objects.standing()) == [second]
    assert Fee.objects.get(pk=first.pk).amount == 600_000
    with pytest.raises(Refused) as refused:
        fees.correct(first, by=ken, why="again", **said(hired))
    assert codes(refused) == {"fee_corrected_already"}
    fees.correct(second, by=ken, why="another employer", is_void=True, **said(hired, amount=60_000))
    assert not Fee.objects.standing().exists()
    fees.enter(by=ken, **said(hired))


@pytest.mark.parametrize("act", [lambda: Fee.objects.update(amount=1), lambda: Fee.objects.all().delete()])
def test_the_database_keeps_the_book_as_it_was(ken, hired, act):
    fees.enter(by=ken, **said(hired))
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


BROKEN = [
    {"amount": 0}, {"application": None}, {"why": "no reason to say why"}, {"is_void": True},
]  # fmt: skip


@pytest.mark.parametrize("changes", BROKEN)
def test_what_must_never_be_false_is_held_by_the_database(ken, hired, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fee.objects.create(entered_by=ken, **said(hired, **changes))


@pytest.mark.django_db(transaction=True)
def test_two_refunds_at_once_do_not_exceed_the_fee(ken, hired):
    fees.enter(by=ken, **said(hired))
    refused, gate = [], threading.Barrier(2)

    def give_back(number):
        gate.wait()
        try:
            fees.enter(by=ken, **said(hired, kind="refund", amount=400_000, invoice=f"B-{number}"))
        except Refused:
            refused.append(number)
        connections.close_all()

    threads = [threading.Thread(target=give_back, args=[n]) for n in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (len(refused), Fee.objects.filter(kind="refund").count()) == (1, 1)


def test_a_fee_is_entered_and_corrected_on_the_pages(client, ken, hired):
    client.force_login(ken)
    assert client.get("/desk/fees/new/").status_code == 200
    assert client.post("/desk/fees/new/", typed(hired)).status_code == 302
    fee = Fee.objects.get()
    assert (fee.amount, fee.employer, fee.entered_by) == (600_000, hired.vacancy.employer, ken)
    page = client.get(f"/desk/fees/{fee.public_id}/correct/")
    assert hired.reference in page.text
    assert "INV-1" in page.text
    answer = client.post(f"/desk/fees/{fee.public_id}/correct/", typed(hired, amount="60000", why="a nought too many"), follow=True)
    assert "a nought too many" in answer.text
    assert Fee.objects.standing().get().amount == 60_000
    again = client.post(f"/desk/fees/{fee.public_id}/correct/", typed(hired, why="twice"))
    assert again.status_code == 422
    assert Fee.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "0"}, {"amount": "-5"}, {"amount": "9999999999999"}, {"amount": "x"}, {"number": "A-NONE"}, {"number": ""},
        {"basis": ""},
        {"charged_on": "31/02/2026"}, {"charged_on": ""}, {"invoice": ""}, {"invoice": "x" * 41}, {"kind": "gift"}, {"basis": "a\0b"},
        {"kind": "reception", "number": ""}, {"kind": "refund"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, ken, hired, changes):
    client.force_login(ken)
    answer = client.post("/desk/fees/new/", typed(hired, **changes))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="20% of a year"' in answer.text or "basis" in changes
    assert not Fee.objects.exists()


def test_a_fee_for_a_vacancy_names_the_employer_alone(client, ken, hired):
    client.force_login(ken)
    body = typed(hired, kind="reception", number="", employer=hired.vacancy.employer_id, amount="710")
    assert client.post("/desk/fees/new/", body).status_code == 302
    assert Fee.objects.get().application is None


@pytest.mark.parametrize("count", [1, 9])
def test_the_book_costs_the_same_for_many(client, ken, hired, count, django_assert_max_num_queries):
    for n in range(count):
        fees.enter(by=ken, **said(hired, invoice=f"I-{n}"))
    client.force_login(ken)
    client.get("/desk/fees/")
    with django_assert_max_num_queries(10):
        client.get("/desk/fees/")


def test_older_rows_come_by_pages(client, ken, hired):
    for n in range(52):
        fees.enter(by=ken, **said(hired, invoice=f"I-{n:02d}"))
    client.force_login(ken)
    first = client.get("/desk/fees/")
    assert "I-51" in first.text
    assert "I-01" not in first.text
    older = first.context["older"]
    assert "I-01" in client.get("/desk/fees/", {"before": older}).text
    assert client.get("/desk/fees/", {"before": "９x"}).status_code == 200


@pytest.mark.parametrize(
    ("who", "reads", "writes"), [("ken", 200, 200), ("audit", 200, 403), ("amna", 403, 403), ("omar", 403, 403), ("olga", 403, 403)]
)
def test_who_keeps_the_book(client, request, hired, ken, who, reads, writes):
    fee = fees.enter(by=ken, **said(hired))
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/fees/").status_code == reads
    assert client.get("/desk/fees/new/").status_code == writes
    assert client.get(f"/desk/fees/{fee.public_id}/correct/").status_code == writes
