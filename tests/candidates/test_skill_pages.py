"""Skills are found by any name, added with one tap, levelled and removed; the own CV goes up, down and away."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from candidates.models import Profile, ProfileSkill
from jobs.models import Skill, SkillWord
from jobs.skills import spellings
from tests.candidates.factories import photo
from vault.models import AccessRecord, StoredFile

ME = "/en/me/profile/skills/"
CV = "/en/me/profile/cv/"
KEY = {"form_key": "k" * 24}


@pytest.fixture
def words(reference):
    """Two skills of the vocabulary with their names."""
    SkillWord.objects.all().delete()
    for code, name in (("python", "Python"), ("solidity", "Solidity")):
        skill, _ = Skill.objects.get_or_create(code=code, defaults={"group": "language", "name_en": name, "name_ja": name})
        SkillWord.objects.bulk_create(SkillWord(skill=skill, word=word) for word in spellings(name, f"{name} language"))


def test_a_skill_is_found_added_levelled_and_removed(her, profile, words):
    assert 'name="skill" value="python"' in her.get(ME, {"q": "pyth"}).text
    assert her.post(f"{ME}add/", {"skill": "python", "level": "3", "q": "pyth"}).url == f"{ME}?q=pyth"
    assert "You have it" in her.get(ME, {"q": "pyth"}).text
    her.post(f"{ME}change/", {"level-python": "4"})
    assert ProfileSkill.objects.get().level == 4
    her.post(f"{ME}change/", {"remove": "python"})
    assert not ProfileSkill.objects.exists()


@pytest.mark.parametrize("level", ["0", "9", "x", "", "²"])
def test_an_unknown_level_is_the_second(her, profile, words, level):
    her.post(f"{ME}add/", {"skill": "python", "level": level})
    assert ProfileSkill.objects.get().level == 2


def test_an_unknown_skill_is_not_found_and_nothing_is_added(her, profile, words):
    assert "not in our list" in her.post(f"{ME}add/", {"skill": "nonsense"}, follow=True).text
    assert not ProfileSkill.objects.exists()
    assert "We found no skill" in her.get(ME, {"q": "<b>zzz"}).text


def test_a_tap_sent_twice_adds_once(her, profile, words):
    assert [her.post(f"{ME}add/", {"skill": "python", "level": "3"} | KEY).status_code for _ in range(2)] == [302, 302]
    assert Profile.objects.get().version == 1


def test_skills_of_others_stay_theirs(her, profile, words, bilal):
    theirs = ProfileSkill.objects.create(profile=Profile.objects.create(user=bilal, reference="C-1"), skill_id="python", level=1)
    her.post(f"{ME}change/", {"remove": "python", "level-python": "4"})
    theirs.refresh_from_db()
    assert theirs.level == 1


def test_the_page_costs_the_same_queries_at_any_length(her, profile, words):
    counts = []
    for code in ("python", "solidity"):
        ProfileSkill.objects.create(profile=profile, skill_id=code)
        with CaptureQueriesContext(connection) as caught:
            her.get(ME, {"q": "s"})
        counts.append(len(caught))
    assert counts[0] == counts[1]


def pdf():
    """An honest PDF of one page."""
    out = BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "PDF")
    return SimpleUploadedFile("cv.pdf", out.getvalue(), content_type="application/pdf")


def test_a_cv_goes_up_down_and_away(her, profile):
    assert her.post(CV, {"file": pdf()}).status_code == 302
    assert "Download it" in her.get(CV).text
    answer = her.get(f"{CV}file/")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert her.post(CV, {"file": pdf()}).status_code == 302
    assert StoredFile.objects.filter(state="erased").count() == 1
    assert her.post(f"{CV}remove/").status_code == 302
    profile.refresh_from_db()
    assert (profile.cv, StoredFile.objects.filter(state="erased").count()) == (None, 2)


def test_a_cv_is_a_pdf(her, profile):
    photo_file = SimpleUploadedFile("cv.jpg", photo(), content_type="image/jpeg")
    assert 'role="alert"' in her.post(CV, {"file": photo_file}).text
    profile.refresh_from_db()
    assert profile.cv is None


def test_oec_opens_a_cv_with_a_record_and_others_do_not(her, profile, client, omar, ken):
    her.post(CV, {"file": pdf()})
    address = f"/desk/counter/{profile.public_id}/cv/"
    client.force_login(omar)
    assert client.get(address).status_code == 200
    assert AccessRecord.objects.filter(purpose="counter", field="file").count() == 1
    client.force_login(ken)
    assert client.get(address).status_code in (302, 403)
