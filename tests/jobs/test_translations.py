"""English beside Japanese: what is missing, what goes stale and becomes fresh again, and the desk's queue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs import transitions, translations
from jobs.models import Question, Vacancy
from tests.jobs.factories import VacancyFactory
from tests.jobs.test_forms import kept, typed
from workflow.steps import Refused

PAIR = ("holidays", "holidays_en")
TEXT = st.sampled_from(["", "a", "b"])


@pytest.fixture
def sent(company):
    return VacancyFactory(employer=company, state="submitted", holidays="土日祝", duties_en="", english_of={})


def test_what_has_japanese_and_no_english_is_open(sent):
    found = {text.source for text in translations.texts_of(sent) if text.is_open}
    assert {"duties_ja", "holidays"} <= found
    assert "title_ja" not in found


def test_english_goes_stale_when_its_source_changes_and_fresh_when_it_is_written_again(vacancy):
    assert kept(vacancy, typed(vacancy, holidays="土日祝", holidays_en="weekends"))
    vacancy.refresh_from_db()
    assert vacancy.english_of["stale"] == []
    assert kept(vacancy, typed(vacancy, holidays="土日のみ", holidays_en="weekends"))
    vacancy.refresh_from_db()
    assert vacancy.english_of["stale"] == ["holidays"]
    translations.keep(vacancy, {"holidays_en": "Saturdays and Sundays"})
    vacancy.refresh_from_db()
    assert (vacancy.english_of["stale"], vacancy.holidays_en) == ([], "Saturdays and Sundays")


def test_a_source_that_comes_back_is_not_stale(vacancy):
    for text in ("土日祝", "土日のみ", "土日祝"):
        assert kept(vacancy, typed(vacancy, holidays=text, holidays_en="weekends"))
        vacancy.refresh_from_db()
    assert vacancy.english_of["stale"] == []


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_only_english_that_was_not_written_with_its_source_is_stale(saves):
    english_of, before = {}, {PAIR[0]: "", PAIR[1]: ""}
    for source, english in saves:
        after = dict(zip(PAIR, (source, english), strict=True))
        english_of = translations.marks(english_of, before, after)
        if not english or english != before[PAIR[1]]:
            assert english_of["stale"] == []
        before = after


def test_a_stale_text_is_not_vetted(company, ken):
    vacancy = VacancyFactory(employer=company, state="submitted", english_of={"of": {}, "stale": ["title_ja"]})
    with pytest.raises(Refused) as refusal:
        transitions.vet(vacancy, by=ken)
    assert [reason.code for reason in refusal.value.reasons] == ["translation_stale"]


def test_the_queue_holds_what_is_open_and_nothing_else(client, ken, sent, company):
    full = VacancyFactory(employer=company, state="submitted")
    for name in [text.target for text in translations.texts_of(full)]:
        setattr(full, name, "English")
    full.save()
    client.force_login(ken)
    assert [line["vacancy"].pk for line in client.get("/desk/translations/").context["lines"]] == [sent.pk]
    client.post(f"/desk/translations/{sent.public_id}/", {"duties_en": "Build services.", "holidays_en": "weekends"})
    sent.refresh_from_db()
    assert (sent.duties_en, sent.holidays_en) == ("Build services.", "weekends")


def test_english_is_held_to_the_law_and_keeps_what_was_typed(client, ken, sent):
    client.force_login(ken)
    page = client.post(f"/desk/translations/{sent.public_id}/", {"duties_en": "Men only <b>"})
    assert (page.status_code, "Men only &lt;b&gt;" in page.text) == (422, True)
    assert Vacancy.objects.get(pk=sent.pk).duties_en == ""


def test_the_queue_asks_as_often_for_many_as_for_few(client, ken, company, django_assert_max_num_queries):
    client.force_login(ken)
    client.get("/desk/translations/")
    for row in VacancyFactory.create_batch(12, employer=company, state="submitted", duties_en=""):
        Question.objects.create(vacancy=row, order=1, text_ja="質問")
    with django_assert_max_num_queries(20):
        client.get("/desk/translations/")


def test_a_question_without_english_waits_is_translated_and_goes_stale_with_its_source(client, ken, sato, company):
    full = VacancyFactory(employer=company, state="submitted", english_of={})
    english = {text.target: "English" for text in translations.texts_of(full)}
    Vacancy.objects.filter(pk=full.pk).update(**english)
    assert full not in translations.waiting()
    Question.objects.create(vacancy=full, order=1, text_ja="Goで何を作りましたか。")
    client.force_login(ken)
    page = client.get("/desk/translations/")
    assert [(line["vacancy"], [str(text.label) for text in line["open"]]) for line in page.context["lines"]] == [(full, ["Question 1"])]
    page = client.post(f"/desk/translations/{full.public_id}/", english | {"question_1_en": "Men only"})
    assert "The text chooses by gender" in page.text
    client.post(f"/desk/translations/{full.public_id}/", english | {"question_1_en": "What did you build in Go?"})
    assert (Question.objects.get().text_en, full in translations.waiting()) == ("What did you build in Go?", False)
    transitions.send_back(Vacancy.objects.get(pk=full.pk), by=ken, remarks={"title_ja": "?"})
    returned = Vacancy.objects.get(pk=full.pk)
    said = {"question_1_ja": "Rustで何を作りましたか。", "question_1_en": "What did you build in Go?"}
    assert kept(returned, typed(returned, **said))
    assert Vacancy.objects.get(pk=full.pk).english_of["stale"] == ["question_1_ja"]


@pytest.mark.parametrize("who", ["sato", "omar", "ayesha"])
def test_only_inter_ses_translates(client, request, sent, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/desk/translations/{sent.public_id}/").status_code in (302, 403, 404)
