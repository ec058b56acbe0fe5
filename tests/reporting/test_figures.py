"""The months in figures: each application where it first came, by the calendar of Pakistan; counted by a task, read by the pages."""

import csv
import io
import random
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from candidates.models import District, Profile
from register.models import RegisterEntry
from reporting import counting, figures
from reporting.models import CountedMonth, Figure
from reporting.periods import Period, moments, shifted
from reporting.stages import BY, BY_PERSON, STEPS, WORDS
from reporting.tasks import count_months
from tests.applications.factories import ApplicationFactory, paper, ready_profile
from tests.candidates.factories import TestResultFactory
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import at, step, walk
from workflow.models import Entry

NOVEMBER, OCTOBER = Period(date(2026, 11, 1)), Period(date(2026, 10, 1))


def count(*periods):
    for period in periods:
        for first in period.months:
            counting.count_month(first, timezone.now())


@pytest.fixture
def november(reference):
    """Two endorsed in November by Pakistan's calendar, one of them twice; one just after its end there; a departure in October."""
    rows = ApplicationFactory.create_batch(4, state="endorsed")
    step(rows[0], "endorse", at(2026, 10, 31, 19))  # midnight of 1 November in Karachi
    step(rows[0], "endorse", at(2026, 11, 20), seq=2)
    step(rows[1], "endorse", at(2026, 11, 30, 18, 59))
    step(rows[2], "endorse", at(2026, 11, 30, 19))
    step(rows[3], "depart", at(2026, 10, 5))
    Profile.objects.update(created_at=at(2026, 11, 3))
    count(NOVEMBER, OCTOBER)
    return rows


def test_each_application_counts_once_by_the_calendar_of_pakistan(november):
    found = figures.totals(NOVEMBER)
    assert (found["endorsed"].count, found["departed"].count, found["registered"].count) == (2, 0, 4)
    assert figures.totals(OCTOBER)["departed"].count == 1


def test_who_came_to_a_stage_before_does_not_count_again(november):
    step(november[0], "endorse", at(2026, 12, 5), seq=3)
    december = Period(date(2026, 12, 1))
    count(december)
    assert figures.totals(december)["endorsed"].count == 1, "only the one just after the end of November"


def test_a_person_with_two_applications_is_one_person(november):
    other = ApplicationFactory(candidate=november[0].candidate, state="endorsed")
    step(other, "endorse", at(2026, 11, 21))
    count(NOVEMBER)
    found = figures.totals(NOVEMBER)["endorsed"]
    assert (found.count, found.people) == (3, 2)


@pytest.mark.parametrize("by", list(BY))
def test_a_breakdown_adds_up_to_the_total(november, by):
    rows = figures.broken_down(NOVEMBER, by)
    assert sum(counts.get("endorsed", 0) for _key, counts in rows) == 2


def test_sex_is_counted_where_oec_s_register_says_it(november):
    said = {"full_name": "A", "fingerprint": b"x", "claimed_at": timezone.now()}
    RegisterEntry.objects.create(cnic="3520212345672", sex="f", claimed_by=november[0].candidate, **said)
    RegisterEntry.objects.create(cnic="3520212345671", sex="", claimed_by=november[1].candidate, **said)
    count(NOVEMBER)
    found = dict(figures.broken_down(NOVEMBER, "sex"))
    assert (found["f"]["endorsed"], found[""]["endorsed"]) == (1, 1)
    assert figures.names_of("sex", list(found))[""] == "not recorded"


def told_again(period, by):
    """The same from the journal, row by row and by other means: stage -> key -> applications, people."""
    entries = [e for e in Entry.objects.order_by("at", "subject_id") if e.kind in STEPS]
    seen, people, found = set(), set(), {}
    spans = [moments(first) for first in period.months]
    for entry in entries:
        row = ApplicationFactory._meta.model.objects.get(pk=entry.subject_id)
        stage = STEPS[entry.kind]
        if (stage, row.pk) in seen:
            continue
        seen.add((stage, row.pk))
        is_first = (stage, row.candidate_id) not in people
        people.add((stage, row.candidate_id))
        if any(begins <= entry.at < ends for begins, ends in spans):
            key = key_of(row, by)
            one = found.setdefault(stage, {}).setdefault(key, [0, 0])
            one[0] += 1
            one[1] += is_first
    return found


def key_of(row, by):
    district, vacancy = row.candidate.district, row.vacancy
    try:
        sex = RegisterEntry.objects.get(claimed_by=row.candidate).sex
    except ObjectDoesNotExist:
        sex = ""
    return {
        "all": "", "province": district.province_code if district else "", "field": vacancy.field_id or "",
        "prefecture": vacancy.prefecture_id or "", "employer": str(vacancy.employer_id), "sex": sex,
    }[by]  # fmt: skip


@pytest.fixture
def a_year(reference):
    """Forty applications of twenty people, each some steps far, over fourteen months, some steps taken twice."""
    dice = random.Random(7)
    districts = list(District.objects.order_by("pk")[::20])
    people = [ready_profile(district=dice.choice([*districts, None])) for _n in range(20)]
    vacancies = [VacancyFactory(state="published", seats=9) for _n in range(5)]
    for n, person in enumerate(people[::2]):
        RegisterEntry.objects.create(
            cnic=f"352021234567{n}", full_name="A", fingerprint=b"x", sex=dice.choice("fmx"), claimed_by=person, claimed_at=timezone.now()
        )
    for person in people:
        for vacancy in dice.sample(vacancies, 2):
            row, moment = (
                ApplicationFactory(candidate=person, vacancy=vacancy, state="endorsed"),
                at(2025, 9, 1) + timedelta(days=dice.random() * 380),
            )
            for seq, kind in enumerate(["application.submit", *list(STEPS)[: dice.randint(1, len(STEPS))]], 1):
                step(row, kind.partition(".")[2], moment, seq)
                moment += timedelta(days=dice.random() * 20)
    count(Period(date(2025, 1, 1), "year"), Period(date(2026, 1, 1), "year"))


@pytest.mark.parametrize("by", ["all", *BY])
@pytest.mark.parametrize("period", ["2026-03", "2026-Q1", "2026"])
def test_months_quarters_and_years_are_what_the_journal_says(a_year, period, by):
    period = Period.read(period, date(2026, 12, 31))
    expected, which = told_again(period, by), 1 if by in BY_PERSON else 0
    found = {
        (key, stage): n for key, counts in figures.broken_down(period, by) for stage, n in counts.items() if stage in STEPS.values() and n
    }
    assert found == {(key, stage): pair[which] for stage, keys in expected.items() for key, pair in keys.items() if pair[which]}


def test_ready_is_counted_in_its_month_and_stands_at_the_end(reference):
    first, second, late = (ready_profile() for _n in range(3))
    for profile, identity, proof in [(first, (2026, 9, 30), (2026, 10, 31, 18)), (second, (2026, 10, 31, 19), (2026, 9, 1))]:
        paper(profile, "cnic", checked_at=at(*identity))
        paper(profile, "test", test=TestResultFactory(profile=profile, level="N4"), checked_at=at(*proof))
    paper(late, "cnic", checked_at=at(2026, 10, 2), expires_on=date(2026, 10, 30))
    paper(late, "degree", education=late.educations.get(), checked_at=at(2026, 10, 2))
    count(OCTOBER, NOVEMBER)
    october, november = figures.totals(OCTOBER), figures.totals(NOVEMBER)
    assert (october["ready"].count, october["stock"].count) == (2, 1), "one ran out on the day before the last"
    assert (november["ready"].count, november["stock"].count) == (1, 2)
    quarter = figures.totals(Period.read("2026-Q4", date(2026, 12, 31)))
    assert (quarter["ready"].count, quarter["stock"].count) == (3, 2), "a stock does not add up"


def test_the_task_counts_closed_months_once_and_the_running_one_again(november, monkeypatch):
    CountedMonth.objects.all().delete()
    now = datetime(2026, 12, 3, tzinfo=UTC)
    assert counting.waiting(now) == [date(2026, 12, 1), date(2026, 11, 1), date(2026, 10, 1)]
    for first in counting.waiting(now):
        counting.count_month(first, now)
    assert counting.waiting(now + timedelta(minutes=9)) == []
    assert counting.waiting(now + timedelta(minutes=10)) == [], "nothing has happened since"
    Entry.objects.create(kind="x.y", subject_kind="x", subject_id=1, subject_ref=uuid4(), seq=1, actor_role="system", at=now)
    assert counting.waiting(now + timedelta(minutes=10)) == [date(2026, 12, 1)]
    figures.ask_again(OCTOBER)
    assert counting.waiting(now + timedelta(minutes=1)) == [date(2026, 10, 1)]
    count_months()
    assert CountedMonth.objects.get(first=date(2026, 10, 1)).asked_at is None


def test_a_month_counted_before_its_end_is_counted_once_more_after_it(november):
    CountedMonth.objects.all().delete()
    before, ends = at(2026, 11, 30, 18), moments(NOVEMBER.first)[1]
    for first in counting.waiting(before):
        counting.count_month(first, before)
    assert NOVEMBER.first not in counting.waiting(ends + timedelta(minutes=5)), "what is being written may still arrive"
    assert NOVEMBER.first in counting.waiting(ends + timedelta(minutes=10))


def test_counting_twice_changes_nothing(november):
    before = list(Figure.objects.order_by("month", "by", "stage", "key").values_list("month", "by", "stage", "key", "people", "count"))
    count(NOVEMBER, OCTOBER)
    assert (
        list(Figure.objects.order_by("month", "by", "stage", "key").values_list("month", "by", "stage", "key", "people", "count")) == before
    )


def rows_of(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf"), "the mark by which Excel reads UTF-8"
    return dict((row[0], row[1:]) for row in list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:])


def test_the_month_is_shown_and_downloaded(client, amna, november):
    client.force_login(amna)
    page = client.get("/desk/figures/", {"period": "2026-11"})
    assert page.status_code == 200
    assert '<title id="funnel-t">From stage to stage</title>' in page.text
    assert "style=" not in page.text.partition('id="content"')[2], "the policy of contents allows no inline style"
    answer = client.get("/desk/figures/stages.csv", {"period": "2026-11"})
    assert rows_of(answer)["endorsed by OEC"] == ["2", "0", "2"]
    assert client.get("/desk/figures/nothing.csv").status_code == 404
    for by in (*BY, "months"):
        assert client.get(f"/desk/figures/{by}.csv", {"period": "2026-Q4"}).status_code == 200


def test_what_is_published_says_no_number_under_five(client, amna, november):
    client.force_login(amna)
    rows = rows_of(client.get("/desk/figures/stages.csv", {"period": "2026-11", "few": "hide"}))
    assert rows["endorsed by OEC"] == ["under 5", "under 5", "under 5"]
    assert [figures.rounded(n) for n in (0, 4, 5, 9, 10)] == [None, None, 5, 5, 10]


def test_the_page_says_what_is_not_counted_yet(client, amna, november):
    client.force_login(amna)
    assert "Counted:" in client.get("/desk/figures/", {"period": "2026-11"}).text
    CountedMonth.objects.filter(first=NOVEMBER.first).update(counted_at=None)
    page = client.get("/desk/figures/", {"period": "2026-11"}).text
    assert ("Not everything of this time is counted yet" in page, "Count now" in page, "Count again" in page) == (True, True, False)


def test_before_anything_is_counted_no_nought_stands_there(client, amna, november):
    client.force_login(amna)
    CountedMonth.objects.update(counted_at=None)
    page = client.get("/desk/figures/", {"period": "2026-11"}).text
    assert ("How it is counted" in page, "Figures by stage" in page, "<table" in page) == (True, False, False)


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("audit", 403), ("amna", 302), ("ken", 302)])
def test_leads_have_months_counted_again(client, request, november, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post("/desk/figures/again/", {"period": "2026-11"}).status_code == status
    assert CountedMonth.objects.filter(asked_at__isnull=False).count() == (1 if status == 302 else 0)


@pytest.mark.parametrize("size", [1, 12])
def test_it_costs_the_same_for_many(client, amna, reference, size, django_assert_max_num_queries):
    for _n in range(size):
        walk(
            ApplicationFactory(state="presented"),
            ("submitted", at(2026, 11, 2)),
            ("endorsed", at(2026, 11, 9)),
            ("presented", at(2026, 11, 10)),
        )
    count(NOVEMBER)
    client.force_login(amna)
    client.get("/desk/figures/")
    with django_assert_max_num_queries(40):
        client.get("/desk/figures/", {"period": "2026-11"})


@pytest.mark.parametrize("language", ["ur", "ja"])
def test_it_reads_in_every_language(client, amna, november, language):
    amna.language = language
    amna.save()
    client.force_login(amna)
    assert client.get("/desk/figures/", {"period": "2026-Q4"}).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("audit", 200), ("ken", 200), ("sato", 302)])
def test_who_may_read_the_figures(client, request, november, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/figures/").status_code in (status, 403 if status == 302 else status)


def test_every_stage_has_its_word_and_place():
    assert set(STEPS.values()) < set(WORDS)
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
