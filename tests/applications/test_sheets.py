"""Japanese sheets to print: without identity before the consent, the résumé of 2021 after it, and never what nobody may ask."""

import pypdfium2
import pytest

from applications.models import PresentedCandidate
from applications.sheets import reading
from applications.sheets.resume import resume_of
from applications.transitions.acting import japan_today
from applications.transitions.consenting import give_name
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.candidates.factories import ExperienceFactory
from vault.models import AccessRecord

HERE = "/ja/employer/candidates/"
ASKED_OF_NOBODY = ("通勤時間", "扶養", "配偶者", "本籍", "国籍", "宗教")  # not on the form of 2021 (domain.md 6, N5)


def words_of(content):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.fixture
def desk(client, sato):
    client.force_login(sato)
    return client


@pytest.fixture
def person(ayesha):
    found = proven_profile(ayesha, name_katakana="アーイシャ・カーン", skills=["Go"])
    ExperienceFactory(profile=found, title="Backend developer", company="Secret Systems Ltd", duties="Design and test of APIs in Go")
    return found


@pytest.fixture
def shown(person, opening):
    return ApplicationFactory(candidate=person, vacancy=opening, state="interviewing", summary_ja="Goの経験が長い技術者です。")


def secrets(person):
    return [person.user.full_name, "アーイシャ", str(person.cnic), "Secret Systems Ltd", person.user.phone[3:], str(person.birth_date.year)]


@pytest.mark.parametrize(("kind", "title"), [("skill-sheet", "スキルシート"), ("career", "職務経歴書")])
def test_a_sheet_before_the_consent_names_the_number_and_nobody(desk, shown, person, kind, title):
    answer = desk.get(f"{HERE}{shown.public_id}/{kind}.pdf")
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("application/pdf", True)
    text = words_of(answer.content)
    assert (title in text, person.reference in text) == (True, True)
    assert [word for word in secrets(person) if word in text] == []


def test_the_resume_opens_with_the_consent_and_leaves_its_record(desk, shown, person, ayesha):
    url = f"{HERE}{shown.public_id}/resume.pdf"
    assert desk.get(url).status_code == 404
    give_name(shown, by=ayesha, language="ur")
    text = words_of(desk.get(url).content)
    assert ayesha.full_name in text
    assert "アーイシャ" in text
    assert [word for word in (str(person.cnic), "Secret Systems Ltd", *ASKED_OF_NOBODY) if word in text] == []
    assert AccessRecord.objects.filter(purpose="interview").exists()


def test_the_resume_has_schools_then_work_oldest_first(shown, person, ayesha):
    give_name(shown, by=ayesha, language="en")
    row = PresentedCandidate.objects.select_related("vacancy").get(pk=shown.pk)
    found = resume_of(shown, row, japan_today())
    headings = [words for _year, _month, words in found["history"] if words in ("学歴", "職歴", "現在に至る")]
    assert headings[:2] == ["学歴", "職歴"]
    years = [int(year) for year, _month, words in found["history"] if year and words.endswith(("入学", "卒業"))]
    assert years == sorted(years)
    assert (found["kana"], found["name"]) == (person.name_katakana, person.full_name)


def test_several_come_in_one_print_and_strangers_are_left_out(desk, shown, opening):
    strange = ApplicationFactory(state="presented")
    answer = desk.get(f"{HERE}sheets.pdf?a={shown.public_id}&a={strange.public_id}&a=x")
    text = words_of(answer.content)
    assert (shown.candidate.reference in text, strange.candidate.reference in text) == (True, False)
    assert desk.get(f"{HERE}sheets.pdf").status_code == 302


def test_other_companies_and_other_papers_find_nothing(client, desk, shown, zed):
    assert desk.get(f"{HERE}{shown.public_id}/passport.pdf").status_code == 404
    client.force_login(zed)
    assert client.get(f"{HERE}{shown.public_id}/skill-sheet.pdf").status_code == 404


@pytest.mark.parametrize(("months", "words"), [(0, "なし"), (1, "1か月"), (12, "1年"), (38, "3年2か月")])
def test_a_length_is_said_in_years_and_months(months, words):
    assert reading.length_of(months) == words
