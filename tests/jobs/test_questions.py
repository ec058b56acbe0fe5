"""Up to three questions of an employer: kept with the draft, checked like every free text, shown, copied, and frozen once sent."""

import pytest

from jobs import questions, transitions
from jobs.forms import VacancyForm
from jobs.models import Question
from tests.jobs.factories import VacancyFactory


@pytest.fixture
def draft(company):
    return VacancyFactory(employer=company, state="draft")


def texts(vacancy):
    return [(row.order, row.text_ja, row.text_en) for row in vacancy.questions.all()]


def test_they_close_up_change_and_go(draft):
    questions.keep(draft, {"question_2_ja": "二つ目", "question_3_ja": "三つ目", "question_3_en": "Third"})
    assert texts(draft) == [(1, "二つ目", ""), (2, "三つ目", "Third")]
    questions.keep(draft, {"question_1_ja": "変更"})
    assert texts(draft) == [(1, "変更", "")]
    questions.keep(draft, {})
    assert texts(draft) == []


@pytest.mark.parametrize("state", ["submitted", "vetted", "published", "closed"])
def test_once_sent_they_stay_as_they_are(company, state):
    vacancy = VacancyFactory(employer=company, state=state)
    Question.objects.create(vacancy=vacancy, order=1, text_ja="質問")
    questions.keep(vacancy, {"question_1_ja": "別の質問"})
    assert texts(vacancy) == [(1, "質問", "")]


@pytest.mark.parametrize(
    ("name", "text"), [("text_ja", "30歳以下ですか。独身のみ歓迎"), ("text_en", "Candidates must pay a deposit of Rs 500, agreed?")]
)
def test_an_unlawful_question_stops_the_vacancy(draft, name, text):
    Question.objects.create(vacancy=draft, order=2, **{"text_ja": "質問", name: text})
    found = [reason for reason in transitions.submit_blockers(draft) if reason.code.startswith("unlawful_")]
    assert found
    assert dict(found[0].values)["field"] == f"question_2_{name[-2:]}"


def test_a_doubtful_question_asks_again(draft):
    Question.objects.create(vacancy=draft, order=1, text_ja="家族構成を教えてください。")
    assert "doubtful_family" in {reason.code for reason in transitions.submit_warnings(draft)}


def test_japanese_comes_first(draft):
    form = VacancyForm({"seats": "1", "title_ja": "開発者", "question_1_en": "When can you start?"}, instance=draft)
    form.is_valid()
    assert "question_1_ja" in form.errors


def test_pages_show_and_copy_them(draft, client, sato):
    Question.objects.create(vacancy=draft, order=1, text_ja="いつ始められますか。", text_en="When can you start?")
    client.force_login(sato)
    base = f"/en/employer/vacancies/{draft.public_id}/"
    for page in (base, f"{base}preview/"):
        assert "When can you start?" in client.get(page).text, page
    assert "いつ始められますか。" in client.get(f"{base}edit/selection/").text
    client.post(f"{base}copy/")
    assert Question.objects.filter(text_ja="いつ始められますか。").count() == 2
