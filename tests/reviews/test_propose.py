"""Inter-SES chooses another job for a refused candidate: those within reach first, one question a job."""

import pytest

from applications.models import Proposal
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.jobs.factories import VacancyFactory


@pytest.fixture
def refused(ayesha, company):
    """Ayesha was not selected by Sato's company; she agreed that the partners use her file."""
    return ApplicationFactory(
        candidate=proven_profile(ayesha), vacancy=VacancyFactory(employer=company, state="published"), state="not_selected"
    )


@pytest.fixture
def kens(client, ken):
    client.force_login(ken)
    return client


def here(application):
    return f"/desk/propose/{application.public_id}/"


def test_jobs_within_reach_stand_first_and_those_tried_are_left_out(kens, refused, company):
    far = VacancyFactory(employer=company, state="published", title_en="Far", japanese_level="N1", is_person_facing=True)
    near = VacancyFactory(employer=company, state="published", title_en="Near", japanese_level="", is_person_facing=False)
    VacancyFactory(employer=company, state="closed", title_en="Closed")
    jobs = kens.get(here(refused)).context["jobs"]
    assert {job["vacancy"] for job in jobs} == {far, near}
    assert [job["vacancy"] for job in kens.get(here(refused), {"q": "far"}).context["jobs"]] == [far]
    assert "No open job fits" in kens.get(here(refused), {"q": "zzzz"}).text


def test_the_candidate_is_asked_and_the_answer_is_followed(kens, refused, company):
    job = VacancyFactory(employer=company, state="published", title_en="Near")
    assert kens.post(here(refused), {"vacancy": str(job.public_id), "answer_by": ""}).status_code == 422
    late = kens.post(here(refused), {"vacancy": str(job.public_id), "answer_by": "2020-01-01", "message": "Kept words"})
    assert (late.status_code, "Kept words" in late.text) == (422, True)
    answer = kens.post(here(refused), {"vacancy": str(job.public_id), "answer_by": "2099-01-01", "message": "Like it?"}, follow=True)
    row = Proposal.objects.get()
    assert (row.vacancy, row.message, row.by.full_name) == (job, "Like it?", "Ken Tanaka")
    assert "waiting for the candidate" in answer.text
    assert kens.post(here(refused), {"vacancy": str(job.public_id), "answer_by": "2099-01-01"}).status_code == 422
    assert Proposal.objects.count() == 1


def test_another_state_leads_back_to_the_case(kens, refused):
    type(refused).objects.filter(pk=refused.pk).update(state="presented", owner="employer", due_on="2099-01-01")
    assert kens.get(here(refused)).headers["Location"] == f"/desk/case/application/{refused.public_id}/"


@pytest.mark.parametrize("who", ["omar", "amna", "audit"])
def test_it_is_the_work_of_inter_ses(client, request, refused, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(here(refused)).status_code == 403
    assert client.post(here(refused), {}).status_code == 403


@pytest.mark.parametrize("count", [2, 20])
def test_it_costs_the_same_with_many_jobs(kens, refused, company, count, django_assert_max_num_queries):
    VacancyFactory.create_batch(count, employer=company, state="published")
    kens.get(here(refused))
    with django_assert_max_num_queries(16):
        kens.get(here(refused))
