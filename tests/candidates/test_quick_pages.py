"""Sixty seconds before any account: the answer, its link, and what goes along into the profile."""

import pytest
from django.urls import reverse

from candidates import standing
from candidates.views.quick import KEPT
from tests.jobs.factories import VacancyFactory

SAID = {"degree": "BS", "subject": "it", "years": "3", "japanese": "N4", "age": "18"}


@pytest.fixture(autouse=True)
def fresh_kinds():
    standing.job_kinds.forget()


def test_nothing_is_asked_before_the_form_is_sent(client, reference):
    page = client.get(reverse("quick"))
    assert page.status_code == 200
    assert "routes" not in page.context


def test_a_degree_in_it_opens_the_engineer_route(client, reference):
    VacancyFactory(state="published", is_person_facing=False, japanese_level="", english_level="")
    page = client.get(reverse("quick"), SAID)
    assert [(row["tag"][0], row["text"]) for row in page.context["routes"]] == [("ok", "1 open job comes into question.")]


def test_one_certificate_and_what_it_brings(client, reference):
    VacancyFactory(state="published", visa_routes=["engineer"], japanese_level="N3", english_level="")
    gains = client.get(reverse("quick"), SAID).context["gains"]
    assert [(gain["title"], gain["text"]) for gain in gains] == [("Pass JLPT N3", "It brings 1 more open job within reach.")]
    assert gains[0]["url"].endswith("?japanese=N3")


def test_the_address_is_the_link_to_share(client, reference):
    shared = client.get(reverse("quick"), SAID).context["share_url"]
    again = client.get("/en/reach/?" + shared.split("?")[1])
    assert again.context["said"] == SAID


@pytest.mark.parametrize("broken", [{"degree": "XYZ"}, {"age": ""}, {"test": "no_such_field"}])
def test_what_cannot_be_read_is_said_in_words(client, reference, broken):
    page = client.get(reverse("quick"), SAID | broken)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "routes" not in page.context


def test_saving_keeps_the_answers_and_leads_to_the_account(client, reference):
    answer = client.post(reverse("quick_keep"), SAID)
    assert answer.url == reverse("account_signup")
    assert client.session[KEPT]["degree"] == "BS"


def test_a_candidate_goes_on_in_the_profile(client, reference, ayesha):
    client.force_login(ayesha)
    assert client.post(reverse("quick_keep"), SAID).url == reverse("candidates:profile")


@pytest.mark.parametrize("count", [1, 6])
def test_the_queries_stay_the_same(client, reference, django_assert_max_num_queries, count):
    for _number in range(count):
        VacancyFactory(state="published", visa_routes=["engineer"])
    with django_assert_max_num_queries(3):
        client.get(reverse("quick"), SAID)


@pytest.mark.parametrize(
    ("name", "field", "value"), [("educations", "level", "BS"), ("languages", "test", "jlpt N4"), ("tests", "test", "ssw nursing_care")]
)
def test_the_first_entry_begins_with_what_was_said(client, reference, ayesha, name, field, value):
    client.force_login(ayesha)
    client.post(reverse("quick_keep"), SAID | {"test": "nursing_care"})
    form = client.get(reverse(f"candidates:{name}_new")).context["form"]
    assert form[field].value() == value
