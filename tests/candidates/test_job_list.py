"""The list's own wishes in three languages, rupees beside the yen, and searches that are kept and told of once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from candidates import news
from candidates.models import SavedSearch
from jobs.models import ExchangeRate, Vacancy
from notifications.letters import write_letters
from notifications.models import Message
from tests.jobs.factories import VacancyFactory, japan_today
from workflow.models import Entry

JOBS, MINE = "/en/jobs/", "/en/me/searches/"
A_DAY = timedelta(days=1)


@pytest.fixture
def opening(company):
    """Make a published vacancy, by default a day old."""

    def make(title, *, skill="", **fields):
        said = {"published_at": timezone.now() - timedelta(hours=1), "title_en": title} | fields
        job = VacancyFactory(employer=company, state="published", **said)
        if skill:
            job.wanted_skills.create(skill_id=skill)
        return job

    return make


@pytest.fixture
def search(profile):
    """Ayesha's search for welders, last told a day ago."""
    return SavedSearch.objects.create(profile=profile, query="q=welder", name="Welding", told_until=timezone.now() - A_DAY)


def titles(answer):
    return [card["title"] for card in answer.context["cards"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"skill": "k8s"}, ["Operator"]), ({"skill": "ＫＵＢＥＲＮＥＴＥＳ"}, ["Operator"]), ({"skill": "کبرنیٹیز"}, ["Operator"]),
        ({"skill": "juggling"}, []),
        ({"skill": "!!"}, ["Nurse", "Operator"]), ({"q": "kubernetes"}, ["Operator"]), ({"q": "大阪"}, ["Nurse"]),
        ({"english": "on"}, ["Operator"]), ({"graduates": "1"}, ["Nurse"]), ({"field": "it"}, ["Operator"]),
        ({"starts": "3"}, ["Operator"]), ({"starts": "later"}, ["Nurse"]), ({"starts": "x"}, ["Nurse", "Operator"]),
    ],
)  # fmt: skip
def test_wishes_narrow_the_list(client, opening, query, found):
    opening("Operator", skill="kubernetes", is_english_enough=True, starts_on=japan_today() + timedelta(days=60))
    far = {"starts_on": japan_today() + timedelta(days=300), "field_id": "nursing_care"}
    opening("Nurse", welcomes_new_graduates=True, prefecture_id="27", **far)
    answer = client.get(JOBS, query)
    assert (sorted(titles(answer)), answer.context["count"]) == (found, len(found))


def test_all_wishes_together_cost_two_queries(client, opening, django_assert_num_queries):
    opening("Operator", skill="kubernetes", is_english_enough=True)
    wishes = {"q": "operator", "skill": "k8s", "english": "1", "pay": "100000", "route": "engineer", "field": "it"}
    client.get(JOBS, wishes)  # names of fields and skills are read once a minute
    with django_assert_num_queries(2):
        answer = client.get(JOBS, wishes)
    assert titles(answer) == ["Operator"]


def test_a_chip_names_the_wish_and_takes_it_off(client, opening):
    chips = client.get(JOBS, {"english": "on", "skill": "k8s"}).context["chips"]
    assert [(str(chip["label"]), chip["url"]) for chip in chips] == [("Skill", "?english=on"), ("English is enough", "?skill=k8s")]


def test_rupees_stand_beside_the_yen_at_a_dated_rate_and_nowhere_without_one(client, opening):
    job = opening("Operator", base_pay=300_000)
    ExchangeRate.objects.update(rupees_per_yen="1.9", valid_from=japan_today() - A_DAY)
    assert "Rs\xa0570,000" in client.get(JOBS).text
    assert "Rs\xa0570,000\u2069 a month (rate of " in client.get(job.get_absolute_url()).text
    ExchangeRate.objects.update(valid_from=japan_today() + A_DAY * 2)
    assert "Rs\xa0" not in client.get(JOBS).text


def test_a_search_is_kept_after_signing_in(client, ayesha, profile, opening):
    opening("Welder")
    assert f"{MINE}new/?q=welder" in client.get(JOBS, {"q": "welder"}).text
    sent_to = client.get(f"{MINE}new/?q=welder")
    assert (sent_to.status_code, "next=/en/me/searches/new/%3Fq%3Dwelder" in sent_to.url) == (302, True)
    client.force_login(ayesha)
    for _twice in range(2):
        assert client.post(f"{MINE}new/?q=welder&after=x", {"name": "Mine", "wants_news": "on"}).status_code == 302
    assert list(SavedSearch.objects.values_list("query", "name", "wants_news")) == [("q=welder", "Mine", True)]


def test_a_search_is_renamed_silenced_and_removed(her, search):
    her.post(f"{MINE}{search.public_id}/", {"name": "Other"})
    search.refresh_from_db()
    assert (search.name, search.wants_news) == ("Other", False)
    assert "Other" in her.get(MINE).text
    page = her.post(f"{MINE}{search.public_id}/remove/", follow=True)
    assert not SavedSearch.objects.exists()
    her.post(re.search(r'href="([^"]*/searches/new/[^"]*)"', page.text)[1].replace("&amp;", "&"), {"name": "Again"})
    assert SavedSearch.objects.get().query == search.query


def test_a_search_is_nobody_elses(client, bilal, search):
    client.force_login(bilal)
    for path in (f"{MINE}{search.public_id}/", f"{MINE}{search.public_id}/remove/"):
        assert client.post(path, {"name": "x"}).status_code == 404
    assert SavedSearch.objects.get().name == "Welding"


def test_a_new_job_is_told_once_in_the_readers_language(search, opening):
    job = opening("Welder", title_ur="ویلڈر")
    opening("Nurse")
    opening("Welder of long ago", published_at=timezone.now() - 2 * A_DAY)
    assert (news.tell_all(), news.tell_all()) == (1, 0)
    SavedSearch.objects.update(told_until=timezone.now() - timedelta(minutes=10))
    assert news.tell_all() == 0
    entry = Entry.objects.get(kind=news.FOUND)
    assert entry.data == {"jobs": [job.pk], "has_more": False}
    write_letters(entry)
    assert {(m.channel, "ویلڈر" in m.body) for m in Message.objects.all()} >= {("inbox", True)}


def test_what_was_published_just_now_waits_for_the_next_round_and_is_not_lost(search, opening):
    opening("Welder", published_at=timezone.now() - timedelta(minutes=1))
    assert news.tell_all() == 0
    Vacancy.objects.update(published_at=timezone.now() - timedelta(minutes=6))
    SavedSearch.objects.update(told_until=timezone.now() - A_DAY)
    assert news.tell_all() == 1


@pytest.mark.parametrize("change", [{"wants_news": False}, {"told_until": timezone.now()}])
def test_nobody_is_told_unasked_or_too_often(search, opening, change):
    opening("Welder")
    SavedSearch.objects.update(**change)
    assert news.tell_all() == 0


def test_at_most_one_sms_a_day(search, opening):
    for name in ("Welder", "Welder again"):
        opening(name)
        SavedSearch.objects.update(told_until=timezone.now() - A_DAY)
        news.tell_all()
        write_letters(Entry.objects.filter(kind=news.FOUND).latest("pk"))
    assert Message.objects.filter(channel="inbox", template="jobs_found").count() == 2
    assert Message.objects.filter(channel="sms", template="jobs_found").count() == 1


def test_a_search_removed_meanwhile_is_no_error(search, opening):
    opening("Welder")
    news.tell_all()
    search.delete()
    write_letters(Entry.objects.get(kind=news.FOUND))
    assert not Message.objects.exists()


@pytest.mark.parametrize("count", [2, 30])
def test_a_batch_costs_the_same_however_many_it_holds(profile, opening, count, django_assert_max_num_queries):
    opening("Welder")
    rows = [
        SavedSearch(profile=profile, query=f"q=welder&pay={n + 1}", name=str(n), told_until=timezone.now() - A_DAY) for n in range(count)
    ]
    SavedSearch.objects.bulk_create(rows)
    with django_assert_max_num_queries(13):  # two lists, savepoints, and one batch with its end
        assert news.tell_all() == count
