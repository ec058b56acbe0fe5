"""An organisation is closed for some days: the clock leaves them out, and dates that are set move later by one rule."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import closures
from accounts.models import Closure, Party, User
from reviews import digests
from reviews.kinds import KINDS
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from workflow import deadlines
from workflow.clock import is_working_day
from workflow.models import Entry, Holiday, Reminder
from workflow.reminding import escalate_due, nudge_due
from workflow.steps import Refused

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)  # Monday noon in Tokyo
DAY = NOW.date()


@pytest.fixture(autouse=True)
def _monday(db, monkeypatch):
    """No holidays, and it is Monday."""
    Holiday.objects.all().delete()
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def entered(party, by, first: int, last: int, name="お盆"):
    return closures.enter(party, first_day=day(first), last_day=day(last), name=name, by=by)


def of(user) -> Party:
    return user.parties().get()


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_days_of_a_closed_company_do_not_count_for_it_alone(sato, zed, ken):
    plain = deadlines.due_on("employer", NOW, company=of(zed).pk)
    assert plain == day(14), "ten working days"
    entered(of(sato), sato, 3, 7)  # Thursday to Monday: three working days
    assert deadlines.due_on("employer", NOW, company=of(sato).pk) == day(17)
    assert deadlines.due_on("employer", NOW, company=of(zed).pk) == plain
    assert deadlines.due_on("inter_ses", NOW) == day(3)


@pytest.mark.parametrize(("who", "owner", "other"), [("amna", "oec", "inter_ses"), ("ken", "inter_ses", "oec")])
def test_a_closed_house_has_more_time_and_only_it(request, omar, ken, amna, who, owner, other):
    before = {name: deadlines.due_on(name, NOW) for name in (owner, other)}
    user = request.getfixturevalue(who)
    entered(of(user), user, 1, 1)
    assert deadlines.due_on(owner, NOW) == before[owner] + timedelta(days=1)
    assert deadlines.due_on(other, NOW) == before[other]


def test_a_step_sets_the_date_by_the_closures_of_the_company(company, sato):
    entered(company.party, sato, 1, 14)  # two weeks
    plain = deadlines.due_on("employer", NOW)
    row = VacancyFactory(employer=company)
    assert deadlines.owner_and_due(row, "returned", NOW)["due_on"] == plain + timedelta(days=14)
    application = ApplicationFactory(vacancy=row)
    assert deadlines.owner_and_due(application, "presented", NOW)["due_on"] == plain + timedelta(days=14)


def test_who_lead_are_not_told_of_lateness_on_the_days_their_house_is_closed(reference, amna, monkeypatch):
    Holiday.objects.all().delete()
    row = ApplicationFactory(state="submitted", due_on=DAY)
    entered(of(amna), amna, 1, 3)
    ApplicationFactory._meta.model.objects.filter(pk=row.pk).update(due_on=DAY)
    deadlines.Term.objects.update_or_create(owner="escalate", defaults={"working_days": 1})
    assert escalate_due(NOW + timedelta(days=4)) == 0, "Friday: the one working day after Monday"
    assert escalate_due(NOW + timedelta(days=5)) == 1


@pytest.mark.parametrize(("today", "told"), [(0, []), (1, ["before"]), (2, ["before"]), (4, ["before", "open"]), (7, ["before", "open"])])
def test_a_company_is_reminded_on_the_last_day_before_it_closes(reference, company, sato, today, told):
    """Both are due on Monday; one is closed from Wednesday to Friday, the other works on Friday."""
    Holiday.objects.all().delete()
    long_ago = NOW - timedelta(days=20)
    entered(company.party, sato, 2, 4)
    before = ApplicationFactory(vacancy=VacancyFactory(employer=company), state="presented", due_on=day(7), waiting_since=long_ago)
    other = ApplicationFactory(state="presented", due_on=day(7), waiting_since=long_ago)
    for n in range(today + 1):
        nudge_due(NOW + timedelta(days=n))
    names = {before.pk: "before", other.pk: "open"}
    assert [names[pk] for pk in Reminder.objects.order_by("at").values_list("subject_id", flat=True)] == told


def test_a_company_is_not_reminded_on_a_day_on_which_it_is_closed(reference, company, sato):
    Holiday.objects.all().delete()
    entered(company.party, sato, 0, 3)
    row = ApplicationFactory(
        vacancy=VacancyFactory(employer=company), state="presented", due_on=day(4), waiting_since=NOW - timedelta(days=20)
    )
    assert [nudge_due(NOW + timedelta(days=n)) for n in range(5)] == [0, 0, 0, 0, 1], "Friday, the day on which it opens"
    assert Reminder.objects.get().subject_id == row.pk


def test_reminding_asks_as_often_for_one_closed_company_as_for_many(reference, company, sato, zed, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        nudge_due(NOW)
    entered(company.party, sato, 2, 4)
    entered(of(zed), zed, 0, 2)
    with django_assert_num_queries(len(one)):
        nudge_due(NOW)


def test_a_lead_reads_in_the_morning_what_became_late_while_the_house_was_closed(reference, amna):
    ApplicationFactory(state="submitted", due_on=DAY)
    Holiday.objects.all().delete()
    entered(of(amna), amna, 1, 3)
    ApplicationFactory._meta.model.objects.update(due_on=DAY)
    assert escalate_due(NOW + timedelta(days=1)) == 1, "Tuesday, a closed day"
    friday = NOW + timedelta(days=4, hours=2)
    assert digests.escalated_lately("oec", friday) == 1
    assert digests.escalated_lately("oec", friday + timedelta(days=3)) == 0, "Monday: told on Friday"


# ── dates that are set already ────────────────────────────────────────────────────────────────────────


def test_dates_on_or_after_the_first_closed_day_come_later_by_what_it_takes(reference, company, sato, zed):
    Holiday.objects.all().delete()
    vacancy = VacancyFactory(employer=company)
    before, within, after = (ApplicationFactory(vacancy=vacancy, state="presented", due_on=day(n)) for n in (2, 4, 14))
    elsewhere = ApplicationFactory(state="presented", due_on=day(4))
    theirs = ApplicationFactory(vacancy=vacancy, state="submitted", due_on=day(4))
    _row, moved = entered(company.party, sato, 3, 7)  # Thursday, Friday, Monday
    for row in (before, within, after, elsewhere, theirs):
        row.refresh_from_db()
    assert (before.due_on, within.due_on, after.due_on) == (day(2), day(9), day(17))
    assert (elsewhere.due_on, theirs.due_on, moved) == (day(4), day(4), 2)
    assert all(is_working_day(row.due_on, deadlines.days_off("employer", DAY, company.party_id)) for row in (before, within, after))


def test_taking_back_shortens_nobodys_time(reference, company, sato):
    row = ApplicationFactory(vacancy=VacancyFactory(employer=company), state="presented", due_on=day(4))
    closure, _moved = entered(company.party, sato, 3, 7)
    closures.take_back(closure, by=sato)
    moved = ApplicationFactory._meta.model.objects.get(pk=row.pk).due_on
    assert moved > day(4)
    assert deadlines.due_on("employer", NOW, company=company.party_id) == deadlines.due_on("employer", NOW)
    with pytest.raises(Refused, match="changed"):
        closures.take_back(closure, by=sato)


def test_a_closure_on_days_off_moves_nothing(reference, company, sato):
    ApplicationFactory(vacancy=VacancyFactory(employer=company), state="presented", due_on=day(14))
    assert entered(company.party, sato, 5, 6)[1] == 0, "a weekend"


def test_every_life_with_an_employer_as_owner_knows_which_one(reference):
    assert {model.KIND for model in deadlines_models() if "employer" in model.OWNERS.values()} == {
        model.KIND for model in deadlines_models() if model.COMPANY
    }


def deadlines_models():
    return closures.lives()


# ── who, and what may not be ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("who", "whose", "may"),
    [
        ("sato", "sato", True), ("zed", "sato", False), ("ken", "sato", True), ("amna", "sato", False), ("omar", "sato", False),
        ("amna", "oec", True), ("omar", "oec", False), ("ken", "oec", False), ("ken", "inter_ses", True), ("amna", "inter_ses", False),
        ("audit", "oec", False), ("olga", "sato", False), ("ayesha", "sato", False),
    ],
)  # fmt: skip
def test_who_may_close_a_house(request, sato, oec, inter_ses, who, whose, may):
    party = of(sato) if whose == "sato" else {"oec": oec, "inter_ses": inter_ses}[whose]
    assert closures.may_enter(request.getfixturevalue(who), party) == may


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (3, 1, "before the first day"),
        (-1, 1, "today or later"),
        (399, 401, "400 days ahead"),
        (35, 96, "60 days of a year"),
        (1, 3, "closed already"),
    ],
)
def test_what_may_not_be_is_refused_with_words(sato, first, last, why):
    entered(of(sato), sato, 3, 7)
    with pytest.raises(Refused, match=why):
        entered(of(sato), sato, first, last)
    assert Closure.objects.count() == 1


def test_sixty_days_of_a_year_are_counted_over_all_closures(sato):
    for first in (40, 80):  # January and February 2027
        entered(of(sato), sato, first, first + 29)
    with pytest.raises(Refused, match="more in 2027"):
        entered(of(sato), sato, 200, 200)
    entered(of(sato), sato, 1, 2)  # 2026 has room


def test_a_closure_that_began_stays(sato):
    row, _moved = entered(of(sato), sato, 0, 3)
    with pytest.raises(Refused, match="has begun"):
        closures.take_back(row, by=sato)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [(4, 3, "closure_ends_after_it_begins"), (1, 61, "closure_at_most_sixty_days"), (7, 8, "closure_one_at_a_time")],
)
def test_the_database_refuses_it_too(sato, first, last, name):
    entered(of(sato), sato, 3, 7)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Closure.objects.create(party=of(sato), first_day=day(first), last_day=day(last), by=sato)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(sato):
    def one(_n):
        try:
            return bool(entered(of(User.objects.get(pk=sato.pk)), sato, 3, 7))
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1
    assert Closure.objects.count() == 1


def test_the_journal_says_who_closed_what(sato):
    row, _moved = entered(of(sato), sato, 3, 7, name="private words")
    closures.take_back(row, by=sato)
    found = Entry.objects.filter(subject_kind="party").order_by("seq")
    assert [entry.kind for entry in found] == ["party.enter_closure", "party.take_back_closure"]
    assert "private" not in str([entry.data for entry in found])


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_enters_and_takes_back_in_the_own_pages(client, sato, zed):
    client.force_login(sato)
    sent = {"first_day": day(3), "last_day": day(7), "name": "お盆"}
    assert client.post("/ja/accounts/closures/", sent | {"last_day": "x"}).status_code == 422
    page = client.post("/en/accounts/closures/", sent, follow=True).text
    assert "Entered. No due date had to move." in page
    assert "お盆" in page
    again = client.post("/en/accounts/closures/", sent)
    assert (again.status_code, "closed already" in again.text, "お盆" in again.text) == (422, True, True)
    row = Closure.objects.get()
    client.force_login(zed)
    assert client.post(f"/en/accounts/closures/{row.public_id}/back/").status_code == 404
    client.force_login(sato)
    client.post(f"/en/accounts/closures/{row.public_id}/back/")
    assert not Closure.objects.standing().exists()


def test_the_desk_enters_its_own_and_inter_ses_that_of_a_company(client, company, sato, amna, ken, omar):
    sent = {"first_day": day(3), "last_day": day(7)}
    for who, party, status in (
        (amna, of(amna), 302),
        (omar, of(amna), 404),
        (amna, company.party, 404),
        (ken, company.party, 302),
        (ken, of(ken), 302),
    ):
        client.force_login(who)
        assert client.post(f"/desk/closures/{party.public_id}/", sent).status_code == status
    client.force_login(omar)
    page = client.get("/desk/closures/").text
    assert company.party.name in page
    assert "Enter a closure" not in page
    client.force_login(ken)
    assert f"/desk/closures/{company.party.public_id}/" in client.get(f"/desk/case/employer/{company.public_id}/").text
    assert KINDS["employer"].one
    client.post(f"/desk/closures/{Closure.objects.get(party=company.party).public_id}/back/")
    assert Closure.objects.standing().count() == 2
