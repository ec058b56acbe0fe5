"""Drafts that are thrown away: out of sight at once, back with a click, gone after a month; nothing that was sent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jobs import transitions
from jobs.forms import DemandForm
from jobs.models import Vacancy
from jobs.tasks import forget_discarded
from tests.jobs.factories import VacancyFactory
from tests.jobs.test_employer_pages import at
from workflow.steps import Refused


@pytest.fixture
def browser(client, sato):
    client.force_login(sato)
    return client


def test_a_draft_is_thrown_away_but_nothing_that_was_sent(browser, company):
    draft, sent = VacancyFactory(employer=company), VacancyFactory(employer=company, state="submitted")
    for vacancy in (draft, sent):
        browser.post(at("vacancy_discard", vacancy.public_id))
    assert list(Vacancy.objects.exclude(discarded_at=None)) == [draft]
    assert [line["vacancy"] for line in browser.get(at("vacancies")).context["lines"]] == [sent]
    assert browser.get(at("vacancy", draft.public_id)).status_code == 404
    page = browser.get(at("discarded"))
    assert ([line["vacancy"] for line in page.context["lines"]], "Bring back" in page.text) == ([draft], True)


def test_a_draft_is_brought_back_as_it_was(browser, company):
    draft = VacancyFactory(employer=company, owner="employer", due_on=date(2026, 1, 5))
    browser.post(at("vacancy_discard", draft.public_id))
    assert (Vacancy.objects.get().owner, Vacancy.objects.get().due_on) == ("", None), "nobody is reminded of it"
    for _twice in range(2):
        page = browser.post(at("bring_back", draft.public_id), follow=True)
        assert page.redirect_chain == [(at("vacancy", draft.public_id), 302)]
    found = Vacancy.objects.get()
    assert (found.discarded_at, found.owner, found.title_ja) == (None, "employer", draft.title_ja)
    assert (found.due_on or date.min) > date(2026, 1, 5)


def test_a_draft_of_another_company_is_not_brought_back(browser, company):
    theirs = VacancyFactory(discarded_at=timezone.now())
    assert browser.post(at("bring_back", theirs.public_id)).status_code == 404
    assert (Vacancy.objects.get().discarded_at is not None, browser.get(at("discarded")).context["lines"]) == (True, [])


def test_what_was_thrown_away_goes_into_no_letter_and_is_not_sent(sato, company):
    gone = VacancyFactory(employer=company, discarded_at=timezone.now())
    assert gone not in DemandForm(employer=company).fields["vacancies"].queryset
    with pytest.raises(Refused):
        transitions.submit(gone, by=sato)


def test_drafts_are_forgotten_after_a_month(company):
    long_ago, lately = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)
    kept = [VacancyFactory(employer=company, discarded_at=lately), VacancyFactory(employer=company)]
    VacancyFactory(employer=company, discarded_at=long_ago)
    for _twice in range(2):
        forget_discarded()
    assert set(Vacancy.objects.all()) == set(kept)
