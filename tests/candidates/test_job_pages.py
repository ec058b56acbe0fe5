"""The public list and page: few queries at any length, no row twice or lost, nonsense ignored, one's own verdict beside each job."""

from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from django.utils import timezone

from candidates.eligibility import Verdict
from candidates.public_words import verdict_tag
from candidates.views.job import FIXES, fix_of
from candidates.words import WORDS
from jobs.models import Vacancy
from tests.candidates.factories import EducationFactory, EvidenceFactory, TestResultFactory
from tests.jobs.factories import VacancyFactory, japan_today

JOBS = "/en/jobs/"
CNIC = "4220112345671"


@pytest.fixture
def opening(company):
    """Make published vacancies of one company."""
    return lambda count=1, **fields: VacancyFactory.create_batch(count, employer=company, state="published", **fields)


def titles(answer):
    return [card["title"] for card in answer.context["cards"]]


def walk(client, path):
    """Every title of the list, page by page."""
    seen = []
    while path:
        answer = client.get(path)
        seen += titles(answer)
        path = JOBS + answer.context["next_url"] if answer.context["next_url"] else ""
    return seen


@pytest.mark.parametrize("count", [5, 50])
def test_list_costs_the_same_at_any_length(client, opening, count, django_assert_num_queries):
    opening(count)
    client.get(JOBS)
    with django_assert_num_queries(2):
        assert client.get(JOBS).status_code == 200


@pytest.mark.parametrize("count", [5, 50])
def test_list_with_verdicts_costs_the_same_at_any_length(her, profile, opening, count, django_assert_num_queries):
    opening(count, visa_routes=["ssw1"], field_id="nursing_care")
    her.get(JOBS)
    with django_assert_num_queries(6):
        assert her.get(JOBS).context["cards"][0]["verdict"]


def test_page_needs_few_queries_at_any_length_of_the_profile(client, her, profile, opening, django_assert_max_num_queries):
    path = opening()[0].get_absolute_url()
    her.get(path)
    for count in (1, 6):
        EducationFactory.create_batch(count, profile=profile)
        TestResultFactory.create_batch(count, profile=profile)
        with django_assert_max_num_queries(3):
            client.get(path)
        with django_assert_max_num_queries(7):
            her.get(path)


def test_pages_neither_repeat_nor_lose_a_job(client, opening):
    moment = timezone.now()
    for n in range(45):
        opening(title_en=f"Job {n}", published_at=moment - timedelta(hours=n // 10))
    seen = walk(client, JOBS)
    assert (len(seen), len(set(seen))) == (45, 45)


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", "2026|1", "2026-01-01T00:00:00|1", "2026-01-01T00:00:00Z|x", "0001-01-01T00:00:00+14:00|1", "2026-13-01T00:00:00Z|1", "☃"],
)
def test_forged_cursors_begin_at_the_beginning(client, opening, cursor):
    opening(title_en="Welder")
    for text in (cursor, urlsafe_b64encode(cursor.encode()).decode()):
        assert client.get(JOBS, {"after": text}).status_code == 200
    huge = urlsafe_b64encode(b"2099-01-01T00:00:00Z|" + b"9" * 30).decode()
    assert titles(client.get(JOBS, {"after": huge})) == ["Welder"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "rust core"}, ["Rust"]),
        ({"q": "ラスト"}, ["Rust"]),
        ({"q": "' OR 1=1 --"}, []),
        ({"q": "100%"}, []),
        ({"prefecture": "27"}, ["Nurse"]),
        ({"field": "nursing_care"}, ["Nurse"]),
        ({"route": "ssw1"}, ["Nurse"]),
        ({"japanese": "N4"}, ["Nurse"]),
        ({"pay": "۳۵۰,۰۰۰"}, ["Rust"]),
        ({"pay": "abc", "route": "x", "field": "\x00", "q": "x" * 101}, ["Nurse", "Rust"]),
    ],
)
def test_filters_narrow_and_nonsense_is_ignored(client, opening, query, found):
    opening(title_en="Rust", title_ja="ラスト", base_pay=400_000, duties_en="Core ledger")
    opening(title_en="Nurse", prefecture_id="27", field_id="nursing_care", visa_routes=["ssw1"], japanese_level="N4")
    answer = client.get(JOBS, query)
    assert sorted(titles(answer)) == found
    assert answer.context["count"] == len(found)


def test_wishes_are_chips_that_can_be_taken_off(client, opening):
    opening()
    chips = client.get(JOBS, {"q": "go", "japanese": "N3"}).context["chips"]
    assert [(str(chip["value"]), chip["url"]) for chip in chips] == [("go", "?japanese=N3"), ("JLPT N3", "?q=go")]


def test_an_empty_result_offers_wider_searches_that_find_something(client, opening):
    opening(3, title_en="Rust")
    answer = client.get(JOBS, {"q": "rust", "prefecture": "01", "pay": "1"})
    assert [(row["count"], row["url"]) for row in answer.context["wider"]] == [(3, "?q=rust&pay=1")]


def test_a_wider_search_leaves_out_one_wish_and_the_fullest_comes_first(client, opening):
    opening(2, title_en="Rust", base_pay=250_000)
    opening(title_en="Go", base_pay=400_000)
    answer = client.get(JOBS, {"q": "rust", "pay": "300000"})
    assert [(row["count"], row["url"]) for row in answer.context["wider"]] == [(2, "?q=rust"), (1, "?pay=300000")]
    unknown = client.get(JOBS, {"q": "rust", "skill": "nobody calls it so"})
    assert [(row["count"], row["url"]) for row in unknown.context["wider"]] == [(2, "?q=rust")]


def test_closed_and_unverified_and_draft_jobs_are_not_listed(client, opening, company):
    opening(title_en="Open")
    opening(title_en="Late", closes_on=japan_today() - timedelta(days=1))
    for state in ("draft", "submitted", "paused", "closed", "ended"):
        VacancyFactory(employer=company, state=state, title_en=state)
    assert titles(client.get(JOBS)) == ["Open"]


@pytest.mark.parametrize(
    ("state", "status"), [("published", 200), ("paused", 200), ("closed", 200), ("ended", 200), ("draft", 404), ("vetted", 404)]
)
def test_page_of_each_state(client, company, state, status):
    vacancy = VacancyFactory(employer=company, state=state)
    answer = client.get(vacancy.get_absolute_url())
    assert answer.status_code == status
    if status == 200:
        assert ("Sign in to apply" in answer.text) is (state == "published")


def test_job_past_its_last_day_says_so_first(client, opening):
    vacancy = opening(closes_on=japan_today() - timedelta(days=1))[0]
    page = client.get(vacancy.get_absolute_url()).text
    assert page.index("The last day to apply has passed.") < page.index("What you pay")
    assert "Sign in to apply" not in page


def test_a_candidate_sees_the_verdict_with_every_requirement(her, profile, opening):
    EducationFactory(profile=profile)
    TestResultFactory(profile=profile)
    answer = her.get(opening()[0].get_absolute_url())
    route = answer.context["routes"][0]
    assert route["rows"]
    assert all(row["label"] for row in route["rows"])
    assert "conditions met" in answer.text


def test_what_is_missing_stands_first_with_the_law_and_the_way_to_mend_it(her, profile, opening):
    vacancy = opening(japanese_level="N3", english_level="", is_person_facing=False)[0]
    row = EducationFactory(profile=profile)
    proof = EvidenceFactory(profile=profile, kind="degree", education=row, state="verified")
    page = her.get(vacancy.get_absolute_url())
    assert [str(group["title"]) for group in page.context["routes"][0]["groups"]] == ["Not known or not proven yet", "Done"]
    by_label = {str(need["label"]): need for need in page.context["routes"][0]["rows"]}
    degree = by_label["A related degree of 16 years, or 10 years of related work, or a listed IT exam"]
    assert (degree["state"], degree["papers"]) == ("met", [f"/en/me/documents/{proof.public_id}/file/"])
    assert degree["papers"][0] in page.text
    adult = by_label["18 years or older when the work starts"]
    assert (adult["state"], adult["url"]) == ("unknown", "/en/me/documents/")
    assert "Emigration Rule 31-A" in page.text


def test_the_points_table_shows_what_counts_and_what_waits_for_proof(her, profile, opening):
    vacancy = opening(visa_routes=["hsp"], base_pay=350_000, certain_bonus=0, is_person_facing=False)[0]
    EducationFactory(profile=profile, level="MS")
    page = her.get(vacancy.get_absolute_url())
    table = page.context["routes"][0]["points"]
    assert (table["proven"], table["claimed"], table["asked"]) == (0, 35 + 10, 70)
    assert len(table["rows"]) + len(table["others"]) == 34
    assert "<details><summary>Points table: 0 points proven, 70 are needed</summary>" in page.text
    assert "Master, or another professional degree" in page.text


def test_strangers_see_what_the_job_asks_and_the_way_to_the_short_check(client, opening):
    page = client.get(opening()[0].get_absolute_url())
    assert [[str(row["label"]) for row in route["rows"]][:2] for route in page.context["asks"]] == [
        ["18 years or older when the work starts", "A related degree of 16 years, or 10 years of related work, or a listed IT exam"]
    ]
    assert 'href="/en/reach/"' in page.text
    assert "Not known yet" not in page.text


def test_a_candidate_without_a_profile_is_led_to_it(her, reference, opening):
    assert 'href="/en/me/profile/"' in her.get(opening()[0].get_absolute_url()).text


@pytest.mark.parametrize("step", FIXES)
def test_every_fix_is_a_page_and_a_sentence(step):
    assert step in WORDS
    assert fix_of(step)[0].startswith("/")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_words(verdict):
    assert all(verdict_tag(verdict))


@pytest.mark.parametrize("who", ["sato", "omar", "audit"])
def test_verdicts_are_for_candidates_only(client, request, who, opening):
    client.force_login(request.getfixturevalue(who))
    assert client.get(opening()[0].get_absolute_url()).context["routes"] == []


def test_no_identity_on_public_pages(her, profile, opening):
    vacancy = opening()[0]
    for path in (JOBS, vacancy.get_absolute_url(), "/en/me/", "/en/me/profile/", "/en/me/profile/cnic/", "/en/me/documents/"):
        assert CNIC not in her.get(path).text.replace("-", "")


def test_an_employer_sees_only_the_own_in_the_page(client, zed, opening):
    draft = VacancyFactory(state="draft")
    client.force_login(zed)
    assert client.get(f"{JOBS}{draft.public_id}/").status_code == 404
    assert Vacancy.objects.count() == 1
