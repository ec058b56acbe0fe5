"""A published vacancy changes: what goes live at once, what waits, who decides, and what applicants are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import rules, tasks, transitions, versions
from jobs.models import Allowance, Vacancy, VacancyVersion
from jobs.standing import japan_today
from tests.jobs.factories import VacancyFactory
from tests.workflow.test_advance import race
from workflow.models import Entry
from workflow.steps import Refused

State = VacancyVersion.State


@pytest.fixture
def public(company):
    return VacancyFactory(employer=company, state="published")


def content(vacancy, **changes):
    return versions.content_of(Vacancy.objects.get(pk=vacancy.pk)) | changes


def states(vacancy):
    return list(vacancy.versions.order_by("number").values_list("state", flat=True))


def test_content_goes_out_and_comes_back_unchanged(public):
    Allowance.objects.create(vacancy=public, kind="housing", yen=20_000)
    before = content(public)
    versions.put_into(public, before)
    assert content(public) == before
    assert Vacancy.objects.get(pk=public.pk).counted_allowances == 20_000


@pytest.mark.parametrize(
    "change",
    [
        {"base_pay": 320_000}, {"holidays": "土日祝 "}, {"annual_holidays": 130}, {"pr_ja": "成長できます"},
        {"title_ja": "バックエンド 開発者"},
    ],
)  # fmt: skip
def test_improvements_and_typing_mistakes_go_live_at_once(public, sato, change):
    entry = transitions.change(public, content(public, **change), by=sato)
    after = Vacancy.objects.get(pk=public.pk)
    assert (entry.kind, after.owner, states(public)) == ("vacancy.change", "", [State.PAST, State.LIVE])
    assert {name: getattr(after, name) for name in change} == change


@pytest.mark.parametrize(
    "change",
    [{"base_pay": 290_000}, {"duties_ja": "別の仕事"}, {"workplace_address": "大阪市北区1"}, {"annual_holidays": 110},
     {"contract_kind": "fixed", "contract_ends_on": "2028-03-31", "renewal_criteria": "更新あり"}, {"bonus": "なし"}],
)  # fmt: skip
def test_a_promise_waits_for_inter_ses_while_the_old_version_stays(public, sato, ken, change):
    entry = transitions.change(public, content(public, **change), by=sato)
    after = Vacancy.objects.get(pk=public.pk)
    assert (entry.kind, after.state, after.owner, after.due_on is not None) == ("vacancy.propose_change", "published", "inter_ses", True)
    assert (after.base_pay, after.duties_ja) == (public.base_pay, public.duties_ja)
    transitions.vet_change(after, by=ken)
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.owner, states(public)) == ("", [State.PAST, State.LIVE])
    assert content(after) == versions.live_of(after).content


def test_a_refused_change_leaves_everything_and_says_why(public, sato, ken):
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    waiting = Vacancy.objects.get(pk=public.pk)
    with pytest.raises(Refused):
        transitions.refuse_change(waiting, by=ken, note=" ")
    transitions.refuse_change(waiting, by=ken, note="Pay may not fall while people apply.")
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.owner, after.base_pay, states(public)) == ("", public.base_pay, [State.LIVE, State.REFUSED])


def test_a_change_is_taken_back(public, sato):
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    transitions.take_back_change(Vacancy.objects.get(pk=public.pk), by=sato)
    assert (Vacancy.objects.get(pk=public.pk).owner, states(public)) == ("", [State.LIVE, State.WITHDRAWN])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"base_pay": 150_000}, "wage_below_minimum"), ({"wanted_skills": [["男性のみ", 2, True]]}, "unlawful_gender"),
        ({"pr_ja": "男性のみ"}, "unlawful_gender"), ({"seats": 1}, None),
        ({"seats": 99}, "seats_need_a_letter"), ({}, "nothing_changed"),
    ],
)  # fmt: skip
def test_the_law_is_asked_of_the_change(public, sato, change, code):
    Vacancy.objects.filter(pk=public.pk).update(seats=2, seats_taken=1)
    vacancy = Vacancy.objects.get(pk=public.pk)
    codes = [reason.code for reason in transitions.change_blockers(vacancy, content(vacancy, **change))]
    assert codes == ([code] if code else [])


def test_only_one_change_waits(public, sato):
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    with pytest.raises(Refused) as refusal:
        transitions.change(Vacancy.objects.get(pk=public.pk), content(public, base_pay=280_000), by=sato)
    assert [reason.code for reason in refusal.value.reasons] == ["change_waits_already"]


def test_a_pause_keeps_the_owner_of_the_change(public, sato):
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    transitions.pause(Vacancy.objects.get(pk=public.pk), by=sato)
    assert Vacancy.objects.get(pk=public.pk).owner == "inter_ses"


def test_strangers_and_the_desk_of_oec_change_nothing(public, zed, omar, ken, sato):
    for person in (zed, omar):
        with pytest.raises(Refused):
            transitions.change(public, content(public, base_pay=310_000), by=person)
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    with pytest.raises(Refused):
        transitions.vet_change(Vacancy.objects.get(pk=public.pk), by=sato)


def test_the_difference_is_in_words(public):
    rows = {row["name"]: row for row in versions.difference(content(public), content(public, base_pay=310_000, smoking="none"))}
    assert (rows["base_pay"]["before"], rows["base_pay"]["after"]) == ("300,000", "310,000")
    assert rows["smoking"]["after"] == "no measures"


def test_every_fact_of_the_rules_that_is_a_column_is_in_the_content(public):
    facts = {"prefecture_code": "prefecture", "field_code": "field"}
    names = {facts.get(name, name) for name in rules.VETTED_FIELDS} - {"employer_name", "counted_allowances", "excluded_allowances"}
    assert names <= set(content(public))


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_decide_and_one_decision_stands(public, sato, ken):
    transitions.change(public, content(public, base_pay=290_000), by=sato)
    rows = [Vacancy.objects.get(pk=public.pk) for _n in range(8)]
    verbs = (lambda row: transitions.vet_change(row, by=ken), lambda row: transitions.refuse_change(row, by=ken, note="no"))
    race(lambda n: verbs[n % 2](rows[n]), 8)
    decided = Entry.objects.about(public).filter(kind__in=["vacancy.vet_change", "vacancy.refuse_change"])
    assert (decided.count(), public.versions.filter(state=State.PROPOSED).count()) == (1, 0)


# ── still open, still true ────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("days", "state", "is_asked"), [(59, "published", False), (60, "published", True), (89, "published", True)])
def test_asked_after_sixty_days(public, days, state, is_asked):
    Vacancy.objects.filter(pk=public.pk).update(published_at=timezone.now() - timedelta(days=days))
    tasks.tend_stale()
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.state, after.confirm_asked_on is not None) == (state, is_asked)


def test_paused_after_ninety_days_of_silence_and_not_before_it_was_asked(public):
    Vacancy.objects.filter(pk=public.pk).update(published_at=timezone.now() - timedelta(days=90))
    for asked_on, state in ((None, "published"), (13, "published"), (14, "paused")):
        if asked_on:
            Vacancy.objects.filter(pk=public.pk).update(confirm_asked_on=japan_today() - timedelta(days=asked_on))
        tasks.tend_stale()
        assert Vacancy.objects.get(pk=public.pk).state == state


def silent(public):
    """Paused, because nobody answered for a hundred days."""
    long_ago = {"published_at": timezone.now() - timedelta(days=100), "confirm_asked_on": japan_today() - timedelta(days=40)}
    Vacancy.objects.filter(pk=public.pk).update(**long_ago)
    tasks.tend_stale()
    found = Vacancy.objects.get(pk=public.pk)
    assert found.state == "paused"
    return found


def test_who_resumes_it_for_the_company_says_that_it_is_true(public, sato):
    transitions.resume(silent(public), by=sato)
    tasks.tend_stale()
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.state, after.confirmed_on, after.confirm_asked_on) == ("published", japan_today(), None)


def test_when_oec_resumes_or_a_seat_frees_itself_the_company_is_asked_anew_and_has_time(public, omar):
    transitions.resume(silent(public), by=omar)
    for _night in range(2):
        tasks.tend_stale()
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.state, after.confirmed_on, after.confirm_asked_on) == ("published", None, japan_today())
    transitions.close(after, by=omar)
    transitions.reopen(Vacancy.objects.get(pk=public.pk), by=None)
    assert Vacancy.objects.get(pk=public.pk).confirm_asked_on is None


def test_a_confirmation_begins_the_days_again(public, sato):
    Vacancy.objects.filter(pk=public.pk).update(published_at=timezone.now() - timedelta(days=80))
    tasks.tend_stale()
    transitions.confirm(Vacancy.objects.get(pk=public.pk), by=sato)
    tasks.tend_stale()
    after = Vacancy.objects.get(pk=public.pk)
    assert (after.state, after.confirmed_on, after.confirm_asked_on) == ("published", japan_today(), None)


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────────
def test_the_difference_is_seen_before_it_is_sent(client, public, sato):
    from tests.jobs.test_forms import typed

    client.force_login(sato)
    at = f"/en/employer/vacancies/{public.public_id}/change/"
    data = typed(public, base_pay="290000") | {"seen": str(public.version)}
    page = client.post(at, data | {"then": "look"})
    assert [row["name"] for row in page.context["rows"]] == ["base_pay"]
    assert page.context["waits"] == ["Base pay in yen, without fixed overtime"]
    assert not public.versions.exists()
    assert client.post(at, data | {"then": "send"}).status_code == 302
    assert states(public) == [State.LIVE, State.PROPOSED]
    page = client.get(f"/en/employer/vacancies/{public.public_id}/")
    assert "Your change waits for Inter-SES" in page.text
