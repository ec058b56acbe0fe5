"""manage.py demo: what it leaves in the database is what people would have left, in every state, and nothing unlawful."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import Role
from applications.conditions import differences
from applications.models import Application, Consent, Offer, Snapshot
from applications.snapshot import content_of
from applications.states import FINAL, SEATED, ApplicationState
from candidates.eligibility import Verdict
from candidates.models import Evidence, Profile
from candidates.public_words import verdict_tag
from departure.models import Departure
from jobs import reference as law
from jobs import rules
from jobs.models import DemandLetter, Employer, FieldOpening, Vacancy
from jobs.states import DemandState, VacancyState
from portal.demo import signins
from programmes.models import Booking, Group, Member
from programmes.states import BookingState, GroupState, MemberState
from register.models import Duplicate
from vault.store import clean_bytes
from workflow.models import Entry

STATEFUL = (Employer, DemandLetter, Vacancy, Evidence, Application)

# Each finds rows that break a promise: none may be found (reliability.md 5.4: I10, I11, I12, I13, I18).
BROKEN = {
    "seats_taken is not the count of those seated": """
        SELECT v.id FROM jobs_vacancy v WHERE v.seats_taken <> (SELECT count(*) FROM applications_application a
        WHERE a.vacancy_id = v.id AND a.state IN ('accepted', 'departed', 'arrived'))""",
    "a published vacancy is full": "SELECT id FROM jobs_vacancy WHERE state = 'published' AND seats_taken >= seats",
    "a journal has holes": """
        SELECT min(id) FROM workflow_entry GROUP BY subject_kind, subject_id HAVING min(seq) <> 1 OR max(seq) <> count(*)""",
    "a journal does not connect": """
        SELECT b.id FROM workflow_entry a JOIN workflow_entry b ON (a.subject_kind, a.subject_id, a.seq + 1)
        = (b.subject_kind, b.subject_id, b.seq)
        WHERE a.target_state <> b.source_state OR a.at > b.at""",
    "two jobs are accepted by one person": """
        SELECT candidate_id FROM applications_application WHERE state IN ('accepted', 'departed') GROUP BY 1 HAVING count(*) > 1""",
    "something stands open beside an accepted job": """
        SELECT b.id FROM applications_application a JOIN applications_application b ON a.candidate_id = b.candidate_id
        WHERE a.state IN ('accepted', 'departed', 'arrived')
        AND b.state IN ('submitted', 'returned', 'endorsed', 'presented', 'interviewing', 'offered')""",
    "more seats of a group are held than people hold": """
        SELECT g.id FROM programmes_group g WHERE g.held <> (SELECT count(*) FROM programmes_member m
        WHERE m.group_id = g.id AND m.state IN ('offered', 'enrolled', 'finished'))""",
    "a letter covers more than its seats": """
        SELECT d.id FROM jobs_demandletter d WHERE d.seats <
        (SELECT coalesce(sum(v.seats), 0) FROM jobs_vacancy v WHERE v.demand_letter_id = d.id)""",
    "somebody applied before the vacancy was published": """
        SELECT a.id FROM applications_application a JOIN jobs_vacancy v ON v.id = a.vacancy_id
        WHERE v.published_at IS NULL OR a.submitted_at < v.published_at""",
    "endorsed without a verified identity card": """
        SELECT a.id FROM applications_application a
        WHERE a.presented_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM candidates_evidence e WHERE e.profile_id = a.candidate_id
        AND e.kind = 'cnic' AND e.state = 'verified')""",
    "presented without consent": """
        SELECT a.id FROM applications_application a JOIN jobs_vacancy v ON v.id = a.vacancy_id
        WHERE a.submitted_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM applications_consent c WHERE c.candidate_id = a.candidate_id
        AND c.purpose = 'present' AND c.employer_id = v.employer_id)""",
    "an offer is missing": """
        SELECT a.id FROM applications_application a WHERE a.state IN ('offered', 'accepted', 'departed', 'arrived', 'declined')
        AND NOT EXISTS (SELECT 1 FROM applications_offer o WHERE o.application_id = a.id AND o.state = 'made')""",
    "news waits to be planned": "SELECT id FROM workflow_entry WHERE planned_at IS NULL",
}


def broken():
    """The promises that do not hold in the database."""
    with connection.cursor() as cursor:
        found = {}
        for name, query in BROKEN.items():
            cursor.execute(query)
            if rows := cursor.fetchall():
                found[name] = len(rows)
    return found


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The standard demo, made once for this file and rolled back after it; what the command said."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        call_command("load_reference", verbosity=0)
        said = StringIO()
        call_command("demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def made(demo, db):
    """A test on the standard demo."""
    return demo


def test_it_makes_what_the_issue_asks_for(made):
    assert Employer.objects.filter(state="verified").count() == 12
    assert Employer.objects.values("prefecture").distinct().count() >= 9
    assert Vacancy.objects.count() == 60
    assert Profile.objects.count() == 200
    assert not User.objects.filter(is_demo=False).exists()


def test_two_pairs_of_files_wait_to_be_compared(made):
    found = Duplicate.objects.order_by("-strength").values_list("strength", "state")
    assert list(found) == [(3, "proposed"), (2, "proposed")]


def test_every_state_of_the_tables_is_there(made):
    assert set(Application.objects.values_list("state", flat=True)) == set(ApplicationState)
    assert set(Vacancy.objects.values_list("state", flat=True)) == set(VacancyState)
    assert set(DemandLetter.objects.values_list("state", flat=True)) == set(DemandState)
    assert set(Evidence.objects.values_list("state", flat=True)) == {"received", "verified", "rejected", "expired"}
    assert Vacancy.objects.filter(state="published").count() >= 40
    assert set(Member.objects.values_list("state", flat=True)) == set(MemberState)
    assert set(Group.objects.values_list("state", flat=True)) == set(GroupState)
    assert set(Booking.objects.values_list("state", flat=True)) == set(BookingState) - {"cancelled"}
    assert Member.objects.filter(group__programme__name_en="Cohort of 120").count() == 120


def test_every_promise_holds(made):
    assert broken() == {}


def test_the_promises_can_be_broken(made):
    """The control: each planted fault is found."""
    vacancy = Vacancy.objects.filter(state="published", seats__gt=2).first()
    Vacancy.objects.filter(pk=vacancy.pk).update(seats_taken=vacancy.seats)
    Consent.objects.all().delete()
    Offer.objects.all().delete()
    names = {
        "seats_taken is not the count of those seated",
        "a published vacancy is full",
        "presented without consent",
        "an offer is missing",
    }
    assert set(broken()) == names


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.KIND)
def test_every_step_was_open_to_who_took_it(made, model):
    rows = {(step.name, source, step.target): step.by for step in model.STEPS for source in step.sources}
    entries = Entry.objects.filter(subject_kind=model.KIND)
    assert entries.exists()
    for entry in entries:
        name = entry.kind.removeprefix(f"{model.KIND}.")
        assert entry.seq == 1 or entry.actor_role in rows[name, entry.source_state, entry.target_state], entry.kind
        assert entry.actor_role == ("system" if entry.actor is None else entry.actor.role)


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.KIND)
def test_the_last_entry_is_where_the_subject_stands(made, model):
    for subject in model.objects.all():
        last = Entry.objects.about(subject).last()
        assert (last.seq, last.target_state, last.at) == (subject.version, subject.state, subject.waiting_since)
        assert subject.owner == model.OWNERS.get(subject.state, "")
        assert bool(subject.due_on) == bool(subject.owner)


def as_values(vacancy):
    names = [field.attname for field in Vacancy._meta.concrete_fields]
    values = {name: getattr(vacancy, name) for name in names}
    extra = {"prefecture_code": vacancy.prefecture_id, "field_code": vacancy.field_id or "", "employer_name": vacancy.employer.name_ja}
    return values | extra


def demand_of(vacancy):
    letter = vacancy.demand_letter
    used = sum(other.seats for other in letter.vacancies.exclude(pk=vacancy.pk))
    return rules.Demand(
        state=letter.state, attested_on=letter.attested_on, valid_until=letter.valid_until, seats=letter.seats, seats_used=used
    )


@pytest.mark.parametrize("state", ["published", "paused"])
def test_what_is_public_could_be_published_today(made, state):
    today = timezone.now().date()
    for vacancy in Vacancy.objects.filter(state=state).select_related("employer", "demand_letter", "field"):
        openings = FieldOpening.objects.filter(field=vacancy.field)
        blockers = rules.publish_blockers(
            vacancy=as_values(vacancy),
            employer_state=vacancy.employer.state,
            demand=demand_of(vacancy),
            field_states=[rules.FieldState(state=row.state, from_on=row.valid_from) for row in openings],
            field_allows_fee=not vacancy.field or vacancy.field.fee_placement_allowed,
            agency_charges_fee=True,
            rates=law.wage_rates()[vacancy.prefecture_id],
            today=today,
        )
        assert blockers == [], vacancy.title_en


def test_submitted_vacancies_have_nothing_against_them(made):
    today = timezone.now().date()
    for vacancy in Vacancy.objects.exclude(state__in=["closed", "ended"]).select_related("employer"):
        assert rules.submit_blockers(vacancy=as_values(vacancy), rates=law.wage_rates()[vacancy.prefecture_id], today=today) == []


def test_identity_is_sealed_and_found_by_its_index(made):
    for profile in Profile.objects.all()[:20]:
        assert Profile.objects.get(Profile._meta.get_field("cnic_index").matching(profile.cnic)) == profile
        assert profile.birth_date.year > 1980
    assert Profile.objects.values("cnic_index").annotate(many=Count("pk")).filter(many__gt=1).count() == 0


def test_a_passport_number_is_there_only_after_an_offer(made):
    offered = set(Offer.objects.values_list("application__candidate_id", flat=True))
    assert set(Profile.objects.filter(passport_index__isnull=False).values_list("pk", flat=True)) == offered != set()


def test_papers_open_through_the_vault(made):
    for evidence in Evidence.objects.select_related("file")[:5]:
        assert clean_bytes(evidence.file).startswith(b"\x89PNG")
        assert evidence.file.owner_id == evidence.profile.user_id


def test_snapshots_hold_no_identity(made):
    for snapshot in Snapshot.objects.select_related("application__candidate"):
        text, one = json.dumps(snapshot.content), snapshot.application.candidate
        assert str(one.cnic) not in text
        assert one.full_name not in text
        assert one.birth_date.isoformat() not in text
    sent = Application.objects.filter(submitted_at__isnull=False)
    assert set(Snapshot.objects.values_list("application_id", flat=True)) == set(sent.values_list("pk", flat=True))


def test_snapshots_are_what_a_submit_would_have_taken(made):
    """The applications' own function, asked now about those who wait at OEC, gives what the demo wrote."""
    for snapshot in Snapshot.objects.filter(application__state="submitted").select_related(
        "application__candidate", "application__vacancy"
    ):
        now = content_of(snapshot.application)
        now["vacancy"]["version"] = snapshot.content["vacancy"]["version"]
        order = {"tests", "educations", "experiences"}
        assert {key: value for key, value in now.items() if key not in order} == {
            k: v for k, v in snapshot.content.items() if k not in order
        }
        for key in order:
            assert sorted(now[key], key=str) == sorted(snapshot.content[key], key=str)


def test_offers_repeat_the_advertisement(made):
    for offer in Offer.objects.filter(application__vacancy__pay_unit="month").select_related("application__vacancy"):
        assert {row["name"] for row in differences(offer) if row["is_different"]} <= {"pay_day", "leaving"}


def test_departures_belong_to_those_who_left(made):
    left = Application.objects.filter(state__in=["departed", "arrived"])
    assert set(Departure.objects.values_list("application_id", flat=True)) == set(left.values_list("pk", flat=True))
    assert Departure.objects.filter(arrived_on__isnull=False).count() == left.filter(state="arrived").count()


def test_the_sign_ins_are_written_down(made):
    people = json.loads(signins.path().read_text())["people"]
    roles = [one["role"] for one in people]
    wanted = {
        Role.CANDIDATE: 3,
        Role.EMPLOYER: 2,
        Role.OEC_OFFICER: 2,
        Role.OEC_SUPERVISOR: 1,
        Role.INTER_SES: 1,
        Role.OPERATOR: 1,
        Role.AUDITOR: 1,
    }
    assert {role: roles.count(role) for role in wanted} == wanted
    assert {one["language"] for one in people if one["role"] == "candidate"} == {"ur", "en"}
    assert {one["language"] for one in people if one["role"] == "employer"} == {"ja", "en"}
    assert len({one["party"] for one in people if one["role"] == "employer"}) == 2
    assert len({one["token"] for one in people}) == len(people)
    assert oct(signins.path().stat().st_mode)[-3:] == "600"


def test_each_of_them_can_sign_in(made):
    for one in json.loads(signins.path().read_text())["people"]:
        user = User.objects.get(email=one["email"])
        assert user.check_password(one["password"])
        assert user.is_active
        assert user.role == one["role"]
    assert one["password"] in made


def test_the_care_worker_finds_a_care_job_in_osaka_with_what_is_left_and_meets_it(made, client):
    """Usability task 1, in two pages."""
    client.force_login(User.objects.get(email="sana@people.example"))
    found = client.get("/ur/jobs/", {"prefecture": "27", "field": "nursing_care", "pay": "210000"})
    fitting = [card for card in found.context["cards"] if card["verdict"] == verdict_tag(Verdict.YES)]
    assert {(card["place"], card["pay"] >= 210_000) for card in fitting} == {("اوساکا", True)}
    page = client.get(fitting[0]["url"])
    assert [route["tag"] for route in page.context["routes"]] == [verdict_tag(Verdict.YES)]
    assert f"¥{page.context['vacancy'].take_home_pay:,}" in page.text


def test_employers_act_for_their_own_company_only(made):
    for user in User.objects.filter(role=Role.EMPLOYER):
        assert Membership.objects.live().filter(user=user).count() == 1
        assert Vacancy.objects.visible_to(user).values("employer").distinct().count() == 1


def test_the_second_time_nothing_is_added(made):
    before = [model.objects.count() for model in (User, Profile, Evidence, Application, Entry, Vacancy)]
    kept, said = signins.path().read_text(), StringIO()
    call_command("demo", stdout=said)
    assert "nothing added" in said.getvalue()
    assert [model.objects.count() for model in (User, Profile, Evidence, Application, Entry, Vacancy)] == before
    assert signins.path().read_text() == kept


def test_lost_sign_ins_are_made_anew(made):
    kept = signins.path().read_text()
    signins.path().unlink()
    call_command("demo", stdout=StringIO())
    people = json.loads(signins.path().read_text())["people"]
    assert User.objects.get(email=people[0]["email"]).check_password(people[0]["password"])
    signins.path().write_text(kept)


def test_a_large_demo_holds_every_promise_too(made):
    call_command("demo", candidates=1000, vacancies=150, applications=1800, stdout=StringIO())
    assert Profile.objects.count() == 1000
    assert Vacancy.objects.count() == 150
    assert 1700 <= Application.objects.count() <= 1800
    assert broken() == {}
    assert Application.objects.filter(state__in=SEATED).exists()
    assert Application.objects.filter(state__in=FINAL).exists()


def test_a_large_demo_adds_only_what_is_missing(made):
    for _ in range(2):
        call_command("demo", candidates=300, vacancies=70, applications=420, stdout=StringIO())
        assert (Profile.objects.count(), Vacancy.objects.count()) == (300, 70)


def test_it_refuses_to_stand_beside_real_people(made):
    User.objects.create_user(role=Role.CANDIDATE, email="real@example.org", full_name="Real Person", password="a long password 42")
    before = Profile.objects.count()
    with pytest.raises(CommandError, match="1 people who are not demo"):
        call_command("demo", candidates=300, stdout=StringIO())
    assert Profile.objects.count() == before


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"candidates": -1}, "must lie between"),
        ({"candidates": 10_000_000}, "must lie between"),
        ({"candidates": 200, "applications": 5000}, "ask for more than 200 candidates"),
    ],
)
def test_numbers_that_cannot_be_are_refused(made, numbers, words):
    with pytest.raises(CommandError, match=words):
        call_command("demo", stdout=StringIO(), **numbers)
