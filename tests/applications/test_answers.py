"""The employer's questions: asked once, answered in words, frozen when sent, read without identity."""

import json

import pytest
from django.utils.translation import override

from applications import transitions
from applications.models import Answer, Snapshot
from applications.presentation import HIDDEN, anonymous, skills_in
from candidates.models import ProfileSkill
from jobs.models import Question, Skill
from tests.applications.factories import ApplicationFactory
from workflow.steps import Refused

BOTH = {"partners", "present"}


@pytest.fixture
def asked(opening):
    """Two questions, the second in Japanese only."""
    rows = [("Goの経験は？", "How long have you used Go?"), ("いつ入社できますか。", "")]
    return [Question.objects.create(vacancy=opening, order=n, text_ja=ja, text_en=en) for n, (ja, en) in enumerate(rows, start=1)]


def test_every_question_is_answered_before_it_is_sent(asked, applied, ayesha):
    application = applied("draft")
    for answers in ({}, {1: "Three years"}, {1: "Three years", 2: "   "}):
        with pytest.raises(Refused) as refused:
            transitions.submit(application, by=ayesha, consents=BOTH, answers=answers)
        assert [reason.code for reason in refused.value.reasons] == ["answers_missing"]
    transitions.submit(application, by=ayesha, consents=BOTH, answers={1: "Three years", 2: "In April"})
    assert application.state == "submitted"


def test_answers_come_through_the_counter_too(asked, applied, omar, ayesha):
    application = applied("draft")
    how = {"by": omar, "on_behalf_of": ayesha, "source": "walk_in", "consents": BOTH}
    transitions.submit(application, answers={1: "Three years", 2: "In April"}, **how)
    assert [row.text for row in application.answers.all()] == ["Three years", "In April"]


def test_what_was_sent_is_not_answered_again(asked, applied):
    application = applied("submitted")
    with pytest.raises(Refused):
        transitions.save_answers(application, {1: "Changed"})
    assert not Answer.objects.exists()


@pytest.mark.parametrize("answers", [{3: "x"}, {0: "x"}, {99: "x"}])
def test_an_answer_to_nothing_is_not_kept(asked, applied, answers):
    transitions.save_answers(applied("draft"), answers)
    assert not Answer.objects.exists()


def test_too_long_an_answer_is_refused_whole(asked, applied):
    with pytest.raises(Refused):
        transitions.save_answers(applied("draft"), {1: "short", 2: "x" * 1001})
    assert not Answer.objects.exists()


@pytest.fixture
def shown(asked, applied, ayeshas, ayesha):
    """Sent with a name in an answer, links in the profile and a skill of the vocabulary; presented."""
    go = Skill.objects.create(code="zq-go", group="it", name_en="Zq Go", name_ja="ゼットゴー")
    ProfileSkill.objects.create(profile=ayeshas, skill=go, level=3)
    type(ayeshas).objects.update(code_url="https://git.example.org/zq", portfolio_url="https://zq.example.org", project_about="zqproject")
    application = applied("draft")
    transitions.submit(application, by=ayesha, consents=BOTH, answers={1: f"{ayesha.full_name}, 3 years", 2: "April, zq@example.org"})
    type(application).objects.filter(pk=application.pk).update(state="presented", presented_at=application.submitted_at)
    application.refresh_from_db()
    return application


def test_the_employer_reads_answers_and_levels_without_identity_and_links(shown, client, sato, ayesha):
    seen = anonymous(shown)
    assert [row["question"] for row in seen["answers"]] == ["How long have you used Go?", "いつ入社できますか。"]
    assert seen["answers"][0]["text"] == f"{HIDDEN}, 3 years"
    assert [(row["name"], row["level"]) for row in seen["skill_levels"]] == [("Zq Go", 3)]
    client.force_login(sato)
    text = client.get(f"/ja/employer/candidates/{shown.public_id}/").text
    assert "ゼットゴー" in text
    assert "Goの経験は？" in text
    for hidden in (ayesha.full_name, "zq@example.org", "git.example.org", "zq.example.org", "zqproject"):
        assert hidden not in text + json.dumps(seen, default=str)


def test_the_snapshot_keeps_question_and_answer_as_they_were(shown, asked):
    Question.objects.filter(pk=asked[0].pk).update(text_en="Something else?")
    Answer.objects.update(text="Changed")
    content = Snapshot.objects.filter(application=shown).first().content
    assert content["answers"]["questions"][0]["question"]["text_en"] == "How long have you used Go?"
    assert content["answers"]["questions"][0]["text"].endswith("3 years")
    with override("en"):
        assert skills_in(content).startswith("Zq Go (I work with it alone)")
    assert "example.org" not in json.dumps(content["profile"])


def test_a_snapshot_of_an_older_release_is_still_read(bilal, opening):
    application = ApplicationFactory(vacancy=opening, state="presented")
    content = Snapshot.objects.get(application=application).content
    content["answers"].pop("questions")
    content["profile"].pop("skill_levels")
    Snapshot.objects.create(application=application, version=99, content=content)
    assert (anonymous(application)["answers"], anonymous(application)["skill_levels"]) == ([], [])
