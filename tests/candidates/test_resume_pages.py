"""A résumé file is brought, checked beside the profile and taken over by ticks; nothing that stands is replaced unasked."""

import json
from datetime import date, timedelta
from random import Random

import brotli
import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from candidates.models import Education, Experience, Profile, ProfileSkill
from candidates.tasks import forget_resumes
from jobs.models import Skill, SkillWord
from jobs.skills import spellings
from tests.candidates.factories import EducationFactory, ExperienceFactory
from tests.candidates.test_resume import AYESHA, bytes_of

ME, CHECK = "/en/me/profile/resume/", "/en/me/profile/resume/check/"
EDUCATION = {"education-0-level": "BS", "education-0-country": "PK"}
WORK = {"work-0-kind": "it"}


@pytest.fixture
def words(reference):
    """Two skills of the vocabulary with their names."""
    SkillWord.objects.all().delete()
    for code, name in (("python", "Python"), ("solidity", "Solidity")):
        skill, _ = Skill.objects.get_or_create(code=code, defaults={"group": "language", "name_en": name, "name_ja": name})
        SkillWord.objects.bulk_create(SkillWord(skill=skill, word=word) for word in spellings(name))


def send(client, data: bytes | None = None, **changed):
    file = SimpleUploadedFile("resume.json", bytes_of(**changed) if data is None else data, content_type="application/json")
    return client.post(ME, {"file": file})


def take(client, *keys, **more):
    """Tick these and send; `more` are the fields that were asked."""
    draft = client.session["resume"]["id"]
    return client.post(CHECK, {"draft": draft, "take": keys, **EDUCATION, **WORK, **more})


def test_a_file_is_read_checked_and_taken_over(her, profile, words):
    assert send(her).url == CHECK
    page = her.get(CHECK).text
    assert 'value="education-0" id="take-education-0" checked' in page
    assert '<option value="BS" selected>' in page
    ticked = ("education-0", "work-0", "skill-python", "word-0", "code_url", "english")
    answer = take(her, *ticked, **{"english-english_level": "B2", "level-skill-python": "4"})
    assert answer.url == "/en/me/profile/"
    school, job = Education.objects.get(), Experience.objects.get()
    assert (school.level, school.subject, school.started_year, school.finished_year) == ("BS", "Computer Science", 2016, 2020)
    assert (job.title, job.is_it, job.started_on, job.ended_on) == ("Backend developer", True, date(2020, 9, 1), date(2023, 2, 28))
    assert [(row.skill_id, row.level) for row in ProfileSkill.objects.all()] == [("python", 4)]
    profile.refresh_from_db()
    assert (profile.skills, profile.english_level, profile.code_url) == (["Web"], "B2", "https://github.com/ayesha-khan")
    assert (profile.portfolio_url, profile.full_name, profile.version) == ("", "Ayesha Khan", 1)
    assert "resume" not in her.session


def test_before_the_ticks_nothing_is_saved(her, profile, words):
    send(her)
    her.get(CHECK)
    profile.refresh_from_db()
    assert (Education.objects.count(), Experience.objects.count(), profile.version) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (b" " * 50_000_000, "larger than 256 KB"),
        (b"{" + b" " * 260_000 + b"}", "larger than 256 KB"),
        (b'{"work":\n[}', "line 2, column 2"),
        (b"%PDF-1.4", "This is a PDF"),
        (b"", "The file is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(her, profile, data, words_):
    answer = send(her, data)
    assert words_ in answer.text
    assert "resume" not in her.session


def test_notes_name_the_place(her, profile):
    send(her, religion="x", work=[{"position": "Welder", "startDate": "2021-02-30", "salary": 5}])
    page = her.get(CHECK).text
    assert "\u2066work[0].startDate\u2069 is no date" in page
    assert "\u2066work[0].salary\u2069 is not part of the format" in page
    assert "\u2066religion\u2069: we never ask for this" in page


def test_what_stands_is_marked_and_not_ticked(her, profile, words):
    EducationFactory(profile=profile)
    ExperienceFactory(profile=profile, title="Backend developer", company="Lahore software")
    ProfileSkill.objects.create(profile=profile, skill_id="python", level=1)
    Profile.objects.update(code_url="https://gitlab.com/ayesha", english_level="B1", skills=["web"])
    send(her)
    page = her.get(CHECK).text
    for key in ("education-0", "work-0", "code_url", "english"):
        assert f'id="take-{key}">' in page
    assert page.count("Already there") == 4
    assert "https://gitlab.com/ayesha" in page
    assert "skill-python" not in page


def test_a_link_is_replaced_only_when_ticked(her, profile):
    Profile.objects.update(code_url="https://gitlab.com/ayesha", portfolio_url="https://old.dev.pk")
    send(her)
    take(her, "code_url")
    profile.refresh_from_db()
    assert (profile.code_url, profile.portfolio_url) == ("https://github.com/ayesha-khan", "https://old.dev.pk")


def test_what_is_missing_is_asked_and_listed(her, profile):
    send(her, work=[{"name": "Al-Noor", "position": "Welder", "startDate": "2019", "endDate": "2021-03"}])
    assert 'name="work-0-started_on_month"' in her.get(CHECK).text
    answer = take(her, "work-0", "education-0", **{"work-0-kind": "", "work-0-started_on_year": "2019", "work-0-started_on_month": ""})
    assert "Nothing is saved yet" in answer.text
    assert "Enter month and year" in answer.text
    assert (Experience.objects.count(), Education.objects.count()) == (0, 0)
    take(her, "work-0", **{"work-0-kind": "other", "work-0-started_on_year": "2019", "work-0-started_on_month": "4"})
    assert Experience.objects.get().started_on == date(2019, 4, 1)


def test_the_good_are_saved_alone_only_when_the_person_says_so(her, profile):
    send(her)
    wrong = {"work-0-kind": ""}
    assert "Take over the 1 entry that is in order" in take(her, "work-0", "education-0", **wrong).text
    assert Education.objects.count() == 0
    assert take(her, "work-0", "education-0", go="good", **wrong).url == CHECK
    assert (Education.objects.count(), Experience.objects.count()) == (1, 0)
    assert "Already there" in her.get(CHECK).text
    take(her, "work-0", "education-0")
    assert (Education.objects.count(), Experience.objects.count()) == (1, 1)


def test_the_same_form_sent_twice_saves_once(her, profile):
    send(her)
    data = {"draft": her.session["resume"]["id"], "take": ["education-0", "work-0"], "form_key": "k" * 24} | EDUCATION | WORK
    assert [her.post(CHECK, data).url for _time in range(2)] == ["/en/me/profile/"] * 2
    assert (Education.objects.count(), Experience.objects.count()) == (1, 1)


def test_the_same_file_brought_twice_saves_once(her, profile):
    for _time in range(2):
        send(her)
        take(her, "education-0", "work-0")
    assert (Education.objects.count(), Experience.objects.count()) == (1, 1)


def test_fields_that_were_not_asked_cannot_be_sent(her, profile):
    send(her)
    take(her, "education-0", **{"education-0-institution": "Oxford", "education-0-profile": "1"})
    assert Education.objects.get().institution == "University of the Punjab"


def test_nothing_ticked_is_said(her, profile):
    send(her)
    assert "Tick what you want to take over." in take(her).text


def test_an_older_page_does_not_act_on_a_newer_file(her, profile):
    send(her)
    older = her.session["resume"]["id"]
    send(her, education=[])
    assert her.post(CHECK, {"draft": older, "take": ["education-0"], **EDUCATION}).url == CHECK
    assert Education.objects.count() == 0


def test_what_was_read_is_kept_for_a_day_and_forgotten_when_asked(her, profile):
    send(her)
    session = her.session
    session["resume"] = session["resume"] | {"at": (timezone.now() - timedelta(days=1)).isoformat()}
    session.save()
    assert her.get(CHECK).url == ME
    send(her)
    her.post(f"{ME}forget/")
    assert "resume" not in her.session


def test_neither_name_nor_contact_stays_in_the_session(her, profile):
    send(her)
    stored = json.dumps([row.get_decoded()["resume"] for row in Session.objects.all() if "resume" in row.get_decoded()])
    assert not [word for word in (AYESHA["basics"]["email"], "1234567", "Ayesha Khan", "a.jpg") if word in stored]


def test_japanese_is_never_taken_as_a_certificate(her, profile):
    send(her, languages=[{"language": "Japanese", "fluency": "Native"}, {"language": "Urdu", "fluency": "Native"}])
    page = her.get(CHECK).text
    assert "Japanese counts only with a certificate." in page
    assert "The profile has no place for these languages: Urdu" in page
    assert 'value="english"' not in page


def test_strange_words_are_shown_as_text(her, profile):
    send(her, work=[{"position": "<script>alert(1)</script>", "name": "x"}], skills=[{"name": '"><i>x'}])
    page = her.get(CHECK).text
    assert "<script>alert" not in page
    assert "<i>x" not in page
    assert "&quot;&gt;&lt;i&gt;x" in page


def test_too_many_skills_are_said_and_not_saved(her, profile, words):
    Profile.objects.update(skills=[f"skill {n}" for n in range(30)])
    send(her)
    assert "Name at most 30 skills." in take(her, "word-0").text


def test_a_full_file_stays_a_light_page(her, profile, words):
    job = {
        "name": "Company",
        "position": "Software engineer",
        "startDate": "2019-01",
        "endDate": "2020-01",
        "summary": "Built and ran it. " * 40,
    }
    school = {"institution": "Board", "area": "Science", "studyType": "Diploma", "startDate": "2010", "endDate": "2012"}
    skills = [{"name": f"Thing {n}", "keywords": [f"word {n} {m}" for m in range(30)]} for n in range(30)]
    drawn = Random(7)  # noqa: S311
    jobs = [job | {"name": f"Company {n}", "summary": "".join(drawn.choices("abcdefghijklmnopqrst ", k=1600))} for n in range(30)]
    send(her, work=jobs, education=[school] * 30, skills=skills)
    answer = her.get(CHECK)
    assert len(brotli.compress(answer.content, quality=5)) <= 25_000


def test_the_profile_links_there(her, profile):
    assert f'href="{ME}"' in her.get("/en/me/profile/").text


def test_an_abandoned_draft_leaves_the_session_after_a_day(her, profile, words):
    send(her)
    assert forget_resumes() == 0
    session = her.session
    session["resume"] |= {"at": (timezone.now() - timedelta(days=1, seconds=1)).isoformat()}
    session.save()
    assert (forget_resumes(), forget_resumes()) == (1, 0)
    assert "resume" not in her.session
    assert her.get(ME).status_code == 200
