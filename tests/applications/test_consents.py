"""Taking a consent back does what was said before, tells who knew, and stays in the journal."""

import pytest

from applications import transitions
from applications.models import Application, Consent
from applications.presentation import anonymous, identity_of
from tests.applications.factories import ApplicationFactory, interview
from vault.models import AccessRecord
from workflow.models import Entry
from workflow.steps import Refused


def consent(application, purpose):
    return Consent.objects.live().get(candidate=application.candidate, purpose=purpose)


def said(row):
    return {reason.code for reason in transitions.consequences_of(row)}


def state_of(application):
    return Application.objects.get(pk=application.pk).state


@pytest.mark.parametrize("state", ["submitted", "returned", "endorsed", "presented", "interviewing", "offered"])
def test_without_the_presentation_an_open_application_is_withdrawn_and_may_be_sent_again(state, applied, ayesha):
    application = applied(state)
    row = consent(application, "present")
    assert "consent_end_withdraws" in said(row)
    assert ("consent_end_tells" in said(row)) == (state in ("presented", "interviewing", "offered"))
    transitions.withdraw_consent(row, by=ayesha)
    application.refresh_from_db()
    assert (application.state, application.restore_to) == ("withdrawn", "draft")
    assert not application.offers.standing().exists()
    assert consent(application, "partners")
    transitions.restore(application, by=ayesha)
    assert "consent_present_missing" in {r.code for r in transitions.applying.submit_blockers(application, set())}


@pytest.mark.parametrize("state", ["accepted", "departed"])
def test_an_accepted_job_is_given_up_first(state, applied, ayesha):
    application = applied(state)
    with pytest.raises(Refused) as refused:
        transitions.withdraw_consent(consent(application, "partners"), by=ayesha)
    assert [reason.code for reason in refused.value.reasons] == ["consent_in_use"]
    assert application.reference in str(refused.value)
    transitions.withdraw(application, by=ayesha)
    transitions.withdraw_consent(consent(application, "partners"), by=ayesha)


def test_without_the_partners_all_open_ones_end_and_every_consent_with_them(applied, ayeshas, ayesha):
    first, second, draft = applied("presented"), *(ApplicationFactory(candidate=ayeshas, state=state) for state in ("submitted", "draft"))
    row = consent(first, "partners")
    assert len([r for r in transitions.consequences_of(row) if r.code == "consent_end_withdraws"]) == 2
    transitions.withdraw_consent(row, by=ayesha)
    assert [state_of(a) for a in (first, second, draft)] == ["withdrawn", "withdrawn", "draft"]
    assert not Consent.objects.live().exists()
    assert Entry.objects.filter(kind="person.withdraw_consent", actor=ayesha).count() == 3
    assert Entry.objects.filter(kind="application.withdraw").count() == 2


def test_a_second_time_does_nothing(applied, ayesha):
    row = consent(applied("submitted"), "present")
    for _ in range(2):
        transitions.withdraw_consent(row, by=ayesha)
    assert Entry.objects.filter(kind="person.withdraw_consent").count() == 1
    assert transitions.consequences_of(row) == []


def test_nobody_takes_back_what_another_person_said(applied, bilal, omar):
    row = consent(applied("submitted"), "present")
    for somebody in (bilal, omar):
        with pytest.raises(Refused):
            transitions.withdraw_consent(row, by=somebody)
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_an_application_at_another_employer_goes_on(applied, ayeshas, ayesha):
    mine, other = applied("presented"), ApplicationFactory(candidate=ayeshas, state="presented")
    row = Consent.objects.get(purpose="present", employer=mine.vacancy.employer)
    transitions.withdraw_consent(row, by=ayesha)
    assert [state_of(mine), state_of(other)] == ["withdrawn", "presented"]


@pytest.fixture
def named(applied, ayeshas, ayesha):
    """In an interview, with a link in the profile; name and contact are shown."""
    type(ayeshas).objects.update(code_url="https://git.example.org/zarqa", project_about="A canary counter")
    application = applied("interviewing", owner="candidate")
    transitions.choose_slot(interview(application).slots.first(), by=ayesha, shows_name=True)
    return Application.objects.select_related("candidate__user", "vacancy__employer").get(pk=application.pk)


def test_name_contact_and_links_open_with_the_consent_only(named, client, sato, ayesha):
    client.force_login(sato)
    url = f"/en/employer/candidates/{named.public_id}/"
    text = client.get(url).text
    for value in (
        named.candidate.full_name,
        str(ayesha.phone),
        "git.example.org",
    ):
        assert value in text
    assert AccessRecord.objects.filter(user=sato, subject_id=named.candidate.public_id).count() == 1
    before = (named.owner, named.waiting_since, named.due_on)
    transitions.hide_name(named, by=ayesha)
    text = client.get(url).text
    assert named.candidate.full_name not in text
    assert "git.example.org" not in text
    assert AccessRecord.objects.count() == 1
    assert (named.owner, named.waiting_since, named.due_on) == before
    assert Entry.objects.about(named).last().kind == "application.hide_name"


@pytest.mark.parametrize("state", ["presented", "not_selected", "closed", "withdrawn"])
def test_a_consent_of_another_time_opens_nothing_now(named, state):
    Application.objects.update(state=state)
    named.refresh_from_db()
    assert identity_of(named) is None
    assert "git.example.org" not in str(anonymous(named))


def test_the_words_are_those_that_were_agreed_to(applied):
    application = applied("submitted")
    rows = {row.purpose: transitions.consent_words(row) for row in transitions.consents_of(application.candidate)}
    assert str(application.vacancy.employer) in rows["present"]
    assert "Inter-SES" in rows["partners"]
