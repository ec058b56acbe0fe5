"""A shortlist on one page: made by the company, opened by its link alone, marked ◎ ○ △ ×, and gone when its time is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from applications import transitions
from applications.models import Shortlist, ShortlistMark
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.jobs.factories import VacancyFactory

HERE = "/en/employer/candidates/"


@pytest.fixture
def desk(client, sato):
    client.force_login(sato)
    return client


@pytest.fixture
def two(opening, ayeshas, bilal):
    """Ayesha and Bilal, presented to Sato."""
    return [ApplicationFactory(candidate=who, vacancy=opening, state="presented") for who in (ayeshas, proven_profile(bilal))]


def ticks(rows):
    return "?" + "&".join(f"a={row.public_id}" for row in rows)


def made(desk, rows, **said):
    """The path of the link, as the company sees it once."""
    page = desk.post(f"{HERE}shortlists/new/{ticks(rows)}", {"days": "7", "message": "Whom do we invite?", **said}, follow=True)
    return page.context["link"].partition("testserver")[2] or "/" + page.context["link"].split("/", 3)[3]


def marks(rows, *signs, by_name="社長"):
    return {"by_name": by_name} | {f"mark-{row.public_id}": sign for row, sign in zip(rows, signs, strict=False)}


def test_the_president_marks_without_an_account_and_sees_nobody(desk, two, ayesha, bilal):
    link, president = made(desk, two), Client()
    page = president.get(link)
    assert (page.status_code, page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == (200, "noindex, nofollow, noarchive", True)
    assert all(row.candidate.reference in page.text for row in two)
    assert "Whom do we invite?" in page.text
    secrets = [ayesha.full_name, bilal.full_name, *(str(row.candidate.cnic) for row in two)]
    assert [secret for secret in secrets if secret in page.text] == []
    assert president.post(link, marks(two, "◎", "×")).status_code == 302
    assert {(mark.application_id, mark.mark, mark.by_name) for mark in ShortlistMark.objects.all()} == {
        (two[0].pk, "◎", "社長"),
        (two[1].pk, "×", "社長"),
    }
    assert "◎" in desk.get(f"{HERE}shortlists/{Shortlist.objects.get().public_id}/").text


def test_the_same_name_marks_again_by_replacing_and_another_beside_it(desk, two):
    link = made(desk, two)
    for name, sign in (("社長", "○"), ("社 長", "△"), (" 社長 ", "△"), ("部長", "○")):
        Client().post(link, marks(two, sign, by_name=name))
    assert sorted(ShortlistMark.objects.values_list("by_name", "mark")) == sorted([("社長", "△"), ("社 長", "△"), ("部長", "○")])


def test_the_link_is_shown_once_and_kept_as_a_hash_only(desk, two):
    link = made(desk, two)
    secret = link.rstrip("/").rsplit("/", 1)[1]
    row = Shortlist.objects.get()
    assert (secret in row.secret_hash, len(row.secret_hash)) == (False, 64)
    assert secret not in desk.get(f"{HERE}shortlists/{row.public_id}/").text


@pytest.mark.parametrize("how", ["expired", "closed", "wrong"])
def test_a_link_that_is_over_says_the_same_and_takes_no_mark(desk, two, how):
    link = made(desk, two)
    row = Shortlist.objects.get()
    if how == "expired":
        Shortlist.objects.update(made_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(seconds=1))
    if how == "closed":
        desk.post(f"{HERE}shortlists/{row.public_id}/close/")
    path = link.rstrip("/")[:-2] + "xx/" if how == "wrong" else link
    assert (Client().get(path).status_code, Client().post(path, marks(two, "◎")).status_code) == (404, 404)
    assert not ShortlistMark.objects.exists()


def test_who_withdrew_is_not_on_it_any_more(desk, two, ayesha):
    link = made(desk, two)
    transitions.withdraw(two[0], by=ayesha)
    page = Client().get(link)
    assert [row.candidate.reference in page.text for row in two] == [False, True]
    Client().post(link, marks(two, "◎", "○"))
    assert [mark.application_id for mark in ShortlistMark.objects.all()] == [two[1].pk]


@pytest.mark.parametrize("said", [{"days": "31"}, {"days": "0"}, {"days": ""}])
def test_a_link_without_an_end_is_not_made(desk, two, said):
    assert desk.post(f"{HERE}shortlists/new/{ticks(two)}", {"days": "7", **said}).status_code == 200
    assert not Shortlist.objects.exists()


def test_it_is_about_one_vacancy_and_the_own_candidates(desk, two, company, zed):
    other = ApplicationFactory(vacancy=VacancyFactory(employer=company, state="published"), state="presented")
    strange = ApplicationFactory(vacancy=VacancyFactory(state="published"), state="presented")
    page = desk.post(f"{HERE}shortlists/new/{ticks([*two, other])}", {"days": "7"})
    assert "Choose candidates of one vacancy." in page.text
    desk.post(f"{HERE}shortlists/new/{ticks([strange])}", {"days": "7"})
    assert not Shortlist.objects.exists()


def test_marks_without_a_name_or_a_mark_are_asked_for(desk, two):
    link = made(desk, two)
    assert "お名前" in Client().post(link, marks(two, "◎", by_name="")).text or "名前" in Client().post(link, marks(two, by_name="")).text
    assert Client().post(link, {"by_name": "社長"}).status_code == 200
    assert not ShortlistMark.objects.exists()
