"""Verifying a company: three things checked, both declarations made, the way said; held by rule, transition and database."""

from datetime import date
from importlib import import_module
from itertools import chain, combinations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from jobs import transitions
from jobs.models import Employer
from jobs.rules import TO_CHECK, employer_verify_blockers
from tests.jobs.factories import EmployerFactory
from workflow.models import Entry
from workflow.steps import Refused

GOOD = {
    "corporate_number": "4011001098993",
    "name": "株式会社あさひ",
    "existence_checked_how": "register",
    "checked": TO_CHECK,
    "is_declared": True,
}
SUBSETS = list(chain.from_iterable(combinations(TO_CHECK, size) for size in range(4)))


def codes(**changed):
    return [reason.code for reason in employer_verify_blockers(**GOOD | changed)]


@pytest.mark.parametrize("checked", SUBSETS)
@pytest.mark.parametrize("is_declared", [True, False])
@pytest.mark.parametrize("how", ["register", " "])
def test_only_all_of_it_verifies(checked, is_declared, how):
    wanted = [] if how.strip() else ["existence_not_confirmed"]
    wanted += [] if len(checked) == 3 else ["checks_missing"]
    wanted += [] if is_declared else ["declarations_missing"]
    assert codes(checked=checked, is_declared=is_declared, existence_checked_how=how) == wanted


@pytest.mark.parametrize(("name", "code"), [("corporate_number", "corporate_number_missing"), ("name", "employer_name_missing")])
def test_number_and_name_must_be_there(name, code):
    assert codes(**{name: " "}) == [code]


def test_the_rule_asks_for_what_the_model_offers():
    assert set(TO_CHECK) == set(Employer.Checked.values)


@pytest.mark.parametrize(
    ("made", "said", "code"),
    [
        ({}, ["existence"], "checks_missing"),
        ({"job_offers_lawful_on": None}, TO_CHECK, "declarations_missing"),
        ({"no_crime_ties_on": None}, TO_CHECK, "declarations_missing"),
    ],
)
def test_the_verb_refuses_and_writes_nothing(reference, ken, made, said, code):
    company = EmployerFactory(state="registered", verified_checks=[], **made)
    with pytest.raises(Refused) as refusal:
        transitions.verify(company, by=ken, verified_how="register", verified_checks=said)
    assert [reason.code for reason in refusal.value.reasons] == [code]
    assert (Employer.objects.get(pk=company.pk).state, Entry.objects.count()) == ("registered", 0)


def test_the_verb_keeps_what_was_checked(reference, ken):
    company = EmployerFactory(state="registered", verified_checks=[])
    transitions.verify(company, by=ken, verified_how="register; telephone", verified_checks=TO_CHECK[::-1])
    company.refresh_from_db()
    assert (company.state, set(company.verified_checks), company.verified_how) == ("verified", set(TO_CHECK), "register; telephone")


def test_the_database_keeps_no_verified_company_without_the_checks(reference):
    with pytest.raises(IntegrityError, match="employer_verified_was_checked"), transaction.atomic():
        EmployerFactory(verified_checks=["existence", "job_offers"])


def test_the_migration_fills_companies_that_were_verified_before(reference):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_employer DROP CONSTRAINT employer_verified_was_checked")
    new, old = EmployerFactory(state="registered", verified_checks=[]), EmployerFactory(verified_checks=[])
    import_module("jobs.migrations.0005_verified_checks").fill(apps, None)
    assert [set(Employer.objects.get(pk=row.pk).verified_checks) for row in (new, old)] == [set(), set(TO_CHECK)]


def test_declarations_keep_their_day_through_the_desk(reference, ken):
    company = EmployerFactory(state="registered", job_offers_lawful_on=date(2026, 2, 2))
    transitions.verify(company, by=ken, verified_how="register", verified_checks=TO_CHECK)
    assert Employer.objects.get(pk=company.pk).job_offers_lawful_on == date(2026, 2, 2)
