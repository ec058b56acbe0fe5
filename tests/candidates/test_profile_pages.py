# ruff: noqa: E501 - tables read better in one line each
"""The pages of the profile: what is typed is kept, what is wrong is said, nothing breaks."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connection
from django.forms import BaseForm
from django.test import Client
from django.test.utils import CaptureQueriesContext

import candidates.forms
from candidates.models import District, Education, Experience, Profile, TestResult
from candidates.transitions import profile_of
from tests.candidates.factories import EducationFactory, EvidenceFactory, ExperienceFactory, ProfileFactory

ME = "/en/me/profile/"
NAMES = {"full_name": "Ayesha Khan", "passport_name": "AYESHA KHAN"}
CNIC = {"cnic": "42201-1234567-1"}
BIRTH = {"birth_date_day": "2", "birth_date_month": "4", "birth_date_year": "1998"}
SCHOOL = {
    "level": "BS",
    "subject": "Computer Science",
    "institution": "NUST",
    "started_year": "2016",
    "finished_year": "2020",
    "country": "PK",
}
DAY = {"day": "1", "month": "9", "year": "2020"}
JOB = {"title": "Developer", "company": "Lahore Software", "kind": "it", "started_on_month": "9", "started_on_year": "2020"}
TEST = {"test": "jlpt N4", "score": "120", "is_passed": "on", **{f"taken_on_{part}": value for part, value in DAY.items()}}
EXAM = {"test": "it_exam FE", "country": "JP", "is_passed": "on", **{f"taken_on_{part}": value for part, value in DAY.items()}}
LINKS = {"code_url": "github.com/ayesha", "project_about": "Finds clinics"}
PAGES = {
    "names": NAMES, "cnic": CNIC, "birth": BIRTH, "contact": {"district": ""}, "english": {"english_level": ""}, "words": {"about": "", "skills": ""}, "links": LINKS,
    "wishes": {"wanted_fields": "", "wanted_pay": "", "can_start_on_year": ""}, "prefectures": {"wanted_prefectures": ""}, "points": {"point_items": ""},
    "educations/new": SCHOOL, "experiences/new": JOB, "languages/new": TEST, "tests/new": EXAM, "skills/add": {"skill": "", "q": ""}, "skills/change": {"remove": ""},
}  # fmt: skip


def urdu(text):
    """The same with the digits of an Urdu keyboard."""
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def wide(text):
    """The same with full-width digits."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


@pytest.mark.parametrize("script", [str, urdu, wide])
def test_digits_of_every_script_are_read(her, ayesha, reference, script):
    for page, typed in (("cnic", CNIC), ("birth", BIRTH)):
        assert her.post(f"{ME}{page}/", {name: script(value) for name, value in typed.items()}).status_code == 302
    assert her.post(f"{ME}educations/new/", SCHOOL | {"started_year": script("2016")}).status_code == 302
    assert her.post(f"{ME}experiences/new/", JOB | {"started_on_year": script("2020")}).status_code == 302
    assert her.post(f"{ME}languages/new/", TEST | {"score": script("120"), "taken_on_year": script("2020")}).status_code == 302
    assert her.post(f"{ME}wishes/", {"wanted_pay": script("300,000")}).status_code == 302
    mine = Profile.objects.get(user=ayesha)
    assert (mine.cnic, mine.birth_date.isoformat(), mine.wanted_pay) == ("4220112345671", "1998-04-02", 300_000)
    assert (mine.educations.get().started_year, mine.tests.get().level, mine.tests.get().score) == (2016, "N4", 120)


@pytest.mark.parametrize("junk", ["", "x" * 10_000, "👩‍🔧🇵🇰", "-1", "\x00", "<script>alert(1)</script>", "NaN", "99999999999999999999"])
@pytest.mark.parametrize("page", PAGES)
def test_bad_input_keeps_the_page_and_never_fails(her, profile, page, junk):
    answer = her.post(f"{ME}{page}/", dict.fromkeys(PAGES[page], junk))
    assert answer.status_code in (200, 302, 404)
    assert "<script>alert" not in answer.text
    if page in ("birth", "educations/new", "experiences/new", "languages/new", "tests/new"):
        assert 'role="alert"' in answer.text


def test_wrong_types_and_lists_of_values_are_survived(her, profile):
    assert her.post(f"{ME}contact/", {"district": ["abc", "-7"]}).status_code == 200
    assert her.post(f"{ME}prefectures/", {"wanted_prefectures": ["13", "zz", "\x00"]}).status_code == 200
    assert her.post(f"{ME}educations/new/", {"level": ["XX", "BS"], "started_year": "2016.5"}).status_code == 200


def test_what_was_typed_stays_on_the_page(her, profile):
    answer = her.post(f"{ME}educations/new/", SCHOOL | {"finished_year": "2010"})
    assert "NUST" in answer.text
    assert "before the year in which you began" in answer.text
    assert 'value="ab"' in her.post(f"{ME}birth/", BIRTH | {"birth_date_year": "ab"}).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"started_on_year": "2099"}, "lies in the future"),
        ({"ended_on_month": "1", "ended_on_year": "2019"}, "ends before it began"),
        ({"ended_on_month": "1", "ended_on_year": "2099"}, "Leave it empty"),
        ({"ended_on_month": "13", "ended_on_year": "2021"}, "month and year in digits"),
        ({"kind": "nonsense"}, "valid choice"),
    ],
)
def test_months_of_work_must_be_possible(her, profile, change, words):
    assert words in her.post(f"{ME}experiences/new/", JOB | change).text
    assert not Experience.objects.exists()


def test_a_job_is_kept_by_months_with_its_kind(her, profile):
    her.post(
        f"{ME}experiences/new/", JOB | {"kind": "agriculture", "ended_on_month": "2", "ended_on_year": "2024", "is_intern_training": "on"}
    )
    job = Experience.objects.get()
    assert (job.is_it, job.field_id, job.started_on.isoformat(), job.ended_on.isoformat()) == (
        False,
        "agriculture",
        "2020-09-01",
        "2024-02-29",
    )
    page = her.get(f"{ME}experiences/{job.public_id}/").text
    assert '<option value="agriculture" selected>' in page
    assert her.post(f"{ME}experiences/{job.public_id}/", JOB).status_code == 302
    job.refresh_from_db()
    assert (job.is_it, job.field_id, job.ended_on) == (True, None, None)


def test_gaps_and_overlaps_are_notes_and_nothing_more(her, profile):
    her.post(f"{ME}experiences/new/", JOB | {"ended_on_month": "12", "ended_on_year": "2021"})
    her.post(f"{ME}experiences/new/", JOB | {"started_on_month": "8", "started_on_year": "2022"})
    assert "no work between December 2021 and August 2022" in her.get(f"{ME}experiences/").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"test": "jlpt N7"}, "valid choice"), ({"score": "181"}, "from 0 to 180"), ({"score": "89"}, "passed from 90"), ({"score": "x"}, "number"),
        ({"test": "jft", "score": "199"}, "passed from 200"), ({"test": "jft", "score": "200", "is_passed": ""}, "With 200 points"), ({"test": "bjt", "score": ""}, "Enter the score"),
        ({"test": "ielts", "score": "6.3"}, "half bands"), ({"taken_on_year": "2099"}, "lies in the future"), ({"taken_on_month": "13"}, "in digits"),
    ],
)  # fmt: skip
def test_tests_are_asked_for_what_their_certificate_says(her, profile, change, words):
    assert words in her.post(f"{ME}languages/new/", TEST | change).text
    assert not TestResult.objects.exists()


@pytest.mark.parametrize(
    ("page", "sent", "kept"),
    [
        ("languages", TEST | {"is_passed": ""}, ("jlpt", "N4", None, 120, False)), ("languages", TEST | {"test": "ielts", "score": "6,5"}, ("ielts", "", None, 6.5, True)),
        ("languages", TEST | {"test": "bjt", "score": "420", "is_passed": ""}, ("bjt", "", None, 420, True)), ("languages", TEST | {"test": "nat 4Q", "score": ""}, ("nat", "4Q", None, None, True)),
        ("tests", EXAM, ("it_exam", "FE", None, None, True)), ("tests", EXAM | {"test": "ssw agriculture"}, ("ssw", "", "agriculture", None, True)),
    ],
)  # fmt: skip
def test_a_test_is_one_choice_and_comes_back_so(her, profile, page, sent, kept):
    assert her.post(f"{ME}{page}/new/", sent).status_code == 302
    row = TestResult.objects.get()
    assert (row.kind, row.level, row.field_id, row.score, row.is_passed) == kept
    assert f'<option value="{sent["test"]}" selected>' in her.get(f"{ME}{page}/{row.public_id}/").text
    assert str(row) in her.get(f"{ME}{page}/").text


def test_what_does_not_count_for_ssw_says_so(her, profile):
    page = her.get(f"{ME}languages/new/").text
    assert "NAT-TEST: not accepted for Specified Skilled Worker jobs" in page
    assert "counts for nothing legal" in her.get(f"{ME}english/").text


def test_cnic_of_another_profile_leads_on_and_tells_nothing(her, reference, settings):
    other = ProfileFactory(cnic="4220112345671")
    answer = her.post(f"{ME}cnic/", CNIC)
    assert answer.status_code == 200
    assert settings.HELPLINE in answer.text.split("<footer")[0]
    assert "Is this your own number?" in answer.text
    assert other.reference not in answer.text
    assert other.full_name not in answer.text


def test_nobody_tries_many_numbers(her, profile):
    answers = [her.post(f"{ME}cnic/", {"cnic": f"35202{n:07}1"}).status_code for n in range(21)]
    assert (answers[0], answers[-1]) == (302, 429)


def test_cnic_page_does_not_show_the_number_again_and_keeps_it_when_left_empty(her, profile):
    page = her.get(f"{ME}cnic/").text
    assert ("4220112345671" in page, "42201-*****67-1" in page) == (False, True)
    assert her.post(f"{ME}cnic/", {"cnic": ""}).status_code == 302
    profile.refresh_from_db()
    assert profile.cnic == "4220112345671"


def test_checked_identity_is_closed(her, profile):
    EvidenceFactory(profile=profile, kind="cnic", state="verified")
    her.post(f"{ME}names/", {"full_name": "Somebody Else", "passport_name": ""})
    her.post(f"{ME}cnic/", {"cnic": "3520212345671"})
    her.post(f"{ME}birth/", BIRTH | {"birth_date_year": "1990"})
    profile.refresh_from_db()
    assert (profile.full_name, profile.cnic, profile.birth_date.year) == ("Ayesha Khan", "4220112345671", 1998)
    assert "Save and go on" not in her.get(f"{ME}cnic/").text


def test_katakana_are_proposed_and_a_new_name_is_proposed_anew(her, profile, ken):
    her.post(f"{ME}names/", NAMES)
    profile.refresh_from_db()
    assert profile.name_katakana == "アーイシャ・カーン"
    assert "アーイシャ・カーン" in her.get(f"{ME}names/").text
    Profile.objects.update(name_katakana="アイシャ", katakana_fixed_by=ken, katakana_fixed_at=profile.created_at)
    her.post(f"{ME}names/", NAMES)
    profile.refresh_from_db()
    assert (profile.name_katakana, profile.katakana_fixed_by) == ("アイシャ", ken)
    her.post(f"{ME}names/", NAMES | {"passport_name": "AYESHA BIBI"})
    profile.refresh_from_db()
    assert (profile.name_katakana, profile.katakana_fixed_at) == ("アーイシャ・ビービー", None)


@pytest.mark.parametrize(
    "url",
    [
        "http://github.com/a",
        "https://10.0.0.1/a",
        "https://a:b@github.com/",
        "https://bit.ly/x",
        "https://localhost/",
        "javascript:alert(1)",
        "https://x.local",
    ],
)
def test_links_lead_to_public_https_places(her, profile, url):
    assert 'role="alert"' in her.post(f"{ME}links/", {"code_url": url}).text


def test_links_are_kept_and_https_is_added(her, profile):
    assert her.post(f"{ME}links/", LINKS).status_code == 302
    profile.refresh_from_db()
    assert (profile.code_url, profile.project_about) == ("https://github.com/ayesha", "Finds clinics")


def test_wishes_and_points_are_kept(her, profile):
    her.post(
        f"{ME}wishes/",
        {
            "wanted_fields": ["it", "agriculture"],
            "wanted_pay": "250000",
            "can_start_on_day": "1",
            "can_start_on_month": "4",
            "can_start_on_year": "2027",
        },
    )
    her.post(f"{ME}prefectures/", {"wanted_prefectures": ["13", "27"]})
    her.post(f"{ME}points/", {"point_items": ["RES_ANY", "JA_N1"]})
    profile.refresh_from_db()
    assert (profile.wanted_fields, profile.point_items, profile.can_start_on.year) == (["it", "agriculture"], ["RES_ANY", "JA_N1"], 2027)
    assert sorted(profile.wanted_prefectures.values_list("pk", flat=True)) == ["13", "27"]


@pytest.mark.parametrize("name", ["educations", "experiences", "languages", "tests"])
def test_complete_is_kept_and_the_verdict_may_say_no(her, profile, name):
    assert "I have none" in her.get(f"{ME}{name}/").text
    assert her.post(f"{ME}{name}/complete/").status_code == 302
    assert "I have none" not in her.get(f"{ME}{name}/").text
    profile.refresh_from_db()
    assert len(profile.said_complete) == 1


def test_both_lists_of_tests_together_say_that_all_tests_are_told(her, profile):
    her.post(f"{ME}languages/complete/")
    her.post(f"{ME}tests/complete/")
    profile.refresh_from_db()
    assert profile.said_complete == ["exams", "languages", "tests"]


def test_entries_of_others_do_not_exist(her, profile):
    theirs = EducationFactory()
    for path in (f"educations/{theirs.public_id}/", f"educations/{uuid.uuid4()}/"):
        assert her.get(f"{ME}{path}").status_code == 404
        assert her.post(f"{ME}{path}", SCHOOL).status_code == 404
    assert her.post(f"{ME}educations/{theirs.public_id}/remove/").status_code == 404
    assert Education.objects.count() == 1


def test_a_form_sent_twice_makes_one_entry(her, profile):
    key = {"form_key": "k" * 24}
    assert [her.post(f"{ME}educations/new/", SCHOOL | key).status_code for _ in range(2)] == [302, 302]
    assert Education.objects.count() == 1


@pytest.mark.parametrize("who", ["sato", "omar", "ken"])
def test_other_roles_are_turned_away(request, who, reference):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    assert {client.get(path).status_code for path in ("/en/me/", ME, f"{ME}cnic/", "/en/me/documents/")} == {403}


def test_looking_at_the_pages_writes_nothing(her, ayesha, reference):
    for path in ("/en/me/", ME, f"{ME}educations/", "/en/me/documents/"):
        assert her.get(path).status_code == 200
    assert not Profile.objects.exists()


def test_my_page_names_what_to_do_next(her, profile, ayesha):
    assert her.get("/en/me/").context["next"]["name"] == "contact"
    Profile.objects.update(district=District.objects.first())
    assert her.get("/en/me/").context["next"]["name"] == "educations"
    ayesha.phone_verified = False
    ayesha.save()
    assert her.get("/en/me/").context["next"]["name"] == "contact"
    assert "/en/accounts/contact/phone/" in her.get(f"{ME}contact/").text


def test_task_list_says_how_each_task_stands(her, profile):
    EducationFactory(profile=profile)
    EvidenceFactory(profile=profile, kind="cnic", state="rejected")
    found = {row["name"]: (row["tag"][0], row["tag"][2]) for group in her.get(ME).context["groups"] for row in group["rows"]}
    assert (found["names"], found["educations"], found["skills"]) == (
        ("plain", "Completed"),
        ("", "In progress"),
        ("info", "Not yet started"),
    )
    assert (found["documents"], found["passport"], found["cv"]) == (
        ("bad", "There is a problem"),
        ("plain", "Cannot start yet"),
        ("plain", "Optional"),
    )


def test_a_list_costs_the_same_queries_at_any_length(her, profile, django_assert_num_queries):
    counts = []
    for more in (2, 12):
        EducationFactory.create_batch(more, profile=profile)
        ExperienceFactory.create_batch(more, profile=profile)
        with CaptureQueriesContext(connection) as caught:
            for path in (ME, f"{ME}educations/", f"{ME}experiences/"):
                her.get(path)
        counts.append(len(caught))
    assert counts[0] == counts[1]


FORBIDDEN = r"relig|sect\b|caste|ethnic|tribe|birthplace|place of birth|famil|father|husband|politic|union|pregnan|marital|married|blood|gender|\bsex\b|height|weight|photo of you"


def test_no_form_asks_what_n5_forbids():
    classes = [one for one in vars(candidates.forms).values() if isinstance(one, type) and issubclass(one, BaseForm)]
    asked = [f"{name} {field.label}" for one in classes for name, field in one.base_fields.items()]
    columns = [
        f"{field.name} {field.verbose_name}" for model in apps.get_app_config("candidates").get_models() for field in model._meta.fields
    ]
    assert len(classes) > 15
    assert [words for words in asked + columns if re.search(FORBIDDEN, words, re.IGNORECASE)] == []


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_at_once_make_one_profile(ayesha):
    def visit(_):
        try:
            return profile_of(ayesha).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(visit, range(6)))) == 1
