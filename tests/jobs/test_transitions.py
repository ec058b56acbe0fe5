"""The verbs of employers, demand letters and vacancies on a real database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership
from jobs import transitions
from jobs.models import Employer, Remark, Vacancy
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, VacancyFactory, corporate_number, japan_today, ssw_field, tokyo
from workflow.models import Entry
from workflow.steps import Refused


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def kinds(subject):
    return [entry.kind for entry in Entry.objects.about(subject)]


@pytest.fixture
def letter(company):
    return DemandLetterFactory(employer=company, seats=3)


@pytest.fixture
def drafted(company):
    return DemandLetterFactory(employer=company, state="drafted", seats=2)


PAPER = {"number": "PK-TYO-1", "authority": "pk_embassy", "seats": 2}


def paper(**changes):
    return PAPER | {"attested_on": japan_today() - timedelta(days=1), "valid_until": japan_today() + timedelta(days=119)} | changes


def new_company(**values):
    usual = {
        "corporate_number": corporate_number(1),
        "name_ja": "新会社",
        "name_en": "New",
        "prefecture": tokyo(),
        "address": "東京",
        "industry": "IT",
    }
    return Employer(**usual | values)


# ── employer ──────────────────────────────────────────────────────────────────────────────────────────
def test_register_founds_a_party_and_journals(zed, reference):
    zed.memberships.all().delete()
    company = new_company()
    transitions.register(company, by=zed)
    assert list(Employer.objects.visible_to(zed)) == [company]
    assert (company.state, company.version, kinds(company), company.owner) == ("registered", 1, ["employer.register"], "inter_ses")
    assert zed.memberships.get().duty == Membership.Duty.OWNER


def test_register_uses_the_party_a_person_already_has(zed, reference):
    company = new_company()
    transitions.register(company, by=zed)
    assert company.party == zed.parties().get()


def test_register_refuses_a_second_company_a_known_number_and_other_roles(company, sato, zed, ayesha):
    with pytest.raises(Refused) as second:
        transitions.register(new_company(), by=sato)
    with pytest.raises(Refused) as known:
        transitions.register(new_company(corporate_number=company.corporate_number), by=zed)
    with pytest.raises(Refused) as stranger:
        transitions.register(new_company(), by=ayesha)
    assert (codes(second), codes(known), codes(stranger)) == (
        ["company_already_registered"],
        ["corporate_number_taken"],
        ["step_not_yours"],
    )


def test_verify_needs_words_and_inter_ses(reference, ken, sato):
    company = EmployerFactory(state="registered")
    with pytest.raises(Refused) as silent:
        transitions.verify(company, by=ken, verified_how=" ", verified_checks=["existence", "job_offers", "crime_ties"])
    with pytest.raises(Refused) as stranger:
        transitions.verify(company, by=sato, verified_how="I know it", verified_checks=["existence", "job_offers", "crime_ties"])
    transitions.verify(company, by=ken, verified_how="register", verified_checks=["existence", "job_offers", "crime_ties"])
    assert (codes(silent), codes(stranger), company.state) == (["existence_not_confirmed"], ["step_not_yours"], "verified")


def test_a_company_is_suspended_only_with_a_reason(company, ken):
    for words in ("", "  "):
        with pytest.raises(Refused):
            transitions.suspend(company, by=ken, note=words)
    assert Employer.objects.get(pk=company.pk).state == "verified"


def test_suspended_company_can_be_reinstated(company, ken):
    transitions.suspend(company, by=ken, note="No answer for weeks.")
    transitions.reinstate(company, by=ken)
    assert (company.state, kinds(company)) == ("verified", ["employer.suspend", "employer.reinstate"])


# ── demand letter ─────────────────────────────────────────────────────────────────────────────────────
def test_letter_goes_from_draft_to_attested_by_two_people(vacancy, company, sato, omar, amna):
    letter = DemandLetterFactory.build(employer=company, state="drafted", seats=2)
    transitions.draft_letter(letter, vacancies=[vacancy], by=sato)
    transitions.send_for_attestation(letter, by=sato)
    transitions.enter_attestation(letter, by=omar, **paper())
    transitions.confirm_attestation(letter, by=amna)
    names = ["draft", "send_for_attestation", "enter_attestation", "confirm_attestation"]
    assert (letter.state, letter.seats, kinds(letter)) == ("attested", 2, [f"demand.{name}" for name in names])
    assert [entry.seq for entry in Entry.objects.about(letter)] == [1, 2, 3, 4]


def test_letter_is_not_sent_without_vacancies_or_with_too_few_seats(vacancy, drafted, sato):
    with pytest.raises(Refused) as empty:
        transitions.send_for_attestation(drafted, by=sato)
    Vacancy.objects.filter(pk=vacancy.pk).update(demand_letter=drafted, seats=5)
    with pytest.raises(Refused) as small:
        transitions.send_for_attestation(drafted, by=sato)
    assert (codes(empty), codes(small)) == (["demand_without_vacancy"], ["demand_seats_exceeded"])


def test_attestation_is_confirmed_by_a_second_person_only(company, amna, omar):
    letter = DemandLetterFactory(employer=company, state="waiting")
    transitions.enter_attestation(letter, by=amna, **paper())
    with pytest.raises(Refused) as refusal:
        transitions.confirm_attestation(letter, by=amna)
    with pytest.raises(Refused) as officer:
        transitions.confirm_attestation(letter, by=omar)
    assert (codes(refusal), codes(officer), letter.state) == (["second_person_needed"], ["step_not_yours"], "entered")


def test_attestation_sent_back_is_entered_again(company, amna, omar):
    letter = DemandLetterFactory(employer=company, state="waiting")
    transitions.enter_attestation(letter, by=omar, **paper())
    transitions.send_back_attestation(letter, by=amna, note="The number is another.")
    transitions.enter_attestation(letter, by=omar, **paper(number="PK-TYO-2"))
    transitions.confirm_attestation(letter, by=amna)
    assert (letter.state, letter.number) == ("attested", "PK-TYO-2")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "attestation_number_missing"),
        ({"authority": "friend"}, "authority_unknown"),
        ({"attested_on": None}, "attested_on_missing"),
        ({"valid_until": None}, "validity_missing"),
        ({"seats": 0}, "demand_seats_missing"),
        ({"number": "TAKEN"}, "attestation_number_taken"),
    ],
)
def test_entering_refuses_an_incomplete_paper(company, omar, changes, code):
    DemandLetterFactory(employer=company, number="TAKEN")
    letter = DemandLetterFactory(employer=company, state="waiting")
    with pytest.raises(Refused) as refusal:
        transitions.enter_attestation(letter, by=omar, **paper(**changes))
    assert codes(refusal) == [code]


# ── vacancy ───────────────────────────────────────────────────────────────────────────────────────────
def test_draft_gets_a_number_and_belongs_to_its_own_company_only(company, sato, zed):
    vacancy = VacancyFactory.build(employer=company, prefecture=tokyo(), reference="")
    transitions.draft(vacancy, by=sato)
    assert (len(vacancy.reference), kinds(vacancy), vacancy.owner) == (11, ["vacancy.draft"], "employer")
    with pytest.raises(Refused) as refusal:
        transitions.draft(VacancyFactory.build(employer=company, prefecture=tokyo()), by=zed)
    assert codes(refusal) == ["step_not_yours"]


def test_vacancy_is_submitted_vetted_and_published(vacancy, letter, sato, ken, omar):
    for step in (
        lambda v: transitions.submit(v, by=sato),
        lambda v: transitions.vet(v, by=ken),
        lambda v: transitions.publish(v, by=omar, letter=letter),
    ):
        step(vacancy)
        vacancy.refresh_from_db()
    assert list(Vacancy.objects.open()) == [vacancy]
    assert (vacancy.demand_letter, kinds(vacancy)) == (letter, ["vacancy.submit", "vacancy.vet", "vacancy.publish"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"duties_ja": ""}, "ESA-01"),
        ({"base_pay": 200_000}, "wage_below_minimum"),
        ({"requirements_en": "Only men may apply."}, "unlawful_gender"),
        ({"no_fee_declared": False}, "no_fee_not_declared"),
        ({"visa_routes": []}, "visa_route_missing"),
    ],
)
def test_submit_says_what_the_law_still_wants(company, sato, change, code):
    vacancy = VacancyFactory(employer=company, **change)
    with pytest.raises(Refused) as refusal:
        transitions.submit(vacancy, by=sato)
    assert code in codes(refusal)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "draft"


def test_submit_refuses_a_text_that_was_changed_meanwhile(vacancy, sato):
    Vacancy.objects.filter(pk=vacancy.pk).update(revision=1)
    with pytest.raises(Refused) as refusal:
        transitions.submit(vacancy, by=sato, revision=0)
    assert codes(refusal) == ["changed_meanwhile"]


def test_inter_ses_submits_for_an_employer_who_telephoned(vacancy, sato, ken):
    entry = transitions.submit(vacancy, by=ken, on_behalf_of=sato, source="phone")
    assert (entry.actor, entry.on_behalf_of, entry.source) == (ken, sato, "phone")


def test_vet_refuses_an_unverified_employer_and_a_missing_language(reference, ken):
    vacancy = VacancyFactory(state="submitted", employer=EmployerFactory(state="registered"), requirements_ja="")
    with pytest.raises(Refused) as refusal:
        transitions.vet(vacancy, by=ken)
    assert codes(refusal) == ["employer_not_verified", "requirements_ja_missing"]


def test_send_back_writes_remarks_that_the_next_submit_answers(company, ken, sato):
    vacancy = VacancyFactory(employer=company, state="submitted")
    with pytest.raises(Refused) as silent:
        transitions.send_back(vacancy, by=ken, remarks={"base_pay": " "})
    entry = transitions.send_back(vacancy, by=ken, remarks={"base_pay": "Is this with housing?"}, note="Nearly there.")
    assert (codes(silent), vacancy.state, entry.data, entry.note.reach) == (
        ["remark_missing"],
        "returned",
        {"fields": ["base_pay"]},
        "employer",
    )
    transitions.submit(vacancy, by=sato)
    assert Remark.objects.get(vacancy=vacancy).answered_at is not None


@pytest.mark.parametrize(("remarks", "code"), [({"moon": "x"}, "remark_field_unknown"), ({"seats": "x" * 10_000}, "remark_too_long")])
def test_send_back_refuses_remarks_that_nobody_could_read(company, ken, remarks, code):
    vacancy = VacancyFactory(employer=company, state="submitted")
    with pytest.raises(Refused) as refusal:
        transitions.send_back(vacancy, by=ken, remarks=remarks)
    assert codes(refusal) == [code]


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ({"state": "entered"}, "demand_not_attested"),
        ({"seats": 1}, "demand_seats_exceeded"),
        ({"valid_until": japan_today() - timedelta(days=1)}, "demand_expired"),
    ],
)
def test_publish_needs_a_valid_letter_with_seats(company, omar, letters, code):
    vacancy = VacancyFactory(employer=company, state="vetted", seats=2)
    with pytest.raises(Refused) as refusal:
        transitions.publish(vacancy, by=omar, letter=DemandLetterFactory(employer=company, **letters))
    assert codes(refusal) == [code]


def test_publish_refuses_no_letter_and_another_companys(company, omar):
    vacancy = VacancyFactory(employer=company, state="vetted")
    with pytest.raises(Refused) as none:
        transitions.publish(vacancy, by=omar, letter=None)
    with pytest.raises(Refused) as other:
        transitions.publish(vacancy, by=omar, letter=DemandLetterFactory())
    assert (codes(none), codes(other)) == (["demand_letter_missing"], ["demand_of_another_employer"])


@pytest.mark.parametrize(
    ("field", "code"), [(("food_service", "suspended", True), "field_suspended"), (("construction", "open", False), "field_not_for_a_fee")]
)
def test_publish_refuses_closed_fields_and_construction_for_a_fee(company, letter, omar, field, code):
    name, state, fee = field
    row = ssw_field(name, state=state, fee=fee)
    vacancy = VacancyFactory(employer=company, state="vetted", visa_routes=["ssw1"], field=row)
    with pytest.raises(Refused) as refusal:
        transitions.publish(vacancy, by=omar, letter=letter)
    assert codes(refusal) == [code]


def test_employer_may_not_publish_and_oec_may_not_vet(company, letter, sato, omar):
    with pytest.raises(Refused) as publish:
        transitions.publish(VacancyFactory(employer=company, state="vetted"), by=sato, letter=letter)
    with pytest.raises(Refused) as vet:
        transitions.vet(VacancyFactory(employer=company, state="submitted"), by=omar)
    assert (codes(publish), codes(vet)) == (["step_not_yours"], ["step_not_yours"])


def test_published_vacancy_pauses_resumes_closes_reopens_and_ends(company, sato, omar):
    vacancy = VacancyFactory(employer=company, state="published")
    transitions.pause(vacancy, by=sato)
    transitions.resume(vacancy, by=sato)
    transitions.close(vacancy, by=None)
    transitions.reopen(vacancy, by=sato, closes_on=japan_today() + timedelta(days=5))
    assert (vacancy.state, vacancy.closes_on) == ("published", japan_today() + timedelta(days=5))
    transitions.close(vacancy, by=sato)
    transitions.end(vacancy, by=omar)
    assert kinds(vacancy) == [f"vacancy.{name}" for name in ("pause", "resume", "close", "reopen", "close", "end")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seats_taken": 2}, "vacancy_full"),
        ({"closes_on": japan_today() - timedelta(days=1)}, "closes_on_past"),
        ({"base_pay": 200_000}, "wage_below_minimum"),
    ],
)
def test_reopening_asks_the_law_again(company, sato, change, code):
    vacancy = VacancyFactory(employer=company, state="closed", **change)
    with pytest.raises(Refused) as refusal:
        transitions.reopen(vacancy, by=sato)
    assert code in codes(refusal)


def test_suspended_employer_may_not_resume(company, sato, ken):
    vacancy = VacancyFactory(employer=company, state="paused")
    transitions.suspend(company, by=ken, note="No answer for weeks.")
    with pytest.raises(Refused) as refusal:
        transitions.resume(Vacancy.objects.get(pk=vacancy.pk), by=sato)
    assert codes(refusal) == ["employer_not_verified"]


def test_an_older_version_is_refused(vacancy, sato):
    with pytest.raises(Refused) as refusal:
        transitions.submit(vacancy, by=sato, version=vacancy.version + 1)
    assert codes(refusal) == ["changed_meanwhile"]


@pytest.mark.parametrize("change", [{"published_at": None}, {"demand_letter": None}, {"no_fee_declared": False}])
def test_database_refuses_an_unlawful_public_vacancy(company, change):
    with pytest.raises(IntegrityError, match="vacancy_public"), transaction.atomic():
        VacancyFactory(employer=company, state="published", **change)
