"""The pages of the profile: what is typed is kept, what is wrong is said, nothing breaks."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from candidates.models import Education, Experience, Profile, TestResult
from candidates.transitions import profile_of
from tests.candidates.factories import EducationFactory, EvidenceFactory, ProfileFactory

ME = "/en/me/profile/"
BIRTH = {"birth_date_day": "2", "birth_date_month": "4", "birth_date_year": "1998"}
IDENTITY = {"full_name": "Ayesha Khan", "cnic": "42201-1234567-1", **BIRTH, "passport_name": ""}
SCHOOL = {"level": "BS", "subject": "Computer Science", "institution": "NUST", "started_year": "2016", "finished_year": "2020"}
DAY = {"day": "1", "month": "9", "year": "2020"}
JOB = {"title": "Developer", "company": "Lahore Software", **{f"started_on_{part}": value for part, value in DAY.items()}}
TEST = {"kind": "jlpt", "level": "n4", "score": "120", "is_passed": "on", **{f"taken_on_{part}": value for part, value in DAY.items()}}
PAGES = {"identity": IDENTITY, "place": {}, "skills": {}, "educations/new": SCHOOL, "experiences/new": JOB, "tests/new": TEST}


def urdu(text):
    """The same with the digits of an Urdu keyboard."""
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def wide(text):
    """The same with full-width digits."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


@pytest.mark.parametrize("script", [str, urdu, wide])
def test_digits_of_every_script_are_read(her, ayesha, reference, script):
    assert her.post(f"{ME}identity/", {name: script(value) for name, value in IDENTITY.items()}).status_code == 302
    assert her.post(f"{ME}educations/new/", SCHOOL | {"started_year": script("2016")}).status_code == 302
    assert her.post(f"{ME}tests/new/", TEST | {"score": script("120"), "taken_on_year": script("2020")}).status_code == 302
    assert her.post(f"{ME}place/", {"wanted_pay": script("300,000")}).status_code == 302
    mine = Profile.objects.get(user=ayesha)
    assert (mine.cnic, mine.birth_date.isoformat(), mine.wanted_pay) == ("4220112345671", "1998-04-02", 300_000)
    assert (mine.educations.get().started_year, mine.tests.get().level, mine.tests.get().score) == (2016, "N4", 120)


@pytest.mark.parametrize("junk", ["", "x" * 10_000, "👩‍🔧🇵🇰", "-1", "\x00", "<script>alert(1)</script>", "NaN", "99999999999999999999"])
@pytest.mark.parametrize("page", PAGES)
def test_bad_input_keeps_the_page_and_never_fails(her, profile, page, junk):
    answer = her.post(
        f"{ME}{page}/", {name: junk for name in PAGES[page] or ("district", "wanted_pay", "skills", "about", "english_level")}
    )
    assert answer.status_code in (200, 302)
    assert "<script>alert" not in answer.text
    if page == "identity":
        assert 'role="alert"' in answer.text


def test_wrong_types_and_lists_of_values_are_survived(her, profile):
    assert her.post(f"{ME}place/", {"district": ["abc", "7"], "wanted_prefectures": ["13", "zz", "\x00"]}).status_code == 200
    assert her.post(f"{ME}educations/new/", {"level": ["XX", "BS"], "started_year": "2016.5"}).status_code == 200


def test_what_was_typed_stays_on_the_page(her, profile):
    answer = her.post(f"{ME}educations/new/", SCHOOL | {"finished_year": "2010"})
    assert "NUST" in answer.text
    assert "before the year in which you began" in answer.text


@pytest.mark.parametrize(("start", "end", "words"), [("2099", "", "lies in the future"), ("2020", "2019", "ends before it began")])
def test_days_of_work_must_be_possible(her, profile, start, end, words):
    ended = {f"ended_on_{part}": value for part, value in (DAY | {"year": end}).items()} if end else {}
    assert words in her.post(f"{ME}experiences/new/", JOB | {"started_on_year": start} | ended).text
    assert not Experience.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"level": "N7"}, "N1, N2, N3"),
        ({"kind": "ssw", "level": ""}, "Choose the field"),
        ({"score": "999"}, "250"),
        ({"score": "x"}, "number"),
    ],
)
def test_tests_are_asked_for_what_their_certificate_says(her, profile, change, words):
    assert words in her.post(f"{ME}tests/new/", TEST | change).text
    assert not TestResult.objects.exists()


def test_cnic_of_another_profile_leads_to_the_helpline_and_keeps_the_rest(her, reference, settings):
    ProfileFactory(cnic="4220112345671")
    answer = her.post(f"{ME}identity/", IDENTITY)
    assert answer.status_code == 200
    assert settings.HELPLINE.replace("+", "+") in answer.text.split("<footer")[0]
    assert 'value="Ayesha Khan"' in answer.text


def test_identity_page_does_not_show_the_number_again_and_keeps_it_when_left_empty(her, profile):
    page = her.get(f"{ME}identity/").text
    assert ("4220112345671" in page, "42201-*****67-1" in page) == (False, True)
    assert her.post(f"{ME}identity/", IDENTITY | {"cnic": "", "full_name": "Ayesha Bibi"}).status_code == 302
    profile.refresh_from_db()
    assert (profile.cnic, profile.full_name) == ("4220112345671", "Ayesha Bibi")


def test_checked_identity_is_closed(her, profile):
    EvidenceFactory(profile=profile, kind="cnic", state="verified")
    assert her.post(f"{ME}identity/", IDENTITY | {"full_name": "Somebody Else", "cnic": "3520212345671"}).status_code == 302
    profile.refresh_from_db()
    assert (profile.full_name, profile.cnic) == ("Ayesha Khan", "4220112345671")


@pytest.mark.parametrize("name", ["educations", "experiences", "tests"])
def test_complete_is_kept_and_the_verdict_may_say_no(her, profile, name):
    assert "I have none" in her.get(f"{ME}{name}/").text
    assert her.post(f"{ME}{name}/complete/").status_code == 302
    assert "I have none" not in her.get(f"{ME}{name}/").text
    profile.refresh_from_db()
    assert len(profile.said_complete) == 1


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
    assert {client.get(path).status_code for path in ("/en/me/", ME, f"{ME}identity/", "/en/me/documents/")} == {403}


def test_looking_at_the_pages_writes_nothing(her, ayesha, reference):
    for path in ("/en/me/", ME, f"{ME}educations/", "/en/me/documents/"):
        assert her.get(path).status_code == 200
    assert not Profile.objects.exists()


def test_my_page_names_what_to_do_next(her, profile, ayesha):
    assert "Where you live" in her.get("/en/me/").context["next"]["label"]
    ayesha.phone_verified = False
    ayesha.save()
    assert her.get("/en/me/").context["next"]["url"] == "/en/accounts/contact/phone/"


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_at_once_make_one_profile(ayesha):
    def visit(_):
        try:
            return profile_of(ayesha).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(visit, range(6)))) == 1
