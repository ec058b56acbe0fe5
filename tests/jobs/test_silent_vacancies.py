"""A vacancy that went back to its company and lies there: warned, then ended with a reason; nothing that a desk owes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jobs import transitions
from jobs.models import Vacancy
from notifications.letters import write_letters
from notifications.models import Message
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry, Reminder, Term
from workflow.reminding import lives, without_owner

BEGAN = datetime(2026, 9, 1, 6, tzinfo=UTC)


def after(days: int) -> datetime:
    return BEGAN + timedelta(days=days)


def silent(company, state="returned", owner="employer"):
    return VacancyFactory(employer=company, state=state, owner=owner, waiting_since=BEGAN, due_on=date(2026, 9, 15))


def test_it_is_warned_then_ended_with_its_reason(company):
    row = silent(company)
    assert (transitions.warn_silent(after(45)), transitions.end_silent(after(61))) == (0, 0), "never without a warning"
    assert (transitions.warn_silent(after(46)), transitions.warn_silent(after(47))) == (1, 0)
    assert transitions.end_silent(after(59)) == 0
    assert (transitions.end_silent(after(60)), transitions.end_silent(after(60))) == (1, 0)
    row.refresh_from_db()
    assert (row.state, row.owner, row.due_on) == ("ended", "", None)
    entry = Entry.objects.about(row).get(kind="vacancy.lapse")
    assert (entry.actor, entry.actor_role, entry.data) == (None, "system", {"ground": "no_answer", "days": 60})


@pytest.mark.parametrize(("state", "owner"), [("submitted", "inter_ses"), ("vetted", "oec"), ("draft", "employer")])
def test_what_a_desk_owes_and_a_draft_are_never_ended(company, state, owner):
    row = silent(company, state, owner)
    assert (transitions.warn_silent(after(400)), transitions.end_silent(after(800))) == (0, 0)
    row.refresh_from_db()
    assert row.state == state


def test_who_answers_after_the_warning_stays(company, sato):
    row = silent(company)
    transitions.warn_silent(after(46))
    Vacancy.objects.filter(pk=row.pk).update(waiting_since=after(59), due_on=after(70).date())
    assert transitions.end_silent(after(62)) == 0


def test_its_days_are_a_dated_setting_of_its_own(company):
    silent(company)
    Term.objects.create(owner="silence.vacancy.returned", working_days=30, valid_from=date(2026, 9, 2))
    assert transitions.warn_silent(after(16)) == 1
    assert transitions.end_silent(after(30)) == 1


def test_the_company_is_told_before_and_after(client, company, sato):
    row = silent(company)
    transitions.warn_silent(after(46))
    write_letters(Entry.objects.get(kind="reminder.warn"))
    transitions.end_silent(after(60))
    write_letters(Entry.objects.get(kind="vacancy.lapse"))
    letters = Message.objects.filter(recipient=sato, channel="inbox").order_by("pk")
    assert [letter.template for letter in letters] == ["last_call_vacancy", "vacancy_lapsed"]
    assert Reminder.objects.get().subject_ref == row.public_id
    client.force_login(sato)
    page = client.get(f"/en/employer/vacancies/{row.public_id}/").text
    assert "because nobody answered" in page


@pytest.mark.parametrize(("language", "words"), [("en", "has ended"), ("ja", "求人が終了しました"), ("ur", "ختم ہو گئی ہے")])
def test_inter_ses_is_told_once_with_the_job_and_what_to_do(company, sato, ken, omar, language, words):
    ken.language = language
    ken.save()
    row = silent(company)
    transitions.warn_silent(after(46))
    transitions.end_silent(after(60))
    for _ in range(2):
        write_letters(Entry.objects.get(kind="vacancy.lapse"))
    letters = Message.objects.filter(template="vacancy_lapsed_desk")
    assert sorted(letters.values_list("recipient", "channel")) == [(ken.pk, "email"), (ken.pk, "inbox")], "never OEC: it had nothing of it"
    letter = letters.get(channel="inbox")
    assert words in letter.subject
    assert row.reference in letter.body


# Open, but nobody owes anything: what runs by its own days, and what is done.
NOBODY_OWES = {
    "employer": {"verified", "suspended"},
    "demand": {"attested"},
    "vacancy": {"published", "paused", "closed"},
    "evidence": {"verified"},  # until it expires
    "application": {"withdrawn", "superseded"},  # the candidate may come back
    "question": {"answered", "closed"},
    "report": {"settled", "dismissed"},
    "member": {"enrolled", "finished", "left", "dropped"},  # the group has its own days; whoever left may be brought back
}


def test_every_state_with_a_way_on_has_an_owner_or_is_known_to_need_none():
    found = {}
    for model in lives():
        sources = {str(source) for step in model.STEPS for source in step.sources}
        if free := sources - {str(state) for state in model.OWNERS}:
            found[model.KIND] = free
    assert found == NOBODY_OWES


def test_the_invariant_finds_a_returned_vacancy_without_date(company):
    row = silent(company)
    assert without_owner() == {}
    Vacancy.objects.filter(pk=row.pk).update(due_on=None)
    assert without_owner() == {"vacancy": 1}
